"""The evidence on which a submission relies: listed, and chosen while it is a draft (R42)."""

from typing import Any, cast

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers

from bestvalue.accounts.models import User
from bestvalue.api.inputs import Input
from bestvalue.api.views import Listing
from cases.api.parameters import REF, SUBMISSION
from cases.api.submissions import OnSubmission
from cases.models import Submission
from themes.models import EvidenceVersion
from themes.selectors.evidence import note_shown, visible_versions
from themes.services.relying import rely_on_evidence

from .evidence_shapes import EvidenceSerializer

TAG = "Submissions"


class VersionsOfCaller(serializers.PrimaryKeyRelatedField[EvidenceVersion]):
    """A version of an item of which the caller may know."""

    def get_queryset(self) -> QuerySet[EvidenceVersion]:
        """Those of the caller; to them there are no others."""
        return visible_versions(cast(User, self.context["request"].user))


class RelyInput(Input):
    """The whole list."""

    versions = serializers.ListField(
        child=extend_schema_field(OpenApiTypes.UUID)(VersionsOfCaller)(),
        max_length=100,
        help_text="Every version it relies on, the `version_id` of each; what is left out is struck off.",
    )


class ReliedOnVersionSerializer(EvidenceSerializer):
    """A version on which a submission relies."""

    version_id = serializers.UUIDField(source="pk", help_text="Identifier of the version.")

    class Meta(EvidenceSerializer.Meta):
        fields = ("version_id", *EvidenceSerializer.Meta.fields)


class SubmissionEvidence(OnSubmission, Listing):
    """The evidence on which a submission relies."""

    serializer_class, queryset, filter_backends = ReliedOnVersionSerializer, EvidenceVersion.objects.none(), ()
    move, input_class, reads = "rely_on_evidence", RelyInput, "evidence of a submission"

    def get_queryset(self) -> QuerySet[EvidenceVersion]:
        """The versions of which the caller may know."""
        known = visible_versions(cast(User, self.request.user))
        return known.filter(reliances__submission=self.found()).order_by("-received_on", "pk")

    def paginate_queryset(self, queryset: Any) -> Any:
        """One page, what is private on it noted as read."""
        page = super().paginate_queryset(queryset)
        note_shown(cast(User, self.request.user), page or [])
        return page

    @extend_schema(tags=[TAG], summary="List the evidence of a submission", parameters=[REF, SUBMISSION])
    def get(self, *args: Any, **kwargs: Any) -> Any:
        """The versions on which it relies, as far as you may know of them."""
        return super().get(*args, **kwargs)

    @extend_schema(tags=[TAG], summary="Choose the evidence of a submission", parameters=[REF, SUBMISSION])
    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Make these the versions on which a draft relies; they are frozen with the pack when it is sent."""
        return super().post(*args, **kwargs)

    def act(self, submission: Submission, **given: Any) -> Submission:
        """Save the list."""
        return rely_on_evidence(submission=submission, **given)
