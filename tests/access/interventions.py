"""The routes of inspections, packages, proposals, directions and what follows them, and who gets in."""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from bestvalue import clock
from cases.models import Case, Instrument
from interventions import models

from .table import KNOW_THE_CASE, OFFICIALS, ON_THE_CASE, ROLES, SIGNED_IN, People, Route, a_private_case, case_of

Arguments = Callable[[People], dict[str, Any]]
LEADS = ("lead", "deputy.director")
DEPUTY = ("deputy.director",)
FACTS: dict[type[Instrument], Callable[[], dict[str, Any]]] = {
    models.Appointment: lambda: {"person": "A. Commissioner", "role": "commissioner"},
    models.ExitStrategy: lambda: {"agreed_on": clock.today(), "text": "Step by step."},
    models.Package: lambda: {"model": models.Package.Model.BOARD},
    models.OversightPeriod: lambda: {
        "starts_on": clock.today(),
        "review_due_on": clock.today() + dt.timedelta(days=365),
        "plan": "A call each month.",
    },
    models.ProgressReport: lambda: {
        "author": "They",
        "dated_on": clock.today(),
        "received_on": clock.today(),
        "scope_recommended": "None.",
        "text": "Progress.",
    },
}
PARTS: dict[str, dict[str, Any]] = {
    "actions": {"text": "Agree a plan."},
    "functions": {"text": "Finance"},
    "milestones": {"text": "A balanced budget"},
    "criticised": {"person": "A. Person", "passages": "Page 3."},
    "representations": {"sender": "They", "channel": "email", "text": "No.", "summary": "No.", "reply": "Weighed."},
}
DATED = {"criticised": "sent_on", "representations": "received_on"}


def one(model: type[Instrument], case: Case) -> Any:
    """One of a kind on a case."""
    return model.objects.create(case=case, **FACTS.get(model, dict)())


@cache
def about(model: type[Instrument], parts: str = "") -> Arguments:
    """The arguments of a route about one of a kind, and perhaps about a part of it."""

    def arguments(people: People) -> dict[str, Any]:
        case = case_of(people)
        made = one(model, case)
        if not parts:
            return {"ref": case.handle, "pk": made.pk}
        dated = {DATED[parts]: clock.today()} if parts in DATED else {}
        return {"ref": case.handle, "pk": made.pk, "part": getattr(made, parts).create(**PARTS[parts], **dated).pk}

    return arguments


# For each kind: its page is for all who know of the case; each act on it for those who may do it.
ACTS: dict[type[Instrument], dict[tuple[str, ...], tuple[str, ...]]] = {
    models.ExternalReview: {
        OFFICIALS: ("edit_review", "receive_review_report", "discard_external_review"),
        LEADS: ("commission_review",),
        DEPUTY: ("end_review",),
    },
    models.Inspection: {
        OFFICIALS: (
            *("edit_inspection", "serve_inspectors_requirement", "receive_inspection_report", "send_passages"),
            "discard_inspection",
        ),
        LEADS: (
            *("appoint_inspector", "vary_inspection", "publish_inspection_report"),
            *("respond_to_inspection", "end_inspection_early"),
        ),
    },
    models.Package: {
        OFFICIALS: ("edit_package", "discard_package"),
        LEADS: ("agree_package", "vary_package", "end_package"),
    },
    models.Proposal: {
        OFFICIALS: ("edit_proposal", "close_window", "log_representation", "discard_proposal"),
        LEADS: ("put_proposal", "do_not_intervene", "restart_proposal", "do_not_proceed_with_proposal"),
        DEPUTY: ("extend_window",),
    },
    models.Direction: {
        OFFICIALS: ("edit_directions", "send_urgency_notices", "record_cost", "discard_direction"),
        LEADS: (
            *("make_directions", "enforce_directions", "start_exit", "halt_exit"),
            *("revoke_directions", "let_directions_lapse"),
        ),
    },
    models.Appointment: {
        OFFICIALS: ("edit_appointment", "discard_appointment"),
        LEADS: ("clear_conflicts", "make_appointment", "end_appointment"),
    },
    models.ProgressReport: {LEADS: ("reply_to_report",)},
    models.ExitStrategy: {},
    models.OversightPeriod: {
        OFFICIALS: ("arrange_oversight",),
        LEADS: ("extend_oversight", "close_after_oversight"),
        DEPUTY: ("return_to_engagement",),
    },
}
ON_PARTS: dict[str, tuple[tuple[str, ...], type[Instrument], str]] = {
    "record_passages_answer": (OFFICIALS, models.Inspection, "criticised"),
    "acknowledge_representation": (OFFICIALS, models.Proposal, "representations"),
    "answer_representation": (OFFICIALS, models.Proposal, "representations"),
    "record_action_progress": (OFFICIALS, models.Direction, "actions"),
    "log_instruction": (OFFICIALS, models.Direction, "functions"),
    "hand_back_function": (LEADS, models.Direction, "functions"),
    "meet_milestone": (OFFICIALS, models.ExitStrategy, "milestones"),
}
BEGUN = (
    *("draft_inspection", "draft_review", "draft_package", "draft_proposal", "draft_directions"),
    *("draft_urgent_directions", "draft_appointment", "receive_progress_report", "agree_exit_strategy"),
)

