"""The shape of every act on an item of evidence: lock, policy, version, conditions, write, one event on its own chain.

The event names the item and the hash of what it says, never its words: those are in rows that sealing hides, and the
reasons stand in rows beside them.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import QuerySet

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.errors import Changed, Forbidden, Refused, Unmet
from bestvalue.records.services import append, name_act
from cases.models import Authority
from cases.services.waiting import patiently
from themes import policy
from themes.models import Evidence, EvidenceVersion, SourceType

from .dates import keep_dates


class ItemAct:
    """One act in progress on a locked item. Leaving the block records it."""

    def __init__(self, item: Evidence, by: User) -> None:
        self.item, self.by = item, by
        self.today = clock.today()
        self.unmet: list[Unmet] = []
        self.after: dict[str, Any] = {}
        name_act(item)

    @property
    def current(self) -> EvidenceVersion:
        """The version that stands, locked with its item."""
        return self.item.versions.select_for_update().exclude(state="superseded").get()

    def need(self, met: object, code: str, message: str) -> None:
        """Note a condition as unmet unless `met`."""
        if not met:
            self.unmet.append(Unmet(code, message))

    def check(self) -> None:
        """Refuse, naming everything that is unmet."""
        if self.unmet:
            raise Refused(self.unmet)

    def tell(self, **facts: Any) -> None:
        """Add ids and hashes to the event that will be recorded."""
        self.after.update(facts)


def write_event(verb: str, act: ItemAct) -> None:
    """Append the one event of an act to the item's chain, save the item, and keep the date that it sets."""
    event = append(act.item, actor=act.by, verb=verb, subject=act.item.key, effective_on=act.today, after=act.after)
    act.item.save(update_fields=["version", "head", "is_sealed"])
    if act.item.source_type.occasion == SourceType.Occasion.PEER_CHALLENGE:  # each ends the time of earlier ones
        Authority.objects.select_for_update(no_key=True).get(pk=act.item.authority_id)
    keep_dates(act.item, event)


@contextmanager
def on_item(
    verb: str,
    *,
    item: Evidence,
    by: User,
    expected_version: int | None = None,
    check_may: Callable[[User], None] = policy.check_keeps,
    among: Callable[[User], QuerySet[Evidence]] = policy.visible_evidence,
) -> Iterator[ItemAct]:
    """Do one act on an item in one transaction; leaving the block writes its event.

    Raises Forbidden, Changed or Refused with nothing written.
    """
    with patiently():
        locked = among(by).select_for_update(of=("self",)).select_related("source_type").filter(pk=item.pk).first()
        if locked is None:
            raise Forbidden("There is no such item of evidence, or you may not know of it.")
        check_may(by)
        if expected_version is not None and expected_version != locked.version:
            raise Changed(expected_version, locked.version)
        act = ItemAct(locked, by)
        yield act
        write_event(verb, act)
