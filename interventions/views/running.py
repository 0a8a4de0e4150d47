"""Pages of appointments, progress reports, exit strategies and oversight (T51, T52, T58, T64 to T67)."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from cases.forms.drafts import DraftForm, Typed
from cases.letters import plain
from cases.models import Instrument
from cases.views.deciding import SentByAct
from interventions.forms import acting, running
from interventions.forms.drafting import AppointmentForm, ExitStrategyForm, typed_of
from interventions.models import Appointment, ExitStrategy, OversightPeriod, ProgressReport
from interventions.services import appointments, exits, oversight, reports
from interventions.services.drafts import discard_draft

from .about import AsApproved, DraftInstrument, OnInstrument, PartWithFiles, WithOriginals


class DraftAppointment(DraftInstrument):
    """Propose an appointment."""

    move: ClassVar[str] = "draft_appointment"
    title: ClassVar[str] = "Propose an appointment"
    form_class = AppointmentForm
    kind = appointments.APPOINTMENT
    service = appointments.draft_appointment


class EditAppointment(DraftInstrument):
    """Edit a proposed appointment."""

    edits: ClassVar[bool] = True
    move: ClassVar[str] = "edit_appointment"
    title: ClassVar[str] = "Edit the proposed appointment"
    form_class = AppointmentForm
    kind = appointments.APPOINTMENT
    service = appointments.edit_appointment
    about: ClassVar[str] = "appointment"


class OnAppointment(OnInstrument):
    """An act on one appointment."""

    model, about = Appointment, "appointment"
    instrument: Appointment


class ClearConflicts(OnAppointment):
    """Record the conflicts check (R43)."""

    move: ClassVar[str] = "clear_conflicts"
    service = appointments.clear_conflicts
    form_class = running.ConflictsForm
    button: ClassVar[str] = "Record the check"
    done: ClassVar[str] = "The conflicts check is recorded."


class MakeAppointment(SentByAct, OnAppointment):
    """Make it by the act that was approved (T23, T51)."""

    move: ClassVar[str] = "make_appointment"
    acts: ClassVar[Mapping[str, Callable[..., Any]]] = {
        "make_appointment": appointments.make_appointment,
        "appoint_assistant_inspector": appointments.appoint_assistant_inspector,
    }
    button: ClassVar[str] = "Make the appointment"
    done: ClassVar[str] = "The appointment is made. Send the letter."


class EndAppointment(AsApproved, OnAppointment):
    """End it (T51)."""

    move: ClassVar[str] = "end_appointment"
    service = appointments.end_appointment
    form_class = running.EndAppointmentForm
    button: ClassVar[str] = "End the appointment"
    done: ClassVar[str] = "The appointment has ended. Send the letter."


class ReceiveProgressReport(WithOriginals):
    """Record a progress report (T52, N24)."""

    move: ClassVar[str] = "receive_progress_report"
    service = reports.receive_progress_report
    form_class = running.ProgressReportForm
    kind: ClassVar[str] = "progress_report"
    button: ClassVar[str] = "Record the report"
    done: ClassVar[str] = "The report is recorded."


class ReplyToReport(AsApproved):
    """Record the reply that a minister decided."""

    model, about = ProgressReport, "report"
    move: ClassVar[str] = "reply_to_report"
    service = reports.reply_to_report
    form_class = running.ReadForm
    button: ClassVar[str] = "Send the reply"
    done: ClassVar[str] = "The reply is recorded. Prepare the publication of both."


class AgreeExitStrategy(DraftInstrument):
    """Record the exit strategy and its milestones; a later one replaces it (R25)."""

    move: ClassVar[str] = "agree_exit_strategy"
    title: ClassVar[str] = "Record the exit strategy"
    form_class = ExitStrategyForm
    service = exits.agree_exit_strategy
    button: ClassVar[str] = "Record the strategy"
    done: ClassVar[str] = "The exit strategy is recorded."

    def find_instrument(self) -> Instrument | None:
        """None: each strategy is a new one."""
        return None

    def stored(self) -> Typed:
        """What the strategy in force says."""
        latest = ExitStrategy.objects.filter(case=self.case, state="agreed").first()
        return typed_of(ExitStrategyForm, latest or ExitStrategy(case=self.case))

    def text_of(self, form: DraftForm) -> str:
        """The strategy and its milestones."""
        given = form.given()
        listed = "\n".join(f"- {plain(each['text'])}" for each in given["milestones"])
        return f"# Exit strategy for {self.case.authority}\n\n{plain(given.get('text', ''))}\n\n{listed}"

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """It is no letter."""
        shown = {"preview_heading": "The strategy so far", "preview_text": "Preview the strategy"}
        return super().get_context_data(**{**shown, **more})


class MeetMilestone(PartWithFiles):
    """Record that a milestone was met, on evidence (R26)."""

    model = ExitStrategy
    move: ClassVar[str] = "meet_milestone"
    service = exits.meet_milestone
    form_class = running.MeetMilestoneForm
    parts: ClassVar[str] = "milestones"
    about: ClassVar[str] = "milestone"
    kind: ClassVar[str] = "milestone"
    button: ClassVar[str] = "Record that it was met"
    done: ClassVar[str] = "The milestone is met."
    template_name = "interventions/part.html"


class OnOversight(OnInstrument):
    """An act on one period of oversight."""

    model, about = OversightPeriod, "period"


class ArrangeOversight(OnOversight):
    """Record how the authority is watched (R28)."""

    edits: ClassVar[bool] = True
    move: ClassVar[str] = "arrange_oversight"
    service = oversight.arrange_oversight
    form_class = running.ArrangeForm
    button: ClassVar[str] = "Save"
    done: ClassVar[str] = "It is recorded how the authority is watched."

    def get_initial(self) -> dict[str, Any]:
        """What was recorded before."""
        return {name: getattr(self.instrument, name) for name in ("plan", "critical_friend", "reviewer")}


class ReceiveOversightReview(WithOriginals):
    """Record the review after exit, or an interim one during it (T64)."""

    move: ClassVar[str] = "receive_oversight_review"
    service = oversight.receive_oversight_review
    form_class = running.OversightReviewForm
    button: ClassVar[str] = "Record the review"
    done: ClassVar[str] = "The review is recorded."

    def subject_of(self, made: Any) -> str:
        """The period; an interim review during the exit is the case's own."""
        return made.key if made else f"case:{self.case.pk}"


