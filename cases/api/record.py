"""The record itself: an abolished authority, and events recorded by mistake (T69, T70)."""

from typing import Any

from rest_framework import serializers

from bestvalue.api.inputs import Input
from bestvalue.api.shapes import ModelShape
from bestvalue.records.models import Event
from cases.models import Case, Correction
from cases.services.correcting import ask_correction, correct_record, refuse_correction
from cases.services.superseding import supersede

from .acts import CaseAct
from .cases import OfOneCase, PersonSerializer
from .parameters import NUMBER
from .parts import ActOnPart, OnePart, Parts, PartsOfOneCase, described

TAG = "Cases"


class SupersedeInput(Input):
    """What may need a new decision for the successor."""

    transfer_note = serializers.CharField(help_text="Each obligation, and who would have to decide on it.")


@described(TAG, post=("Record that the authority was abolished", "What is live ends; nothing rolls over (T69, R48)."))
class Supersede(OfOneCase, CaseAct):
    """Close the case of an authority that was abolished."""

    resource, move, input_class = "api:case", "supersede", SupersedeInput

    def act(self, case: Case, **given: Any) -> Case:
        """Close it."""
        return supersede(case=case, **given)


class CorrectionSerializer(ModelShape[Correction]):
    """An event that was said to be recorded by mistake."""

    asked_by = PersonSerializer()
    decided_by = PersonSerializer(allow_null=True)
    event = serializers.IntegerField(source="event.case_version", help_text="The number of the event in its case.")

    class Meta:
        model = Correction
        fields = (
            *("id", "event", "state", "mistake", "asked_by", "asked_at", "decided_by", "decided_at", "note"),
            "stage_after",
        )


class CorrectionInput(Input):
    """Which event, and what was wrong."""

    event = serializers.IntegerField(min_value=1, help_text="The number of the event in its case.")
    mistake = serializers.CharField(help_text="What was recorded wrongly.")


class StandsInput(Input):
    """Why an event stands."""

    note = serializers.CharField(help_text="Why.")


class CorrectionsOfCase(PartsOfOneCase):
    """The corrections of a case."""

    serializer_class, model, reads = CorrectionSerializer, Correction, "corrections"
    latest = ("-asked_at", "-id")

    def get_queryset(self) -> Any:
        """With who asked and who decided."""
        return super().get_queryset().select_related("event", "asked_by", "decided_by")


@described(
    TAG,
    get=("List the corrections of a case", "What was said to be recorded by mistake, and what became of it."),
    post=("Ask for a correction", "A lead asks; the records manager, somebody else, agrees or does not (T70)."),
)
class Corrections(CorrectionsOfCase, Parts):
    """Corrections."""

    resource, makes, move, input_class = "api:case", "api:correction", "ask_correction", CorrectionInput

    def act(self, case: Any, **given: Any) -> Any:
        """Ask for it, by the number of the event."""
        number = given.pop("event")
        event = Event.objects.filter(case=case, case_version=number).first()
        if event is None:
            raise serializers.ValidationError({"event": "This case has no event of that number."})
        return ask_correction(case=case, event=event, **given)


@described(TAG, NUMBER, get=("Read one correction", "One correction."))
class OneCorrection(CorrectionsOfCase, OnePart):
    """One correction."""


class OnCorrection(ActOnPart):
    """An act on one correction."""

    resource, model, about = "api:correction", Correction, "correction"


@described(TAG, NUMBER, post=("Void an event", "By somebody other than who asked; only the stage follows (T70)."))
class CorrectRecord(OnCorrection):
    """Agree that the event is void."""

    move, service = "correct_record", correct_record


@described(TAG, NUMBER, post=("Let an event stand", "The records manager does not agree."))
class RefuseCorrection(OnCorrection):
    """Let it stand."""

    move, service, input_class = "refuse_correction", refuse_correction, StandsInput
