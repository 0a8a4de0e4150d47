"""What a draft lacks before a minister can be asked about it, each with the field on which it is put right."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from django.urls import reverse

from bestvalue.errors import Unmet
from themes.conditions import NONE_AGREED
from themes.models import Assessment

if TYPE_CHECKING:
    from cases.models import Instrument
    from interventions.models import Appointment, Direction, ExternalReview, Inspection, Package, Proposal

Lack = tuple[str, str, str]  # the code, what is missing, the field on the form
SHORT_WINDOW = 5

INSPECTION_TEXTS: Mapping[str, str] = {
    "inspector": "Name the proposed inspector.",
    "conflicts_check": "Record the conflicts check (R43).",
    "fees": "Give the fees, which the authority pays (LGA 1999 s.12).",
    "evidence": "Say what leads to the inspection.",
}
PACKAGE_TEXTS: Mapping[str, str] = {
    "agreement": "Attach the authority's agreement in writing.",
    "terms": "Give the terms of reference.",
    "members": "Name the members.",
    "reporting": "Say how often it reports.",
}
REVIEW_TEXTS: Mapping[str, str] = {
    "terms": "Give the terms of reference.",
    "reviewers": "Name the reviewers.",
    "basis": "Give the authority's consent, or the condition of financial support.",
}
PROPOSAL_TEXTS: Mapping[str, str] = {
    "evidence": "Give the evidence of failure and its source (R15).",
    "model": "Give the form of intervention.",
    "cost": "Give the cost and who pays (R24).",
    "services_statement": "Give why statutory services stay safe (R24).",
    "exit_strategy": "Give the exit strategy, or why there is none yet and by when (R25).",
}
NO_URGENCY = "Write down why it is sufficiently urgent, and attach the legal advice (LGA 1999 s.15(11))."
NO_NOTICES = "Draft both notices: to the authority and to its representatives (LGA 1999 s.15(12))."


def inspection_lacks(inspection: "Inspection") -> list[Unmet]:
    """What the letter of appointment cannot do without (R11, R43)."""
    return _linked("interventions:edit_inspection", inspection, _inspection(inspection))


def review_lacks(review: "ExternalReview") -> list[Unmet]:
    """What a review cannot be commissioned without (domain T06)."""
    return _linked("interventions:edit_review", review, _texts(review, REVIEW_TEXTS))


def package_lacks(package: "Package") -> list[Unmet]:
    """What an agreed package cannot do without (domain T30)."""
    return _linked("interventions:edit_package", package, _package(package))


def proposal_lacks(proposal: "Proposal") -> list[Unmet]:
    """What the authority must be told to be heard fairly (R15, R22, R24, R25), and the assessment it rests on."""
    return [*_linked("interventions:edit_proposal", proposal, _proposal(proposal)), *_unassessed(proposal)]


def directions_lack(direction: "Direction") -> list[Unmet]:
    """What directions cannot do without (R15, R17, R20, R22, R23; rulings 4 and 30)."""
    return _linked("interventions:edit_directions", direction, _directions(direction))


def appointment_lacks(appointment: "Appointment") -> list[Unmet]:
    """What a letter of appointment cannot do without (R10)."""
    return _linked("interventions:edit_appointment", appointment, _appointment(appointment))


def not_heard(proposal: "Proposal", on: dt.date) -> list[Unmet]:
    """Why nobody decides on a proposal on that day: its time runs, or a representation is not answered (R18, R19)."""
    closed = proposal.state == "closed" and (not proposal.closes_on or on >= proposal.closes_on)
    unmet = []
    if not (closed or proposal.nothing_more_to_say.strip()):
        message = f"No decision before the time for representations is over, on {proposal.closes_on:%-d %B %Y}."
        unmet.append(Unmet("before_close", f"{message} Record then that it is closed (LGA 1999 s.15(9))."))
    unread = not_read(proposal)
    return [*unmet, unread] if unread else unmet


def not_read(proposal: "Proposal") -> Unmet | None:
    """That a representation is not yet summarised and answered (R18)."""
    waiting = proposal.unread()
    verb = "representation is" if waiting == 1 else "representations are"
    message = f"{waiting} {verb} not yet summarised and answered."
    return Unmet("representations_unread", message) if waiting else None


def _linked(page: str, draft: "Instrument", lacks: Iterator[Lack]) -> list[Unmet]:
    address = reverse(page, args=[draft.case.ref, draft.pk])
    return [Unmet(code, message, f"{address}#id_{field}") for code, message, field in lacks]


def _texts(draft: object, texts: Mapping[str, str]) -> Iterator[Lack]:
    yield from ((f"no_{name}", said, name) for name, said in texts.items() if not getattr(draft, name).strip())


def _inspection(inspection: "Inspection") -> Iterator[Lack]:
    yield from _texts(inspection, INSPECTION_TEXTS)
    if not inspection.functions:
        yield "no_functions", "Name the functions to be inspected (LGA 1999 s.10(1)).", "function_1_text"
    if not inspection.report_due_on:
        yield "no_due_date", "Give the date on which the report is due.", "report_due_on"


def _package(package: "Package") -> Iterator[Lack]:
    yield from _texts(package, PACKAGE_TEXTS)
    if not package.review_on:
        yield "no_review_date", "Give an end or review date.", "review_on"


def _proposal(proposal: "Proposal") -> Iterator[Lack]:
    yield from _texts(proposal, PROPOSAL_TEXTS)
    if not (proposal.actions.exists() or proposal.functions.exists()):
        yield "nothing_proposed", "List the actions and functions that are proposed (R22).", "action_1_text"
    yield from _findings(proposal)
    if proposal.window_days < SHORT_WINDOW and not proposal.short_window_reason.strip():
        message = "Say why the authority gets fewer than five working days."
        yield "short_window", message, "short_window_reason"


def _directions(direction: "Direction") -> Iterator[Lack]:
    if not direction.recitals.strip():
        yield "no_recitals", "Give the evidence and reasons (R15).", "recitals"
    yield from _findings(direction)
    if not (direction.actions.exists() or direction.functions.exists()):
        yield "nothing_directed", "List the actions and functions that are directed (R22).", "action_1_text"
    if not (direction.ends_on or (direction.is_open_ended and direction.review_on)):
        yield "no_end", "Give an end date, or say it is open-ended and give a review date (R23).", "ends_on"
    yield from _urgency(direction) if direction.is_urgent else _unheard(direction)


def _unassessed(proposal: "Proposal") -> Iterator[Unmet]:
    """A proposal rests on an agreed assessment across the themes (domain T40); a published one is not held to it."""
    if not (proposal.retrospective or Assessment.objects.filter(case=proposal.case_id, state="agreed").exists()):
        yield Unmet("no_assessment", NONE_AGREED, reverse("themes:assessments", args=[proposal.case.ref]))


def _findings(draft: "Proposal | Direction") -> Iterator[Lack]:
    if not draft.findings.filter(finding="failing").exclude(reasons="").exists():
        yield "no_findings", "Name each theme in which the Duty is not met, with the reasons (R15).", "findings"


def _urgency(direction: "Direction") -> Iterator[Lack]:
    if not (direction.urgency_reason.strip() and direction.legal_advice.strip()):
        yield "no_urgency", NO_URGENCY, "urgency_reason"
    if not (direction.notice_to_authority.strip() and direction.notice_to_representatives.strip()):
        yield "no_notices", NO_NOTICES, "notice_to_authority"


def _unheard(direction: "Direction") -> Iterator[Lack]:
    if direction.not_put_to_the_authority() and not direction.difference.strip():
        message = (
            "They go beyond what was put to the authority. Put a changed proposal to it, or say why the change answers "
            "a representation or lessens the burden (R20)."
        )
        yield "materially_different", message, "difference"


def _appointment(appointment: "Appointment") -> Iterator[Lack]:
    if appointment.role == "assistant_inspector" and not appointment.recommendation.strip():
        message = "Give the inspector's recommendation, or why it is too urgent to wait for it (LGA 1999 s.10(3))."
        yield "no_recommendation", message, "recommendation"
