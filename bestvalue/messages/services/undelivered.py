"""What an administrator does about an email that could not be delivered. Each act is an event on `deliveries`."""

from django.db import transaction

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.errors import Forbidden, Refused, Unmet
from bestvalue.messages.models import Delivery, State
from bestvalue.messages.models.deliveries import MOST_ATTEMPTS
from bestvalue.messages.policy import looks_after_deliveries
from bestvalue.records.services import record

STREAM = "deliveries"


@transaction.atomic
def try_again(*, by: User, delivery: Delivery) -> Delivery:
    """Have a dead email tried again, from now on as if it were new. Raises Forbidden, Refused."""
    delivery = _dead(by, delivery)
    delivery.state, delivery.next_try_at = State.WAITING, clock.now()
    delivery.most_attempts = delivery.attempts + MOST_ATTEMPTS
    delivery.save(update_fields=["state", "next_try_at", "most_attempts"])
    record(stream=STREAM, actor=by, verb="try_delivery_again", subject=f"delivery:{delivery.pk}")
    return delivery


@transaction.atomic
def give_up(*, by: User, delivery: Delivery, reason: str) -> Delivery:
    """Give a dead email up for good, with a reason. Raises Forbidden, Refused."""
    delivery = _dead(by, delivery)
    if not reason.strip():
        raise Refused([Unmet("no_reason", "Say why it is given up.")])
    delivery.state, delivery.reason = State.GIVEN_UP, reason
    delivery.save(update_fields=["state", "reason"])
    record(stream=STREAM, actor=by, verb="give_up_delivery", subject=f"delivery:{delivery.pk}", reason=reason)
    return delivery


def _dead(by: User, delivery: Delivery) -> Delivery:
    """The email, locked. Raises Forbidden but for administrators, Refused unless it is dead."""
    if not looks_after_deliveries(by):
        raise Forbidden("Only an administrator looks after emails that were not delivered.")
    delivery = Delivery.objects.select_for_update(of=("self",)).get(pk=delivery.pk)
    if delivery.state != State.DEAD:
        raise Refused([Unmet("not_dead", f"It is not among the undelivered: {delivery.get_state_display().lower()}.")])
    return delivery
