"""The acts on inspections, packages, proposals, directions and what follows them, each a POST below its address."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404

from cases.api.parameters import ID
from cases.api.parts import ActOnPart, described
from cases.stages import Stage
from interventions import models
from interventions.services import (
    appointments,
    directions,
    exits,
    inspections,
    leaving,
    oversight,
    packages,
    proposals,
    reports,
    representations,
    reviews,
    running,
)

from . import inputs
from .resources import (
    EXIT,
    INSPECTION,
    INTERVENTION,
    OnAppointment,
    OnDirections,
    OnInspection,
    OnPackage,
    OnProposal,
    OnReview,
)

APPROVED = "On a minister's approval of the letter that says so."


class Ends(ActOnPart):
    """An act that ends an instrument, after which the case goes where the caller picks (rulings 3)."""

    input_class = inputs.EndsInput

    def act(self, part: Any, /, **given: Any) -> Any:
        """Call the service with the stage that was picked."""
        to = given.pop("to", None)
        return super().act(part, to=Stage(to) if to else None, **given)


class OnPiece(ActOnPart):
    """An act on a piece of an instrument, which the body names by its identifier as `piece`; `pieces` holds them."""

    pieces: ClassVar[str]
    piece: ClassVar[str]

    def act(self, part: Any, /, **given: Any) -> Any:
        """Call the service with the piece."""
        found = get_object_or_404(getattr(part, self.pieces), pk=given.pop(self.piece))
        return type(self).service(**{self.piece: found}, **given)


class OnCase(ActOnPart):
    """An act whose service takes the case, reached from an instrument of it."""

    def act(self, part: Any, /, **given: Any) -> Any:
        """Call the service with the case."""
        return type(self).service(case=part.case, **given)


# Reviews and inspections


@described(INSPECTION, ID, post=("Commission a review", "On a minister's approval of its terms (T06)."))
class CommissionReview(OnReview):
    """Commission a review."""

    move, service = "commission_review", reviews.commission_review


@described(INSPECTION, ID, post=("Record the review's report", "The final report, checked with the authority (T07)."))
class ReceiveReviewReport(OnReview):
    """Record the report."""

    move, service, input_class = "receive_review_report", reviews.receive_review_report, inputs.ReviewReportInput


@described(INSPECTION, ID, post=("End a review", "A review that was answered, or is no longer wanted."))
class EndReview(OnReview):
    """End a review."""

    move, service, input_class = "end_review", reviews.end_review, inputs.ReasonsInput


@described(INSPECTION, ID, post=("Appoint an inspector", "On a minister's approval of the letter (T22)."))
class AppointInspector(OnInspection):
    """Appoint an inspector."""

    move, service = "appoint_inspector", inspections.appoint_inspector


@described(INSPECTION, ID, post=("Change an inspection", "Its date or scope, as a minister approved them (T24)."))
class VaryInspection(OnInspection):
    """Change it."""

    move, service, input_class = "vary_inspection", inspections.vary_inspection, inputs.ReasonsInput


@described(INSPECTION, ID, post=("Record an inspector's requirement", "With three clear days (T25, s.11(4)(a))."))
class ServeInspectorsRequirement(OnInspection):
    """Record a requirement."""

    move, service = "serve_inspectors_requirement", inspections.serve_inspectors_requirement
    input_class = inputs.InspectorsRequirementInput


@described(INSPECTION, ID, post=("Record an inspection report", "Both deliveries, and what it recommends (T26, R13)."))
class ReceiveInspectionReport(OnInspection):
    """Record the report."""

    move, service = "receive_inspection_report", inspections.receive_inspection_report
    input_class = inputs.InspectionReportInput


@described(INSPECTION, ID, post=("Record that passages were sent", "To somebody whom the report criticises (R14)."))
class SendPassages(OnInspection):
    """Record that passages were sent."""

    move, service, input_class = "send_passages", inspections.send_passages, inputs.PassagesInput


@described(INSPECTION, ID, post=("Record what a criticised person answers", "In their own words (R14)."))
class RecordPassagesAnswer(OnPiece, OnInspection):
    """Record an answer."""

    move, service = "record_passages_answer", inspections.record_passages_answer
    input_class, pieces, piece = inputs.PassagesAnswerInput, "criticised", "criticised"


@described(INSPECTION, ID, post=("Decide that a report is published", f"Once people were heard (T27). {APPROVED}"))
class PublishInspectionReport(OnInspection):
    """Record the decision that it is published."""

    move, service = "publish_inspection_report", inspections.publish_inspection_report
    input_class = inputs.ChecksInput


@described(INSPECTION, ID, post=("Respond to an inspection", f"Without a stronger step (T29). {APPROVED}"))
class RespondToInspection(Ends, OnInspection):
    """Respond."""

    move, service = "respond_to_inspection", inspections.respond_to_inspection


@described(INSPECTION, ID, post=("End an inspection early", f"Before it reports (T2A). {APPROVED}"))
class EndInspectionEarly(Ends, OnInspection):
    """End it."""

    move, service = "end_inspection_early", inspections.end_inspection_early


# Packages


@described(INTERVENTION, ID, post=("Agree a package", "On a minister's approval of its text (T30, T63)."))
class AgreePackage(OnPackage):
    """Agree a package."""

    move, service = "agree_package", packages.agree_package


@described(INTERVENTION, ID, post=("Change a package", "As a minister approved and the authority agreed (T31)."))
class VaryPackage(OnPackage):
    """Change a package."""

    move, service, input_class = "vary_package", packages.vary_package, inputs.ReasonsInput


@described(INTERVENTION, ID, post=("End a package", f"On its final view (T32). {APPROVED}"))
class EndPackage(Ends, OnPackage):
    """End a package."""

    move, service, input_class = "end_package", packages.end_package, inputs.EndPackageInput


# Proposals and representations


@described(INTERVENTION, ID, post=("Say that you are minded to intervene", "The first proposal (T42)."))
class ProposeIntervention(OnProposal):
    """Put a first proposal to the authority."""

    move, service = "propose_intervention", proposals.propose_intervention


@described(INTERVENTION, ID, post=("Propose new directions", "Inside an intervention (T50)."))
class ProposeNewDirections(OnProposal):
    """Put new directions to the authority."""

    move, service = "propose_new_directions", proposals.propose_new_directions


@described(INTERVENTION, ID, post=("Put a changed proposal", "In place of the undecided one (T44, R20)."))
class ChangeProposal(OnProposal):
    """Put a changed proposal to the authority."""

    move, service, input_class = "change_proposal", proposals.change_proposal, inputs.ChangeInput


@described(INTERVENTION, ID, post=("Extend the time for representations", "To a later day (T43)."))
class ExtendWindow(OnProposal):
    """Give more time."""

    move, service, input_class = "extend_window", proposals.extend_window, inputs.ExtendInput


@described(INTERVENTION, ID, post=("Close the time for representations", "Once it is over, or waived (T45, R19)."))
class CloseWindow(OnProposal):
    """Close the time."""

    move, service, input_class = "close_window", proposals.close_window, inputs.CloseWindowInput


@described(INTERVENTION, ID, post=("Decide not to intervene", f"An equal outcome (T47, R21). {APPROVED}"))
class DoNotIntervene(Ends, OnProposal):
    """Do not intervene."""

    move, service = "do_not_intervene", proposals.do_not_intervene


@described(INTERVENTION, ID, post=("Start a proposal again", f"After an error or on stale evidence (T49). {APPROVED}"))
class RestartProposal(OnProposal):
    """Start again."""

    move, service, input_class = "restart_proposal", proposals.restart_proposal, inputs.ReasonsInput


@described(INTERVENTION, ID, post=("Record that a proposal goes no further", APPROVED))
class DoNotProceed(Ends, OnProposal):
    """It goes no further."""

    move, service = "do_not_proceed_with_proposal", proposals.do_not_proceed_with_proposal


@described(INTERVENTION, ID, post=("Log a representation", "Late ones too (R18)."))
class LogRepresentation(OnProposal):
    """Log a representation."""

    move, service = "log_representation", representations.log_representation
    input_class = inputs.RepresentationInput


@described(INTERVENTION, ID, post=("Acknowledge a representation", "The sender was thanked."))
class AcknowledgeRepresentation(OnPiece, OnProposal):
    """Acknowledge it."""

    move, service = "acknowledge_representation", representations.acknowledge_representation
    input_class, pieces, piece = inputs.RepresentationRef, "representations", "representation"


@described(INTERVENTION, ID, post=("Summarise and answer a representation", "In words, for the decider (R18)."))
class AnswerRepresentation(OnPiece, OnProposal):
    """Answer it."""

    move, service = "answer_representation", representations.answer_representation
    input_class, pieces, piece = inputs.RepresentationAnswerInput, "representations", "representation"


# Directions


@described(INTERVENTION, ID, post=("Make directions", "After the representations were considered (T46)."))
class MakeDirections(OnDirections):
    """Make directions."""

    move, service = "make_directions", directions.make_directions


@described(INTERVENTION, ID, post=("Make urgent directions", "On the Secretary of State's decision (T48)."))
class MakeUrgentDirections(OnDirections):
    """Make urgent directions."""

    move, service = "make_urgent_directions", directions.make_urgent_directions


@described(INTERVENTION, ID, post=("Record that the notices of urgency were sent", "Both, at once (s.15(12))."))
class SendUrgencyNotices(OnDirections):
    """Record that they were sent."""

    move, service, input_class = "send_urgency_notices", directions.send_urgency_notices, inputs.UrgencyInput


@described(INTERVENTION, ID, post=("Record progress on an action", "In words; never counted (N2, N3)."))
class RecordActionProgress(OnPiece, OnDirections):
    """Record progress."""

    move, service = "record_action_progress", running.record_action_progress
    input_class, pieces, piece = inputs.ActionProgressInput, "actions", "action"


@described(INTERVENTION, ID, post=("Log an instruction", "A commissioner's, under a function they hold (T53)."))
class LogInstruction(OnPiece, OnDirections):
    """Log an instruction."""

    move, service = "log_instruction", running.log_instruction
    input_class, pieces, piece = inputs.InstructionInput, "functions", "function"


@described(INTERVENTION, ID, post=("Hand a function back in practice", f"The letter names it (T54). {APPROVED}"))
class HandBackFunction(OnPiece, OnDirections):
    """Hand it back."""

    move, service = "hand_back_function", running.hand_back_function
    input_class, pieces, piece = inputs.HandBackInput, "functions", "function"


@described(INTERVENTION, ID, post=("Record a cost", "Over a stretch of time, and who paid (R24)."))
class RecordCost(OnDirections):
    """Record a cost."""

    move, service, input_class = "record_cost", running.record_cost, inputs.CostInput


@described(INTERVENTION, ID, post=("Record enforcement of directions", f"In the High Court (T57). {APPROVED}"))
class EnforceDirections(OnDirections):
    """Record enforcement."""

    move, service, input_class = "enforce_directions", running.enforce_directions, inputs.BreachInput


@described(EXIT, ID, post=("Start the exit", f"With a strategy and milestones (T58). {APPROVED}"))
class StartExit(OnCase, OnDirections):
    """Start the exit."""

    move, service, input_class = "start_exit", exits.start_exit, inputs.ReasonsInput


@described(EXIT, ID, post=("Return from exit to intervention", f"On evidence of slippage (T59). {APPROVED}"))
class HaltExit(OnCase, OnDirections):
    """Halt the exit."""

    move, service, input_class = "halt_exit", exits.halt_exit, inputs.ReasonsInput


@described(EXIT, ID, post=("Revoke directions", "With the views kept apart (T60, R26)."))
class RevokeDirections(OnDirections):
    """Revoke directions."""

    move, service, input_class = "revoke_directions", leaving.revoke_directions, inputs.DirectionsEndInput


@described(EXIT, ID, post=("Let directions lapse", f"A decision, on or after their last day (T61). {APPROVED}"))
class LetDirectionsLapse(OnDirections):
    """Let them lapse."""

    move, service, input_class = "let_directions_lapse", leaving.let_directions_lapse, inputs.DirectionsEndInput


# Appointments and reports


@described(INTERVENTION, ID, post=("Record the conflicts check", "What was checked, and what was found (R43)."))
class ClearConflicts(OnAppointment):
    """Record the check."""

    move, service, input_class = "clear_conflicts", appointments.clear_conflicts, inputs.ConflictsInput


@described(INTERVENTION, ID, post=("Make an appointment", "On a minister's approval of the letter (T51)."))
class MakeAppointment(OnAppointment):
    """Make it."""

    move, service = "make_appointment", appointments.make_appointment


@described(INTERVENTION, ID, post=("Appoint an assistant inspector", "Recommended, or urgently (T23)."))
class AppointAssistantInspector(OnAppointment):
    """Appoint an assistant."""

    move, service = "appoint_assistant_inspector", appointments.appoint_assistant_inspector


@described(INTERVENTION, ID, post=("End an appointment", APPROVED))
class EndAppointment(OnAppointment):
    """End it."""

    move, service, input_class = "end_appointment", appointments.end_appointment, inputs.EndAppointmentInput


@described(INTERVENTION, ID, post=("Record the minister's reply", "The reply that was approved, word for word."))
class ReplyToReport(ActOnPart):
    """Reply to a report."""

    resource, model, about = "api:progress_report", models.ProgressReport, "report"
    move, service = "reply_to_report", reports.reply_to_report


# Exit and oversight


@described(EXIT, ID, post=("Record that a milestone was met", "On evidence (R26)."))
class MeetMilestone(OnPiece):
    """Meet a milestone."""

    resource, model, about = "api:exit_strategy", models.ExitStrategy, "strategy"
    move, service, input_class = "meet_milestone", exits.meet_milestone, inputs.MetInput
    pieces, piece = "milestones", "milestone"


class OnOversight(ActOnPart):
    """An act on one period of oversight."""

    resource, model, about = "api:oversight_period", models.OversightPeriod, "period"


@described(EXIT, ID, post=("Record how the authority is watched", "Plan, critical friend and reviewer (R28)."))
class ArrangeOversight(OnOversight):
    """Record the arrangements."""

    move, service, input_class = "arrange_oversight", oversight.arrange_oversight, inputs.ArrangeInput


@described(EXIT, ID, post=("Record the review after exit", "Independent, or by officials with reasons (T64)."))
class ReceiveOversightReview(OnCase, OnOversight):
    """Record the review."""

    move, service = "receive_oversight_review", oversight.receive_oversight_review
    input_class = inputs.OversightReviewInput


@described(EXIT, ID, post=("Extend oversight", "To the date that a minister approved (T66)."))
class ExtendOversight(OnOversight):
    """Extend it."""

    move, service, input_class = "extend_oversight", oversight.extend_oversight, inputs.ReasonsInput


@described(EXIT, ID, post=("Close the case after oversight", f"Once its review was read (T65). {APPROVED}"))
class CloseAfterOversight(OnOversight):
    """Close the case."""

    move, service, input_class = "close_after_oversight", oversight.close_after_oversight, inputs.ReasonsInput


@described(EXIT, ID, post=("Return to early engagement", "On fresh evidence (T67)."))
class ReturnToEngagement(OnOversight):
    """Return to early engagement."""

    move, service, input_class = "return_to_engagement", oversight.return_to_engagement, inputs.ReasonsInput
