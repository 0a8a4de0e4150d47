"""Reading what is on a case beyond its notices, each with its parts."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import Model

from bestvalue import clock
from bestvalue.accounts.models import Role
from cases.days import pre_election_periods, working_days_after
from cases.models import Case, Instrument
from cases.moves import MOVES
from cases.selectors.documents import files_by_subject
from cases.where import page_to_ask
from interventions.models import (
    Appointment,
    Direction,
    ExitStrategy,
    ExternalReview,
    Inspection,
    OversightPeriod,
    Package,
    ProgressReport,
    Proposal,
)

KINDS: tuple[tuple[str, type[Instrument]], ...] = (
    ("Inspections", Inspection),
    ("External reviews", ExternalReview),
    ("Non-statutory packages", Package),
    ("Proposals to intervene", Proposal),
    ("Directions", Direction),
    ("Appointments", Appointment),
    ("Progress reports", ProgressReport),
    ("Exit strategies", ExitStrategy),
    ("Oversight after exit", OversightPeriod),
)
MOST = 50
Roles = frozenset[Role]


def by_kind(case: Case) -> list[tuple[str, list[Instrument]]]:
    """What the case holds of each kind, the latest first; kinds of which there is nothing are left out."""
    found = (
        (name, list(model.objects.filter(case=case).order_by("-created_at", "pk")[:MOST])) for name, model in KINDS
    )
    return [(name, each) for name, each in found if each]


def parts_of(instrument: Instrument, roles: Roles, page: Iterable[Any] | None = None) -> dict[str, Any]:
    """What the page of an instrument shows of its parts, and which acts on a part this person may do.

    `page` are the parts that are shown where there may be many.
    """
    read = _PARTS.get(instrument.KIND)
    parts = read(instrument) if read else {}
    if page is not None:
        parts["representations"] = list(page)
    kept = [part for rows in parts.values() if isinstance(rows, list) for part in rows if isinstance(part, Model)]
    return {
        **parts,
        "papers": files_by_subject(instrument.case, _keys(kept)),
        "may": {name for name in ON_PARTS if not roles.isdisjoint(MOVES[name].performers)},
    }


ON_PARTS = (
    "record_passages_answer",
    "acknowledge_representation",
    "answer_representation",
    "record_action_progress",
    "log_instruction",
    "hand_back_function",
    "draft_directions",
    "draft_submission",
    "meet_milestone",
)


def key_of(part: Any) -> str:
    """How files name what they belong to."""
    key = getattr(part, "key", "")
    return key or f"{part._meta.model_name}:{part.pk}"


def _keys(parts: Iterable[Any]) -> list[str]:
    inner = ("progress", "instructions")
    below = [each for part in parts for name in inner if hasattr(part, name) for each in getattr(part, name).all()]
    return [key_of(each) for each in (*parts, *below)]


def _inspection(inspection: Any) -> dict[str, Any]:
    return {
        "requirements": list(inspection.requirements.all()),
        "criticised": list(inspection.criticised.all()),
        "steps": list(inspection.steps.all()),
    }


def _proposal(proposal: Any) -> dict[str, Any]:
    today = clock.today()
    counted = working_days_after(proposal.opened_on, proposal.window_days) if proposal.opened_on else None
    closes = proposal.closes_on
    drafted = list(proposal.directions.all())
    drafts = [each for each in drafted if each.state == "draft"]
    return {
        "unread": proposal.unread(),
        "counted": counted.explained if counted and counted.on == closes else "",
        "elections": pre_election_periods(proposal.opened_on, closes) if proposal.opened_on and closes else [],
        "days_left": (closes - today).days if closes and proposal.state == "open" else None,
        "directions": drafted,
        "both": page_to_ask("make_directions", drafts[0], proposal.case) if drafts else "",
    }


def _direction(direction: Any) -> dict[str, Any]:
    today = clock.today()
    return {
        "actions": list(direction.actions.prefetch_related("progress__recorded_by")),
        "functions": list(direction.functions.prefetch_related("instructions")),
        "costs": list(direction.costs.all()),
        "people": list(Appointment.objects.filter(case=direction.case_id, state="serving")),
        "beyond": direction.not_put_to_the_authority() if direction.state == "draft" and direction.proposal else [],
        "days_left": direction.days_left(today),
        "late_notices": direction.is_urgent and direction.state == "made" and direction.authority_told_on is None,
        "undecided_lapse": direction.lapsed_undecided(today),
    }


def _exit(strategy: Any) -> dict[str, Any]:
    return {"milestones": list(strategy.milestones.all())}


_PARTS: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "inspection": _inspection,
    "proposal": _proposal,
    "direction": _direction,
    "exit_strategy": _exit,
}
