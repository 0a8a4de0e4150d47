"""What may be done with an instrument from its page: the one table, and what of it is open to a person now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.errors import Unmet
from cases.conditions import Situation, unmet_conditions
from cases.models import Instrument, SubmissionAct
from cases.moves import MOVES, Move
from cases.policy import roles_for
from cases.where import linked, page_to_ask

# For each kind: the act, the states of the instrument in which it is offered, and its page where that has another name.
OFFERED: Mapping[str, tuple[tuple[str, tuple[str, ...], str], ...]] = {
    "external_review": (
        ("edit_review", ("draft",), ""),
        ("commission_review", ("draft",), ""),
        ("receive_review_report", ("commissioned",), ""),
        ("end_review", ("commissioned", "reported"), ""),
        ("discard_draft", ("draft",), "discard_external_review"),
    ),
    "inspection": (
        ("edit_inspection", ("draft",), ""),
        ("appoint_inspector", ("draft",), ""),
        ("serve_inspectors_requirement", ("appointed",), ""),
        ("receive_inspection_report", ("appointed",), ""),
        ("send_passages", ("appointed", "reported"), ""),
        ("vary_inspection", ("appointed",), ""),
        ("end_inspection_early", ("appointed",), ""),
        ("publish_inspection_report", ("reported",), ""),
        ("respond_to_inspection", ("reported",), ""),
        ("discard_draft", ("draft",), "discard_inspection"),
    ),
    "package": (
        ("edit_package", ("draft",), ""),
        ("agree_package", ("draft",), ""),
        ("vary_package", ("agreed",), ""),
        ("end_package", ("agreed",), ""),
        ("discard_draft", ("draft",), "discard_package"),
    ),
    "proposal": (
        ("edit_proposal", ("draft",), ""),
        ("propose_intervention", ("draft",), "put_proposal"),
        ("propose_new_directions", ("draft",), "put_proposal"),
        ("change_proposal", ("draft",), "put_proposal"),
        ("log_representation", ("open", "closed"), ""),
        ("extend_window", ("open",), ""),
        ("close_window", ("open",), ""),
        ("do_not_intervene", ("closed",), ""),
        ("restart_proposal", ("open", "closed"), ""),
        ("do_not_proceed_with_proposal", ("open", "closed"), ""),
        ("discard_draft", ("draft",), "discard_proposal"),
    ),
    "direction": (
        ("edit_directions", ("draft",), ""),
        ("make_directions", ("draft",), ""),
        ("make_urgent_directions", ("draft",), "make_directions"),
        ("send_urgency_notices", ("made",), ""),
        ("record_cost", ("made",), ""),
        ("start_exit", ("made",), ""),
        ("halt_exit", ("made",), ""),
        ("enforce_directions", ("made",), ""),
        ("revoke_directions", ("made",), ""),
        ("let_directions_lapse", ("made",), ""),
        ("discard_draft", ("draft",), "discard_direction"),
    ),
    "appointment": (
        ("edit_appointment", ("proposed", "conflicts_cleared"), ""),
        ("clear_conflicts", ("proposed",), ""),
        ("make_appointment", ("conflicts_cleared",), ""),
        ("appoint_assistant_inspector", ("conflicts_cleared",), "make_appointment"),
        ("end_appointment", ("serving",), ""),
        ("discard_draft", ("proposed", "conflicts_cleared"), "discard_appointment"),
    ),
    "progress_report": (("reply_to_report", ("received",), ""),),
    "exit_strategy": (("agree_exit_strategy", ("agreed",), ""),),
    "oversight_period": (
        ("arrange_oversight", ("running",), ""),
        ("receive_oversight_review", ("running", "reviewed"), ""),
        ("extend_oversight", ("reviewed",), ""),
        ("close_after_oversight", ("reviewed",), ""),
        ("return_to_engagement", ("running", "reviewed"), ""),
    ),
}
OF_THE_CASE = ("agree_exit_strategy", "receive_oversight_review")  # acts whose address names the case alone


@dataclass(frozen=True, slots=True)
class Offer:
    """One act that is offered: what it is called, its page, and what still stands in its way."""

    label: str
    page: str
    unmet: tuple[Unmet, ...] = ()
    decided: bool = False


def offers(user: User, instrument: Instrument) -> list[Offer]:
    """The acts that this person may do about an instrument, as it stands; those that a minister decides among them."""
    roles = roles_for(user, instrument.case)
    approved = _approved(instrument)
    situation = Situation(instrument.case, clock.today(), instrument)
    return [
        each
        for move, states, page in OFFERED[instrument.KIND]
        if instrument.state in states and fits(MOVES[move], instrument)
        for each in _offer(MOVES[move], page or move, instrument, situation, roles, approved)
    ]


def _offer(
    move: Move, page: str, instrument: Instrument, situation: Situation, roles: frozenset[str], approved: frozenset[str]
) -> Iterator[Offer]:
    unmet = unmet_conditions(move, situation)
    if any(each.code == "wrong_stage" for each in unmet):
        return
    why = tuple(linked(unmet, instrument.case))
    if move.needs_submission and move.name not in approved:
        if not roles.isdisjoint(MOVES["draft_submission"].performers):
            yield Offer(
                f"Ask for a decision: {_small(move.label)}", page_to_ask(move.name, instrument, instrument.case), why
            )
    elif not roles.isdisjoint(move.performers):
        yield Offer(move.label, _page(move, page, instrument), why, decided=move.needs_submission)


def fits(move: Move, instrument: Instrument) -> bool:
    """Whether an act is one for this very instrument, where the kind alone does not tell."""
    if move.name in ("make_directions", "make_urgent_directions"):
        return getattr(instrument, "is_urgent", False) == (move.name == "make_urgent_directions")
    if move.name == "send_urgency_notices":
        return bool(getattr(instrument, "is_urgent", False) and not getattr(instrument, "authority_told_on", None))
    if move.name in ("make_appointment", "appoint_assistant_inspector"):
        return (getattr(instrument, "role", "") == "assistant_inspector") == (move.name != "make_appointment")
    return True


def _page(move: Move, page: str, instrument: Instrument) -> str:
    place = [instrument.case.ref] if move.name in OF_THE_CASE else [instrument.case.ref, instrument.pk]
    return reverse(f"interventions:{page}", args=place)


def _approved(instrument: Instrument) -> frozenset[str]:
    asked = SubmissionAct.objects.filter(subject=instrument.key, state="approved")
    return frozenset(asked.values_list("move", flat=True))


def _small(label: str) -> str:
    return label[0].lower() + label[1:]
