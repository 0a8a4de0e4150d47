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
REPORTED, DIRECTIONS_MADE = Ask("inspection", ("reported",)), Ask("direction", ("made",))
UNDECIDED = Ask("proposal", ("open", "closed"))
NOMINEE, SERVING = Ask("appointment", ("conflicts_cleared",)), Ask("appointment", ("serving",))

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
    "publish_inspection_report": REPORTED,
    "respond_to_inspection": REPORTED,
    "end_inspection_early": Ask("inspection", ("appointed",)),
    "agree_package": PACKAGE,
    "vary_package": Ask("package", ("agreed",), ("terms", "members", "reporting", "review_on")),
    "end_package": Ask("package", ("agreed",)),
    "propose_intervention": PROPOSAL,
    "propose_new_directions": PROPOSAL,
    "change_proposal": PROPOSAL,
    "make_directions": Ask("direction"),
    "make_urgent_directions": Ask("direction"),
    "do_not_intervene": Ask("proposal", ("closed",)),
    "restart_proposal": UNDECIDED,
    "do_not_proceed_with_proposal": UNDECIDED,
    "make_appointment": NOMINEE,
    "end_appointment": SERVING,
    "hand_back_function": DIRECTIONS_MADE,
    "enforce_directions": DIRECTIONS_MADE,
    "start_exit": DIRECTIONS_MADE,
    "halt_exit": DIRECTIONS_MADE,
    "revoke_directions": DIRECTIONS_MADE,
    "let_directions_lapse": DIRECTIONS_MADE,
    "extend_oversight": Ask("oversight_period", ("reviewed",), ("review_due_on",)),
    "close_after_oversight": Ask("oversight_period", ("running", "reviewed")),
    "reply_to_report": Ask("progress_report", ("received",), ("answer",)),
}


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
    fields: Any = {name: instrument._meta.get_field(name) for name in facts}
    instrument.set_facts(**{name: fields[name].to_python(each) for name, each in facts.items()})
    return instrument
