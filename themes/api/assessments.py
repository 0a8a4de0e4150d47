"""Assessments of a case: drafted, agreed, read and compared, in words (R30)."""

from typing import Any, cast

import django_filters
from django.db.models import Prefetch, QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from bestvalue.accounts.models import User
from bestvalue.api.inputs import Input
from bestvalue.api.shapes import Shape
from bestvalue.api.views import Endpoint
from cases.api.cases import AcrossCases, OfOneCase, PersonSerializer
from cases.api.filters import CaseCalled
from cases.api.parameters import ID, REF
from cases.api.parts import ActOnPart, OnePart, Parts, PartsOfOneCase, described
from cases.api.unmet import UnmetSerializer
from cases.models import Trajectory
from themes import models
from themes.policy import visible_evidence
from themes.selectors.assessing import assessments_of, compare_assessments, visible_assessments
from themes.services.assessing import agree_assessment, draft_assessment, edit_assessment

from .editions import PartComparedSerializer
from .observations import CiteInput

TAG = "Assessments"
BEFORE = OpenApiParameter("before", OpenApiTypes.UUID, description="The earlier assessment.", required=True)
Model = serializers.ModelSerializer


class SidedSerializer(Model[models.AssessmentEvidence]):
    """A version of an item of evidence on one side of one theme."""

    theme = serializers.CharField(source="theme.slug")
    title = serializers.CharField(source="version.title")

    class Meta:
        model = models.AssessmentEvidence
        fields = ("theme", "side", "version", "title", "shows")


class ThemeAssessedSerializer(Model[models.ThemeAssessment]):
    """What is said of one theme. Nothing in it is weighed or scored."""

    theme = serializers.CharField(source="theme.slug")

    class Meta:
        model = models.ThemeAssessment
        fields = (
            *("theme", "not_known", "narrative", "context", "pressures", "trajectory", "trajectory_why", "account"),
            "gap",
        )


class PrincipleNoteSerializer(Model[models.PrincipleNote]):
    """Where one of the guiding principles bears."""

    class Meta:
        model = models.PrincipleNote
        fields = ("principle", "text")


class CitationSerializer(Model[models.Citation]):
    """A text that is cited (R40)."""

    reference = serializers.CharField(source="reference.slug")

    class Meta:
        model = models.Citation
        fields = ("reference", "what_for")


class AssessmentSerializer(Model[models.Assessment]):
    """An assessment of a case across the themes."""

    case = serializers.CharField(source="case.ref", help_text="Reference or handle of the case.")
    edition = serializers.CharField(source="edition.slug", default=None, allow_null=True)
    drafted_by = PersonSerializer()
    agreed_by = PersonSerializer(allow_null=True)
    missing = serializers.SerializerMethodField(help_text="What a draft lacks before it can be agreed.")
    themes = ThemeAssessedSerializer(many=True)
    evidence = SidedSerializer(many=True)
    principles = PrincipleNoteSerializer(many=True)
    citations = CitationSerializer(many=True)

    class Meta:
        model = models.Assessment
        fields = (
            *("id", "case", "state", "edition", "drafted_by", "agreed_by", "agreed_at", "replaces"),
            *(
                "checks_exist",
                "checks_used",
                "checks_found",
                "missing",
                "themes",
                "evidence",
                "principles",
                "citations",
            ),
        )

    @extend_schema_field(UnmetSerializer(many=True))
    def get_missing(self, assessment: models.Assessment) -> Any:
        """Nothing once it is agreed."""
        return UnmetSerializer(assessment.lacks(), many=True).data


class AgreedSerializer(Model[models.Assessment]):
    """An agreed assessment as the list names it; what it says is read on its case, where reading is recorded."""

    case = serializers.CharField(source="case.ref", help_text="Reference or handle of the case.")
    authority = serializers.CharField(source="case.authority.slug")
    agreed_by = PersonSerializer()

    class Meta:
        model = models.Assessment
        fields = ("id", "case", "authority", "agreed_by", "agreed_at")


class SidedInput(CiteInput):
    """A version of an item of evidence on one side."""

    side = serializers.ChoiceField(choices=models.AssessmentEvidence.Side.choices)


class ThemeInput(Input):
    """One theme, which is replaced whole."""

    theme_id = serializers.SlugRelatedField("slug", queryset=models.Theme.objects.all(), help_text="Slug of the theme.")
    context = serializers.CharField(  # type: ignore[assignment]
        help_text="The local context; an assessment is not saved without it (P4)."
    )
    not_known = serializers.BooleanField(default=False, help_text="True where too little is known to say more.")
    narrative = serializers.CharField(default="", allow_blank=True)
    pressures = serializers.CharField(default="", allow_blank=True, help_text="Financial pressures.")
    trajectory = serializers.ChoiceField(choices=Trajectory.choices, default="not_known")
    trajectory_why = serializers.CharField(default="", allow_blank=True)
    account = serializers.CharField(default="", allow_blank=True, help_text="What the authority itself says.")
    gap = serializers.CharField(default="", allow_blank=True, help_text="Evidence that is missing, or why.")
    evidence = SidedInput(many=True, default=list)

    def validate_theme_id(self, theme: models.Theme) -> str:
        """The service takes the code."""
        return theme.code


