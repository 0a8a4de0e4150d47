"""Placing and lifting legal holds."""

from django.db import transaction

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.desk.models import LegalHold
from bestvalue.errors import Refused, Unmet
from bestvalue.records.services import record
from cases.models import Authority, Case

from .due import check_keeps_retention
from .removing import STREAM, lock_place


@transaction.atomic
def place_hold(*, by: User, reason: str, case: Case | None = None, authority: Authority | None = None) -> LegalHold:
    """Stop retention on a case, or on everything of an authority, whatever holds stand already."""
    check_keeps_retention(by)
    place = case or authority
    if place is None or not reason.strip():
        raise Refused([Unmet("no_reason", "Say on what the hold is, and why.")])
    lock_place(place)
    facts = {"case": case, "authority": None if case else authority, "reason": reason}
    made = LegalHold.objects.create(**facts, placed_by=by, placed_at=clock.now())
    on = f"case:{case.pk}" if case else f"authority:{place.pk}"
    record(stream=STREAM, actor=by, verb="place_hold", subject=made.key, reason=reason, after={"on": on})
    return made


@transaction.atomic
def lift_hold(*, by: User, hold: LegalHold, reason: str) -> LegalHold:
    """Lift one hold, with the reason. Others that stand go on standing."""
    check_keeps_retention(by)
    locked = LegalHold.objects.select_for_update(of=("self",)).get(pk=hold.pk)
    if locked.lifted_at:
        raise Refused([Unmet("lifted", "This hold was lifted already.")])
    if not reason.strip():
        raise Refused([Unmet("no_reason", "Give the reason.")])
    locked.lifted_by, locked.lifted_at, locked.reason_lifted = by, clock.now(), reason
    locked.save(update_fields=["lifted_by", "lifted_at", "reason_lifted"])
    record(stream=STREAM, actor=by, verb="lift_hold", subject=locked.key, reason=reason)
    return locked
