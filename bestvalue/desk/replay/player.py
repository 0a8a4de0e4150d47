"""Playing one authority's published events: what every kind of event needs."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from bestvalue.accounts.models import Team, User
from bestvalue.errors import Refused, Unmet
from cases.conditions import Situation
from cases.models import Authority, Case, Instrument, Note
from cases.moves import MOVES
from cases.services.act import Past
from cases.services.notes import note_published_fact
from cases.services.opening import engage
from cases.services.publication import publish
from cases.stages import Stage

from .offices import office_on
from .published import PublishedEvent

R = TypeVar("R")
I = TypeVar("I", bound=Instrument)  # noqa: E741
NOT_PUBLISHED_BEFORE = "What must have come before this was not published; it took place on or before this date."


@dataclass
class Player:
    """Plays the events of one authority, one at a time, for one person with the records role."""

    authority: Authority
    by: User
    team: Team
    day: dt.date = dt.date.min
    event: PublishedEvent | None = None
    moves: list[str] = field(default_factory=list)

    def begin(self, event: PublishedEvent, today: dt.date) -> None:
        """Take up the next event: its legal day follows the event before it (rulings 29)."""
        if event.on > today:
            raise Refused([Unmet("not_yet", f"{event.date} has not come yet; only past events are entered.")])
        if event.latest < self.day:
            raise Refused(
                [Unmet("out_of_order", f"{event.date} is before {self.day}, the date of the event told before it.")]
            )
        self.event, self.moves = event, []
        self.day = max(self.day, event.on)

    @property
    def told(self) -> PublishedEvent:
        """The event being played."""
        if self.event is None:
            raise RuntimeError("No event is being played.")
        return self.event

    @property
    def past(self) -> Past:
        """How an act that the event itself tells of is entered."""
        return Past(
            on=self.day,
            decider=office_on(self.day, self.authority),
            source=self.told.source,
            reason=f"Entered from the published record: {self.told.description}",
            confirmed=self.told.confirmed,
            month_only=self.told.month_only,
        )

    @property
    def unsaid(self) -> Past:
        """How an act that must have come before, but was not published, is entered (rulings 26)."""
        return replace(self.past, source="", reason=NOT_PUBLISHED_BEFORE, on_or_before=True)

    def do(self, act: Callable[..., R], *, unsaid: bool = False, **facts: Any) -> R:
        """Do one act by its ordinary service, and remember it if it is a numbered move."""
        done = act(by=self.by, past=self.unsaid if unsaid else self.past, **facts)
        if MOVES[act.__name__].number not in ("", "T16", "T62"):
            self.moves.append(act.__name__)
        return done

    @property
    def case(self) -> Case | None:
        """The open case, as it is now."""
        return Case.objects.filter(authority=self.authority).exclude(stage=Stage.CLOSED).first()

    def open_case(self) -> Case:
        """The open case; where there is none, one opened on or before this day, for a reason that was not published."""
        case = self.case
        if case:
            return case
        case = engage(
            by=self.by,
            authority=self.authority,
            team=self.team,
            reason=self.told.description or "not published",
            on_or_before=True,
            past=self.past if self.told.type == "early_engagement" else self.unsaid,
        )
        self.moves.append("reopen" if case.previous_id else "engage")
        return case

    def latest(self, model: type[I], *states: str) -> I | None:
        """The latest instrument of a kind on the open case, in one of the states; any state where none is named."""
        found = model.objects.filter(case__authority=self.authority).order_by("-case__opened_on", "-created_at")
        case = self.case
        if case is None or not states:
            return None if states else found.first()
        return found.filter(case=case, state__in=states).first()

    def landing(self, ending: Instrument) -> Stage | None:
        """Where the case goes when this instrument ends: as published, else closed, else what is still live decides."""
        case = self.open_case()
        if Stage(case.stage) not in ending.SUSTAINS:
            return None
        others = [each for each in Situation(case, self.day).live() if each != ending and each.BLOCKS_CLOSING]
        return self.told.to or (None if others else Stage.CLOSED)

    def publish(self, instrument: Instrument, title: str, **dates: Any) -> None:
        """Publish what the event tells of an instrument, unless it is unconfirmed (rulings 32)."""
        if not (self.told.confirmed and instrument.confirmed):
            return
        publish(
            by=self.by,
            approved_by=self.by,
            instrument=instrument,
            title=f"{title}: {self.authority}",
            statement=self.told.description or title,
            legal_basis=self.told.legal_basis,
            past=self.past,
            **dates,
        )

    def note(self, kind: str) -> None:
        """Put the event on the authority's timeline; it moves nothing (rulings 28)."""
        note_published_fact(
            by=self.by,
            authority=self.authority,
            kind=kind,
            on=self.told.on,
            month_only=self.told.month_only,
            text=self.told.description or Note.Kind(kind).label,
            source=self.told.source,
            legal_basis=self.told.legal_basis,
            confirmed=self.told.confirmed,
        )


def already_ended(instrument: Instrument | None, what: str) -> Refused:
    """The refusal of an act on an instrument that had already ended (rulings 26)."""
    when = f" on {getattr(instrument, 'ended_on', None) or getattr(instrument, 'decided_on', '')}"
    return Refused([Unmet("already_ended", f"The {what} had already ended{when}.")])
