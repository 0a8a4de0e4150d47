"""Conditions about reviews, inspections, packages, proposals, directions and oversight (registered at start)."""

from bestvalue.errors import Unmet
from cases.conditions import Situation, condition
from cases.models import Instrument

from .completeness import NO_NOTICES, NO_URGENCY, not_read
from .models import (
    Appointment,
    Direction,
    ExitStrategy,
    ExternalReview,
    Inspection,
    OversightPeriod,
    Package,
    Proposal,
)


def _needs(found: Instrument | None, code: str, message: str) -> Unmet | None:
    return None if found else Unmet(code, message)


@condition
def review_is_drafted(situation: Situation) -> Unmet | None:
    """An external review has been drafted."""
    return _needs(situation.one(ExternalReview, "draft"), "no_draft_review", "No external review has been drafted.")


@condition
def review_is_under_way(situation: Situation) -> Unmet | None:
    """An external review has been commissioned and has not reported."""
    return _needs(situation.one(ExternalReview, "commissioned"), "no_review", "No external review is under way.")


@condition
def review_is_live(situation: Situation) -> Unmet | None:
    """An external review is under way or has reported."""
    return _needs(situation.one(ExternalReview, "commissioned", "reported"), "no_review", "No external review is live.")


@condition
def inspection_is_drafted(situation: Situation) -> Unmet | None:
    """An inspection has been drafted: functions, inspector, fees, report date (R11)."""
    return _needs(situation.one(Inspection, "draft"), "no_draft_inspection", "No inspection has been drafted.")


@condition
def inspection_is_under_way(situation: Situation) -> Unmet | None:
    """An inspector is appointed and has not reported."""
    return _needs(situation.one(Inspection, "appointed"), "no_inspection", "No inspection is under way.")


@condition
def inspection_is_reported(situation: Situation) -> Unmet | None:
    """An inspection has reported and waits for a response."""
    return _needs(situation.one(Inspection, "reported"), "no_report", "No inspection report waits for a response.")


@condition
def inspection_if_any_has_reported(situation: Situation) -> Unmet | None:
    """Where the case is at an inspection, it has reported (T30 from I3)."""
    if situation.case.stage == "inspection" and not situation.one(Inspection, "reported"):
        return Unmet("inspection_running", "The inspection has not reported yet.")
    return None


@condition
def package_is_drafted(situation: Situation) -> Unmet | None:
    """A non-statutory package has been drafted."""
    return _needs(situation.one(Package, "draft"), "no_draft_package", "No non-statutory package has been drafted.")


@condition
def package_is_live(situation: Situation) -> Unmet | None:
    """A non-statutory package is running."""
    return _needs(situation.one(Package, "agreed"), "no_package", "No non-statutory package is running.")


@condition
def proposal_is_drafted(situation: Situation) -> Unmet | None:
    """A proposal has been drafted."""
    return _needs(situation.one(Proposal, "draft"), "no_draft_proposal", "No proposal has been drafted.")


@condition
def no_undecided_proposal(situation: Situation) -> Unmet | None:
    """No proposal waits for a decision (rulings 4)."""
    if any(each.is_live for each in situation.all(Proposal)):
        return Unmet(
            "proposal_undecided", "A proposal is undecided: decide it first, or record that it goes no further."
        )
    return None


@condition
def proposal_is_undecided(situation: Situation) -> Unmet | None:
    """A proposal has been put and is not decided."""
    undecided = next((each for each in situation.all(Proposal) if each.is_live), None)
    return _needs(undecided, "no_proposal", "No proposal waits for a decision.")


@condition
def window_is_open(situation: Situation) -> Unmet | None:
    """The time for representations is running."""
    return _needs(situation.one(Proposal, "open"), "no_open_window", "No proposal is open for representations.")


@condition
def proposal_is_closed(situation: Situation) -> Unmet | None:
    """The time for representations is over (R16, R19)."""
    if situation.one(Proposal, "closed"):
        return None
    if situation.one(Proposal, "open"):
        return Unmet("window_open", "The time for representations has not been closed (LGA 1999 s.15(9)).")
    return Unmet("no_proposal", "No proposal has been put to the authority (LGA 1999 s.15(9)).")


