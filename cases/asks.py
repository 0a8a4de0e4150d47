"""What a minister can be asked for: each act with the instrument it is asked about, and the facts it will set itself.

An act that changes a fact (a report date, a reply, the letter that ends a notice) is decided on the text as it will be,
so those facts are given with the submission and set when the act is done (R1).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .models import Case, Instrument
from .moves import MOVES, Move


@dataclass(frozen=True, slots=True)
class Ask:
    """The kind of instrument that an act is about, the states in which it is asked for, and the facts it sets."""

    kind: str
    states: tuple[str, ...] = ("draft",)
    sets: tuple[str, ...] = ()


NOTICE, INSPECTION, PACKAGE, PROPOSAL = Ask("notice"), Ask("inspection"), Ask("package"), Ask("proposal")
NOTICE_IN_FORCE = Ask("notice", ("issued",), ("ending_letter",))
LETTER = ("letter",)
BY_LETTER = Ask("direction", ("made",), LETTER)
LEAVING = Ask("direction", ("made",), ("letter", "oversight_review_on"))
UNDECIDED = Ask("proposal", ("open", "closed"), LETTER)
NOMINEE = Ask("appointment", ("conflicts_cleared",))

ASKS: Mapping[str, Ask] = {
    "commission_review": Ask("external_review"),
    "issue_notice": NOTICE,
    "revise_notice": NOTICE,
    "reissue_notice": NOTICE,
    "withdraw_notice": NOTICE_IN_FORCE,
    "do_not_reissue_notice": NOTICE_IN_FORCE,
    "send_letter": Ask("letter"),
    "serve_requirement": Ask("information_requirement"),
    "appoint_inspector": INSPECTION,
    "appoint_assistant_inspector": NOMINEE,
    "vary_inspection": Ask("inspection", ("appointed",), ("report_due_on", "functions")),
    "publish_inspection_report": Ask("inspection", ("reported",), LETTER),
    "respond_to_inspection": Ask("inspection", ("reported",), LETTER),
    "end_inspection_early": Ask("inspection", ("appointed",), LETTER),
    "agree_package": PACKAGE,
    "vary_package": Ask("package", ("agreed",), ("terms", "members", "reporting", "review_on")),
    "end_package": Ask("package", ("agreed",), LETTER),
    "propose_intervention": PROPOSAL,
    "propose_new_directions": PROPOSAL,
    "change_proposal": PROPOSAL,
    "make_directions": Ask("direction"),
    "make_urgent_directions": Ask("direction"),
    "do_not_intervene": Ask("proposal", ("closed",), LETTER),
    "restart_proposal": UNDECIDED,
    "do_not_proceed_with_proposal": UNDECIDED,
    "make_appointment": NOMINEE,
    "end_appointment": Ask("appointment", ("serving",), LETTER),
    "hand_back_function": BY_LETTER,
    "enforce_directions": BY_LETTER,
    "start_exit": BY_LETTER,
    "halt_exit": BY_LETTER,
    "revoke_directions": LEAVING,
    "let_directions_lapse": LEAVING,
    "extend_oversight": Ask("oversight_period", ("reviewed",), ("review_due_on",)),
    "close_after_oversight": Ask("oversight_period", ("running", "reviewed"), LETTER),
    "reply_to_report": Ask("progress_report", ("received",), ("answer",)),
}


# Outcomes of one decision that stand beside each other as equals (R21): who is asked for the first is asked for both.
OTHER_OUTCOME: Mapping[str, str] = {"make_directions": "do_not_intervene", "do_not_intervene": "make_directions"}


def kind_of(key: str) -> type[Instrument] | None:
    """The model of the instrument that a key such as `notice:<id>` names; None for what is no instrument."""
    kind = key.partition(":")[0]
    return next((model for model in Instrument.__subclasses__() if kind == model.KIND), None)


def askable(case: Case) -> Iterator[tuple[Move, Instrument]]:
    """Every act that a minister can be asked for on this case now, with the instrument it would be about."""
    found: dict[str, list[Instrument]] = {}
    for name, ask in ASKS.items():
        if ask.kind not in found:
            model = kind_of(ask.kind)
            found[ask.kind] = list(model.objects.filter(case=case)) if model else []
        yield from ((MOVES[name], each) for each in found[ask.kind] if each.state in ask.states)


def with_facts(instrument: Instrument, facts: Mapping[str, Any]) -> Instrument:
    """The instrument as it will be once an act has set these facts; nothing is saved."""
    for name, each in facts.items():
        value = column_of(instrument, name).to_python(each)
        if name in instrument.CARRIED:
            setattr(instrument, name, value)
        else:
            instrument.set_facts(**{name: value})
    return instrument


def is_needed(move: str, name: str, instrument: Instrument) -> bool:
    """Whether a fact must be given for the act: what the act carries, and the only fact that it sets."""
    return name in instrument.CARRIED or len(ASKS[move].sets) == 1


def column_of(instrument: Instrument, name: str) -> Any:
    """The field that says what a fact is: carried by the act, or a column of the instrument."""
    return instrument.CARRIED.get(name) or instrument._meta.get_field(name)
