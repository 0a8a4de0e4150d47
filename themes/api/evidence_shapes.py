"""What the API shows of evidence, and what it takes."""

from typing import Any, cast

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from bestvalue.accounts.models import User
from bestvalue.api.fields import OwnAddressField
from bestvalue.api.inputs import Input
from bestvalue.api.shapes import ModelShape, Shape
from cases.models import Authority
from cases.selectors.cases import case_for
from themes.meetings import statutory_meeting
from themes.models import (
    Bearing,
    Corroboration,
    Evidence,
    EvidenceAccount,
    EvidenceCheck,
    EvidenceMeeting,
    EvidenceVersion,
    Line,
    SourceType,
    Theme,
)
from themes.policy import visible_evidence
from themes.selectors.evidence import borne_out_by, relied_on_by

FACTS = (
    *("title", "body", "summary", "happened_on", "received_on", "period_from", "period_to", "link", "sensitivity"),
    *("value", "unit", "comparator", "caveat", "step", "counts_from"),
)


class SourceSerializer(ModelShape[SourceType]):
    """A kind of source."""

    class Meta:
        model = SourceType
        fields = (
            *("slug", "name", "made_by", "legal_basis", "confirmed", "arrives", "usual_themes", "publicity"),
            *("handling", "is_restricted", "is_press", "needs_corroboration", "may_be_exported"),
            *("sealed_on_arrival", "takes_a_rate", "occasion"),
        )


class BearingSerializer(ModelShape[Bearing]):
    """A theme, or one of its lines, and which way the item bears on it; never how much."""

    theme = serializers.CharField(source="theme_id", help_text="Code of the theme.")
    line = serializers.CharField(
        source="line.slug", default=None, allow_null=True, help_text="Slug of the line; null for the theme."
    )

    class Meta:
        model = Bearing
        fields = ("theme", "line", "direction")


class EvidenceSerializer(ModelShape[EvidenceVersion]):
    """An item of evidence, as the version that stands tells it."""

    id = serializers.UUIDField(source="evidence_id")
    url = OwnAddressField(view_name="api:evidence_item", lookup_field="evidence_id", lookup_url_kwarg="pk")
    authority = serializers.CharField(source="evidence.authority.slug", help_text="Slug of the authority.")
    case = serializers.SerializerMethodField(help_text="The case; null for none that you may know of.")
    source = serializers.CharField(  # type: ignore[assignment]
        source="evidence.source_type_id", help_text="Slug of the kind of source."
    )
    is_sealed = serializers.BooleanField(source="evidence.is_sealed")
    status = serializers.CharField(source="state", help_text="`unverified`, `verified` or `disputed`.")
    bearings = BearingSerializer(many=True)
    version = serializers.IntegerField(source="evidence.version", help_text="Number of acts recorded on the item.")

    class Meta:
        model = EvidenceVersion
        fields: tuple[str, ...] = (
            *("id", "url", "authority", "case", "source", "is_sealed", "number", "status"),
            *FACTS,
            *("bearings", "recorded_at", "version"),
        )

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_case(self, version: Any) -> str | None:
        """As addresses name it; a person named to a sealed item need not know of its case (N7)."""
        return version.evidence.case.ref if version.knows_the_case else None


class EvidenceAccountSerializer(ModelShape[EvidenceAccount]):
    """What the authority says, in its own words."""

    class Meta:
        model = EvidenceAccount
        fields = ("given_on", "given_by", "text", "recorded_at")


class CheckSerializer(ModelShape[EvidenceCheck]):
    """A named person verified or disputed a version, and why."""

    by = serializers.CharField(source="by.name")

    class Meta:
        model = EvidenceCheck
        fields = ("outcome", "reason", "by", "made_at")


class MeetingSerializer(ModelShape[EvidenceMeeting]):
    """The meeting at which the authority considered a report."""

    class Meta:
        model = EvidenceMeeting
        fields = ("held_on", "note")


class DueSerializer(Shape[Any]):
    """The last day for a meeting: context, from which nothing follows."""

    on = serializers.DateField()
    basis = serializers.CharField()
    counted = serializers.CharField()


class ReliedOnSerializer(Shape[Any]):
    """A submission that relies on a version of the item."""

    submission = serializers.UUIDField()
    case = serializers.CharField()
    number = serializers.IntegerField(help_text="The version on which it relies.")


class CorroborationSerializer(ModelShape[Corroboration]):
    """Another item that bears this one out, and how."""

    evidence = serializers.UUIDField(source="borne_out_by_id")

    class Meta:
        model = Corroboration
        fields = ("evidence", "note", "made_at")


