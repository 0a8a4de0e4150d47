"""Pages of directions: drafted, made, followed, and brought to an end (T46, T48, T53 to T61; LGA 1999 s.15)."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from cases.models import Instrument
from cases.views.deciding import SentByAct
from interventions.forms import acting, running
from interventions.forms.drafting import DirectionsForm, UrgentDirectionsForm, typed_parts
from interventions.models import Direction, Proposal
from interventions.services import directions, exits, leaving
from interventions.services import running as services

from .about import AsApproved, DraftInstrument, OnInstrument, OnPart, PartWithFiles, WithOriginals


class DraftDirections(DraftInstrument):
    """Draft directions on the proposal that is undecided, beginning with what it said."""

    move: ClassVar[str] = "draft_directions"
    title: ClassVar[str] = "Draft directions"
    form_class = DirectionsForm
    kind = directions.DIRECTIONS
    service = directions.draft_directions
    proposal: Proposal | None = None

    def find_instrument(self) -> Instrument | None:
        """Nothing yet, but the proposal that they rest on."""
        self.proposal = Proposal.objects.filter(case=self.case, state__in=("open", "closed")).first()
        return super().find_instrument()

    def beginning(self) -> Instrument:
        """A set on that proposal."""
        return Direction(case=self.case, proposal=self.proposal)

    def stored(self) -> Any:
        """What the proposal put to the authority, for a new draft."""
        typed = super().stored()
        return (
            typed | typed_parts(DirectionsForm, self.proposal) if self.proposal and self.instrument is None else typed
        )

    def fixed(self) -> dict[str, Any]:
        """The proposal."""
        return {"proposal": self.proposal}


class DraftUrgentDirections(DraftDirections):
    """Draft directions for the urgent route; they rest on no proposal."""

    title: ClassVar[str] = "Draft urgent directions"
    form_class = UrgentDirectionsForm

    def find_instrument(self) -> Instrument | None:
        """Nothing yet."""
        return DraftInstrument.find_instrument(self)

    def fixed(self) -> dict[str, Any]:
        """That they are urgent."""
        return {"is_urgent": True}


class EditDirections(DraftInstrument):
    """Edit draft directions."""

    edits: ClassVar[bool] = True
    move: ClassVar[str] = "edit_directions"
    title: ClassVar[str] = "Edit the draft directions"
    kind = directions.DIRECTIONS
    service = directions.edit_directions
    about: ClassVar[str] = "direction"
    instrument: Direction

    def get_form_class(self) -> Any:
        """The form of the route that they take."""
        return UrgentDirectionsForm if self.instrument.is_urgent else DirectionsForm


class OnDirections(OnInstrument):
    """An act on one set of directions."""

    model, about = Direction, "direction"
    instrument: Direction


class MakeDirections(SentByAct, OnDirections):
    """Make them by the act that was approved: heard first (T46), or urgently (T48)."""

    move: ClassVar[str] = "make_directions"
    acts: ClassVar[Mapping[str, Callable[..., Any]]] = {
        "make_directions": directions.make_directions,
        "make_urgent_directions": directions.make_urgent_directions,
    }
    button: ClassVar[str] = "Make the directions"
    done: ClassVar[str] = "The directions are made. Send them to the authority, and prepare their publication."


class SendUrgencyNotices(WithOriginals, OnDirections):
    """Record when both notices of urgency went out (s.15(12))."""

    move: ClassVar[str] = "send_urgency_notices"
    service = directions.send_urgency_notices
    form_class = running.UrgencyNoticesForm
    kind: ClassVar[str] = "direction"
    lede: ClassVar[str] = "Both go out at once: to the authority, and to those who represent authorities."
    button: ClassVar[str] = "Record that they were sent"
    done: ClassVar[str] = "It is recorded that both notices were sent."


class RecordActionProgress(PartWithFiles, OnDirections):
    """Record how far one action is done."""

    move: ClassVar[str] = "record_action_progress"
    service = services.record_action_progress
    form_class = running.ActionProgressForm
    parts: ClassVar[str] = "actions"
    about: ClassVar[str] = "action"
    kind: ClassVar[str] = "actionprogress"
    button: ClassVar[str] = "Record progress"
    done: ClassVar[str] = "Progress is recorded."
    template_name = "interventions/part.html"


class LogInstruction(PartWithFiles, OnDirections):
    """Log an instruction under one function (T53)."""

    move: ClassVar[str] = "log_instruction"
    service = services.log_instruction
    form_class = running.InstructionForm
    parts: ClassVar[str] = "functions"
    about: ClassVar[str] = "function"
    kind: ClassVar[str] = "instruction"
    button: ClassVar[str] = "Log the instruction"
    done: ClassVar[str] = "The instruction is logged."
    template_name = "interventions/part.html"


class HandBackFunction(AsApproved, OnPart, OnDirections):
    """Hand one function back in practice (T54)."""

    move: ClassVar[str] = "hand_back_function"
    service = services.hand_back_function
    form_class = running.HandBackForm
    parts: ClassVar[str] = "functions"
    about: ClassVar[str] = "function"
    button: ClassVar[str] = "Hand it back"
    done: ClassVar[str] = "The function is handed back in practice. Send the letter."
    template_name = "interventions/part_approved.html"


class RecordCost(OnDirections):
    """Record a cost (R24)."""

    move: ClassVar[str] = "record_cost"
    service = services.record_cost
    form_class = running.CostForm
    done: ClassVar[str] = "The cost is recorded."


class EnforceDirections(AsApproved, OnDirections):
    """Record an application to the High Court (T57, s.15(13))."""

    move: ClassVar[str] = "enforce_directions"
    service = services.enforce_directions
    form_class = running.EnforceForm
    button: ClassVar[str] = "Record the application"
    done: ClassVar[str] = "The application to the High Court is recorded."


class StartExit(AsApproved, OnDirections):
    """Start the exit (T58)."""

    move: ClassVar[str] = "start_exit"
    service = exits.start_exit
    form_class = acting.DecidedForm
    button: ClassVar[str] = "Start the exit"
    done: ClassVar[str] = "The exit has started. Send the letter."

    def act(self, given: dict[str, Any], version: int) -> Any:
        """Act on the case."""
        return type(self).service(by=self.request.user, case=self.case, expected_version=version, **given)


class HaltExit(StartExit):
    """Return to intervention (T59)."""

    move: ClassVar[str] = "halt_exit"
    service = exits.halt_exit
    button: ClassVar[str] = "Return to intervention"
    done: ClassVar[str] = "The case is back in intervention. Send the letter."


class RevokeDirections(AsApproved, OnDirections):
    """Revoke them before their end (T60, R26)."""

    move: ClassVar[str] = "revoke_directions"
    service = leaving.revoke_directions
    form_class = running.LeaveForm
    button: ClassVar[str] = "Revoke the directions"
    done: ClassVar[str] = "The directions are revoked. Send the letter, and prepare its publication."


class LetDirectionsLapse(RevokeDirections):
    """Let them lapse at their end (T61)."""

    move: ClassVar[str] = "let_directions_lapse"
    service = leaving.let_directions_lapse
    button: ClassVar[str] = "Record that they lapse"
    done: ClassVar[str] = "It is recorded that the directions lapse. Send the letter, and prepare its publication."
