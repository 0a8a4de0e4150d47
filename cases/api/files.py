"""Files kept on a case: listed, added, and handed out as they came."""

from typing import Any
from uuid import UUID

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
from bestvalue.api.views import Detail, Listing
from cases.models import Case, File
from cases.selectors.documents import files_of
from cases.services.files import keep_file
from cases.views.files import as_download

from .acts import CaseCreation
from .cases import OfOneCase
from .parameters import FILE, REF


class FileSerializer(serializers.ModelSerializer[File]):
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

    def act(self, case: Case, *, file: Any, contact: UUID | None = None, **given: Any) -> File:
        """Keep it, with the contact that it belongs to. Raises ValidationError where the case has no such contact."""
        found = case.contacts.filter(pk=contact).first() if contact else None
        if contact and not found:
            raise serializers.ValidationError({"contact": "There is no such contact on this case."})
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
        responses={(200, "*/*"): OpenApiResponse(OpenApiTypes.BINARY, description="The file, as its own type.")},
    )
    def get(self, request: Request, ref: str, pk: Any) -> FileResponse:
        """The file as it came, always as an attachment."""
        file = self.get_queryset().filter(pk=pk).first()
        response = as_download(file) if file else None
        if response is None:
            raise NotFound("There is no such file.")
        return response