@condition
def representations_are_answered(situation: Situation) -> Unmet | None:
    """Every representation has been read, summarised and answered (R18)."""
    proposal = situation.one(Proposal, "open", "closed")
    return not_read(proposal) if proposal else None


@condition
def directions_are_drafted(situation: Situation) -> Unmet | None:
    """A set of directions has been drafted."""
    return _needs(situation.one(Direction, "draft"), "no_draft_directions", "No directions have been drafted.")


@condition
def directions_made(situation: Situation) -> Unmet | None:
    """A set of directions has been made and not ended by decision; it may have lapsed in law (rulings 5)."""
    return _needs(
        next((each for each in situation.all(Direction) if each.is_live), None),
        "no_directions",
        "No directions have been made.",
    )


@condition
def no_directions_made(situation: Situation) -> Unmet | None:
    """No set of directions is there: a first proposal, not one inside an intervention (T42, not T50)."""
    if any(each.is_live for each in situation.all(Direction)):
        return Unmet("directions_made", "Directions have been made: propose new directions instead.")
    return None


@condition
def urgency_is_explained(situation: Situation) -> Unmet | None:
    """The urgent route has its reason and legal advice (R17; LGA 1999 s.15(11))."""
    draft = situation.one(Direction, "draft")
    if situation.past or (draft and draft.urgency_reason and draft.legal_advice):
        return None
    return Unmet("no_urgency", NO_URGENCY)


@condition
def both_notices_are_drafted(situation: Situation) -> Unmet | None:
    """Both notices of LGA 1999 s.15(12) are drafted (R17)."""
    draft = situation.one(Direction, "draft")
    if situation.past or (draft and draft.notice_to_authority and draft.notice_to_representatives):
        return None
    return Unmet("no_notices", NO_NOTICES)


@condition
def exit_strategy_exists(situation: Situation) -> Unmet | None:
    """An exit strategy with milestones is recorded (T58)."""
    strategy = situation.one(ExitStrategy, "agreed")
    if strategy and (situation.past or strategy.milestones.exists()):
        return None
    return Unmet("no_exit_strategy", "Record an exit strategy and its milestones.")


@condition
def appointment_is_cleared(situation: Situation) -> Unmet | None:
    """An appointment has been proposed and its conflicts check recorded (R43)."""
    return _needs(
        situation.one(Appointment, "conflicts_cleared"),
        "no_appointment",
        "No appointment with its conflicts check is ready.",
    )


@condition
def appointment_is_live(situation: Situation) -> Unmet | None:
    """Somebody is serving."""
    return _needs(situation.one(Appointment, "serving"), "nobody_serves", "Nobody is serving.")


@condition
def somebody_reports(situation: Situation) -> Unmet | None:
    """Directions or a package are live, or oversight follows them: the last report often comes after the end."""
    kinds = (Direction, Package, OversightPeriod)
    if any(each.is_live for kind in kinds for each in situation.all(kind)):
        return None
    return Unmet("nobody_reports", "No directions or package are there to report on.")


@condition
def oversight_is_running(situation: Situation) -> Unmet | None:
    """Oversight after exit is running."""
    return _needs(
        situation.one(OversightPeriod, "running", "reviewed"), "no_oversight", "No oversight period is running."
    )


@condition
def oversight_is_reviewed(situation: Situation) -> Unmet | None:
    """The review after exit was received and read (T65)."""
    return _needs(
        situation.one(OversightPeriod, "reviewed"), "no_review", "The review after exit has not been received."
    )


@condition
def oversight_or_exit(situation: Situation) -> Unmet | None:
    """Oversight is running, or the case is in exit, where a review may come early (rulings 2)."""
    if situation.case.stage == "exit" or situation.one(OversightPeriod, "running", "reviewed"):
        return None
    return Unmet("no_oversight", "There is no oversight period, and the case is not in exit.")


@condition
def proposal_or_directions_live(situation: Situation) -> Unmet | None:
    """There is a proposal or a set of directions that a court could quash (T71)."""
    live = any(each.is_live for kind in (Proposal, Direction) for each in situation.all(kind))
    return None if live else Unmet("nothing_to_quash", "There is no proposal and no set of directions to quash.")