# Pages that serve several acts, which have an address each in the API.
SEVERAL = {
    "put_proposal": ("propose_intervention", "propose_new_directions", "change_proposal"),
    "make_directions": ("make_directions", "make_urgent_directions"),
    "make_appointment": ("make_appointment", "appoint_assistant_inspector"),
}
# What the API calls the list of each kind.
LISTS: dict[type[Instrument], str] = {
    models.ExternalReview: "external_reviews",
    models.Inspection: "inspections",
    models.Package: "packages",
    models.Proposal: "proposals",
    models.Direction: "directions",
    models.Appointment: "appointments",
    models.ProgressReport: "progress_reports",
    models.ExitStrategy: "exit_strategies",
    models.OversightPeriod: "oversight_periods",
}


def api_acts() -> Iterator[tuple[str, type[Instrument]]]:
    """Every act that the API has an address for, with what it is about."""
    for model, acts in ACTS.items():
        for name in (each for names in acts.values() for each in names):
            yield from ((each, model) for each in SEVERAL.get(name, (name,)))
    yield from ((name, model) for name, (_, model, _) in ON_PARTS.items())
    yield "receive_oversight_review", models.OversightPeriod


INTERVENTIONS: dict[str, Route] = {
    "interventions:index": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    **{f"interventions:{name}": ON_THE_CASE(*OFFICIALS) for name in BEGUN},
    "interventions:receive_oversight_review": ON_THE_CASE(*DEPUTY),
    **{f"interventions:{model.KIND}": ROLES(*KNOW_THE_CASE, kwargs=about(model)) for model in ACTS},
    **{
        f"interventions:{name}": ON_THE_CASE(*who, kwargs=about(model))
        for model, acts in ACTS.items()
        for who, names in acts.items()
        for name in names
    },
    **{
        f"interventions:{name}": ON_THE_CASE(*who, kwargs=about(model, parts))
        for name, (who, model, parts) in ON_PARTS.items()
    },
    **{f"api:{name}": ROLES(*KNOW_THE_CASE, kwargs=a_private_case) for name in LISTS.values()},
    **{f"api:{model.KIND}": ROLES(*KNOW_THE_CASE, kwargs=about(model)) for model in LISTS},
    # A write that names nothing read is refused before anything is looked up; tests/interventions/test_api.py goes on.
    **{f"api:{name}": SIGNED_IN(method="post", status=428, kwargs=about(model)) for name, model in api_acts()},
    "interventions:restore_by_court_order": ON_THE_CASE(*LEADS),
    "api:restore_by_court_order": SIGNED_IN(method="post", status=428, kwargs=a_private_case),
}
