"""Who may see a case and who may act on it: the one place that decides (design 9)."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from bestvalue import clock
from bestvalue.accounts.holdings import held_on
from bestvalue.accounts.models import TEAM_ROLES, Absence, Role, RoleHolding, Team, User
from bestvalue.accounts.policy import Visitor, holds, teams_led_by
from bestvalue.errors import Forbidden
from bestvalue.records.as_at import looked_at

from .models import Case, Clock, ServiceFailureWatch, Task
from .moves import DRAFTERS, OFFICIAL, Move

Teams = tuple[int, ...]

# Their line and the deciding ministers see every case; others see the cases of the teams they work in (rulings 19).
SEES_EVERY_CASE = (Role.DEPUTY_DIRECTOR, Role.DIRECTOR, Role.MINISTER, Role.SECRETARY_OF_STATE)
BOUND_TO_A_TEAM = (*TEAM_ROLES, Role.LEGAL_ADVISER)
WORKS_IN_A_TEAM = (Role.OFFICER, Role.TEAM_LEAD, Role.LEGAL_ADVISER, Role.ANALYST, Role.RECORDS_MANAGER)

REVIEWS_READINGS = (Role.RECORDS_MANAGER, Role.TEAM_LEAD)

# A decision bundle takes the whole chain of a case out of the service, so it needs one who reads the whole case and
# answers for what becomes of it: the team's lead; its legal adviser, for a court; its records manager, for a request or
# an inquiry; the deputy director over all teams; the ministers, who decide. Case officers ask one of them. Private
# office reads submissions and not the case (domain 9.1).
EXPORTERS = (
    *(Role.TEAM_LEAD, Role.LEGAL_ADVISER, Role.RECORDS_MANAGER),
    *(Role.DEPUTY_DIRECTOR, Role.MINISTER, Role.SECRETARY_OF_STATE),
)

# Figures over many cases are for those who may know of some: each is given them over what they may see, and no more.
READS_PORTFOLIO = (*SEES_EVERY_CASE, *WORKS_IN_A_TEAM)

# A watch is known in the department; that it is linked to a case is told only to those who may know of the case.
ADDS_TO_WATCHES = (*OFFICIAL, Role.ANALYST)
KNOWS_WATCHES = (*ADDS_TO_WATCHES, Role.DIRECTOR, Role.MINISTER, Role.SECRETARY_OF_STATE)


def visible_cases(user: User, *, today: dt.date | None = None) -> QuerySet[Case]:
    """The cases this person may know of; the rest do not exist for them (R4, N7)."""
    teams = teams_seen(user, today=today)
    return Case.objects.filter(pk__in=_presently_of(teams)) if teams and looked_at() else cases_of(teams)


def teams_seen(user: User, *, today: dt.date | None = None) -> Teams | None:
    """The teams of whose cases this person may know; None for those of every team."""
    held = held_on(user, today or clock.present_day())
    if any(role in SEES_EVERY_CASE for role, _ in held):
        return None
    return tuple(sorted({team for role, team in held if team and role in WORKS_IN_A_TEAM}))


def cases_of(teams: Teams | None) -> QuerySet[Case]:
    """The cases of these teams, in the present; None for every case."""
    return Case.objects.all() if teams is None else Case.objects.filter(team__in=teams)


def who_may_see(case: Case) -> QuerySet[User]:
    """Everybody who may know of a case today, by name; the same rule as `visible_cases`, asked the other way."""
    seen = Q(role__in=SEES_EVERY_CASE) | Q(role__in=WORKS_IN_A_TEAM, team=case.team_id)
    held = RoleHolding.objects.filter(seen).on(clock.present_day())
    people = User.objects.filter(pk__in=held.values("user"), is_active=True, is_machine=False)
    return people.order_by("name", "pk")


def _presently_of(teams: Teams) -> RawSQL:
    """The cases that belong to these teams now, whichever team had them at the past moment looked at."""
    return RawSQL("SELECT id FROM public.cases_case WHERE team_id = ANY(%s)", [list(teams)])


def sees_every_case(user: User) -> bool:
    """Whether this person may know of every case, so that figures over what they may see are the department's."""
    return holds(user, *SEES_EVERY_CASE)


