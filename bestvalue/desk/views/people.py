"""The people who may sign in, for administrators: added, sent a link for their password, helped when a step is lost."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.models import ApiToken, CalendarFeed, User
from bestvalue.accounts.policy import has_second_step, may_manage_people
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.accounts.selectors import people_for, without_role
from bestvalue.accounts.services.closing import ending_roles, reopen_account
from bestvalue.accounts.services.ending_roles import who_hands_over
from bestvalue.accounts.services.passwords import send_password_link
from bestvalue.accounts.services.people import add_person
from bestvalue.accounts.services.second_step import reset_second_step
from bestvalue.accounts.services.sessions import sessions_of
from bestvalue.accounts.services.shutting_out import shut_out_another
from bestvalue.desk.leaving import close_and_tell, teams_of_work
from bestvalue.desk.people_forms import CloseAccountForm, NewPersonForm, PersonReasonForm
from bestvalue.desk.selectors.roles import roles_shown
from bestvalue.errors import Forbidden
from bestvalue.ui.listing import page_of, pagination
from cases.views.acting import FreeAct


def people_index(request: SignedInRequest) -> HttpResponse:
    """Everybody who has an account, by name; with `roles=none`, those alone who may sign in and hold no role."""
    _only_administrators(request)
    to_set_up = request.GET.get("roles") == "none"
    page = page_of(request, without_role(request.user) if to_set_up else people_for(request.user))
    caption = "Accounts without a role, the oldest first" if to_set_up else "People, by name"
    shown = {"page": page, "pagination": pagination(request, page), "to_set_up": to_set_up, "caption": caption}
    return render(request, "desk/people/index.html", shown)


def person_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """One person, how they sign in, and what may be done for them."""
    person = _found(request, pk)
    shown = {
        "person": person,
        "second_step": has_second_step(person),
        "sessions": sessions_of(person).count(),
        "acts": [each for each in ACTS.values() if each.of_open is person.is_active],
        **roles_shown(request, person),
    }
    return render(request, "desk/people/page.html", shown)


def _only_administrators(request: SignedInRequest) -> None:
    if not may_manage_people(request.user):
        raise Forbidden("Only an administrator sees who may sign in.")


def _found(request: SignedInRequest, pk: int) -> User:
    _only_administrators(request)
    person = people_for(request.user).filter(pk=pk).first()
    if person is None:
        raise Http404("There is no such person.")
    return person


class AddPerson(FreeAct):
    """Open an account, and send the link by which its password is set."""

    heading: ClassVar[str] = "Add a person"
    button: ClassVar[str] = "Add and send the link"
    done: ClassVar[str] = "The person was added, and a link to set a password was sent."
    lede: ClassVar[str] = "They can do nothing until they are given a role."
    form_class = NewPersonForm

    def find(self) -> None:
        """Nothing to find. Raises Forbidden."""
        _only_administrators(self.request)

    def next_page(self, result: User | None) -> str:
        """The new person; the list, while there is none."""
        return reverse("desk:person", args=[result.pk]) if result else reverse("desk:people")

    @transaction.atomic
    def act(self, given: dict[str, Any]) -> User:
        """Both or neither."""
        person = add_person(actor=self.request.user, **given)
        send_password_link(by=self.request.user, user=person)
        return person


class OnPerson(FreeAct):
    """An act on one person's account, by `service`."""

    route: ClassVar[str]
    service: ClassVar[Callable[..., Any]]
    of_open: ClassVar[bool] = True
    """Whether it is done to an account that is open, or to one that is closed."""
    form_class: type[Form] = PersonReasonForm
    person: User

    def find(self) -> None:
        """The person. Raises Forbidden, Http404."""
        self.person = _found(self.request, self.kwargs["pk"])

    def next_page(self, result: Any) -> str:
        """The person."""
        return reverse("desk:person", args=[self.person.pk])

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Who."""
        return super().get_context_data(**{"about": self.person, **more})

    def act(self, given: dict[str, Any]) -> Any:
        """Call the service."""
        return type(self).service(by=self.request.user, user=self.person, **given)


class SendPasswordLink(OnPerson):
    """Send a link to set a password."""

    route, service, form_class = "desk:send_password_link", send_password_link, Form
    heading: ClassVar[str] = "Send a link to set a password"
    button: ClassVar[str] = "Send the link"
    done: ClassVar[str] = "The link was sent."
    lede: ClassVar[str] = (
        "It goes to their email address and works once, within a day. An earlier password works till then."
    )


class ResetSecondStep(OnPerson):
    """Remove a lost second step."""

    route, service = "desk:reset_second_step", reset_second_step
    heading: ClassVar[str] = "Remove a lost second step"
    button: ClassVar[str] = "Remove it"
    done: ClassVar[str] = "The second step was removed, and the person told."
    lede: ClassVar[str] = (
        "First make sure, and not by email, that it is the person who asks. They are told who removed it, and why. "
        "They are signed out, and their API tokens and calendar addresses stop working."
    )


class EndSessions(OnPerson):
    """Sign somebody out everywhere."""

    route, service = "desk:end_sessions", shut_out_another
    heading: ClassVar[str] = "Sign them out everywhere"
    button: ClassVar[str] = "Sign them out"
    done: ClassVar[str] = "They are signed out everywhere."
    lede: ClassVar[str] = (
        "Their API tokens and calendar addresses stop working too, and what they have not saved may be lost. "
        "They can sign in again."
    )


class CloseAccount(OnPerson):
    """Close the account of somebody who has left."""

    route, service, form_class = "desk:close_account", close_and_tell, CloseAccountForm
    heading: ClassVar[str] = "Close the account"
    button: ClassVar[str] = "Close the account"
    done: ClassVar[str] = "The account is closed."
    template_name = "desk/people/close.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """The request, which the proof is asked for."""
        return {**super().get_form_kwargs(), "request": self.request}

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """What ends, and who is told."""
        shown = {
            "ending": ending_roles(self.person),
            "today": clock.today(),
            "sessions": sessions_of(self.person).count(),
            "tokens": ApiToken.objects.usable().filter(user=self.person).count(),
            "calendars": CalendarFeed.objects.usable().filter(user=self.person).count(),
            "told": [(team, who_hands_over(self.person, team)) for team in teams_of_work(self.person)],
        }
        return super().get_context_data(**{**shown, **more})


class ReopenAccount(OnPerson):
    """Open a closed account again."""

    route, service, of_open = "desk:reopen_account", reopen_account, False
    heading: ClassVar[str] = "Open the account again"
    button: ClassVar[str] = "Open the account"
    done: ClassVar[str] = "The account is open again."
    lede: ClassVar[str] = "They sign in as they did. They can do nothing until they are given a role."


ACTS: dict[str, type[OnPerson]] = {
    "password-link": SendPasswordLink,
    "second-step": ResetSecondStep,
    "sessions": EndSessions,
    "close": CloseAccount,
    "reopen": ReopenAccount,
}
"""Every act by the last word of its address, in the order of the page."""
