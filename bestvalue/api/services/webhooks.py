"""Asking for a webhook, approving it, and what its owner does with it. Each act writes one event on `webhooks`."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.accounts.policy import may_manage_people
from bestvalue.api.addresses import BadAddress, Resolver, checked, parts_of, resolve
from bestvalue.api.models import Delivery, Webhook
from bestvalue.api.models.webhooks import CHANGES
from bestvalue.api.signing import new_salt
from bestvalue.errors import Forbidden, Refused, Unmet
from bestvalue.records.selectors import last_position
from bestvalue.records.services import number_events, record

STREAM = "webhooks"
State = Webhook.State


@transaction.atomic
def create_webhook(*, by: User, target: str, description: str, verbs: Sequence[str] = ()) -> Webhook:
    """Ask for events to be sent to an address; nothing is sent there before an administrator approves it.

    `verbs` are the acts wanted, all if none is given. Raises ValidationError with what is wrong.
    """
    try:
        parts_of(target)
    except BadAddress as error:
        raise ValidationError({"target": str(error)}) from error
    made = Webhook(
        owner=by,
        target=target,
        description=description.strip(),
        verbs=sorted(set(verbs)),
        salt=new_salt(),
        created_at=clock.now(),
    )
    made.full_clean()
    made.save()
    _record(made, by=by, verb="create_webhook", after={"target": target, "verbs": made.verbs})
    return made


def approve_webhook(*, by: User, webhook: Webhook, look_up: Resolver = resolve) -> Webhook:
    """Let events go to this address, from now on. Its host is looked up first: it must lead to public addresses.

    Raises Forbidden but for an administrator other than the owner; Refused.
    """
    if not may_manage_people(by) or by.pk == webhook.owner_id:
        raise Forbidden("Only an administrator other than the owner may approve a webhook.")
    try:
        checked(webhook.target, look_up)
    except BadAddress as error:
        raise Refused([Unmet("bad_address", str(error))]) from error
    number_events()
    facts = {"approved_by": by, "approved_at": clock.now(), "position": last_position()}
    return _changed(by, webhook, "approve_webhook", State.ACTIVE, source=State.REQUESTED, **facts)


def pause_webhook(*, by: User, webhook: Webhook) -> Webhook:
    """Send nothing until it is resumed; nothing is missed meanwhile. Raises Forbidden, Refused."""
    _need_owner(by, webhook)
    return _changed(by, webhook, "pause_webhook", State.PAUSED)


@transaction.atomic
def resume_webhook(*, by: User, webhook: Webhook) -> Webhook:
    """Go on where it was paused or suspended, at once. Raises Forbidden, Refused."""
    _need_owner(by, webhook)
    found = _changed(by, webhook, "resume_webhook", State.ACTIVE, not_from=State.REQUESTED, failing_since=None, told="")
    found.deliveries.filter(state=Delivery.State.WAITING).update(next_at=clock.now())
    return found


def end_webhook(*, by: User, webhook: Webhook, reason: str = "") -> Webhook:
    """Send nothing more, for good: the owner's own end, or an administrator's refusal. Raises Forbidden, Refused."""
    if not may_manage_people(by):
        _need_owner(by, webhook)
    return _changed(by, webhook, "end_webhook", State.ENDED, reason=reason, ended_at=clock.now())


@transaction.atomic
def rotate_secret(*, by: User, webhook: Webhook) -> Webhook:
    """Draw a new secret; for a day what is sent is signed with both. Raises Forbidden, Refused."""
    found = _of_owner(by, webhook)
    found.earlier_salt, found.salt, found.rotated_at = found.salt, new_salt(), clock.now()
    found.save(update_fields=["earlier_salt", "salt", "rotated_at"])
    _record(found, by=by, verb="rotate_webhook_secret")
    return found


@transaction.atomic
def replay_webhook(*, by: User, webhook: Webhook, first: int, last: int) -> Webhook:
    """Send again what was sent or withheld, from one number to another. Raises Forbidden, Refused."""
    found = _of_owner(by, webhook)
    done = found.deliveries.filter(number__range=(first, last)).exclude(state=Delivery.State.WAITING)
    if not done.update(state=Delivery.State.WAITING, next_at=clock.now()):
        raise Refused([Unmet("nothing_to_replay", "There is nothing between these numbers to be sent again.")])
    _record(found, by=by, verb="replay_webhook", after={"first": first, "last": last})
    return found


def _need_owner(by: User, webhook: Webhook) -> None:
    if by.pk != webhook.owner_id:
        raise Forbidden("Only the owner of a webhook may do this.")


def _of_owner(by: User, webhook: Webhook) -> Webhook:
    _need_owner(by, webhook)
    found = _locked(webhook)
    if found.state == State.ENDED:
        raise Refused([Unmet("wrong_state", "This webhook has ended.")])
    return found


def _locked(webhook: Webhook) -> Webhook:
    return Webhook.objects.select_for_update(of=("self",)).get(pk=webhook.pk)


@transaction.atomic
def _changed(by: User, webhook: Webhook, verb: str, to: State, **facts: Any) -> Webhook:
    found = _locked(webhook)
    before, reason = found.state, facts.pop("reason", "")
    barred = facts.pop("not_from", None) == before or facts.pop("source", before) != before
    if barred or (before, to.value) not in CHANGES:
        raise Refused([Unmet("wrong_state", f"A webhook that is “{found.stands.lower()}” cannot be changed so.")])
    for name, value in facts.items():
        setattr(found, name, value)
    found.state = to
    found.save(update_fields=["state", *facts])
    _record(found, by=by, verb=verb, reason=reason, before={"state": before}, after={"state": to.value})
    return found


def _record(webhook: Webhook, *, by: User, verb: str, **facts: Any) -> None:
    record(stream=STREAM, actor=by, verb=verb, subject=webhook.key, effective_on=clock.today(), **facts)
