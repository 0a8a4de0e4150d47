"""The dates that evidence sets as context: statutory meetings, and five years since a peer challenge (C10, C13, C14).

They prompt nobody. A sealed item sets none, and those that it set are hidden; one with a case sets a date that is as
private as the case. A clock tells the kind of source and never the title, which sealing could not take back.
"""

import datetime as dt
from collections.abc import Iterator

from bestvalue.records.models import Event
from cases.clocks import Deadline
from cases.services.clocks import Cause, hide, keep
from themes.meetings import peer_challenge_context, statutory_meeting
from themes.models import Evidence, EvidenceMeeting, EvidenceVersion, SourceType

Occasion = SourceType.Occasion
HELD = (EvidenceVersion.Step.HELD, EvidenceVersion.Step.PUBLISHED, EvidenceVersion.Step.REVIEWED)
KINDS = {
    Occasion.SECTION_114.value: "section_114_meeting",
    Occasion.AUDIT_REPORT.value: "auditor_meeting",
    Occasion.PEER_CHALLENGE.value: "peer_challenge",
}


def keep_dates(item: Evidence, event: Event) -> None:
    """Bring the date that an item sets into line with it; a peer challenge also ends the time of earlier ones."""
    kind = KINDS.get(item.source_type.occasion)
    if kind is None:
        return
    cause = Cause(event.effective_on or event.recorded_at.date(), event)
    for each in _challenges(item) if kind == "peer_challenge" else [item]:
        running = [] if each.is_sealed else list(_running(each, kind))
        keep(item.authority, running, cause, kinds={kind}, case=each.case, owner=event.actor, subject=each.key)
    if item.is_sealed:
        hide(item.authority, item.key)


def _challenges(item: Evidence) -> list[Evidence]:
    """The peer challenges of the same authority, on the same case or on none."""
    alike = Evidence.objects.filter(authority=item.authority_id, case=item.case_id)
    return list(alike.filter(source_type__occasion=Occasion.PEER_CHALLENGE).select_related("source_type", "case"))


def _running(item: Evidence, kind: str) -> Iterator[Deadline]:
    version = item.versions.exclude(state="superseded").select_related("evidence__source_type").get()
    if kind == "peer_challenge":
        day = version.happened_on if version.step in HELD else None
        if day and not _held_later(item, day):
            yield Deadline(kind, item.key, str(item.source_type), day, peer_challenge_context(day).on)
        return
    due = statutory_meeting(version)
    if due and version.counts_from and not EvidenceMeeting.objects.filter(evidence=item).exists():
        yield Deadline(kind, item.key, str(item.source_type), version.counts_from, due.on)


def _held_later(item: Evidence, day: dt.date) -> bool:
    others = EvidenceVersion.objects.filter(evidence__in=_challenges(item), evidence__is_sealed=False, step__in=HELD)
    return others.exclude(state="superseded").exclude(evidence=item).filter(happened_on__gt=day).exists()
