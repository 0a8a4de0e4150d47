"""Submissions through the API: written, offered, cleared, returned, taken back and dropped (design 5, 11)."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.parsers import MultiPartParser

from bestvalue.api.inputs import Input
from bestvalue.api.views import Detail, Listing
from bestvalue.errors import Refused, Unmet
from cases.asks import ASKS, askable
from cases.models import Case, File, Submission, text_hash
from cases.selectors.submissions import annexes_of, submissions_of
from cases.services.comments import comment_on_submission
from cases.services.submissions import (
    add_annexes,
    clear_submission,
    draft_submission,
    edit_submission,
    lapse_submission,
    offer_for_clearance,
    return_submission,
    take_back_submission,
)
from cases.services.submissions.texts import pack_text

from .acts import CaseAct, CaseCreation
from .asked import Minister, SubmissionInFullSerializer, SubmissionSerializer
from .cases import OfOneCase
from .files import FileSerializer
from .parameters import REF, SUBMISSION

LONG = 40_000  # characters
PARAMETERS = [REF, SUBMISSION]


class SectionsInput(Input):
    """The sections of a submission; a draft may leave any of them out."""

    options = serializers.ListField(
        child=serializers.CharField(max_length=2000), required=False, help_text="Doing nothing among them."
    )
    recommendation = serializers.CharField(max_length=LONG, required=False, allow_blank=True)
    evidence_for = serializers.CharField(max_length=LONG, required=False, allow_blank=True)
    evidence_against = serializers.CharField(max_length=LONG, required=False, allow_blank=True)
    authority_account = serializers.CharField(max_length=LONG, required=False, allow_blank=True)
    local_checks = serializers.CharField(max_length=LONG, required=False, allow_blank=True)
    relies_on_figures = serializers.BooleanField(required=False)
    conversation = serializers.CharField(max_length=LONG, required=False, allow_blank=True)
    legal_note = serializers.CharField(max_length=LONG, required=False, allow_blank=True)
    public_law_note = serializers.CharField(max_length=LONG, required=False, allow_blank=True)
    cost_note = serializers.CharField(max_length=LONG, required=False, allow_blank=True)
    changes = serializers.DictField(
        child=serializers.DictField(), required=False, help_text="By act, the facts that the act itself will set."
    )

    def validate_changes(self, changes: dict[str, Any]) -> dict[str, Any]:
        """By the name of an act that a minister decides; the service refuses facts that the act does not set."""
        if unknown := changes.keys() - ASKS.keys():
            raise ValidationError({each: ["A minister decides no act of this name."] for each in unknown})
        return changes


class EditInput(SectionsInput):
    """What changes in a draft."""

    question = serializers.CharField(max_length=500, required=False)


class AskInput(Input):
    """One act to ask for."""

    move = serializers.CharField(help_text="The name of the act, such as `issue_notice`.")
    of = serializers.CharField(help_text="The instrument it is about, such as `notice:<id>`.")


class DraftInput(SectionsInput):
    """A submission to draft."""

    question = serializers.CharField(max_length=500, help_text="What the minister is asked.")
    acts = AskInput(many=True, allow_empty=False, help_text="What is asked for; each is decided on its own.")


class ReasonInput(Input):
    """Why."""

    reason = serializers.CharField(max_length=LONG)


class CommentsInput(Input):
    """What must change."""

    comments = serializers.CharField(max_length=LONG)


class TextInput(Input):
    """A remark."""

    text = serializers.CharField(max_length=LONG)


class ClearInput(Input):
    """To whom it goes."""

    minister = Minister(
        required=False, allow_null=True, help_text="A minister in office; left out, it goes to any minister."
    )


class AnnexInput(Input):
    """A file to put with a draft, sent as multipart/form-data."""

    file = serializers.FileField(help_text="Known by its content, not by its name.")
    description = serializers.CharField(max_length=300, default="", allow_blank=True)


def one_submission(case: Case, pk: UUID) -> Submission:
    """One of the submissions of a case. Raises NotFound."""
    submission = submissions_of(case).filter(pk=pk).first()
    if submission is None:
        raise NotFound
    return submission


class SubmissionsOfOneCase(OfOneCase, GenericAPIView[Submission]):
    """The submissions of the case asked for, the latest first."""

    filter_backends = ()
    queryset = Submission.objects.none()
    reads = "submissions"

    def get_queryset(self) -> QuerySet[Submission]:
        """Those of the case."""
        return submissions_of(self.found())


class Submissions(SubmissionsOfOneCase, CaseCreation, Listing):
    """Submissions on a case."""

    serializer_class = SubmissionSerializer
    resource, makes, move = "api:case", "api:case_submission", "draft_submission"
    input_class = DraftInput

    @extend_schema(tags=["Submissions"], summary="List the submissions on a case", parameters=[REF])
    def get(self, *args: Any, **kwargs: Any) -> Any:
        """Every submission on a case, the latest first."""
        return super().get(*args, **kwargs)

    @extend_schema(tags=["Submissions"], summary="Draft a submission", parameters=[REF])
    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Draft a submission (T10 and its like) that asks a minister for one or more acts."""
        return super().post(*args, **kwargs)

    def act(self, case: Case, *, acts: list[dict[str, str]], **given: Any) -> Submission:
        """Draft it."""
        offered = {(move.name, instrument.key): (move.name, instrument) for move, instrument in askable(case)}
        wanted = [(each["move"], each["of"]) for each in acts]
        if unknown := [each for each in wanted if each not in offered]:
            raise Refused(
                [Unmet("not_asked_here", f"This is not asked here now: {move} of {of}.") for move, of in unknown]
            )
        return draft_submission(case=case, acts=[offered[each] for each in wanted], **given)


