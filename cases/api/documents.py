"""The frozen texts of a case: to read, to compare and to take away as letters."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import APIException, ErrorDetail, NotFound, ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from bestvalue.api.shapes import ModelShape, Shape
from bestvalue.api.views import Detail, Listing
from cases.letters import compare
from cases.letters.comparison import Run
from cases.letters.pdf import NoPdfError, to_pdf
from cases.letters.word import to_word
from cases.models import Document
from cases.selectors.documents import documents_of, letterhead_of
from cases.views.documents import WORD, attachment

from .cases import OfOneCase
from .parameters import ID, REF

TAG = "Cases"
BEFORE = OpenApiParameter("before", OpenApiTypes.UUID, description="The earlier text of the same case.", required=True)


class DocumentSerializer(ModelShape[Document]):
    """A text that was frozen, and what it is about."""

    class Meta:
        model = Document
        fields: tuple[str, ...] = ("id", "subject", "title", "version", "sha256", "created_at")


class DocumentInFullSerializer(DocumentSerializer):
    """The same, with the text itself."""

    text = serializers.CharField(source="body", help_text="The exact text, in plain markup.")

    class Meta(DocumentSerializer.Meta):
        fields = (*DocumentSerializer.Meta.fields, "text")


class RunSerializer(Shape[Run]):
    """Some words in a row, and what became of them."""

    fate = serializers.ChoiceField(choices=["kept", "removed", "added"], help_text="What became of them.")
    text = serializers.CharField(help_text="The words.")


class ComparedTextsSerializer(Shape[Any]):
    """Two texts, paragraph by paragraph."""

    before = serializers.UUIDField(help_text="The earlier text.")
    after = serializers.UUIDField(help_text="The later text.")
    summary = serializers.CharField(help_text="What differs, in a sentence.")
    paragraphs = serializers.ListField(child=RunSerializer(many=True), help_text="Each as its runs of words.")


class NoPdf(APIException):
    """This machine makes no PDF."""

    status_code = 503
    default_code = "no_pdf"


class DocumentsOfOneCase(OfOneCase, GenericAPIView[Document]):
    """The frozen texts of the case asked for, the latest first."""

    serializer_class: type[DocumentSerializer] = DocumentSerializer
    filter_backends = ()
    queryset = Document.objects.none()
    reads = "documents"

    def get_queryset(self) -> QuerySet[Document]:
        """Those of the case."""
        return documents_of(self.found()).select_related("case")

    def document(self) -> Document:
        """The one asked for. Raises NotFound."""
        found = self.get_queryset().filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise NotFound
        return found


@extend_schema(tags=[TAG], summary="List the frozen texts of a case", parameters=[REF])
class Documents(DocumentsOfOneCase, Listing):
    """Every text of a case that was frozen, with its hash, the latest first."""


@extend_schema(tags=[TAG], summary="Read one frozen text", parameters=[REF, ID])
class OneDocument(DocumentsOfOneCase, Detail):
    """One text, word for word as somebody decided on it."""

    serializer_class = DocumentInFullSerializer


class Compared(DocumentsOfOneCase):
    """Two texts of a case."""

    reads = "documents compared"
    query_parameters = ("before",)

    @extend_schema(
        tags=[TAG],
        summary="Compare two frozen texts",
        parameters=[REF, ID, BEFORE],
        responses=ComparedTextsSerializer,
    )
    def get(self, request: Request, ref: str, pk: UUID) -> Response:
        """What became of an earlier text of the same case, paragraph by paragraph."""
        after = self.document()
        before = {str(each.pk): each for each in documents_of(after.case)}.get(request.query_params.get("before", ""))
        if before is None:
            message = "Give another text of this case."
            raise ValidationError({"before": [ErrorDetail(message, code="unknown_document")]})
        told = compare(before.body, after.body)
        shown = {"before": before.pk, "after": after.pk, "summary": told.summary, "paragraphs": told.paragraphs}
        return Response(ComparedTextsSerializer(shown).data)


class Pdf(DocumentsOfOneCase):
    """The letter as PDF."""

    reads = "document as PDF"

    @extend_schema(
        tags=[TAG],
        summary="Download a text as a letter in PDF",
        parameters=[REF, ID],
        responses={(200, "application/pdf"): OpenApiResponse(OpenApiTypes.BINARY, description="The letter.")},
    )
    def get(self, request: Request, ref: str, pk: UUID) -> HttpResponse:
        """The same bytes each time; 503 where this machine makes none."""
        document = self.document()
        try:
            content = to_pdf(document.title, document.body, letterhead_of(document))
        except NoPdfError as error:
            raise NoPdf(str(error)) from error
        return attachment(content, "application/pdf", f"{document.title}, version {document.version}.pdf")


class Word(DocumentsOfOneCase):
    """The letter as a Word copy."""

    reads = "document as Word copy"

    @extend_schema(
        tags=[TAG],
        summary="Download a text as a Word copy",
        parameters=[REF, ID],
        responses={(200, WORD): OpenApiResponse(OpenApiTypes.BINARY, description="The copy, for working on.")},
    )
    def get(self, request: Request, ref: str, pk: UUID) -> HttpResponse:
        """A copy for working on; what was decided is the text."""
        document = self.document()
        content = to_word(document.title, document.body, digest=document.sha256)
        return attachment(content, WORD, f"{document.title}, version {document.version}.docx")
