"""Which events a person is given by the change feed and by webhooks: those of cases they may know of (N7, R46)."""

from functools import lru_cache
from typing import Any

from django.db.models import BigIntegerField, Q, QuerySet

from bestvalue.accounts.models import User
from bestvalue.accounts.policy import may_manage_people
from bestvalue.accounts.services.people import STREAM as PEOPLE
from bestvalue.api.models import Delivery, Webhook
from bestvalue.api.services.webhooks import STREAM as WEBHOOKS
from bestvalue.api.shapes import Shape, bare
from bestvalue.questions import Given, Question
from bestvalue.records.models import Event
from bestvalue.records.selectors import in_feed_order
from cases.policy import Teams, cases_of, teams_seen
from cases.selectors.cases import with_ref

ADMINISTRATORS_READ = (PEOPLE, WEBHOOKS)
"""Streams outside any case. Every other is given to nobody: who asked for a case, and who recorded what about an
authority, would tell of engagement with it (rulings 20)."""


def events_for(user: User) -> QuerySet[Event]:
    """The events that this person may know of at this moment, with who did them and on which case."""
    return _events(*_reach_of(user))


def feed_for(user: User, shape: type[Shape[Any]]) -> Question[Event]:
    """The same events in the order of the feed, in the columns of a shape: those that follow the place `after`."""
    return _feed(*_reach_of(user), shape)


def _reach_of(user: User) -> tuple[Teams | None, bool]:
    """The teams of whose cases this person may know, None for every team, and whether they manage people."""
    return (teams_seen(user), may_manage_people(user)) if user.is_active else ((), False)


def _events(teams: Teams | None, manages_people: bool) -> QuerySet[Event]:
    seen = Q(case__in=cases_of(teams))
    if manages_people:
        seen |= Q(stream__in=ADMINISTRATORS_READ, case=None)
    return Event.objects.filter(seen).select_related("actor", "case")


@lru_cache(maxsize=200)
def _feed(teams: Teams | None, manages_people: bool, shape: type[Shape[Any]]) -> Question[Event]:
    events = with_ref(_events(teams, manages_people), "case__")
    return Question(in_feed_order(bare(events, shape, "case_id"), after=Given("after", BigIntegerField())))


def deliveries_for(user: User, webhook: Webhook) -> QuerySet[Delivery]:
    """The deliveries of the person's own webhook whose events they may know of now, the latest first.

    An administrator who approved it is shown none: how many there are would tell of private cases.
    """
    own = webhook.deliveries.filter(event__in=events_for(user).order_by())
    return own.select_related("event").order_by("-number") if webhook.owner_id == user.pk else own.none()
