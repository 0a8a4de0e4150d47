"""Open cases by stage, and how long each has been in the stage where it is: a spread, and never a league (N2, N4)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Aggregate, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

from bestvalue.accounts.models import User
from bestvalue.records.models import Event
from cases.models import Correction
from cases.policy import visible_cases
from cases.stages import OPEN_STAGES, Stage

from .sql import Days, Quartiles, months

MEANS = (
    "How long is counted from the day on which the act that brought the case into its stage took effect, an act that "
    "was voided as a mistake left out, to today, in months of an average year. A case in which only “on or before” a "
    "day is known is counted among the cases, and left out of how long."
)


@dataclass(frozen=True, slots=True)
class StageNow:
    """The open cases in one stage, and for how many months they have been there; None where no day is known."""

    stage: Stage
    cases: int
    not_known: int
    lower_quartile: float | None
    median: float | None
    upper_quartile: float | None
    longest: float | None


def stages_now(user: User, today: dt.date) -> list[StageNow]:
    """Every open stage in its order, in one query that looks up each day once; those with no case too."""
    days = Days(Value(today), "since")
    asked: dict[str, Aggregate] = {}
    for stage in OPEN_STAGES:
        here = Q(stage=stage)
        asked[f"{stage}_cases"] = Count("pk", filter=here)
        asked[f"{stage}_known"] = Count("since", filter=here)
        asked[f"{stage}_spread"] = Quartiles(days, filter=here)
    found = in_their_stage(user).aggregate(**asked)
    return [_told(stage, *(found[f"{stage}_{name}"] for name in ("cases", "known", "spread"))) for stage in OPEN_STAGES]


def in_their_stage(user: User) -> QuerySet[Any]:
    """The open cases that a person may know of, each with the day `since` which it is in its stage, where known."""
    before = Q(opened_on_or_before=True, stage=Stage.EARLY_ENGAGEMENT)
    cases = visible_cases(user).exclude(stage=Stage.CLOSED)
    return cases.annotate(since=models.Case(When(before, then=None), default=Subquery(_entered())))


def _entered() -> QuerySet[Any]:
    """The day of the last act that led into the stage where a case is."""
    voided = Correction.objects.filter(event=OuterRef("pk"), state="made")
    origin = Coalesce(KT("before__stage"), Value(""), output_field=models.TextField())  # what opens a case has none
    moved = Event.objects.filter(case=OuterRef("pk")).annotate(origin=origin, to=KT("after__stage"))
    into = moved.filter(~Q(origin=F("to")), to=OuterRef("stage")).exclude(verb="correct_record")
    doubtful = When(Q(loose="true"), then=None)
    day = models.Case(doubtful, default=F("effective_on"), output_field=models.DateField())
    last = into.exclude(Exists(voided)).order_by("-case_version").annotate(loose=KT("after__on_or_before"), day=day)
    return last.values("day")[:1]


def _told(stage: Stage, cases: int, known: int, spread: list[float | None] | None) -> StageNow:
    return StageNow(stage, cases, cases - known, *map(months, spread or [None] * 4))