@extend_schema(tags=["Submissions"], summary="Read one submission", parameters=PARAMETERS)
class OneSubmission(SubmissionsOfOneCase, Detail):
    """A submission with its sections, the exact texts it asks about, remarks, and what it lacks."""

    serializer_class = SubmissionInFullSerializer


class Annexes(SubmissionsOfOneCase, CaseCreation, Listing):
    """The files that go to the minister with a submission."""

    serializer_class: Any = FileSerializer
    reads = "annexes"
    resource, makes, move = "api:case_submission", "api:case_file", "keep_file"
    input_class = AnnexInput
    parser_classes = (MultiPartParser,)

    def found(self) -> Any:
        """The submission asked for. Raises NotFound."""
        return one_submission(super().found(), self.kwargs["pk"])

    def get_queryset(self) -> QuerySet[Any]:
        """Its annexes, in the order in which they came; none while the API is only described."""
        if getattr(self, "swagger_fake_view", False):
            return File.objects.none()
        return annexes_of(self.found())

    @extend_schema(tags=["Submissions"], summary="List the annexes of a submission", parameters=PARAMETERS)
    def get(self, *args: Any, **kwargs: Any) -> Any:
        """The files that go with it; the content of each is a file of the case."""
        return super().get(*args, **kwargs)

    @extend_schema(tags=["Submissions"], summary="Add an annex to a submission", parameters=PARAMETERS)
    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Put a file with a draft; what has been sent takes no more, as its pack names each by hash."""
        return super().post(*args, **kwargs)

    def act(self, submission: Submission, *, file: Any, **given: Any) -> File:
        """Keep it."""
        return add_annexes(submission=submission, uploads=[file], **given)[0]


class OnSubmission(OfOneCase, CaseAct):
    """An act on one submission."""

    resource = "api:case_submission"

    def found(self) -> Any:
        """The submission asked for. Raises NotFound."""
        return one_submission(super().found(), self.kwargs["pk"])


@extend_schema(tags=["Submissions"], parameters=PARAMETERS)
class EditSubmission(OnSubmission):
    """Edit a draft."""

    move, input_class = "edit_submission", EditInput

    @extend_schema(summary="Edit a draft submission")
    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Change the sections that are sent; the texts it asks about are taken anew as they now stand."""
        return super().post(*args, **kwargs)

    def act(self, submission: Submission, **given: Any) -> Submission:
        """Edit it."""
        return edit_submission(submission=submission, **given)


@extend_schema(tags=["Submissions"], parameters=PARAMETERS)
class OfferSubmission(OnSubmission):
    """Send a draft for clearance."""

    move = "offer_for_clearance"

    @extend_schema(summary="Send a submission for clearance")
    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Send a draft to a deputy director, who clears it or returns it."""
        return super().post(*args, **kwargs)

    def act(self, submission: Submission, **given: Any) -> Submission:
        """Send it."""
        return offer_for_clearance(submission=submission, **given)


@extend_schema(tags=["Submissions"], parameters=PARAMETERS)
class ClearSubmission(OnSubmission):
    """Clear a submission."""

    move, input_class = "clear_submission", ClearInput

    @extend_schema(summary="Clear a submission for a minister")
    def post(self, *args: Any, **kwargs: Any) -> Any:
        """A deputy director who wrote none of it clears it; the code is bound to the SHA-256 of the pack."""
        return super().post(*args, **kwargs)

    def document(self, target: Any) -> str:
        """The hash of the whole pack."""
        return text_hash(pack_text(target))

    def act(self, submission: Submission, **given: Any) -> Submission:
        """Clear it."""
        return clear_submission(submission=submission, **given)


@extend_schema(tags=["Submissions"], parameters=PARAMETERS)
class ReturnSubmission(OnSubmission):
    """Return a submission."""

    move, input_class = "return_submission", CommentsInput

    @extend_schema(summary="Return a submission with comments")
    def post(self, *args: Any, **kwargs: Any) -> Any:
        """The deputy director returns it to its drafter, saying what must change."""
        return super().post(*args, **kwargs)

    def act(self, submission: Submission, **given: Any) -> Submission:
        """Return it."""
        return return_submission(submission=submission, **given)


@extend_schema(tags=["Submissions"], parameters=PARAMETERS)
class TakeBackSubmission(OnSubmission):
    """Take a submission back."""

    move, input_class = "take_back_submission", ReasonInput

    @extend_schema(summary="Take back a submission")
    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Take it back from clearance or from the minister, to be changed."""
        return super().post(*args, **kwargs)

    def act(self, submission: Submission, **given: Any) -> Submission:
        """Take it back."""
        return take_back_submission(submission=submission, **given)


@extend_schema(tags=["Submissions"], parameters=PARAMETERS)
class CommentOnSubmission(OnSubmission):
    """Comment on a submission."""

    move, input_class = "comment_on_submission", TextInput

    @extend_schema(summary="Comment on a submission")
    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Add a remark, for whoever works on it and whoever decides it."""
        return super().post(*args, **kwargs)

    def act(self, submission: Submission, **given: Any) -> Any:
        """Add it."""
        return comment_on_submission(submission=submission, **given)


@extend_schema(tags=["Submissions"], parameters=PARAMETERS)
class DropSubmission(OnSubmission):
    """Drop a submission."""

    move, input_class = "lapse_submission", ReasonInput

    @extend_schema(summary="Drop a submission")
    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Drop what is no longer wanted; it stays on the record."""
        return super().post(*args, **kwargs)

    def act(self, submission: Submission, **given: Any) -> Submission:
        """Drop it."""
        return lapse_submission(submission=submission, **given)
