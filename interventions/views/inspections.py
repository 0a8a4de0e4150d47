"""Pages of inspections (T22 to T2A; LGA 1999 ss.10 to 13; R10 to R14)."""

from typing import Any, ClassVar

from cases.views.deciding import EndsInstrument, SentAsApproved
from interventions.forms import acting as forms
from interventions.forms.drafting import InspectionForm
from interventions.models import Inspection
from interventions.services import inspections as services

from .about import AsApproved, DraftInstrument, OnInstrument, PartWithFiles, WithOriginals


class DraftInspection(DraftInstrument):
    """Draft an inspection."""

    move: ClassVar[str] = "draft_inspection"
    title: ClassVar[str] = "Draft an inspection"
    form_class = InspectionForm
    kind = services.INSPECTION
    service = services.draft_inspection


class EditInspection(DraftInstrument):
    """Edit a draft inspection."""

    edits: ClassVar[bool] = True
    move: ClassVar[str] = "edit_inspection"
    title: ClassVar[str] = "Edit the draft inspection"
    form_class = InspectionForm
    kind = services.INSPECTION
    service = services.edit_inspection
    about: ClassVar[str] = "inspection"


class OnInspection(OnInstrument):
    """An act on one inspection."""

    model, about = Inspection, "inspection"


class AppointInspector(SentAsApproved, OnInspection):
    """Appoint the inspector (T22)."""

    move: ClassVar[str] = "appoint_inspector"
    service = services.appoint_inspector
    button: ClassVar[str] = "Appoint the inspector"
    done: ClassVar[str] = "The inspector is appointed. Send the letters, and prepare the publication."


class VaryInspection(AsApproved, OnInspection):
    """Change the report date or the scope, as a minister decided (T24)."""

    move: ClassVar[str] = "vary_inspection"
    service = services.vary_inspection
    done: ClassVar[str] = "The inspection is changed. Send the letter."


class ServeInspectorsRequirement(OnInspection):
    """Record what an inspector requires of somebody (T25, R12)."""

    move: ClassVar[str] = "serve_inspectors_requirement"
    service = services.serve_inspectors_requirement
    form_class = forms.InspectorsRequirementForm
    lede: ClassVar[str] = (
        "Three clear days lie between the day on which it is served and the day by which it is to be met. Neither of "
        "the two counts: what is served on a Monday is met on the Friday at the earliest."
    )
    button: ClassVar[str] = "Record the requirement"
    done: ClassVar[str] = "The requirement is recorded."


class ReceiveInspectionReport(WithOriginals, OnInspection):
    """Record the report, and when it was sent to each (T26, R13)."""

    move: ClassVar[str] = "receive_inspection_report"
    service = services.receive_inspection_report
    form_class = forms.InspectionReportForm
    kind: ClassVar[str] = "inspection"
    lede: ClassVar[str] = "A report presumes nothing about what follows."
    button: ClassVar[str] = "Record the report"
    done: ClassVar[str] = "The report is recorded."

    def make(self, given: dict[str, Any], version: int) -> Any:
        """Record it with the steps it recommends."""
        alone, supported = given.pop("alone"), given.pop("supported")
        steps = [{"text": each, "with_support": False} for each in alone]
        steps += [{"text": each, "with_support": True} for each in supported]
        return super().make({**given, "steps": steps}, version)


class SendPassages(WithOriginals, OnInspection):
    """Record that somebody was sent what the report says about them (R14)."""

    move: ClassVar[str] = "send_passages"
    service = services.send_passages
    form_class = forms.PassagesForm
    kind: ClassVar[str] = "criticisedperson"
    button: ClassVar[str] = "Record that they were sent"
    done: ClassVar[str] = "It is recorded. They have 14 days to answer before the report is published."


class RecordPassagesAnswer(PartWithFiles, OnInspection):
    """Record what a criticised person answers."""

    move: ClassVar[str] = "record_passages_answer"
    service = services.record_passages_answer
    form_class = forms.PassagesAnswerForm
    parts: ClassVar[str] = "criticised"
    about: ClassVar[str] = "criticised"
    kind: ClassVar[str] = "criticisedperson"
    button: ClassVar[str] = "Record the answer"
    done: ClassVar[str] = "The answer is recorded."
    template_name = "interventions/criticised.html"


class PublishInspectionReport(AsApproved, OnInspection):
    """Carry out the decision that the report is published (T27)."""

    move: ClassVar[str] = "publish_inspection_report"
    service = services.publish_inspection_report
    form_class = forms.PublishReportForm
    button: ClassVar[str] = "Record the decision"
    done: ClassVar[str] = "The report may be published. Prepare the publication."


class RespondToInspection(EndsInstrument, OnInspection):
    """Respond to the report without a stronger step (T29)."""

    move: ClassVar[str] = "respond_to_inspection"
    service = services.respond_to_inspection
    button: ClassVar[str] = "Record the response"
    done: ClassVar[str] = "The response is recorded. Send the letter."


class EndInspectionEarly(EndsInstrument, OnInspection):
    """End it before a report (T2A)."""

    move: ClassVar[str] = "end_inspection_early"
    service = services.end_inspection_early
    button: ClassVar[str] = "End the inspection"
    done: ClassVar[str] = "The inspection has ended. Send the letter."
