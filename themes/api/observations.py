"""What was observed on a case, line by line, read and recorded by the case's team (R33 to R39, N5)."""

from typing import Any, cast

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from bestvalue.accounts.models import User
from bestvalue.api.inputs import Input
from bestvalue.api.shapes import ModelShape
from cases.api.cases import PersonSerializer
from cases.api.parameters import ID
from cases.api.parts import OnePart, Parts, PartsOfOneCase, described
from cases.models import Case
from cases.policy import visible_cases
from themes.models import EvidenceVersion, Line, Observation, ObservedEvidence, SpecialAnswer, Theme
from themes.selectors.evidence import visible_versions
from themes.selectors.observing import observations
from themes.services.observing import observe

TAG = "Assessments"


class SpecialAnswerSerializer(ModelShape[SpecialAnswer]):
    """The answer to one special question of a line."""

    question = serializers.SlugRelatedField("slug", read_only=True)  # type: ignore[var-annotated]
    answer = serializers.CharField(source="told", help_text="In words; none of them is a mark out of anything.")

    class Meta:
        model = SpecialAnswer
        fields = ("question", "answer", "beside")


class CitedSerializer(ModelShape[ObservedEvidence]):
    """A version of an item of evidence, and what it shows."""

    title = serializers.CharField(source="version.title")

    class Meta:
        model = ObservedEvidence
        fields = ("version", "title", "shows")


class ObservationSerializer(ModelShape[Observation]):
    """What was found on a line, or on an indicator in free words. It is never changed: a later one takes its place."""

    line = serializers.CharField(source="wording.line.slug", default=None, allow_null=True)
    edition = serializers.CharField(
        source="wording.edition.slug", default=None, allow_null=True, help_text="The edition that words the line (R39)."
    )
    theme = serializers.CharField(
        source="theme.slug", default=None, allow_null=True, help_text="Of an indicator in free words (N5)."
    )
    says = serializers.CharField(help_text="The line in the words of the case's edition, or the free words.")
    context_only = serializers.BooleanField(source="is_context", help_text="Kept as context, and not as a finding.")
    replaced_by = serializers.SerializerMethodField(help_text="The observation that took its place, if one did.")
    answers = SpecialAnswerSerializer(many=True)
    evidence = CitedSerializer(many=True)
    recorded_by = PersonSerializer()

    class Meta:
        model = Observation
        fields = (
            *("id", "line", "edition", "theme", "says", "on", "finding", "context_only", "narrative", "answers"),
            *("evidence", "replaces", "replaced_by", "recorded_by", "recorded_at"),
        )

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_replaced_by(self, observation: Observation) -> Any:
        """The key of the later one."""
        return observation.replaced_by.pk if observation.is_replaced else None


class KnownVersion(serializers.PrimaryKeyRelatedField[EvidenceVersion]):
    """A version of an item that the caller may know of: any other is answered as one that does not exist (N7)."""

    def get_queryset(self) -> Any:
        """Those that the caller may know of."""
        return visible_versions(self.context["request"].user)


class KnownObservation(serializers.PrimaryKeyRelatedField[Observation]):
    """An observation on a case that the caller may know of: any other is answered as one that does not exist (N7)."""

    def get_queryset(self) -> Any:
        """Those on such cases."""
        return Observation.objects.filter(case__in=visible_cases(self.context["request"].user))


class CiteInput(Input):
    """A version of an item of evidence, and what it shows."""

    version = KnownVersion(queryset=EvidenceVersion.objects.all())
    shows = serializers.CharField(help_text="What it shows.")


class SpecialAnswerInput(Input):
    """The answer to one special question, in the one member that its sort asks for."""

    question = serializers.SlugField(help_text="The slug of the question, as `themes/{slug}/` gives it.")
    words = serializers.CharField(required=False, help_text="For an answer in words, or a percentage from 0 to 100.")
    yes = serializers.BooleanField(required=False, allow_null=True, default=None, help_text="For yes or no.")
    beside = KnownObservation(
        queryset=Observation.objects.all(), many=True, required=False, help_text="Other observed indicators (R37)."
    )

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        """One answer to one question."""
        if sum(given.get(each) is not None for each in ("words", "yes", "beside")) > 1:
            raise serializers.ValidationError("Give one of words, yes and beside.")
        return given


class ObservationInput(Input):
    """An observation to record: of a line, of a new indicator in free words, or in place of an earlier one."""

    line = serializers.SlugRelatedField("slug", queryset=Line.objects.all(), required=False, allow_null=True)
    theme = serializers.SlugRelatedField("slug", queryset=Theme.objects.all(), required=False, allow_null=True)
    concern = serializers.CharField(max_length=300, default="", allow_blank=True, help_text="Free words (N5).")
    replaces = KnownObservation(
        queryset=Observation.objects.all(), required=False, allow_null=True, help_text="Of an indicator in free words."
    )
    finding = serializers.ChoiceField(choices=Observation.Finding.choices)
    on = serializers.DateField(help_text="As at which day; not in the future.")
    narrative = serializers.CharField(help_text="What was found, and how it is known. It names nobody (N21).")
    answers = SpecialAnswerInput(
        many=True, default=list, help_text="To what the line makes officials ask (R33 to R38)."
    )
    evidence = CiteInput(many=True, default=list)


class ObservationsOfOneCase(PartsOfOneCase):
    """The observations of the case asked for, the latest recorded first, whatever was found."""

    serializer_class, model, reads = ObservationSerializer, Observation, "observations"
    latest = ("-recorded_at", "-id")

    def get_queryset(self) -> QuerySet[Any]:
        """With all that is shown of them, and only the evidence of which the caller may know."""
        if getattr(self, "swagger_fake_view", False):
            return Observation.objects.none()
        return observations(self.found(), cast(User, self.request.user)).order_by(*self.latest)


@described(
    TAG,
    get=("List what was observed on a case", "Every observation, replaced ones too; nothing is counted or ordered."),
    post=(
        "Record what was observed",
        "Record what was found on a line of the case's edition, or on an indicator in free words. It moves nothing.",
    ),
)
class Observations(ObservationsOfOneCase, Parts):
    """What was observed on a case."""

    resource, makes, move = "api:case", "api:observation", "observe"
    input_class, service = ObservationInput, observe

    def act(self, case: Case, **given: Any) -> Any:
        """Record it."""
        told = {each["question"]: _answer(each) for each in given.pop("answers")}
        return observe(case=case, answers=told, **given)


@described(TAG, ID, get=("Read one observation", "One observation, with its answers and its evidence."))
class OneObservation(ObservationsOfOneCase, OnePart):
    """One observation."""


def _answer(given: dict[str, Any]) -> Any:
    return next((given[each] for each in ("words", "yes", "beside") if given.get(each) is not None), None)
