"""By when an authority considers a report at a meeting, and when it last had a peer challenge (C10, C13, C14).

All of it is context: nothing here starts, moves or colours anything (N1, N4).
"""

import calendar
import datetime as dt
from dataclasses import dataclass

from .models import EvidenceVersion, SourceType

SECTION_114_DAYS = 21
FIVE_YEARS = 5


@dataclass(frozen=True, slots=True)
class StatutoryDate:
    """The last day for something, the law that sets it, and how it was counted."""

    on: dt.date
    basis: str
    counted: str


def section_114_meeting(copies_sent_on: dt.date) -> StatutoryDate:
    """The last day for the meeting on a section 114 report: the 21 days begin with the day copies are sent (C13)."""
    return StatutoryDate(
        copies_sent_on + dt.timedelta(days=SECTION_114_DAYS - 1),
        "Local Government Finance Act 1988 s.115",
        f"21 days that begin with {copies_sent_on:%-d %B %Y}, the day on which copies were sent",
    )


def audit_report_meeting(received_on: dt.date) -> StatutoryDate:
    """The last day for the meeting on an auditor's recommendation or report: one month after receipt (C14)."""
    return StatutoryDate(
        _months_after(received_on, 1),
        "Local Audit and Accountability Act 2014 Sch. 7 para 5",
        f"one month after {received_on:%-d %B %Y}, the day on which the authority received it",
    )


def peer_challenge_context(last_held_on: dt.date) -> StatutoryDate:
    """The day on which five years have passed since a peer challenge: context, and no duty (C10)."""
    return StatutoryDate(
        _months_after(last_held_on, 12 * FIVE_YEARS),
        "the guidance looks for one at least every five years; response para 19",
        f"five years after {last_held_on:%-d %B %Y}, when the last one was held",
    )


def statutory_meeting(version: EvidenceVersion) -> StatutoryDate | None:
    """By when the authority meets on what this version records; None where no meeting follows or no day is known."""
    if version.counts_from is None:
        return None
    if version.evidence.source_type.occasion == SourceType.Occasion.SECTION_114:
        return section_114_meeting(version.counts_from)
    return audit_report_meeting(version.counts_from)


def _months_after(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or its last day where the month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
