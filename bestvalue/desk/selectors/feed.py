"""Which events a person is given by the change feed and by webhooks: those of cases they may know of (N7, R46)."""

from django.db.models import Q, QuerySet

from bestvalue.accounts.models import User
from bestvalue.accounts.policy import may_manage_people
from bestvalue.accounts.services.people import STREAM as PEOPLE
from bestvalue.api.models import Delivery, Webhook
from bestvalue.api.services.webhooks import STREAM as WEBHOOKS
from bestvalue.records.models import Event
from cases.policy import visible_cases

ADMINISTRATORS_READ = (PEOPLE, WEBHOOKS)
"""Streams outside any case. Every other is given to nobody: who asked for a case, and who recorded what about an
authority, would tell of engagement with it (rulings 20)."""


def events_for(user: User) -> QuerySet[Event]:
    """The events that this person may know of at this moment, with who did them and on which case."""
    if not user.is_active:
        return Event.objects.none()
    seen = Q(case__in=visible_cases(user))
    if may_manage_people(user):
        seen |= Q(stream__in=ADMINISTRATORS_READ, case=None)
    return Event.objects.filter(seen).select_related("actor", "case")


def deliveries_for(user: User, webhook: Webhook) -> QuerySet[Delivery]:
    """The deliveries of the person's own webhook whose events they may know of now, the latest first.

    An administrator who approved it is shown none: how many there are would tell of private cases.
    """
    own = webhook.deliveries.filter(event__in=events_for(user).order_by())
    return own.select_related("event").order_by("-number") if webhook.owner_id == user.pk else own.none()
