"""How the API shows inspections, packages, proposals, directions and what follows them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from bestvalue.api.shapes import Shape
from cases.api.cases import PersonSerializer
from cases.api.texts import TEXT, TextSerializer
from cases.api.unmet import UnmetSerializer
from cases.models import Instrument
from interventions import models

Model = serializers.ModelSerializer


class DraftedSerializer(TextSerializer):
    """An instrument that somebody drafts and somebody else carries out."""

    drafted_by = PersonSerializer(allow_null=True)
    issued_by = PersonSerializer(allow_null=True)
    missing = serializers.SerializerMethodField(help_text="What a draft lacks before a minister can be asked.")

    @extend_schema_field(UnmetSerializer(many=True))
    def get_missing(self, instrument: Instrument) -> Any:
        """Nothing once it is no draft any more."""
        return UnmetSerializer(instrument.lacks(), many=True).data


DRAFTED = ("id", "state", "drafted_by", "issued_by")


class ReviewSerializer(Model[models.ExternalReview]):
    """A review of the authority by somebody outside."""

    class Meta:
        model = models.ExternalReview
        fields = (
            *("id", "state", "terms", "reviewers", "basis", "commissioned_on", "report_due_on"),
            *("reported_on", "findings", "ended_on"),
        )


class InspectorsRequirementSerializer(Model[models.InspectorsRequirement]):
    """What an inspector required of somebody."""

    class Meta:
        model = models.InspectorsRequirement
        fields = ("id", "required_of", "what", "served_on", "comply_on")


class CriticisedPersonSerializer(Model[models.CriticisedPerson]):
    """Somebody whom a report criticises."""

    class Meta:
        model = models.CriticisedPerson
        fields = ("id", "person", "passages", "sent_on", "answered_on", "answer")


class RecommendedStepSerializer(Model[models.RecommendedStep]):
    """A step that a report recommends."""

    class Meta:
        model = models.RecommendedStep
        fields = ("text", "with_support")


class InspectionSerializer(DraftedSerializer):
    """An inspection under LGA 1999 s.10."""

    requirements = InspectorsRequirementSerializer(many=True)
    criticised = CriticisedPersonSerializer(many=True)
    steps = RecommendedStepSerializer(many=True)

    class Meta:
        model = models.Inspection
        fields = (
            *DRAFTED,
            *("functions", "inspector", "conflicts_check", "two_roles_reason", "fees", "evidence", "appointed_on"),
            *("report_due_on", "sent_to_authority_on", "sent_to_secretary_of_state_on", "recommends_directions"),
            *("recommended_steps", "steps", "requirements", "criticised", "published_on", "ended_on", "ending"),
            *("missing", *TEXT),
        )


class PackageSerializer(DraftedSerializer):
    """A non-statutory package."""

    class Meta:
        model = models.Package
        fields = (
            *DRAFTED,
            *("model", "agreement", "terms", "members", "reporting", "agreed_on", "review_on", "final_view"),
            *("ended_on", "ending", "missing", *TEXT),
        )


class FindingSerializer(Shape[Any]):
    """What is found on one theme, in words; never a score."""

    theme = serializers.CharField(source="theme.slug", help_text="The slug of the theme.")
    finding = serializers.ChoiceField(choices=models.Finding.choices)
    reasons = serializers.CharField()


class ProposedActionSerializer(Model[models.ProposedAction]):
    """An action that is proposed."""

    class Meta:
        model = models.ProposedAction
        fields = ("id", "text", "due_on")


class ProposedFunctionSerializer(Model[models.ProposedFunction]):
    """A function that is proposed."""

    class Meta:
        model = models.ProposedFunction
        fields = ("id", "text", "is_reserve")


class RepresentationSerializer(Model[models.Representation]):
    """A representation, its summary and its answer."""

    class Meta:
        model = models.Representation
        fields = (
            *("id", "state", "sender", "is_from_authority", "received_on", "channel", "is_late", "text"),
            *("late_decision", "summary", "reply"),
        )


class ProposalSerializer(DraftedSerializer):
    """A proposal to intervene, and what is said about it."""

    actions = ProposedActionSerializer(many=True)
    functions = ProposedFunctionSerializer(many=True)
    findings = FindingSerializer(many=True)
    representations = RepresentationSerializer(many=True)
    unread = serializers.SerializerMethodField(help_text="Representations that are not summarised and answered yet.")

    class Meta:
        model = models.Proposal
        fields = (
            *DRAFTED,
            *("evidence", "report", "model", "period", "people", "cost", "services_statement", "exit_strategy"),
            *("exit_strategy_by", "window_days", "short_window_reason", "respond_to", "actions", "functions"),
            *("findings", "opened_on", "closes_on", "nothing_more_to_say", "closed_on", "representations", "unread"),
            *("decided_on", "outcome", "reason_decided", "replaces", "missing", *TEXT),
        )

    @extend_schema_field(serializers.IntegerField())
    def get_unread(self, proposal: models.Proposal) -> int:
        """Counted from those that are shown."""
        return sum(each.state != "answered" for each in proposal.representations.all())


class ActionProgressSerializer(Model[models.ActionProgress]):
    """What is known about an action on a day."""

    recorded_by = PersonSerializer()

    class Meta:
        model = models.ActionProgress
        fields = ("on", "standing", "text", "recorded_by")


class DirectedActionSerializer(Model[models.DirectedAction]):
    """An action that is directed."""

    progress = ActionProgressSerializer(many=True)

    class Meta:
        model = models.DirectedAction
        fields = ("id", "text", "due_on", "progress")


class InstructionSerializer(Model[models.Instruction]):
    """A commissioner's instruction."""

    class Meta:
        model = models.Instruction
        fields = ("given_on", "given_by", "text")


