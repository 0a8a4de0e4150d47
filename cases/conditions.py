"""Named conditions of moves (`cases.moves`): each answers in plain words what is missing, and where it is put right.

Conditions about an instrument live in that instrument's app and register here when the app starts (rulings 13).
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar

from django.db import connection
from django.db.models import UUIDField

from bestvalue.errors import Unmet
from bestvalue.questions import Given, Question

from .models import (
    Authority,
    AuthorityAccount,
    Case,
    Instrument,
    RegimeConsultation,
    Submission,
    SupportArrangement,
)
from .moves import Move
from .stages import Stage

CASE = Given("case", UUIDField())
"""The case that a kept question is asked about."""

I = TypeVar("I", bound=Instrument)  # noqa: E741


@dataclass
class Situation:
    """A case as it stands on a legal day, perhaps with the instrument that the act concerns."""

    case: Case
    today: dt.date
    instrument: Instrument | None = None
    past: bool = False
    _loaded: dict[type[Instrument], list[Instrument]] = field(default_factory=dict)
    _held: dict[type[Instrument], bool] | None = None
    _lacked: dict[str, Unmet | None] = field(default_factory=dict)

    def lacks(self, name: str) -> Unmet | None:
        """What a condition finds missing, asked once, however many moves have it; None where it is met."""
        if name not in self._lacked:
            self._lacked[name] = _CONDITIONS[name](self)
        return self._lacked[name]

    def all(self, model: type[I]) -> list[I]:
        """Every instrument of this kind on the case, read once; the instrument in hand stands for its own row."""
        if model not in self._loaded:
            self._loaded[model] = list(_on_case(model).ask(case=self.case.pk))
        return [self.instrument if self.instrument == each else each for each in self._loaded[model]]  # type: ignore[misc]

    def one(self, model: type[I], *states: str) -> I | None:
        """The instrument in hand if it is of this kind, else the latest of this kind.

        None unless in one of the states.
        """
        in_hand = [self.instrument] if isinstance(self.instrument, model) else self.all(model)[::-1]
        return next((each for each in in_hand if each.state in states), None)

    def live(self) -> list[Instrument]:
        """Every live instrument on the case; no row is asked for of kinds of which none is live."""
        kinds = instrument_models()
        if self._loaded.keys() < set(kinds):
            held = self._held = kinds_held(self.case) if self._held is None else self._held
            self._loaded |= {model: [] for model in kinds if model not in held and model not in self._loaded}
            in_hand = type(self.instrument)
            kinds = [model for model in kinds if model in self._loaded or held[model] or model is in_hand]
        return [each for model in kinds for each in self.all(model) if each.is_live]


Condition = Callable[[Situation], Unmet | None]
_CONDITIONS: dict[str, Condition] = {}


def condition(function: Condition) -> Condition:
    """Register a condition under its function's name."""
    _CONDITIONS[function.__name__] = function
    return function


def unmet_conditions(move: Move, situation: Situation) -> list[Unmet]:
    """Every condition of the move that is not met, its starting stage and the authority's existence included."""
    authority = situation.case.authority
    unmet = [situation.lacks(name) for name in move.conditions]
    if not (move.of_record or authority.exists_on(situation.today)):
        message = f"{authority} was not a best value authority on {situation.today}."
        unmet.append(Unmet("not_an_authority", message))
    if move.paths and situation.case.stage not in move.paths:
        unmet.insert(0, Unmet("wrong_stage", f"The case is at “{Stage(situation.case.stage).label}”."))
    elif not (situation.case.is_open or move.of_record):
        unmet.insert(0, Unmet("case_closed", "The case is closed; reopening makes a new, linked case."))
    return [each for each in unmet if each]


def instrument_models() -> list[type[Instrument]]:
    """Every kind of instrument, in the order in which the apps declare them."""
    return Instrument.__subclasses__()


@cache
def _on_case(model: type[I]) -> Question[I]:
    return Question(model.objects.filter(case=CASE))


