"""Acts about an authority outside any case: asking for a case, answering that, and who holds its posts."""

from typing import Any, ClassVar

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from bestvalue.accounts.requests import SignedInRequest
from bestvalue.errors import Forbidden
from bestvalue.ui.listing import page_of, pagination
from cases import policy
from cases.forms import authorities as forms
from cases.models import Authority, OfficeHolding, OpeningRequest
from cases.selectors.openings import cases_seen, decides_openings, open_cases, openings_for, waiting_openings
from cases.services.officers import appoint_officer, end_officer, keeps_officers
from cases.services.openings import ask_for_case, decline_request, open_requested

from .acting import FreeAct

ONLY_OFFICIALS = "Only case officers, team leads and deputy directors ask for a case to be opened."
ONLY_KEEPERS = "Only case officers, team leads and administrators keep the record of officers."


def opening_index(request: SignedInRequest) -> HttpResponse:
    """The requests that this person made; for a deputy director, all of them."""
    if not policy.is_official(request.user):
        raise Forbidden(ONLY_OFFICIALS)
    page = page_of(request, openings_for(request.user))
    rows = list(page)
    context = {
        "page": page,
        "pagination": pagination(request, page),
        "decides": decides_openings(request.user),
        "open_cases": open_cases(request.user, rows),
        "seen": cases_seen(request.user, rows),
    }
    return render(request, "authorities/openings.html", context)


class AuthorityAct(FreeAct):
    """One act about an authority."""

    authority: Authority

    def find(self) -> None:
        """Set the authority. Raises Forbidden, Http404."""
        self.authority = get_object_or_404(Authority.objects.select_related("kind"), slug=self.kwargs["slug"])

    def next_page(self, result: Any) -> str:
        """The page of the authority."""
        return reverse("desk:authority", args=[self.authority.slug])

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The authority."""
        return super().get_context_data(**{"about": self.authority, **more})


class AskForCase(AuthorityAct):
    """Ask for a case to be opened: one answer for every authority (rulings 20)."""

    heading: ClassVar[str] = "Ask for a case to be opened"
    button: ClassVar[str] = "Ask"
    done: ClassVar[str] = "Passed to the deputy director"
    lede: ClassVar[str] = "A deputy director decides. You see the answer under your requests."
    form_class = forms.AskForm

    def find(self) -> None:
        """Only officials ask."""
        if not policy.is_official(self.request.user):
            raise Forbidden(ONLY_OFFICIALS)
        super().find()

    def get_form_kwargs(self) -> dict[str, Any]:
        """Who asks."""
        return {**super().get_form_kwargs(), "by": self.request.user}

    def act(self, given: dict[str, Any]) -> Any:
        """Ask."""
        return ask_for_case(by=self.request.user, authority=self.authority, **given)

    def next_page(self, result: Any) -> str:
        """Their requests, once this one is made."""
        return reverse("authorities:openings") if result else super().next_page(result)


class OnRequest(AuthorityAct):
    """A deputy director's answer to a request."""

    asked: OpeningRequest
    template_name = "authorities/opening.html"

    def find(self) -> None:
        """The request that the address names, and the authority it is about."""
        if not decides_openings(self.request.user):
            raise Forbidden("Only a deputy director decides whether a case is opened.")
        asked = openings_for(self.request.user).filter(pk=self.kwargs["pk"]).first()
        if asked is None:
            raise Http404("There is no such request.")
        self.asked, self.authority = asked, asked.authority

    def next_page(self, result: Any) -> str:
        """The requests."""
        return reverse("authorities:openings")

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The request, and whether there is an open case."""
        found = open_cases(self.request.user, [self.asked]).get(self.authority.pk)
        waits = waiting_openings(self.request.user).filter(pk=self.asked.pk).exists()
        return super().get_context_data(**{"asked": self.asked, "open_case": found, "waits": waits, **more})


class OpenRequested(OnRequest):
    """Open the case that was asked for (T01, T68)."""

    heading: ClassVar[str] = "Open a case"
    button: ClassVar[str] = "Open the case"
    done: ClassVar[str] = "The case is open."
    form_class = forms.OpenForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """The request."""
        return {**super().get_form_kwargs(), "asked": self.asked}

    def act(self, given: dict[str, Any]) -> Any:
        """Open it."""
        return open_requested(by=self.request.user, request=self.asked, **given)

    def next_page(self, result: Any) -> str:
        """The case, once there is one."""
        return reverse("desk:case", args=[result.ref]) if result else super().next_page(result)


class DeclineRequested(OnRequest):
    """Answer without opening a case."""

    heading: ClassVar[str] = "Answer without opening a case"
    button: ClassVar[str] = "Send the answer"
    done: ClassVar[str] = "The answer is with the person who asked."
    form_class = forms.DeclineForm

    def act(self, given: dict[str, Any]) -> Any:
        """Answer."""
        return decline_request(by=self.request.user, request=self.asked, **given)


class KeepOfficers(AuthorityAct):
    """Keeping the record of who holds the posts of an authority."""

    def find(self) -> None:
        """Only those who keep it."""
        if not keeps_officers(self.request.user):
            raise Forbidden(ONLY_KEEPERS)
        super().find()


class AppointOfficer(KeepOfficers):
    """Record that somebody took a post."""

    heading: ClassVar[str] = "Record who took a post"
    button: ClassVar[str] = "Record it"
    done: ClassVar[str] = "The officer is recorded."
    form_class = forms.AppointForm

    def act(self, given: dict[str, Any]) -> Any:
        """Record it."""
        return appoint_officer(by=self.request.user, authority=self.authority, **given)


class EndOfficer(KeepOfficers):
    """Record that somebody left a post."""

    heading: ClassVar[str] = "Record who left a post"
    button: ClassVar[str] = "Record it"
    done: ClassVar[str] = "The last day is recorded."
    form_class = forms.LeaveForm
    template_name = "authorities/leaving.html"
    holding: OfficeHolding

    def find(self) -> None:
        """The officer that the address names."""
        super().find()
        self.holding = get_object_or_404(OfficeHolding, authority=self.authority, pk=self.kwargs["pk"])

    def act(self, given: dict[str, Any]) -> Any:
        """Record it."""
        return end_officer(by=self.request.user, holding=self.holding, **given)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Who it is."""
        return super().get_context_data(**{"holding": self.holding, **more})
