"""Imports of figures: a file or a list of values is sent, checked and imported in the background, and followed here."""

import json
from decimal import Decimal
from typing import Any, cast

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.generics import GenericAPIView
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request

from bestvalue.accounts.models import MachineScope, User
from bestvalue.api.acts import Act, Creation
from bestvalue.api.bodies import StrictJSONParser
from bestvalue.api.fields import OwnAddressField
from bestvalue.api.inputs import Input
from bestvalue.api.shapes import ModelShape
from bestvalue.api.views import Detail, Endpoint, Listing
from cases.api.parameters import ID
from cases.uploads import LARGEST
from themes.metric_selectors import import_list
from themes.models import ImportProblem, MetricImport
from themes.policy import keeps_metrics
from themes.services.imports import confirm_import, drop_import, receive_import

TAG = "Metrics"
MOST_VALUES = 10_000


class ImportSerializer(ModelShape[MetricImport]):
    """One import: how far it has gone, and what was found. `done`, `refused` and `dropped` are its ends."""

    url = OwnAddressField(view_name="api:metric_import")
    uploaded_by = serializers.CharField(source="uploaded_by.name")

    class Meta:
        model = MetricImport
        fields = (
            *("url", "id", "name", "size", "sha256", "uploaded_by", "uploaded_at", "state", "good_rows_only"),
            *("rows", "added", "revised", "unchanged", "refused", "problem_count", "finished_at"),
        )


class ProblemSerializer(ModelShape[ImportProblem]):
    """One thing that is wrong in a file; the first thousand are kept."""

    class Meta:
        model = ImportProblem
        fields = ("line", "column", "code", "message", "found")


class ImportInput(Input):
    """Figures, as a file (multipart/form-data) or as a list of values (application/json): one of the two."""

    file = serializers.FileField(required=False, help_text="CSV in UTF-8, or JSON with a member `values`.")
    values = serializers.ListField(
        child=serializers.JSONField(),
        max_length=MOST_VALUES,
        required=False,
        help_text="Objects with authority, metric, period_start, period_end, value and, if it is provisional, status.",
    )
    good_rows_only = serializers.BooleanField(
        default=False, help_text="Import the good rows where others are wrong; else all or nothing."
    )
    check_only = serializers.BooleanField(
        default=False, help_text="Only check; what was found then waits for `confirm` or `drop`."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Exactly one of file and values, and no file that is too large."""
        if ("file" in attrs) == ("values" in attrs):
            raise serializers.ValidationError("Send either a file or a list of values.")
        if "file" in attrs and attrs["file"].size > LARGEST:
            raise serializers.ValidationError({"file": f"Must be smaller than {LARGEST} bytes."})
        return attrs


class ConfirmInput(Input):
    """What to take from a file that was checked."""

    good_rows_only = serializers.BooleanField(default=False, help_text="The good rows; else all or nothing.")


class SomeImports(Endpoint, GenericAPIView[Any]):
    """Imports, for those who keep the metrics."""

    serializer_class: Any = ImportSerializer
    queryset: Any = MetricImport.objects.none()
    filter_backends = ()

    def check_permissions(self, request: Request) -> None:
        """Raise PermissionDenied for who does not keep the metrics."""
        super().check_permissions(request)
        if not keeps_metrics(cast(User, request.user)):
            raise PermissionDenied("Only analysts and administrators import figures.")

    def get_queryset(self) -> QuerySet[Any]:
        """All of them, the newest first."""
        return import_list()


@extend_schema_view(
    get=extend_schema(tags=[TAG], summary="List imports", description="Every import, the newest first."),
    post=extend_schema(
        tags=[TAG],
        summary="Import figures",
        description="The answer comes at once; read its address until `state` is `done` or `refused`. The same figures "
        "sent again change nothing.",
    ),
)
class Imports(SomeImports, Creation, Listing):
    """Imports of figures."""

    machine_scope = MachineScope.METRICS.value
    resource, makes, input_class = "api:metric_imports", "api:metric_import", ImportInput
    parser_classes = (StrictJSONParser, MultiPartParser)

    def found(self) -> None:
        """Nothing: a file may be about any authority and metric."""

    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Import them."""
        return super().post(*args, **kwargs)

    def act(
        self, target: None, *, by: User, good_rows_only: bool, check_only: bool, file: Any = None, **given: Any
    ) -> MetricImport:
        """Keep the file; a list of values is kept as the file that it might have been."""
        if file is None:
            values = [_plain(each) for each in given["values"]]
            file = SimpleUploadedFile("values.json", json.dumps({"values": values}).encode())
        return receive_import(by=by, upload=file, good_rows_only=None if check_only else good_rows_only)


def _plain(value: Any) -> Any:
    """A value with its fractions written out: Python would write 0.00005 with an exponent, which no figure has."""
    if not isinstance(value, dict):
        return value
    return {name: f"{Decimal(repr(each)):f}" if isinstance(each, float) else each for name, each in value.items()}


@extend_schema_view(
    get=extend_schema(
        tags=[TAG], summary="Follow one import", description="How far it has gone, and what was found.", parameters=[ID]
    )
)
class OneImport(SomeImports, Detail):
    """One import."""


@extend_schema_view(
    get=extend_schema(
        tags=[TAG], summary="List what is wrong in a file", description="By line; a thousand at most.", parameters=[ID]
    )
)
class ImportProblems(SomeImports, Listing):
    """What is wrong in one file."""

    serializer_class = ProblemSerializer
    queryset = ImportProblem.objects.none()

    def get_queryset(self) -> QuerySet[ImportProblem]:
        """Its problems, as they were found."""
        return get_object_or_404(MetricImport, pk=self.kwargs["pk"]).problems.order_by("pk")


class OnImport(SomeImports, Act):
    """A choice about an import that was checked."""

    resource = "api:metric_import"

    def found(self) -> MetricImport:
        """The import."""
        return get_object_or_404(MetricImport, pk=self.kwargs["pk"])


@extend_schema_view(
    post=extend_schema(
        tags=[TAG], summary="Import what was checked", description="All of it, or the good rows.", parameters=[ID]
    )
)
class ConfirmImport(OnImport):
    """Import what was checked."""

    input_class = ConfirmInput

    def act(self, made: MetricImport, *, by: User, expected_version: None, **given: Any) -> MetricImport:
        """Import it."""
        return confirm_import(by=by, metric_import=made, **given)


@extend_schema_view(
    post=extend_schema(
        tags=[TAG], summary="Drop what was checked", description="Import nothing of it.", parameters=[ID]
    )
)
class DropImport(OnImport):
    """Import nothing of what was checked."""

    def act(self, made: MetricImport, *, by: User, expected_version: None) -> MetricImport:
        """Drop it."""
        return drop_import(by=by, metric_import=made)