def kinds_held(case: Case) -> dict[type[Instrument], bool]:
    """The kinds of instrument that the case has, and of each whether any is live; in one query."""
    kinds = instrument_models()
    tables = [connection.ops.quote_name(model._meta.db_table) for model in kinds]
    asked = (f"SELECT {place}, state FROM {table} WHERE case_id = %s" for place, table in enumerate(tables))
    held: dict[type[Instrument], bool] = {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked), [case.pk] * len(kinds))
        for place, state in cursor.fetchall():
            model = kinds[place]
            held[model] = held.get(model, False) or state in model.LIFE.live
    return held


def known_conditions() -> frozenset[str]:
    """The names of all registered conditions."""
    return frozenset(_CONDITIONS)


def blocks_closing(situation: Situation, *, without: Instrument | None = None) -> Unmet | None:
    """What but `without` must be ended by its own decision before the case is closed (domain 2.4)."""
    blocking = [each for each in situation.live() if each.BLOCKS_CLOSING and each != without]
    if not blocking:
        return None
    names = ", ".join(sorted({str(each._meta.verbose_name) for each in blocking}))
    return Unmet("instruments_live", f"Something is still live and must be ended first by its own decision: {names}.")


@condition
def no_case_yet(situation: Situation) -> Unmet | None:
    """The authority has had no case; a situation is always one of a case."""
    return Unmet("case_exists", "There is a case already.")


@condition
def no_case_is_open(situation: Situation) -> Unmet | None:
    """The case is closed, so that a new one may be linked to it."""
    return Unmet("case_exists", "There is a case already.") if situation.case.is_open else None


@condition
def nothing_live(situation: Situation) -> Unmet | None:
    """No instrument that must be ended by its own decision is live (domain 2.4)."""
    return blocks_closing(situation)


@condition
def authority_was_heard(situation: Situation) -> Unmet | None:
    """What the authority itself says is on the case (T03)."""
    if situation.past or AuthorityAccount.objects.filter(case=situation.case).exists():
        return None
    return Unmet("no_account", "Record first what the authority itself says.")


@condition
def submission_awaits_decision(situation: Situation) -> Unmet | None:
    """A submission is with the minister."""
    if Submission.objects.filter(case=situation.case, state="with_minister").exists():
        return None
    return Unmet("nothing_with_minister", "No submission is with a minister.")


@condition
def support_is_live(situation: Situation) -> Unmet | None:
    """Support has been agreed and has not ended."""
    return (
        None if situation.one(SupportArrangement, "agreed") else Unmet("no_support", "No agreed support is recorded.")
    )


@condition
def section_230_reaches(situation: Situation) -> Unmet | None:
    """The body is one from which information can be required (LGA 1972 s.230; R9)."""
    authority = situation.case.authority
    if authority.kind.s230_reach == "yes":
        return None
    return Unmet(
        "section_230_reach",
        f"Section 230 of the Local Government Act 1972 is not confirmed to reach a body of this kind "
        f"({authority.kind}).",
    )


@condition
def other_regimes_considered(situation: Situation) -> Unmet | None:
    """For a body that is not a local authority: other departments and regimes were considered (R29, N17)."""
    if situation.past or situation.case.authority.kind.is_local_authority:
        return None
    if RegimeConsultation.objects.filter(case=situation.case).exists():
        return None
    return Unmet(
        "other_regimes", "Record whom you consulted first and why the failure is exceptional, clear and significant."
    )


@condition
def status_is_confirmed(situation: Situation) -> Unmet | None:
    """Legal has confirmed that a body of this kind is on the list in LGA 1999 s.1 (domain 8.12)."""
    kind = situation.case.authority.kind
    if not kind.needs_legal_confirmation:
        return None
    return Unmet("status_unconfirmed", f"Legal must first confirm the status of a body of this kind: {kind}.")


@condition
def entered_from_the_record(situation: Situation) -> Unmet | None:
    """The act only enters a published fact: for what happens now, the dates themselves tell (rulings 6)."""
    if situation.past:
        return None
    return Unmet("worked_out", "The service works this out from the dates; it is entered only for a published event.")


@condition
def authority_is_abolished(situation: Situation) -> Unmet | None:
    """The authority has reached the end of its existence (T69)."""
    authority: Authority = situation.case.authority
    if authority.ends_on and authority.ends_on < situation.today:
        return None
    return Unmet("authority_exists", f"{authority} has not been abolished.")
