"""Subject access: where a person appears, looked for by a records manager with a reason, and taken away as CSV."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from bestvalue.accounts.forms import PasswordAgain
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.api.spreadsheets import table
from bestvalue.desk.models import SubjectSearch
from bestvalue.desk.retention.due import check_keeps_retention
from bestvalue.desk.retention_forms import SubjectSearchForm
from bestvalue.desk.subject_access.places import LISTED, Found, whom_to_ask
from bestvalue.desk.subject_access.searching import export_search, look, search_for_person, searches
from bestvalue.ui.listing import page_of, pagination
from cases.views.acting import FreeAct

COLUMNS = ("place", "record", "case", "authority", "column", "excerpt")


def search_index(request: SignedInRequest) -> HttpResponse:
    """Every search that was made, the latest first."""
    check_keeps_retention(request.user)
    page = page_of(request, searches())
    return render(request, "desk/subject_access/index.html", {"page": page, "pagination": pagination(request, page)})


class NewSearch(FreeAct):
    """Search for a person, and say why."""

    heading: ClassVar[str] = "Search for a person"
    button: ClassVar[str] = "Search"
    done: ClassVar[str] = "This search is recorded with its reason."
    form_class = SubjectSearchForm

    def find(self) -> None:
        """Only a records manager."""
        check_keeps_retention(self.request.user)

    def act(self, given: dict[str, Any]) -> SubjectSearch:
        """Record it."""
        return search_for_person(by=self.request.user, **given)

    def next_page(self, result: Any) -> str:
        """What it finds; the list while it is not made."""
        if result is None:
            return reverse("desk:subject_searches")
        return reverse("desk:subject_search", args=[result.pk])


class SearchPage(FreeAct):
    """Where the names of one search appear; with the password again, all of it as CSV."""

    heading: ClassVar[str] = "Where this person appears"
    button: ClassVar[str] = "Download as CSV"
    form_class = PasswordAgain
    template_name = "desk/subject_access/search.html"
    search: SubjectSearch

    def find(self) -> None:
        """The search of the address."""
        check_keeps_retention(self.request.user)
        self.search = get_object_or_404(searches(), pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        """The request, which the password is asked for."""
        return {**super().get_form_kwargs(), "request": self.request}

    def act(self, given: dict[str, Any]) -> list[Found]:
        """Take it away."""
        return export_search(by=self.request.user, search=self.search)

    def answer(self, result: list[Found]) -> HttpResponse:
        """The file."""
        return table(rows_of(result), "subject-access.csv")  # type: ignore[return-value]

    def next_page(self, result: Any) -> str:
        """The list."""
        return reverse("desk:subject_searches")

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """A page of what was found, noted as read case by case."""
        found, inside = look(by=self.request.user, search=self.search)
        page = page_of(self.request, found)  # type: ignore[arg-type]
        shown = {
            "about": str(self.search),
            "search": self.search,
            "page": page,
            "pagination": pagination(self.request, page),
            "ask": whom_to_ask(self.request.user),
            "inside": inside,
            "most": LISTED,
        }
        return super().get_context_data(**{**shown, **more})


def rows_of(found: list[Found]) -> Iterator[tuple[Any, ...]]:
    """What was found, as a table."""
    yield COLUMNS
    for each in found:
        case = (each.case.ref, str(each.case.authority)) if each.case else ("", "")
        yield each.place, each.key, *case, each.column, each.excerpt
