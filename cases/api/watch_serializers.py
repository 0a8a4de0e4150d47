"""What watches on failing services look like, and what each act on one takes."""

from typing import Any

from rest_framework import serializers

from bestvalue.accounts.models import Team, User
from bestvalue.api.inputs import Input
from bestvalue.api.shapes import ModelShape
from cases.forms.watches import ENDINGS
from cases.models import (
    Authority,
    Case,
    Escalation,
    Reinspection,
    ServiceFailureWatch,
    StartCorrection,
    Trajectory,
    TrajectoryNote,
    WatchContact,
)
from cases.selectors.cases import case_for

from .cases import PersonSerializer

KEEPER = "The number of the case officer or team lead who keeps the watch."


class TrajectoryNoteSerializer(ModelShape[TrajectoryNote]):
    """Which way the service goes, as a person saw it on a day."""

    class Meta:
        model = TrajectoryNote
        fields = ("on", "direction", "text", "rests_on")


class WatchContactSerializer(ModelShape[WatchContact]):
    """A contact with the judging body."""

    class Meta:
        model = WatchContact
        fields = ("held_on", "people", "summary")


class ReinspectionSerializer(ModelShape[Reinspection]):
    """A re-inspection, planned or held."""

    class Meta:
        model = Reinspection
        fields = ("id", "state", "body", "planned_on", "held_on", "judgement", "source", "reason")


class StartCorrectionSerializer(ModelShape[StartCorrection]):
    """A start of the two years that was put right."""

    class Meta:
        model = StartCorrection
        fields = ("on", "starts_on_before", "why_before", "starts_on", "why_then")


class EscalationSerializer(ModelShape[Escalation]):
    """What a person decided to do about the failure."""

    class Meta:
        model = Escalation
        fields = ("on", "decided", "reason")


class WatchSerializer(ModelShape[ServiceFailureWatch]):
    """A watch on a failing service. It prompts people; two years are no deadline for cure."""

    authority = serializers.SlugRelatedField[Authority](slug_field="slug", read_only=True)
    team = serializers.SlugRelatedField[Team](slug_field="slug", read_only=True)
    next_prompt_at = serializers.DateTimeField(source="next_at", allow_null=True, help_text="The next prompt, if any.")
    officer = PersonSerializer()
    case = serializers.CharField(
        source="told_case", allow_null=True, help_text="The linked case, where you may know of it; else null."
    )

    class Meta:
        model = ServiceFailureWatch
        fields: Any = (
            *("id", "authority", "case", "service", "judged_by", "starts_on", "why_then", "officer", "team"),
            *("state", "next_prompt_at", "ended_on", "ending", "reason_ended"),
        )


class WatchDetailSerializer(WatchSerializer):
    """A watch with all that was written down during it."""

    notes = TrajectoryNoteSerializer(many=True)
    contacts = WatchContactSerializer(many=True)
    reinspections = ReinspectionSerializer(many=True)
    corrections = StartCorrectionSerializer(many=True)
    escalations = EscalationSerializer(many=True)

    class Meta(WatchSerializer.Meta):
        fields = (
            *WatchSerializer.Meta.fields,
            *("notes", "contacts", "reinspections", "corrections", "escalations"),
        )


class WatchStartInput(Input):
    """From which day the two years count, and why."""

    starts_on = serializers.DateField(help_text="As a rule, when the first failing judgement was published.")
    why_then = serializers.CharField(help_text="Why the two years start on that day.")


class WatchOpenInput(WatchStartInput):
    """A watch to open."""

    authority = serializers.SlugRelatedField(
        slug_field="slug", queryset=Authority.objects.all(), help_text="The slug of the authority."
    )
    service = serializers.CharField(max_length=200, help_text="The service that was judged to fail.")
    judged_by = serializers.CharField(max_length=200, help_text="The body that judged it.")
    officer = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.filter(is_active=True), required=False, help_text=f"{KEEPER} If left out: you."
    )
    team = serializers.SlugRelatedField(
        slug_field="slug",
        queryset=Team.objects.all(),
        required=False,
        help_text="The slug of the team. If left out: your only team.",
    )
    case = serializers.CharField(
        required=False, help_text="The reference or handle of a case on the authority, told to those who know of it."
    )

    def validate_case(self, ref: str) -> Case:
        """The case. Raises ValidationError alike for none and for one that the caller may not know of."""
        found = case_for(self.context["request"].user, ref)
        if found is None:
            raise serializers.ValidationError("There is no such case that you may know of.", code="does_not_exist")
        return found


class WatchNoteInput(Input):
    """Which way the service goes."""

    direction = serializers.ChoiceField(choices=Trajectory.choices, help_text="As you see it today.")
    text = serializers.CharField(help_text="What you see.")
    rests_on = serializers.CharField(help_text="What it rests on.")


class WatchContactInput(Input):
    """A contact with the judging body."""

    held_on = serializers.DateField(help_text="The day of the contact.")
    people = serializers.CharField(help_text="Who took part.")
    summary = serializers.CharField(help_text="What was said.")


class ReinspectionInput(Input):
    """A re-inspection to come."""

    body = serializers.CharField(max_length=200, help_text="Who inspects.")
    planned_on = serializers.DateField(help_text="The day planned.")


class WhichReinspectionInput(Input):
    """Which re-inspection of the watch."""

    reinspection = serializers.IntegerField(help_text="Its id among the re-inspections of the watch.")


class JudgementInput(WhichReinspectionInput):
    """What a re-inspection found."""

    held_on = serializers.DateField(help_text="The day it was held.")
    judgement = serializers.CharField(help_text="The judgement in the body's own words.")
    source = serializers.CharField(  # type: ignore[assignment]
        max_length=500, required=False, help_text="Where it is published."
    )


class ReinspectionCallOffInput(WhichReinspectionInput):
    """Why a re-inspection is not held."""

    reason = serializers.CharField(help_text="Why it is not held.")


class WatchHandOverInput(Input):
    """The colleague who keeps the watch from now on."""

    to = serializers.PrimaryKeyRelatedField(queryset=User.objects.filter(is_active=True), help_text=KEEPER)
    team = serializers.SlugRelatedField(slug_field="slug", queryset=Team.objects.all(), help_text="The team's slug.")
    reason = serializers.CharField(help_text="Why.")


class FurtherInput(Input):
    """What was decided to do about the failure."""

    decided = serializers.CharField(help_text="What you decided to do. It is recorded, and nothing of it is done.")
    reason = serializers.CharField(help_text="Why.")
    goes_on = serializers.BooleanField(help_text="Whether the watch goes on.")


class WatchEndInput(Input):
    """How a watch ended."""

    ending = serializers.ChoiceField(choices=ENDINGS, help_text="How it ended.")
    reason = serializers.CharField(help_text="Why.")
