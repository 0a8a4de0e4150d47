"""How the API shows a submission, in the list, in full, and in the minister's box."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from bestvalue.accounts.models import User
from bestvalue.api.shapes import ModelShape
from cases.models import Recusal, Submission, SubmissionAct, SubmissionComment, text_hash
from cases.models.submissions import SECTIONS
from cases.moves import MOVES
from cases.selectors.comments import comments_of, open_comments
from cases.selectors.submissions import ministers_in_office
from cases.services.submissions.clearing import missing
from cases.services.submissions.texts import pack_text

from .authorities import NamedAuthoritySerializer
from .cases import PersonSerializer
from .comments import DraftCommentSerializer
from .unmet import UnmetSerializer


@extend_schema_field(serializers.IntegerField())
class Minister(serializers.PrimaryKeyRelatedField[User]):
    """One of the ministers in office."""

    def get_queryset(self) -> QuerySet[User]:
        """Those of today."""
        return ministers_in_office()


class AskedSerializer(ModelShape[SubmissionAct]):
    """One act that a submission asks for, on one exact text."""

    label = serializers.SerializerMethodField(help_text="The act in words.")  # type: ignore[assignment]
    changes = serializers.JSONField(help_text="The facts that the act itself will set.")
    title = serializers.CharField(source="document.title", help_text="What the text is called.")
    text_version = serializers.IntegerField(source="document.version", help_text="Which version of it is asked about.")
    sha256 = serializers.CharField(source="document.sha256", help_text="What a decision, and its code, are bound to.")
    decided_by = PersonSerializer(allow_null=True)
    recorded_by = PersonSerializer(allow_null=True, help_text="Private office, where it recorded the decision.")
    confirmed_by = PersonSerializer(allow_null=True, help_text="The successor who confirmed it.")

    class Meta:
        model = SubmissionAct
        fields: tuple[str, ...] = (
            *("id", "move", "label", "subject", "changes", "title", "text_version", "sha256", "state"),
            *("decided_by", "decided_at", "decided_on", "recorded_by", "proof", "reasons", "interests"),
            *("confirmed_by", "confirmed_on"),
        )

    @extend_schema_field(serializers.CharField())
    def get_label(self, asked: SubmissionAct) -> str:
        """The label of the move."""
        return MOVES[asked.move].label


class AskedInFullSerializer(AskedSerializer):
    """The same, with the text itself."""

    text = serializers.CharField(source="document.body", help_text="The exact text.")

    class Meta(AskedSerializer.Meta):
        fields = (*AskedSerializer.Meta.fields, "text")


class SubmissionSerializer(ModelShape[Submission]):
    """A submission, as lists show it."""

    drafted_by = PersonSerializer()
    cleared_by = PersonSerializer(allow_null=True)
    minister = PersonSerializer(allow_null=True, help_text="Whose box it is in; null for any minister's.")
    acts = AskedSerializer(many=True)

    class Meta:
        model = Submission
        fields: tuple[str, ...] = (
            *("id", "question", "state", "drafted_by", "cleared_by", "minister", "created_at", "sent_at", "acts"),
        )


class WaitingSerializer(SubmissionSerializer):
    """A submission in the minister's box."""

    authority = NamedAuthoritySerializer(source="case.authority")

    class Meta(SubmissionSerializer.Meta):
        fields = (*SubmissionSerializer.Meta.fields, "authority")


class RemarkSerializer(ModelShape[SubmissionComment]):
    """One remark on a submission."""

    by = PersonSerializer()

    class Meta:
        model = SubmissionComment
        fields = ("kind", "by", "made_at", "text")


class RecusalSerializer(ModelShape[Recusal]):
    """A minister who stood aside, and why."""

    minister = PersonSerializer()

    class Meta:
        model = Recusal
        fields = ("minister", "interest", "declared_at")


class SubmissionInFullSerializer(WaitingSerializer):
    """A submission with everything that a minister reads."""

    case = serializers.CharField(source="case.ref", help_text="What to call its case.")
    version = serializers.IntegerField(source="case.version", help_text="Number of acts recorded on the case.")
    options = serializers.ListField(child=serializers.CharField(), help_text="Doing nothing among them.")
    pack_sha256 = serializers.SerializerMethodField(
        help_text="The pack as it waits for clearance, which is what clearing is bound to; later, as it was last sent."
    )
    acts = AskedInFullSerializer(many=True)
    comments = RemarkSerializer(many=True, help_text="Why it was returned or taken back.")
    draft_comments = serializers.SerializerMethodField(help_text="The comments on its text, open or resolved.")
    open_comments = serializers.SerializerMethodField(
        help_text="How many are open on it and on the texts that it asks about; they forbid nothing."
    )
    recusals = RecusalSerializer(many=True)
    unmet_conditions = serializers.SerializerMethodField(help_text="What it lacks before it can be cleared.")

    class Meta(WaitingSerializer.Meta):
        fields = (
            *WaitingSerializer.Meta.fields,
            *("case", "version", *SECTIONS[1:], "pack_sha256", "comments", "recusals", "unmet_conditions"),
            *("draft_comments", "open_comments"),
        )

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_pack_sha256(self, submission: Submission) -> str | None:
        """Null for a draft that was never sent."""
        if submission.state == "for_clearance":
            return text_hash(pack_text(submission))
        return submission.pack.sha256 if submission.pack else None

    @extend_schema_field(DraftCommentSerializer(many=True))
    def get_draft_comments(self, submission: Submission) -> Any:
        """The earliest first."""
        return DraftCommentSerializer(comments_of(submission.case).filter(subject=submission.key), many=True).data

    @extend_schema_field(serializers.IntegerField())
    def get_open_comments(self, submission: Submission) -> int:
        """None forbids to send or to clear it."""
        return open_comments(submission)

    @extend_schema_field(UnmetSerializer(many=True))
    def get_unmet_conditions(self, submission: Submission) -> Any:
        """None once it has been cleared."""
        lacks = missing(submission) if submission.state in ("draft", "for_clearance") else ()
        return UnmetSerializer(lacks, many=True).data