class EvidenceDetailSerializer(EvidenceSerializer):
    """The item with what stands beside it."""

    accounts = EvidenceAccountSerializer(
        source="evidence.accounts", many=True, help_text="What the authority says about it."
    )
    checks = CheckSerializer(many=True)
    borne_out_by = serializers.SerializerMethodField(help_text="Items that bear it out and that you may know of.")
    meeting_due = serializers.SerializerMethodField(help_text="The last day for its meeting, if one follows.")
    meeting = MeetingSerializer(source="evidence.meeting", default=None, allow_null=True)
    relied_on_by = serializers.SerializerMethodField(help_text="Submissions that you may know of.")

    class Meta(EvidenceSerializer.Meta):
        fields = (
            *EvidenceSerializer.Meta.fields,
            *("accounts", "checks", "borne_out_by", "meeting_due", "meeting", "relied_on_by"),
        )

    @property
    def _reader(self) -> User:
        return cast(User, self.context["request"].user)

    @extend_schema_field(CorroborationSerializer(many=True))
    def get_borne_out_by(self, version: EvidenceVersion) -> Any:
        """Each with how it bears this one out."""
        return CorroborationSerializer(borne_out_by(self._reader, version.evidence), many=True).data

    @extend_schema_field(DueSerializer(allow_null=True))
    def get_meeting_due(self, version: EvidenceVersion) -> Any:
        """Counted from the day that the item records."""
        due = statutory_meeting(version)
        return DueSerializer(due).data if due else None

    @extend_schema_field(ReliedOnSerializer(many=True))
    def get_relied_on_by(self, version: EvidenceVersion) -> Any:
        """Each with the version on which it relies."""
        rows = relied_on_by(self._reader, version.evidence)
        listed = [
            {"submission": each.submission_id, "case": each.submission.case.ref, "number": each.version.number}
            for each in rows
        ]
        return ReliedOnSerializer(listed, many=True).data


class BearingInput(Input):
    """A theme, or one of its lines, and which way."""

    theme = serializers.PrimaryKeyRelatedField(queryset=Theme.objects.all(), help_text="Code of the theme.")
    line = serializers.SlugRelatedField(
        slug_field="slug", queryset=Line.objects.all(), allow_null=True, default=None, help_text="Slug of a line."
    )
    direction = serializers.ChoiceField(choices=Bearing.Direction.choices)


class FactsInput(Input):
    """What one version says."""

    title = serializers.CharField(max_length=300)
    body = serializers.CharField(max_length=200, help_text="The body or person that made it.")
    summary = serializers.CharField(help_text="What it says.")
    received_on = serializers.DateField()
    sensitivity = serializers.ChoiceField(choices=EvidenceVersion.Sensitivity.choices)
    happened_on = serializers.DateField(required=False, allow_null=True)
    period_from = serializers.DateField(required=False, allow_null=True)
    period_to = serializers.DateField(required=False, allow_null=True)
    link = serializers.URLField(required=False, max_length=1000, help_text="It is never fetched.")
    value = serializers.DecimalField(max_digits=20, decimal_places=4, required=False, allow_null=True)
    unit = serializers.CharField(required=False, max_length=100)
    comparator = serializers.CharField(required=False, max_length=300)
    caveat = serializers.CharField(required=False, help_text="What the figure does not show; needed with a figure.")
    step = serializers.ChoiceField(choices=EvidenceVersion.Step.choices[1:], required=False)
    counts_from = serializers.DateField(required=False, allow_null=True, help_text="From which a meeting is counted.")
    bearings = BearingInput(many=True, required=False)


class AddInput(FactsInput):
    """A new item: where it belongs, from which source it comes, and what it says."""

    authority = serializers.SlugRelatedField(slug_field="slug", queryset=Authority.objects.all())
    source = serializers.PrimaryKeyRelatedField(  # type: ignore[assignment]
        source="source_type", queryset=SourceType.objects.all()
    )
    case = serializers.CharField(required=False, help_text="Reference or handle of a case of that authority.")
    identity = serializers.CharField(required=False, help_text="Whom a sealed item came from; kept apart.")
    looked_after_by = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.filter(is_active=True), required=False, help_text="A deputy director, for a sealed item."
    )

    def validate_case(self, ref: str) -> Any:
        """The case, if the caller may know of it."""
        case = case_for(self.context["request"].user, ref)
        if case is None:
            raise serializers.ValidationError("There is no such case.")
        return case


class CorrectInput(FactsInput):
    """The whole of the new version, and why."""

    reason = serializers.CharField()


class EvidenceReasonInput(Input):
    """Why."""

    reason = serializers.CharField()


class EvidenceAccountInput(Input):
    """What the authority says."""

    given_on = serializers.DateField()
    given_by = serializers.CharField(max_length=300)
    text = serializers.CharField()


class CorroborateInput(Input):
    """Which item bears it out, and how."""

    borne_out_by = serializers.PrimaryKeyRelatedField(queryset=Evidence.objects.none())
    note = serializers.CharField()

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if "request" in self.context:
            self.fields["borne_out_by"].queryset = visible_evidence(self.context["request"].user)  # type: ignore[attr-defined]


class MeetingInput(Input):
    """When the authority met, and what it decided."""

    held_on = serializers.DateField()
    note = serializers.CharField()


class SealInput(Input):
    """Why it is sealed, and who is named to it."""

    reason = serializers.CharField()
    people = serializers.PrimaryKeyRelatedField(queryset=User.objects.filter(is_active=True), many=True, required=False)
    identity = serializers.CharField(required=False, help_text="Whom it came from; kept apart.")


class NameInput(Input):
    """Who, and why."""

    person = serializers.PrimaryKeyRelatedField(queryset=User.objects.filter(is_active=True))
    reason = serializers.CharField()
