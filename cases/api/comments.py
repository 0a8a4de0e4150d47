"""Comments on drafts, made, answered, resolved and opened again by those who work on them."""

from typing import Any

import django_filters
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import serializers

from bestvalue.api.inputs import Input
from bestvalue.api.shapes import ModelShape
from cases.forms.submissions import LONG
from cases.models import DraftComment
from cases.services.comments import answer_comment, comment_on_draft, reopen_comment, resolve_comment

from .cases import PersonSerializer
from .parameters import ID
from .parts import ActOnPart, OnePart, Parts, PartsOfOneCase, described

TAG = "Cases"
STATES = [(each, each.capitalize()) for each in DraftComment.LIFE.states]


class CommentAnswerSerializer(ModelShape[DraftComment]):
    """What somebody answered."""

    by = PersonSerializer()

    class Meta:
        model = DraftComment
        fields: tuple[str, ...] = ("id", "text_sha256", "text", "by", "made_at")


class DraftCommentSerializer(CommentAnswerSerializer):
    """One comment on a draft, with its answers."""

    state = serializers.ChoiceField(choices=STATES, help_text="Open or resolved.")
    settled_by = PersonSerializer(allow_null=True)
    answers = CommentAnswerSerializer(many=True)

    class Meta(CommentAnswerSerializer.Meta):
        fields = (*CommentAnswerSerializer.Meta.fields, "subject", "state", "settled_by", "settled_at", "answers")


class DraftCommentInput(Input):
    """A comment to make."""

    subject = serializers.CharField(help_text="The draft, as events name it: `notice:<id>`, `submission:<id>`.")
    text = serializers.CharField(max_length=LONG)


class CommentAnswerInput(Input):
    """An answer to give."""

    text = serializers.CharField(max_length=LONG)


class DraftCommentFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Filters of comments on drafts."""

    subject = django_filters.CharFilter(label="The draft, as events name it.")
    state = django_filters.ChoiceFilter(choices=STATES, label="Open or resolved.")


class CommentsOfOneCase(PartsOfOneCase):
    """The comments on the drafts of the case asked for."""

    serializer_class, model, reads = DraftCommentSerializer, DraftComment, "comments"
    latest = ("-made_at", "id")

    def get_queryset(self) -> Any:
        """Each with its answers."""
        found = super().get_queryset().filter(answers_to__isnull=True)
        return found.select_related("by", "settled_by").prefetch_related("answers__by")


@described(
    TAG,
    get=("List the comments on drafts", "Every comment on a draft of the case, open or resolved, the latest first."),
    post=("Comment on a draft", "Comment on a draft, on its text as it now reads."),
)
class DraftComments(CommentsOfOneCase, Parts):
    """The comments on drafts."""

    resource, makes, move = "api:case", "api:draft_comment", "comment_on_draft"
    input_class, service = DraftCommentInput, comment_on_draft
    filter_backends: Any = (DjangoFilterBackend,)
    filterset_class = DraftCommentFilter


@described(TAG, ID, get=("Read one comment on a draft", "One comment, with its answers."))
class OneDraftComment(CommentsOfOneCase, OnePart):
    """One comment."""


class ActOnComment(ActOnPart):
    """An act on one comment."""

    resource, model, about = "api:draft_comment", DraftComment, "comment"


@described(TAG, ID, post=("Answer a comment on a draft", "Answer a comment, whatever became of the draft since."))
class AnswerComment(ActOnComment):
    """Answer a comment."""

    move, input_class, service = "answer_comment", CommentAnswerInput, answer_comment


@described(TAG, ID, post=("Resolve a comment on a draft", "Say that a comment has been dealt with."))
class ResolveComment(ActOnComment):
    """Resolve a comment."""

    move, service = "resolve_comment", resolve_comment


@described(TAG, ID, post=("Open a comment again", "Say that a comment has not been dealt with after all."))
class ReopenComment(ActOnComment):
    """Open a comment again."""

    move, service = "reopen_comment", reopen_comment