class ExtendOversight(AsApproved, OnOversight):
    """Extend it, as a minister decided (T66)."""

    move: ClassVar[str] = "extend_oversight"
    service = oversight.extend_oversight
    form_class = acting.DecidedForm
    button: ClassVar[str] = "Extend oversight"
    done: ClassVar[str] = "Oversight is extended."


class CloseAfterOversight(AsApproved, OnOversight):
    """Close the case after its review (T65)."""

    move: ClassVar[str] = "close_after_oversight"
    service = oversight.close_after_oversight
    button: ClassVar[str] = "Close the case"
    done: ClassVar[str] = "The case is closed. Send the letter."


class ReturnToEngagement(OnOversight):
    """Return to early engagement on fresh evidence (T67)."""

    move: ClassVar[str] = "return_to_engagement"
    service = oversight.return_to_engagement
    form_class = acting.ReasonForm
    button: ClassVar[str] = "Return to early engagement"
    done: ClassVar[str] = "The case is back in early engagement."


class DiscardDraft(OnInstrument):
    """Discard a draft of any kind; the address gives the kind."""

    move: ClassVar[str] = "discard_draft"
    service = discard_draft
    form_class = acting.ReasonForm
    about: ClassVar[str] = "instrument"
    lede: ClassVar[str] = "It stays on the record. Nothing follows from it."
    button: ClassVar[str] = "Discard the draft"
    done: ClassVar[str] = "The draft is discarded."
