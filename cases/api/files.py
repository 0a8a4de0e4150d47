"""Files kept on a case: listed, added, and handed out as they came."""

from typing import Any, cast
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.generics import GenericAPIView
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request

from bestvalue.api.inputs import Input
from bestvalue.api.shapes import ModelShape
from bestvalue.api.views import Detail, Listing
from cases.asks import kind_of
from cases.models import Case, File, Instrument
from cases.selectors.documents import files_of
from cases.services.files import keep_file
from cases.views.files import as_download

from .acts import CaseCreation
from .cases import OfOneCase
from .parameters import FILE, REF

THE_FILE = {(200, "*/*"): OpenApiResponse(OpenApiTypes.BINARY, description="The file, as its own type.")}


def one_file(files: QuerySet[File], pk: UUID) -> FileResponse:
    """One of these files as it came, always as an attachment. Raises NotFound, also where it is not stored."""
    file = files.filter(pk=pk).first()
    response = as_download(file) if file else None
    if response is None:
        raise NotFound("There is no such file.")
    return response


class FileSerializer(ModelShape[File]):
    """A file as it was kept: its name, kind, size and hash, and whether it was scanned."""

    uploaded_by = serializers.CharField(source="uploaded_by.name")

    class Meta:
        model = File
        fields = (
            *("id", "subject", "name", "media_type", "size", "sha256", "description"),
            *("scan", "uploaded_by", "uploaded_at"),
        )


class FileInput(Input):
    """A file to keep, sent as multipart/form-data."""

    file = serializers.FileField(help_text="Known by its content, not by its name.")
    description = serializers.CharField(max_length=300, default="", allow_blank=True)
    contact = serializers.UUIDField(required=False, help_text="The contact on this case that it belongs to, if to one.")
    of = serializers.CharField(
        required=False, max_length=80, help_text="The instrument on this case that it belongs to: `inspection:<id>`."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """It belongs to one thing, or to the case itself."""
        if {"contact", "of"} <= attrs.keys():
            raise serializers.ValidationError("A file belongs to a contact or to an instrument, not to both.")
        return attrs


def instrument_on(case: Case, key: str) -> Instrument | None:
    """The instrument on a case that a key names; None for what is none, and for one of another case."""
    model = kind_of(key)
    try:
        found = model.objects.filter(case=case, pk=key.partition(":")[2]).first() if model else None
    except ValidationError:  # what follows the kind is no identifier
        return None
    return cast(Instrument | None, found)


class FilesOfOneCase(OfOneCase, GenericAPIView[File]):
    """The files of the case asked for, latest first."""

    serializer_class = FileSerializer
    filter_backends = ()
    queryset = File.objects.none()
    reads = "files"

    def get_queryset(self) -> QuerySet[File]:
        """Those of the case."""
        return files_of(self.found())


class Files(FilesOfOneCase, CaseCreation, Listing):
    """Files kept on a case."""

    resource, makes, move = "api:case", "api:case_file", "keep_file"
    input_class = FileInput
    parser_classes = (MultiPartParser,)

    @extend_schema(tags=["Cases"], summary="List the files of a case", parameters=[REF])
    def get(self, *args: Any, **kwargs: Any) -> Any:
        """Every file kept on a case, latest first."""
        return super().get(*args, **kwargs)

    @extend_schema(tags=["Cases"], summary="Keep a file on a case", parameters=[REF])
    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Keep one file: checked by its content, scanned where a scanner is configured, and hashed."""
        return super().post(*args, **kwargs)

    def act(self, case: Case, *, file: Any, contact: UUID | None = None, of: str = "", **given: Any) -> File:
        """Keep it, with what it belongs to. Raises ValidationError where the case has no such contact or instrument."""
        found: Any = case.contacts.filter(pk=contact).first() if contact else instrument_on(case, of)
        if contact and not found:
            raise serializers.ValidationError({"contact": "There is no such contact on this case."})
        if of and not found:
            raise serializers.ValidationError({"of": "There is no such instrument on this case."})
        return keep_file(case=case, upload=file, subject=found.key if found else "", **given)


@extend_schema(tags=["Cases"], summary="Read what is known of one file", parameters=[REF, FILE])
class OneFile(FilesOfOneCase, Detail):
    """One file on a case."""


class FileContent(FilesOfOneCase):
    """The content of one file."""

    @extend_schema(
        tags=["Cases"],
        summary="Download one file",
        parameters=[REF, FILE],
        responses=THE_FILE,
    )
    def get(self, request: Request, ref: str, pk: Any) -> FileResponse:
        """The file as it came, always as an attachment."""
        return one_file(self.get_queryset(), pk)
