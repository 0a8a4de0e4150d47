"""Teams for administrators: added, renamed, closed, and opened again."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from bestvalue.accounts.models import Team
from bestvalue.accounts.policy import may_manage_people
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.accounts.services import teams as services
from bestvalue.desk.role_forms import TeamNameForm, TeamReasonForm
from bestvalue.desk.selectors.roles import holdings_in, teams_for
from bestvalue.errors import Forbidden
from bestvalue.ui.listing import page_of, pagination
from cases.services.teams import close_team, to_move_first
from cases.views.acting import FreeAct


def team_index(request: SignedInRequest) -> HttpResponse:
    """Every team, the open ones first."""
    _only_administrators(request)
    page = page_of(request, teams_for(request.user))
    return render(request, "desk/teams/index.html", {"page": page, "pagination": pagination(request, page)})


def team_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """One team, and the roles that are held in it."""
    team = _found(request, pk)
    page = page_of(request, holdings_in(team))
    acts = [each for each in ACTS.values() if bool(team.closed_on) in each.when_closed]
    shown = {"team": team, "page": page, "pagination": pagination(request, page), "acts": acts}
    return render(request, "desk/teams/page.html", shown)


def _only_administrators(request: SignedInRequest) -> None:
    if not may_manage_people(request.user):
        raise Forbidden("Only an administrator sees the teams.")


def _found(request: SignedInRequest, pk: int) -> Team:
    _only_administrators(request)
    return get_object_or_404(Team, pk=pk)


class AddTeam(FreeAct):
    """Add a team."""

    heading: ClassVar[str] = "Add a team"
    button: ClassVar[str] = "Add the team"
    done: ClassVar[str] = "The team was added."
    lede: ClassVar[str] = "Nobody works in it until they are given a role there."
    form_class = TeamNameForm

    def find(self) -> None:
        """Nothing to find. Raises Forbidden."""
        _only_administrators(self.request)

    def next_page(self, result: Team | None) -> str:
        """The new team; the list, while there is none."""
        return reverse("desk:team", args=[result.pk]) if result else reverse("desk:teams")

    def act(self, given: dict[str, Any]) -> Team:
        """Add it."""
        return services.add_team(by=self.request.user, **given)


class OnTeam(FreeAct):
    """An act on one team, by `service`; `when_closed` says on which it is offered: open ones, closed ones, or both."""

    route: ClassVar[str]
    service: ClassVar[Callable[..., Any]]
    when_closed: ClassVar[tuple[bool, ...]]
    form_class: type[Form] = TeamReasonForm
    team: Team

    def find(self) -> None:
        """The team. Raises Forbidden, Http404."""
        self.team = _found(self.request, self.kwargs["pk"])

    def next_page(self, result: Any) -> str:
        """The team."""
        return reverse("desk:team", args=[self.team.pk])

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Which team."""
        return super().get_context_data(**{"about": self.team, **more})

    def act(self, given: dict[str, Any]) -> Any:
        """Call the service."""
        return type(self).service(by=self.request.user, team=self.team, **given)


class RenameTeam(OnTeam):
    """Give it another name."""

    route, service, when_closed, form_class = "desk:rename_team", services.rename_team, (False, True), TeamNameForm
    edits: ClassVar[bool] = True
    heading: ClassVar[str] = "Rename the team"
    button: ClassVar[str] = "Rename it"
    done: ClassVar[str] = "The team has its new name."
    lede: ClassVar[str] = "It has the new name everywhere at once. Its addresses stay, so that links still work."

    def get_initial(self) -> dict[str, Any]:
        """The present name."""
        return {"name": self.team.name}


class CloseTeam(OnTeam):
    """Close it."""

    route, service, when_closed = "desk:close_team", close_team, (False,)
    heading: ClassVar[str] = "Close the team"
    button: ClassVar[str] = "Close it"
    done: ClassVar[str] = "The team is closed."
    lede: ClassVar[str] = "It is given no new case and no new role. Deputy directors are told. You can open it again."
    template_name = "desk/teams/close.html"

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Who and what must leave it first."""
        first = [] if self.request.method == "POST" else to_move_first(self.team)
        return super().get_context_data(**{"first": first, **more})


class OpenTeamAgain(OnTeam):
    """Open it again."""

    route, service, when_closed = "desk:open_team_again", services.open_team_again, (True,)
    heading: ClassVar[str] = "Open the team again"
    button: ClassVar[str] = "Open it again"
    done: ClassVar[str] = "The team is open."
    lede: ClassVar[str] = "It can be given cases and roles from now on."


ACTS: dict[str, type[OnTeam]] = {"rename": RenameTeam, "close": CloseTeam, "open-again": OpenTeamAgain}
"""Every act by the last word of its address, in the order of the page."""