def reads_portfolio(user: Visitor) -> bool:
    """Whether this person is shown figures over cases: whoever may know of some (N7)."""
    return holds(user, *READS_PORTFOLIO)


def freezes_statistics(user: Visitor) -> bool:
    """Whether this person freezes a quarter's statistics: deputy directors and analysts."""
    return holds(user, Role.DEPUTY_DIRECTOR, Role.ANALYST)


def reviewed_cases(user: User) -> QuerySet[Case]:
    """The cases of which this person reviews who read them: their team's, for a lead or the records manager, or all."""
    held = held_on(user, clock.present_day())
    if any(role == Role.DEPUTY_DIRECTOR for role, _ in held):
        return Case.objects.all()
    return Case.objects.filter(team__in=[team for role, team in held if team and role in REVIEWS_READINGS])


def reviews_readings(user: User) -> bool:
    """Whether this person reviews who read what: records managers, leads and deputy directors (domain.md 9.1)."""
    return holds(user, *REVIEWS_READINGS, Role.DEPUTY_DIRECTOR)


def reviews_sealed_readings(user: User) -> bool:
    """Whether this person reviews who read sealed items: records managers and deputy directors, never what they say."""
    return holds(user, Role.RECORDS_MANAGER, Role.DEPUTY_DIRECTOR)


def roles_for(user: User, case: Case) -> frozenset[Role]:
    """The roles that this person may use on this case today: some are held in a team and end at its cases.

    Nobody uses any in the past.
    """
    return frozenset() if looked_at() else roles_reaching(user, case)


def roles_reaching(user: User, case: Case) -> frozenset[Role]:
    """The same whatever moment is looked at: what they open of the case to this person, in the past too."""
    held = held_on(user, clock.present_day())
    return frozenset(role for role, team in held if role not in BOUND_TO_A_TEAM or team == case.team_id)


def may(user: User, move: Move, case: Case) -> bool:
    """Whether this person may do this act on this case today, as far as roles go."""
    return not roles_for(user, case).isdisjoint(move.performers)


def check_may(user: User, move: Move, case: Case, *, past: bool) -> None:
    """Raise Forbidden unless this person may do this act on this case.

    Past events are entered by the records role only; otherwise by a holder of one of the move's roles, and by case
    officers, team leads and legal advisers only in the case's own team. The others work across teams.
    """
    needed = (Role.RECORDS_MANAGER,) if past else move.performers
    if roles_for(user, case).isdisjoint(needed):
        names = " or ".join(role.label.lower() for role in needed)
        raise Forbidden(f"Only a {names} may do this: {move.label.lower()}.")


def may_export(user: User, case: Case) -> bool:
    """Whether this person may make and fetch bundles of the decisions on this case."""
    known = visible_cases(user).filter(pk=case.pk).exists()
    return known and not roles_for(user, case).isdisjoint(EXPORTERS)


def is_official(user: User) -> bool:
    """Whether this person may ask for a case to be opened: case officers, team leads and deputy directors (T01)."""
    return holds(user, *OFFICIAL)


def looks_after_cases(*teams: Team) -> QuerySet[User]:
    """Those who may be the officer of a case of these teams today: their case officers and leads, by name."""
    held = RoleHolding.objects.filter(team__in=teams, role__in=DRAFTERS).on(clock.present_day())
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("name", "pk")


def colleagues_in(teams: Iterable[Team]) -> list[tuple[Team, list[User]]]:
    """Those who look after cases in each of these teams today, by name, in one query."""
    listed = list(teams)
    held = RoleHolding.objects.filter(team__in=listed, role__in=DRAFTERS, user__is_active=True).on(clock.present_day())
    found: dict[int | None, dict[int, User]] = {team.pk: {} for team in listed}
    for each in held.select_related("user").order_by("user__name", "user"):
        found[each.team_id][each.user_id] = each.user
    return [(team, list(found[team.pk].values())) for team in listed]