class DirectedFunctionSerializer(Model[models.DirectedFunction]):
    """A function that is directed."""

    instructions = InstructionSerializer(many=True)

    class Meta:
        model = models.DirectedFunction
        fields = ("id", "text", "is_reserve", "handed_back_on", "instructions")


class CostSerializer(Model[models.Cost]):
    """A cost over a stretch of time."""

    class Meta:
        model = models.Cost
        fields = ("what", "starts_on", "ends_on", "pounds", "paid_by", "source")


class DirectionSerializer(DraftedSerializer):
    """A set of directions, and what has happened under it."""

    actions = DirectedActionSerializer(many=True)
    functions = DirectedFunctionSerializer(many=True)
    findings = FindingSerializer(many=True)
    costs = CostSerializer(many=True)

    class Meta:
        model = models.Direction
        fields = (
            *DRAFTED,
            *("proposal", "recitals", "memorandum", "difference", "package_fate", "findings", "actions", "functions"),
            *("starts_on", "ends_on", "is_open_ended", "review_on", "is_urgent", "urgency_reason", "legal_advice"),
            *("notice_to_authority", "notice_to_representatives", "authority_told_on", "representatives_told_on"),
            *("costs", "views_on_exit", "replaces", "ended_on", "ending", "missing", *TEXT),
        )


class AppointmentSerializer(DraftedSerializer):
    """One person in one role, with the terms."""

    class Meta:
        model = models.Appointment
        fields = (
            *DRAFTED,
            *("person", "body", "role", "powers", "duties", "conflicts_check", "two_roles_reason", "recommendation"),
            *("authority_view", "day_limit", "daily_rate", "starts_on", "ends_on", "ended_on", "missing", *TEXT),
        )


class ReportSerializer(TextSerializer):
    """A progress report in its authors' words, and the reply."""

    report = serializers.CharField(source="text", help_text="The report itself.")
    text = serializers.CharField(source="decision_text", help_text="The exact text of the reply, in plain markup.")

    class Meta:
        model = models.ProgressReport
        fields = (
            *("id", "state", "author", "dated_on", "received_on", "scope_recommended", "report"),
            *("replied_on", "answer", *TEXT),
        )


class MilestoneSerializer(Model[models.Milestone]):
    """One step of an exit."""

    class Meta:
        model = models.Milestone
        fields = ("id", "state", "text", "due_on", "met_on", "evidence")


class ExitStrategySerializer(Model[models.ExitStrategy]):
    """How an intervention is to end."""

    milestones = MilestoneSerializer(many=True)

    class Meta:
        model = models.ExitStrategy
        fields = ("id", "state", "text", "agreed_on", "ended_on", "milestones")


class OversightSerializer(TextSerializer):
    """The watch after the last directions."""

    class Meta:
        model = models.OversightPeriod
        fields = (
            *("id", "state", "starts_on", "review_due_on", "plan", "critical_friend", "reviewer", "independence"),
            *("reviewed_on", "findings", "ended_on", "ending", *TEXT),
        )
