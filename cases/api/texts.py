"""What every text on which a minister decides is shown with through the API, and how long texts are sent."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from bestvalue.api.inputs import Input
from bestvalue.api.shapes import ModelShape
from cases.forms.drafts import LONG
from cases.models import Instrument, SubmissionAct, text_hash

from .cases import PersonSerializer


class ApprovalSerializer(ModelShape[SubmissionAct]):
    """What was asked of a minister about a text, and decided."""

    sha256 = serializers.CharField(source="document.sha256", help_text="The text that it was asked about.")
    decided_by = PersonSerializer(allow_null=True)

    class Meta:
        model = SubmissionAct
        fields = ("id", "submission", "move", "state", "sha256", "decided_by", "decided_on")


class TextSerializer(ModelShape[Any]):
    """What every text on which a minister decides is shown with."""

    text = serializers.CharField(source="decision_text", help_text="The exact text, in plain markup.")
    sha256 = serializers.SerializerMethodField(help_text="SHA-256 of the text.")
    approvals = serializers.SerializerMethodField(help_text="What was asked of a minister about it, and decided.")
    version = serializers.IntegerField(source="case.version", help_text="Number of acts recorded on the case.")

    @extend_schema_field(serializers.CharField())
    def get_sha256(self, instrument: Instrument) -> str:
        """The hash of the text as it is now."""
        return text_hash(instrument.decision_text())

    @extend_schema_field(ApprovalSerializer(many=True))
    def get_approvals(self, instrument: Instrument) -> Any:
        """Each act that was asked about it."""
        asked = SubmissionAct.objects.filter(subject=instrument.key).select_related("document", "decided_by")
        return ApprovalSerializer(asked.order_by("created_at"), many=True).data


TEXT = ("text", "sha256", "approvals", "version")


def long_text(help_text: str) -> serializers.CharField:
    """Text that a draft may leave empty."""
    return serializers.CharField(max_length=LONG, required=False, allow_blank=True, help_text=help_text)


class DiscardInput(Input):
    """Why a draft is discarded."""

    reason = serializers.CharField(help_text="The reason.")
