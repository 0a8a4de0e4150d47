"""Keeping the filters of a list under a name. It concerns no case, so nothing of it is on any record."""

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.http import QueryDict

from bestvalue import clock
from bestvalue.accounts.models import Role, Team, User
from bestvalue.accounts.policy import holds, teams_of
from bestvalue.errors import Refused, Unmet

from .models import SavedFilter
from .models.saved import LISTS

MOST = 50
LONGEST = SavedFilter._meta.get_field("query").max_length or 0
NEVER_KEPT = ("page", "csrfmiddlewaretoken")
TAKEN = "You have filters of this list under this name already. Give another name."


def saved_for(user: User) -> QuerySet[SavedFilter]:
    """What this person keeps, and what others share with a team that the person works in today, by name."""
    shared = Q(team__in=teams_of(user), owner__is_active=True)
    rows = SavedFilter.objects.filter(Q(owner=user) | shared).select_related("owner", "team")
    return rows.order_by("name", "created_at", "pk")


def own_saved(user: User) -> QuerySet[SavedFilter]:
    """What this person keeps, which they alone may change."""
    return SavedFilter.objects.filter(owner=user).select_related("owner", "team").order_by("page", "name")


def shares_with(user: User) -> QuerySet[Team]:
    """The open teams that this person may share filters with: those they work in; for a deputy director, all."""
    teams = Team.objects.open().order_by("name")
    return teams if holds(user, Role.DEPUTY_DIRECTOR) else teams.filter(pk__in=teams_of(user))


def kept_part(query: str) -> str:
    """Of an address, the filters and the sort: no page of the list, and nothing that is empty."""
    given = QueryDict(query, mutable=True)
    for name in list(given):
        values = [each for each in given.getlist(name) if each]
        given.setlist(name, values)
        if name in NEVER_KEPT or not values:
            del given[name]
    return given.urlencode()


@transaction.atomic
def save_filter(*, by: User, page: str, query: str, name: str, team: Team | None = None) -> SavedFilter:
    """Keep the filters of a list. Raises Refused for no such list, for no filters, and for a name that is taken."""
    kept = kept_part(query)
    unmet = _unmet(by, name, team)
    if page not in LISTS:
        unmet.append(Unmet("no_list", "There is no such list."))
    if not kept:
        unmet.append(Unmet("no_filters", "No filter is on. Choose filters in the list first."))
    if len(kept) > LONGEST:
        unmet.append(Unmet("too_long", "There are too many filters to keep. Remove some."))
    if SavedFilter.objects.filter(owner=by).count() >= MOST:
        unmet.append(Unmet("too_many", f"You keep {MOST} already. Delete one that you no longer need."))
    if unmet:
        raise Refused(unmet)
    made = SavedFilter(owner=by, page=page, query=kept, name=name.strip(), team=team, created_at=clock.now())
    return _saved(made)


@transaction.atomic
def change_saved_filter(*, by: User, saved: SavedFilter, name: str, team: Team | None) -> SavedFilter:
    """Rename it, and share it with a team or with nobody. Raises Refused."""
    locked = SavedFilter.objects.select_for_update(of=("self",)).get(pk=saved.pk, owner=by)
    if unmet := _unmet(by, name, team):
        raise Refused(unmet)
    locked.name, locked.team = name.strip(), team
    return _saved(locked)


def delete_saved_filter(*, by: User, saved: SavedFilter) -> None:
    """Delete what this person keeps; deleting it again does nothing."""
    SavedFilter.objects.filter(pk=saved.pk, owner=by).delete()


def _unmet(by: User, name: str, team: Team | None) -> list[Unmet]:
    unmet = [] if name.strip() else [Unmet("no_name", "Give it a name.")]
    if team and not shares_with(by).filter(pk=team.pk).exists():
        unmet.append(Unmet("no_team", "You share filters only with an open team that you work in."))
    return unmet


def _saved(saved: SavedFilter) -> SavedFilter:
    try:
        with transaction.atomic():
            saved.save()
    except IntegrityError as error:
        raise Refused([Unmet("taken", TAKEN)]) from error
    return saved
