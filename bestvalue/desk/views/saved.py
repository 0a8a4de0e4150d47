"""The filters that a person keeps: saved, renamed, shared, deleted."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from bestvalue.accounts.models import Team, User
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.desk.models import SavedFilter
from bestvalue.desk.models.saved import LISTS
from bestvalue.desk.saving import (
    change_saved_filter,
    delete_saved_filter,
    kept_part,
    own_saved,
    save_filter,
    saved_for,
    shares_with,
)
from bestvalue.ui.listing import page_of, pagination
from cases.views.acting import FreeAct

NOBODY_ELSE = "Nobody: only you see it"


class SavedFilterForm(forms.Form):
    """Its name, and the team that sees it too."""

    name = forms.CharField(label="Name", max_length=80, error_messages={"required": "Enter a name for the filters"})
    team = forms.ModelChoiceField(
        Team.objects.none(),
        label="Share it with",
        required=False,
        empty_label=NOBODY_ELSE,
        help_text="Colleagues see the name and the filters. What they find with them is what they themselves may see.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = shares_with(user)  # type: ignore[attr-defined]


def saved_index(request: SignedInRequest) -> HttpResponse:
    """What this person keeps and what is shared with them, list by list."""
    page = page_of(request, saved_for(request.user).order_by("page", "name", "pk"))
    context = {"page": page, "pagination": pagination(request, page)}
    return render(request, "desk/saved/index.html", context)


class SavedFilterPage(FreeAct):
    """What the two forms share."""

    form_class = SavedFilterForm

    def check_may(self, user: User) -> None:
        """Everybody keeps filters of their own."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """Whose teams are offered."""
        return {**super().get_form_kwargs(), "user": self.request.user}


class SaveFilter(SavedFilterPage):
    """Keep the filters that are on in a list."""

    heading: ClassVar[str] = "Save these filters"
    button: ClassVar[str] = "Save"
    done: ClassVar[str] = "The filters are saved. You find them above the list and on your first page."

    def find(self) -> None:
        """The list, and its filters as its address has them."""
        self.page, self.query = self.request.GET.get("list", ""), kept_part(self.request.GET.get("filters", ""))
        if self.page not in LISTS:
            raise Http404("There is no such list.")

    def act(self, given: dict[str, Any]) -> SavedFilter:
        """Save them."""
        return save_filter(by=self.request.user, page=self.page, query=self.query, **given)

    def next_page(self, result: Any) -> str:
        """The list with these filters."""
        return f"{reverse(self.page)}?{self.query}"

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Which list it is."""
        return super().get_context_data(**{"about": LISTS[self.page], **more})


class ChangeSavedFilter(SavedFilterPage):
    """Rename or share filters that one keeps."""

    edits: ClassVar[bool] = True
    heading: ClassVar[str] = "Rename or share saved filters"
    button: ClassVar[str] = "Save"
    done: ClassVar[str] = "Your change is saved."

    def find(self) -> None:
        """One's own; anybody else's do not exist here."""
        self.saved = get_object_or_404(own_saved(self.request.user), pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        """As they are."""
        return {"name": self.saved.name, "team": self.saved.team_id}

    def act(self, given: dict[str, Any]) -> SavedFilter:
        """Change them."""
        return change_saved_filter(by=self.request.user, saved=self.saved, **given)

    def next_page(self, result: Any) -> str:
        """All that one keeps."""
        return reverse("desk:saved_filters")

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Which they are."""
        return super().get_context_data(**{"about": self.saved.name, **more})


@require_POST
def delete(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Delete filters that one keeps."""
    saved = get_object_or_404(own_saved(request.user), pk=pk)
    delete_saved_filter(by=request.user, saved=saved)
    messages.success(request, f"“{saved.name}” is deleted.")
    return redirect("desk:saved_filters")
