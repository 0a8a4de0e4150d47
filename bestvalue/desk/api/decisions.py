"""The minister's box through the API: what waits, deciding, standing aside and confirming (rulings 13, 16 to 18)."""

from typing import Any, ClassVar, cast
from uuid import UUID

from django.db.models import QuerySet
from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request

from bestvalue.accounts.models import User
from bestvalue.api.inputs import Input
from bestvalue.api.views import Detail, Endpoint, Listing
from bestvalue.desk.selectors.decisions import in_the_box, opens_the_box, told_in_the_box, waiting_for
from bestvalue.records.models import Event
from bestvalue.records.services import note_reading
from cases.api.acts import CaseAct
from cases.api.asked import Minister, SubmissionInFullSerializer, WaitingSerializer
from cases.api.cases import AcrossCases
from cases.api.files import THE_FILE, FileSerializer, one_file
from cases.api.parameters import ASKED, SUBMISSION
from cases.models import File, Submission, SubmissionAct
from cases.selectors.submissions import annexes_of
from cases.services.submissions import confirm_decision, decide, recuse
from cases.services.submissions.deciding import DECISIONS

LONG = 20_000  # characters
ANNEX = OpenApiParameter("file", OpenApiTypes.UUID, OpenApiParameter.PATH, description="The file's identifier.")


class DecisionInput(Input):
    """A decision on one act; the last three members are for private office only."""

    decision = serializers.ChoiceField(choices=sorted(DECISIONS), help_text="Nothing is approved but by this word.")
    reasons = serializers.CharField(max_length=LONG, help_text="For a return: what must change.")
    interests = serializers.CharField(max_length=LONG, help_text="Interests declared, or `None declared`.")
    minister = Minister(required=False, help_text="Whose decision private office records.")
    decided_at = serializers.DateTimeField(required=False, help_text="When that minister decided.")
    proof = serializers.CharField(max_length=1000, required=False, help_text="Proof of that decision.")


class RecusalInput(Input):
    """The interest, and to whom the box passes."""

    interest = serializers.CharField(max_length=LONG, help_text="It goes on the record.")
    to = Minister(required=False, allow_null=True, help_text="Left out, it passes to any other minister.")


class InTheBox(Endpoint):
    """An endpoint of the box. For those who have none there is nothing here."""

    def found(self) -> Any:
        """The submission asked for; whoever reads it is noted. Raises NotFound."""
        user = cast(User, self.request.user)
        submission = in_the_box(self.kwargs["pk"]) if opens_the_box(user) else None
        if submission is None:
            raise NotFound
        if self.request.method in SAFE_METHODS:
            note_reading(reader=user, case_id=submission.case_id, subject=f"api: {submission.key}")
        return submission


@extend_schema(tags=["Decisions"], summary="List what waits for a decision")
class Decisions(AcrossCases):
    """What waits in your box, the oldest first."""

    reads = "decisions"
    serializer_class = WaitingSerializer
    filter_backends = ()
    queryset = Submission.objects.none()

    def get_queryset(self) -> QuerySet[Submission]:
        """What waits for the caller. Raises NotFound for those who have no box."""
        user = cast(User, self.request.user)
        if not opens_the_box(user):
            raise NotFound
        return waiting_for(user)


@extend_schema(tags=["Decisions"], summary="Read what is to be decided", parameters=[SUBMISSION])
class OneDecision(InTheBox, Detail):
    """A submission that was sent to a minister, with the exact texts and what was decided."""

    serializer_class = SubmissionInFullSerializer
    queryset = Submission.objects.none()

    def get_object(self) -> Submission:
        """The submission."""
        return cast(Submission, self.found())


class AnnexesOfDecision(InTheBox, GenericAPIView[File]):
    """The annexes of a submission in the box."""

    serializer_class, filter_backends, queryset = FileSerializer, (), File.objects.none()

    def get_queryset(self) -> QuerySet[File]:
        """In the order in which they came."""
        return annexes_of(self.found())


@extend_schema(tags=["Decisions"], summary="List what is annexed to a submission", parameters=[SUBMISSION])
class DecisionAnnexes(AnnexesOfDecision, Listing):
    """The files that came with a submission."""


class DecisionAnnex(AnnexesOfDecision):
    """The content of one annex."""

    @extend_schema(
        tags=["Decisions"],
        summary="Download one annex",
        parameters=[SUBMISSION, ANNEX],
        responses=THE_FILE,
    )
    def get(self, request: Request, pk: UUID, file: UUID) -> FileResponse:
        """The file as it came, always as an attachment."""
        return one_file(self.get_queryset(), file)


class OnDecision(InTheBox, CaseAct):
    """An act of the box on one submission."""

    resource = "api:decision"

    def told(self, target: Submission) -> QuerySet[Event]:
        """To those who may not know of the case, only what was done with the submission."""
        return told_in_the_box(cast(User, self.request.user), target, super().told(target))

    def asked(self) -> SubmissionAct:
        """The act that the address names. Raises NotFound."""
        for each in self.target.acts.all():
            if each.pk == self.kwargs["act"]:
                return cast(SubmissionAct, each)
        raise NotFound


class Decide(OnDecision):
    """Decide one act."""

    move: ClassVar[str] = "decide"
    input_class = DecisionInput

    @extend_schema(tags=["Decisions"], summary="Decide one act", parameters=[SUBMISSION, ASKED])
    def post(self, *args: Any, **kwargs: Any) -> Any:
        """A minister decides, or private office records what a minister decided, with proof (T11 and its like)."""
        return super().post(*args, **kwargs)

    def document(self, target: Any) -> str:
        """The hash of the exact text."""
        return self.asked().document.sha256

    def act(self, submission: Submission, **given: Any) -> SubmissionAct:
        """Decide it."""
        return decide(asked=self.asked(), **given)


class Confirm(OnDecision):
    """Confirm one approval."""

    move: ClassVar[str] = "confirm_decision"

    @extend_schema(tags=["Decisions"], summary="Confirm a predecessor's decision", parameters=[SUBMISSION, ASKED])
    def post(self, *args: Any, **kwargs: Any) -> Any:
        """A successor confirms an unspent approval of a minister who has left office."""
        return super().post(*args, **kwargs)

    def document(self, target: Any) -> str:
        """The hash of the exact text."""
        return self.asked().document.sha256

    def act(self, submission: Submission, **given: Any) -> SubmissionAct:
        """Confirm it."""
        return confirm_decision(asked=self.asked(), **given)


class StandAside(OnDecision):
    """Stand aside from a submission."""

    move: ClassVar[str] = "recuse"
    input_class = RecusalInput

    @extend_schema(tags=["Decisions"], summary="Stand aside from a submission", parameters=[SUBMISSION])
    def post(self, *args: Any, **kwargs: Any) -> Any:
        """A minister with an interest stands aside, and the box passes on."""
        return super().post(*args, **kwargs)

    def act(self, submission: Submission, **given: Any) -> Submission:
        """Stand aside."""
        return recuse(submission=submission, **given)