def asks_for(user: User) -> QuerySet[Team]:
    """The open teams for which this person may ask for a case: those they work in, or all for a deputy director."""
    if holds(user, Role.DEPUTY_DIRECTOR):
        return Team.objects.open().order_by("name")
    drafts_in = [team for role, team in held_on(user, clock.present_day()) if team and role in DRAFTERS]
    return Team.objects.open().filter(pk__in=drafts_in).order_by("name")


def leads(user: User, team: Team) -> bool:
    """Whether this person leads the team today, or is a deputy director over all teams."""
    held = held_on(user, clock.present_day())
    return any(role == Role.DEPUTY_DIRECTOR or (role, of) == (Role.TEAM_LEAD, team.pk) for role, of in held)


def led_by(user: User) -> QuerySet[Team]:
    """The teams that this person leads today; all of them for a deputy director."""
    if holds(user, Role.DEPUTY_DIRECTOR):
        return Team.objects.order_by("name")
    return teams_led_by(user)


def may_keep_clock(user: User, kept: Clock) -> bool:
    """Whether this person may pause, resume or move a clock: the team's lead, a deputy director, or its keeper."""
    if kept.case is None and kept.owner_id == user.pk:
        return True
    team = kept.case.team if kept.case else kept.team
    return leads(user, team) if team else holds(user, Role.DEPUTY_DIRECTOR)


def my_tasks(user: User) -> QuerySet[Task]:
    """The open tasks that wait for this person: their own, those of the absent whom they stand in for, and nobody's.

    What nobody has waits for the team's lead, and so does what somebody has who works there no more. Tasks on a case
    that the person may not know of do not exist for them (N7).
    """
    today = clock.present_day()
    leading = [team for role, team in held_on(user, today) if role == Role.TEAM_LEAD]
    held = RoleHolding.objects.filter(role__in=DRAFTERS, user__is_active=True).on(today)
    works_there = held.filter(team=OuterRef("team"), user=OuterRef("assignee"))
    nobodys = Q(team__in=leading) & (Q(assignee__isnull=True) | ~Exists(works_there))
    absent = Absence.objects.filter(stand_in_id=user.pk).on(today).values("person")
    return team_tasks(user).filter(Q(assignee_id=user.pk) | Q(assignee__in=absent) | nobodys)


def team_tasks(user: User) -> QuerySet[Task]:
    """The open tasks that this person may see: those of the teams where they look after cases, or all of them."""
    return seen_tasks(user).filter(state="open")


def seen_tasks(user: User) -> QuerySet[Task]:
    """The same, closed ones among them."""
    if holds(user, Role.DEPUTY_DIRECTOR):
        return Task.objects.all()
    teams = [team for role, team in held_on(user, clock.present_day()) if role in DRAFTERS]
    return Task.objects.filter(Q(team__in=teams) | Q(case__isnull=True, assignee_id=user.pk))


def may_deal_with(user: User, task: Task) -> bool:
    """Whether this person may close the task or pass it on: it waits for them, or they lead the team."""
    if my_tasks(user).filter(pk=task.pk).exists():
        return True
    return leads(user, task.team) if task.team else holds(user, Role.DEPUTY_DIRECTOR)


def may_be_given(task: Task) -> QuerySet[User]:
    """Those to whom the task may be given: who looks after cases of its team, or any such official, by name."""
    return looks_after_cases(*([task.team] if task.team else Team.objects.all()))


def knows_watches(user: User) -> bool:
    """Whether this person may know of watches: officials, analysts and ministers; nothing of a watch is public."""
    return holds(user, *KNOWS_WATCHES)


def visible_watches(user: User) -> QuerySet[ServiceFailureWatch]:
    """The watches that this person may know of: all or none."""
    watches: QuerySet[ServiceFailureWatch] = ServiceFailureWatch.objects.all()
    return watches if knows_watches(user) else watches.none()


def adds_to_watches(user: User) -> bool:
    """Whether this person may open a watch, and write down what they see during one."""
    return holds(user, *ADDS_TO_WATCHES)


def may_keep_watch(user: User, watch: ServiceFailureWatch) -> bool:
    """Whether this person may end a watch, take it further, hand it over or correct its start: its team, or above."""
    return looks_after_cases(watch.team).filter(pk=user.pk).exists() or holds(user, Role.DEPUTY_DIRECTOR)
