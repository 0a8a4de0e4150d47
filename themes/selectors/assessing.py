"""Assessments of a case as they stood at a moment, side by side, and against what a minister last saw."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, Max, OuterRef, QuerySet
from django.db.models.functions import TruncDate

from bestvalue.accounts.models import Role, RoleHolding, User
from bestvalue.clock import LONDON
from bestvalue.records.models import Reading
from cases.models import Case, SubmissionAct
from cases.policy import visible_cases
from themes.comparing import Pair, PartCompared
from themes.models import Assessment, EvidenceVersion
from themes.policy import visible_evidence
from themes.telling import Said, parts_of

from .evidence import MOST_OFFERED, current_versions, of_case_or_none, visible_versions

MINISTERS = (Role.MINISTER, Role.SECRETARY_OF_STATE)


@dataclass(frozen=True, slots=True)
class LastSeen:
    """The moment at which a minister last decided or opened a submission on a case, and which of the two it was."""

    at: dt.datetime
    how: str


def assessments_of(case: Case) -> QuerySet[Assessment]:
    """Every assessment of a case, the draft first and then the latest."""
    rows = Assessment.objects.filter(case=case).select_related("drafted_by", "agreed_by", "edition", "case__authority")
    return rows.order_by("-created_at", "-pk")


def visible_assessments(user: User) -> QuerySet[Assessment]:
    """The agreed assessments of the cases of which this person may know, the latest first."""
    rows = Assessment.objects.filter(state="agreed", case__in=visible_cases(user))
    return rows.select_related("drafted_by", "agreed_by", "edition", "case__authority").order_by("-agreed_at", "pk")


def agreed_at(case: Case, moment: dt.datetime) -> Assessment | None:
    """The assessment that stood agreed at a moment; None before the first."""
    return assessments_of(case).filter(agreed_at__lte=moment).order_by("-agreed_at").first()


def parts_for(user: User, assessment: Assessment) -> list[tuple[str, Said]]:
    """Every part of an assessment, as this person may read it: of what is sealed for them they read no word (N7)."""
    cited = visible_evidence(user).filter(versions__assessed_in__assessment=assessment)
    return list(parts_of(assessment, set(cited.values_list("pk", flat=True))))


def compare_assessments(user: User, old: Assessment | None, new: Assessment) -> list[PartCompared]:
    """Every part of two assessments as this person may read it, label by label; without an old one, all is added."""
    before = dict(parts_for(user, old)) if old else {}
    after = dict(parts_for(user, new))
    return [
        PartCompared(heading, tuple(_pairs(before.get(heading, {}), after.get(heading, {}))))
        for heading in dict.fromkeys([*after, *before])
    ]


def last_seen_by_a_minister(case: Case) -> LastSeen | None:
    """When a minister last decided or opened a submission on this case; None where none has."""
    decided = SubmissionAct.objects.filter(submission__case=case).aggregate(at=Max("decided_at"))["at"]
    readings = Reading.objects.annotate(day=TruncDate("read_at", tzinfo=LONDON))
    held = RoleHolding.objects.on(OuterRef("day")).filter(user=OuterRef("reader"), role__in=MINISTERS)
    by_a_minister = readings.filter(Exists(held), case=case, subject__contains="submission:")
    opened = by_a_minister.aggregate(at=Max("read_at"))["at"]
    found = [LastSeen(at, how) for at, how in ((decided, "decided"), (opened, "opened")) if at]
    return max(found, key=lambda each: each.at, default=None)


def citable(user: User, case: Case, cited: Sequence[EvidenceVersion] = ()) -> list[EvidenceVersion]:
    """The latest items that this person may cite on a case, and those cited already that they may know of."""
    rows = current_versions(user).filter(of_case_or_none(case), evidence__is_sealed=False)
    found = {each.pk: each for each in rows[:MOST_OFFERED]}
    still = visible_versions(user).filter(pk__in=[each.pk for each in cited], evidence__is_sealed=False)
    return list({**found, **{each.pk: each for each in still}}.values())


def _pairs(old: dict[str, str], new: dict[str, str]) -> list[Pair]:
    return [Pair(name, old.get(name), new.get(name)) for name in dict.fromkeys([*new, *old])]
