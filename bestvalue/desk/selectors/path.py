"""The stages of a case as its lifecycle: where it is, where it has been and when, and where it may lawfully go next."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from django.utils.formats import date_format

from bestvalue import clock
from bestvalue.questions import Question
from bestvalue.records.models import Event
from cases.conditions import CASE, Situation
from cases.description import NOT_DRAWN, lands_freely
from cases.models import Case, Correction
from cases.moves import TABLE, Move
from cases.selectors.timeline import changes_of_stage
from cases.services.landing import held_up
from cases.stages import Stage

ENDS_FREELY = (Stage.EARLY_ENGAGEMENT, Stage.CLOSED)


@dataclass(frozen=True, slots=True)
class Spell:
    """One stay at a stage: the event that began it, and the one that ended it, if it is over."""

    stage: Stage
    began: Event
    ended: Event | None

    @property
    def since(self) -> dt.date:
        """Its first day, as it is recorded."""
        return day_of(self.began)

    @property
    def until(self) -> dt.date | None:
        """Its last day; None while it lasts."""
        return day_of(self.ended) if self.ended else None

    @property
    def on_or_before(self) -> bool:
        """Whether it may have begun before its first day."""
        return bool(self.began.after.get("on_or_before"))

    @property
    def begun(self) -> str:
        """Its first day in words."""
        return told(self.began)

    @property
    def words(self) -> str:
        """Its dates: "since 5 January 2026", "5 January 2026 to 12 March 2026", "on 5 January 2026"."""
        if self.ended is None:
            return f"since {self.begun}"
        if self.begun == told(self.ended) and not self.on_or_before:
            return f"{'in' if self.ended.after.get('month_only') else 'on'} {self.begun}"
        return f"{self.begun} to {told(self.ended)}"


@dataclass(frozen=True)
class StageOfCase:
    """One stage as it concerns this case: its stays there, whether it is there now, and the moves that lead there."""

    stage: Stage
    spells: tuple[Spell, ...]
    here: bool
    moves: tuple[Move, ...]

    @cached_property
    def status(self) -> str:
        """How the stage stands to the case, in one word that a drawing and a program can go by."""
        if self.here:
            return "here"
        return "next" if self.moves else "been" if self.spells else "none"

    @property
    def present(self) -> Spell | None:
        """The stay that lasts; None where the case is elsewhere."""
        return next((each for each in self.spells if each.ended is None), None)

    @property
    def earlier(self) -> tuple[Spell, ...]:
        """The stays that are over."""
        return tuple(each for each in self.spells if each.until)


def stages_of(case: Case, situation: Situation) -> list[StageOfCase]:
    """Every stage in the order of the table, as it concerns this case today."""
    spells, ways = spells_of(case), ways_on(situation)
    return [
        StageOfCase(
            stage,
            tuple(each for each in spells if each.stage == stage),
            here=stage == case.stage,
            moves=ways.get(stage, ()),
        )
        for stage in Stage
    ]


def spells_of(case: Case) -> list[Spell]:
    """Its stays at stages, the first one first; events that were voided as mistakes are left out (T70)."""
    changes = [(Stage(each.after["stage"]), each) for each in _changes().ask(case=case.pk)]
    stays: list[tuple[Stage, Event]] = []
    for stage, event in changes:
        if not stays or stays[-1][0] != stage:
            stays.append((stage, event))
    ends = [*(event for _, event in stays[1:]), None]
    return [Spell(stage, began, ended) for (stage, began), ended in zip(stays, ends, strict=True)]


def ways_on(situation: Situation) -> Mapping[Stage, tuple[Move, ...]]:
    """The moves that lead from where the case is to each other stage, whatever each still needs.

    An act that ends an instrument leads to early engagement, to closed, or to a stage that another one holds up.
    """
    present, held = Stage(situation.case.stage), held_up(situation)
    found: dict[Stage, list[Move]] = {}
    for move, to in _led_to(present):
        if to in ENDS_FREELY or to in held or not lands_freely(move, present):
            found.setdefault(to, []).append(move)
    return {to: tuple(moves) for to, moves in found.items()}


def _led_to(present: Stage) -> Iterator[tuple[Move, Stage]]:
    for move in TABLE:
        if present in move.paths and move.name not in NOT_DRAWN:
            yield from ((move, to) for to in move.paths[present] if to != present)


@cache
def _changes() -> Question[Event]:
    """The event that opened a case, and those that changed its stage since."""
    void = Correction.objects.filter(case=CASE, state="made").values("event")
    return Question(changes_of_stage(Event.objects.filter(case=CASE)).exclude(pk__in=void).order_by("case_version"))


def day_of(event: Event) -> dt.date:
    """The day on which an event took effect."""
    return event.effective_on or clock.day_of(event.recorded_at)


def told(event: Event, whole: str = "j F Y", month: str = "F Y", before: str = "on or before ") -> str:
    """The same in words: no more of the day than is known."""
    day = date_format(day_of(event), month if event.after.get("month_only") else whole)
    return f"{before}{day}" if event.after.get("on_or_before") else day