class PrincipleNoteInput(Input):
    """How one principle bears on the case."""

    principle_id = serializers.CharField(max_length=3, help_text="P1 to P7.")
    text = serializers.CharField()

    def validate_principle_id(self, code: str) -> str:
        """The code of one of the principles."""
        if not models.Principle.objects.filter(pk=code).exists():
            raise ValidationError("There is no such principle.")
        return code


class CitationInput(Input):
    """A text to cite, and what for."""

    reference = serializers.SlugRelatedField("slug", queryset=models.Reference.objects.all())
    what_for = serializers.CharField()


class AssessmentInput(Input):
    """What is written in a draft. Themes that are given are replaced whole; the rest stays."""

    themes = ThemeInput(many=True, required=False)
    principles = PrincipleNoteInput(many=True, required=False)
    citations = CitationInput(many=True, required=False)
    checks_exist = serializers.CharField(required=False, allow_blank=True, help_text="Local checks there are (P1).")
    checks_used = serializers.CharField(required=False, allow_blank=True, help_text="Whether they were used.")
    checks_found = serializers.CharField(required=False, allow_blank=True, help_text="What they found.")


class ComparedAssessmentSerializer(Shape[Any]):
    """Two assessments, part by part."""

    before = serializers.UUIDField()
    after = serializers.UUIDField()
    parts = PartComparedSerializer(many=True)


WHOLE = ("themes__theme", "principles", "citations__reference")


class AssessmentsOfOneCase(PartsOfOneCase):
    """The assessments of the case asked for."""

    serializer_class, model, reads = AssessmentSerializer, models.Assessment, "assessments"

    def get_queryset(self) -> QuerySet[Any]:
        """With all their parts, and only the evidence of which the caller may know."""
        if getattr(self, "swagger_fake_view", False):
            return models.Assessment.objects.none()
        cited = models.AssessmentEvidence.objects.select_related("theme", "version")
        known = cited.filter(version__evidence__in=visible_evidence(cast(User, self.request.user)))
        return assessments_of(self.found()).prefetch_related(*WHOLE, Prefetch("evidence", known))


@described(
    TAG,
    get=("List the assessments of a case", "The draft, the agreed one and those before it."),
    post=(
        "Begin an assessment",
        "It begins with what the last agreed one says, if there is one; `missing` tells what it lacks.",
    ),
)
class Assessments(AssessmentsOfOneCase, Parts):
    """The assessments of a case."""

    resource, makes, move = "api:case", "api:assessment", "draft_assessment"
    input_class, service = AssessmentInput, draft_assessment


@described(TAG, ID, get=("Read one assessment", "One assessment, theme by theme, with its evidence both ways."))
class OneAssessment(AssessmentsOfOneCase, OnePart):
    """One assessment."""


class OnAssessment(ActOnPart):
    """An act on one assessment."""

    resource, model, about = "api:assessment", models.Assessment, "assessment"


@described(TAG, ID, post=("Write in an assessment", "Replace the themes that are given, and the parts that are given."))
class EditAssessment(OnAssessment):
    """Write in a draft."""

    move, service, input_class = "edit_assessment", edit_assessment, AssessmentInput


@described(
    TAG,
    ID,
    post=("Agree an assessment", "Agree to a draft of which you wrote nothing. Its text is frozen."),
)
class AgreeAssessment(OnAssessment):
    """Agree to a draft."""

    move, service, input_class = "agree_assessment", agree_assessment, Input


class AssessmentComparison(OfOneCase, Endpoint):
    """Two assessments, part by part."""

    reads = "assessments compared"
    query_parameters = ("before",)

    @extend_schema(
        tags=[TAG],
        summary="Compare two assessments",
        parameters=[REF, ID, BEFORE],
        responses=ComparedAssessmentSerializer,
    )
    def get(self, request: Request, ref: str, pk: Any) -> Response:
        """What an assessment says beside an earlier one of the same case, part by part."""
        rows = {str(each.pk): each for each in assessments_of(self.found())}
        after, before = rows.get(str(pk)), rows.get(request.query_params.get("before", ""))
        if after is None:
            raise NotFound
        if before is None:
            message = "Give an earlier assessment of this case."
            raise ValidationError({"before": [ErrorDetail(message, code="unknown_assessment")]})
        reader = cast(User, request.user)
        shown = {"before": before.pk, "after": after.pk, "parts": compare_assessments(reader, before, after)}
        return Response(ComparedAssessmentSerializer(shown).data)


class AgreedFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Narrow by authority, case and day."""

    authority = django_filters.CharFilter("case__authority__slug", label="Slug of the authority.")
    case = CaseCalled("case", label="Reference or handle of the case.")
    agreed_from = django_filters.DateFilter("agreed_at__date", lookup_expr="gte", label="Agreed on or after.")
    agreed_to = django_filters.DateFilter("agreed_at__date", lookup_expr="lte", label="Agreed on or before.")


@extend_schema(tags=[TAG], summary="List agreed assessments")
class AllAssessments(AcrossCases):
    """The agreed assessments of the cases that the caller may know of, the latest agreed first."""

    serializer_class, filterset_class, reads = AgreedSerializer, AgreedFilter, "assessments"
    queryset = models.Assessment.objects.none()

    def get_queryset(self) -> QuerySet[models.Assessment]:
        """Those of visible cases."""
        return visible_assessments(cast(User, self.request.user))
