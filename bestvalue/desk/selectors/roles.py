"""Reads about roles and teams for administrators: what was given, by whom and why, and what a leaver looks after."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest

from bestvalue import clock
from bestvalue.accounts.models import TEAM_ROLES, Role, RoleHolding, Team, User
from bestvalue.accounts.policy import may_manage_people
from bestvalue.accounts.selectors import own_holdings
from bestvalue.accounts.services.people import STREAM
from bestvalue.records.models import Event
from bestvalue.ui.listing import page_of, pagination
from cases.policy import team_tasks, visible_cases, visible_watches
from cases.services.tasks import Work, work_of


@dataclass(frozen=True, slots=True)
class Held:
    """One role of a person, its acts, the latest first, and whether it has not ended yet."""

    holding: RoleHolding
    acts: list[Event]
    goes_on: bool


def roles_shown(request: HttpRequest, person: User) -> dict[str, Any]:
    """A page of the roles of a person, past ones included, the newest first; and those of today, in one line."""
    page = page_of(request, own_holdings(person), name="roles")
    acts: dict[str, list[Event]] = {f"role_holding:{each.pk}": [] for each in page}
    events = Event.objects.filter(stream=STREAM, subject__in=acts).select_related("actor")
    for event in events.order_by("-case_version"):
        acts[event.subject].append(event)
    today = clock.today()
    rows = [Held(each, acts[f"role_holding:{each.pk}"], not each.is_over(today)) for each in page]
    return {
        "holdings": own_holdings(person).on(today),
        "roles": rows,
        "roles_pagination": pagination(request, page, name="roles"),
    }


def teams_for(user: User) -> QuerySet[Team]:
    """Every team with how many roles are held in it today, the open ones first: for administrators, none for others."""
    today = clock.today()
    in_force = Q(holdings__withdrawn=False, holdings__starts_on__lte=today)
    in_force &= Q(holdings__ends_on__isnull=True) | Q(holdings__ends_on__gte=today)
    teams = Team.objects.annotate(held=Count("holdings", filter=in_force))
    return teams.order_by(F("closed_on").desc(nulls_first=True), "name") if may_manage_people(user) else teams.none()


def holdings_in(team: Team) -> QuerySet[RoleHolding]:
    """The roles that are held in a team, or will be, by name."""
    return (
        RoleHolding.objects.not_over(clock.today())
        .filter(team=team, user__is_active=True)
        .select_related("user")
        .order_by("user__name", "role", "pk")
    )


def known_work(user: User, holding: RoleHolding) -> Work | None:
    """What a leaver looks after in the team of a role, as far as this person may know of it; None outside a team.

    An administrator knows of no case: whoever leads the team is told (N7).
    """
    if holding.team is None or holding.role not in TEAM_ROLES:
        return None
    work = work_of(holding.user, holding.team)
    return Work(
        work.cases.filter(pk__in=visible_cases(user)).select_related("authority"),
        work.watches.filter(pk__in=visible_watches(user)).select_related("authority"),
        work.tasks.filter(pk__in=team_tasks(user)).select_related("authority"),
    )


def who_leads(team: Team | None, *, but: User) -> QuerySet[User]:
    """Those who lead a team today besides one person, by name."""
    held = RoleHolding.objects.on(clock.today()).filter(team=team, role=Role.TEAM_LEAD, user__is_active=True)
    return User.objects.filter(pk__in=held.exclude(user=but).values("user"))
