"""What the page of one case shows: where it stands, what is live, what comes next and why not."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.errors import Unmet
from bestvalue.questions import Question
from cases.conditions import CASE, Situation, unmet_conditions
from cases.models import Case, Instrument, Publication
from cases.moves import TABLE, Move
from cases.policy import roles_for, roles_reaching
from cases.where import linked, page_for, page_of_instrument, without_what_is_shut
from interventions.models import Direction
from notices.models import Notice

NEVER_FROM_HERE = ("wrong_stage", "case_closed", "case_exists", "worked_out", "authority_exists")


@dataclass(frozen=True, slots=True)
class NextMove:
    """One move of the table, as the case stands: whether it is open, whether this person may make it, and why not.

    `page` is where it is made, if it has a page, is open and this person may make it.
    """

    move: Move
    unmet: tuple[Unmet, ...]
    may: bool
    page: str = ""

    @property
    def open(self) -> bool:
        """Whether every condition is met."""
        return not self.unmet

    @property
    def elsewhere(self) -> bool:
        """Whether the move cannot be made at this stage, or never by anybody's act today."""
        return any(each.code in NEVER_FROM_HERE for each in self.unmet)


@dataclass(frozen=True, slots=True)
class LiveInstrument:
    """One live instrument, with its state in words and its register identifier while it is published."""

    instrument: Instrument
    standing: str
    register_id: str
    page: str = ""


def next_moves(case: Case, user: User, situation: Situation) -> list[NextMove]:
    """Every numbered move of the table, evaluated; the queries do not depend on how many moves there are."""
    roles, opening = roles_for(user, case), roles_reaching(user, case)
    return [_next_move(move, situation, roles, opening) for move in TABLE if move.number]


def _next_move(move: Move, situation: Situation, roles: frozenset[Role], opening: frozenset[Role]) -> NextMove:
    case, unmet = situation.case, unmet_conditions(move, situation)
    may = not roles.isdisjoint(move.performers)
    page = page_for(roles, move.name, case) if may and not unmet else ""
    return NextMove(move, tuple(without_what_is_shut(linked(unmet, case), opening)), may, page)


@dataclass(frozen=True, slots=True)
class Missing:
    """One unmet condition, with the labels of every move of this stage that waits for it."""

    unmet: Unmet
    needed_to: tuple[str, ...]


def missing_of(moves: Iterable[NextMove]) -> list[Missing]:
    """Each condition that stands between the case and a move that is possible from here, in the order of the table."""
    found: dict[Unmet, list[str]] = {}
    for each in moves:
        for unmet in () if each.elsewhere else each.unmet:
            found.setdefault(unmet, []).append(each.move.label)
    return [Missing(unmet, tuple(dict.fromkeys(labels))) for unmet, labels in found.items()]


def live_instruments(case: Case, situation: Situation) -> list[LiveInstrument]:
    """The live instruments of a case."""
    live = situation.live()
    published = dict(_numbers().ask(case=case.pk)) if live else {}
    return [
        LiveInstrument(
            each,
            each.standing(situation.today).replace("_", " ").capitalize(),
            published.get(each.key, ""),
            page_of_instrument(each.key, case),
        )
        for each in live
    ]


@cache
def _numbers() -> Question[Publication]:
    shown = Publication.objects.filter(case=CASE, withdrawn_on__isnull=True)
    return Question(shown.order_by().values_list("subject", "register_id"))


def flags(situation: Situation) -> list[str]:
    """What the dates alone tell about the case today, in words (rulings 5 and 6)."""
    today = situation.today
    told = []
    if any(each.is_live and each.ends_on and each.ends_on < today for each in situation.all(Notice)):
        told.append("The notice's period has ended. A minister's decision is awaited.")
    if any(each.lapsed_undecided(today) for each in situation.all(Direction)):
        told.append("The directions lapsed and nothing was decided. A decision is needed.")
    return told


def situation_of(case: Case, today: dt.date | None = None) -> Situation:
    """The case as it stands today."""
    return Situation(case, today or clock.today())
