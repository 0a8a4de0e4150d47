"""The sector's picture of an authority: dated occasions that stand as context and start nothing (domain 6, C10)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from bestvalue.accounts.models import User
from cases.models import Authority
from themes.meetings import StatutoryDate, peer_challenge_context, statutory_meeting
from themes.models import AccountsDates, EvidenceMeeting, EvidenceVersion, SourceType

from .evidence import current_versions

Occasion = SourceType.Occasion
HELD = ("held", "published", "reviewed")
YEARS = 6  # the financial years whose dates of accounts are shown


@dataclass(frozen=True, slots=True)
class Happened:
    """One occasion, with the last day for its meeting and the meeting, where one follows."""

    version: EvidenceVersion
    due: StatutoryDate | None
    meeting: EvidenceMeeting | None


@dataclass(frozen=True, slots=True)
class SectorPicture:
    """What happened at one authority, the latest first, and the five-year context of its last peer challenge."""

    peer_challenges: Sequence[Happened]
    five_years: StatutoryDate | None
    support: Sequence[Happened]
    reports: Sequence[Happened]
    accounts: QuerySet[AccountsDates]

    @property
    def versions(self) -> list[EvidenceVersion]:
        """Every version that it shows."""
        return [each.version for each in (*self.peer_challenges, *self.support, *self.reports)]


def sector_picture(user: User, authority: Authority) -> SectorPicture:
    """The occasions at an authority of which this person may know; context only, and nothing is counted (N1, N3)."""
    rows = current_versions(user).filter(evidence__authority=authority).exclude(evidence__source_type__occasion="")
    found = [
        Happened(each, statutory_meeting(each), getattr(each.evidence, "meeting", None))
        for each in rows.select_related("evidence__meeting")
    ]

    def of(*occasions: Occasion) -> list[Happened]:
        return [each for each in found if each.version.evidence.source_type.occasion in occasions]

    challenges = of(Occasion.PEER_CHALLENGE)
    held = [each.version.happened_on for each in challenges if each.version.step in HELD and each.version.happened_on]
    return SectorPicture(
        peer_challenges=challenges,
        five_years=peer_challenge_context(max(held)) if held else None,
        support=of(Occasion.FINANCIAL_SUPPORT),
        reports=of(Occasion.SECTION_114, Occasion.AUDIT_REPORT),
        accounts=AccountsDates.objects.all()[:YEARS],
    )
