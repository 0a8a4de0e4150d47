"""Quarterly statistics through the API: the releases, freezing a quarter, and computing a release again."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from bestvalue.accounts.models import User
from bestvalue.api.acts import Creation
from bestvalue.api.inputs import Input
from bestvalue.api.views import Detail, Listing
from bestvalue.desk.models import StatisticsRelease
from bestvalue.desk.statistics.figures import MEASURES
from bestvalue.desk.statistics.quarters import Quarter, quarter_named
from bestvalue.desk.statistics.releasing import freeze_statistics, reproduce
from cases.models import PublicationKind

from .portfolio import TAG, ForReaders

WHICH = [
    OpenApiParameter("quarter", OpenApiTypes.STR, OpenApiParameter.PATH, description="Such as `2026-Q3`."),
    OpenApiParameter("number", OpenApiTypes.INT, OpenApiParameter.PATH, description="Number of the release."),
]


class FigureSerializer(serializers.Serializer[Any]):
    """One figure."""

    kind = serializers.ChoiceField(choices=PublicationKind.choices, help_text="Kind of instrument.")
    measure = serializers.ChoiceField(
        choices=[(name, f"{label}. {means}") for name, (label, means) in MEASURES.items()], help_text="What is counted."
    )
    number = serializers.IntegerField(help_text="How many.")


class ReleaseSerializer(serializers.ModelSerializer[StatisticsRelease]):
    """The frozen figures of one quarter."""

    figures = FigureSerializer(many=True)
    frozen_by = serializers.CharField(source="frozen_by.name", help_text="Who froze it.")
    superseded_by = serializers.IntegerField(
        source="superseded_by.number", allow_null=True, default=None, help_text="The release that puts it right."
    )

    class Meta:
        model = StatisticsRelease
        fields = (
            *("quarter", "number", "as_at", "known_to", "definition", "figures", "csv", "sha256", "reason"),
            *("frozen_by", "frozen_at", "superseded_by"),
        )


class FreezeInput(Input):
    """Which quarter to freeze."""

    quarter = serializers.CharField(max_length=7, help_text="A quarter that is over, such as `2026-Q3`.")
    reason = serializers.CharField(
        max_length=2000, default="", allow_blank=True, help_text="For a further release: what it puts right."
    )

    def validate_quarter(self, name: str) -> Quarter:
        """The quarter of this name."""
        try:
            return quarter_named(name)
        except ValueError as error:
            raise ValidationError(str(error)) from error


class DifferenceSerializer(serializers.Serializer[Any]):
    """One figure that is another when it is computed again."""

    kind = serializers.CharField(help_text="Kind of instrument.")
    measure = serializers.CharField(help_text="What is counted.")
    frozen = serializers.IntegerField(allow_null=True, help_text="As frozen.")
    now = serializers.IntegerField(allow_null=True, help_text="As computed again.")


class ReproductionSerializer(serializers.Serializer[Any]):
    """What computing a release again gives."""

    is_equal = serializers.BooleanField(help_text="Whether every figure is the same from the records as they stood.")
    is_intact = serializers.BooleanField(help_text="Whether the file that is kept has its hash.")
    as_it_stood = DifferenceSerializer(many=True)
    by_what_is_known_now = DifferenceSerializer(many=True)


@extend_schema_view(
    get=extend_schema(tags=[TAG], summary="List the releases of statistics"),
    post=extend_schema(
        tags=[TAG],
        summary="Freeze a quarter's statistics",
        description="A deputy director or an analyst freezes a quarter that is over. A further release supersedes "
        "the last and says what it puts right.",
    ),
)
class Statistics(ForReaders, Creation, Listing):
    """The releases, the latest quarter first."""

    resource, makes, move = "api:statistics", "api:release", "freeze_statistics"
    input_class, serializer_class, filter_backends = FreezeInput, ReleaseSerializer, ()
    queryset = StatisticsRelease.objects.select_related("frozen_by", "superseded_by")

    def found(self) -> None:
        """Nothing: what is frozen is named in the body."""

    def document(self, target: None) -> str:
        """What a step-up code is bound to: the quarter."""
        return f"statistics:{dict(self.request.data)['quarter']}"

    def act(
        self, target: None, *, by: User, expected_version: None, quarter: Quarter, reason: str
    ) -> StatisticsRelease:
        """Freeze it."""
        return freeze_statistics(by=by, quarter=quarter, reason=reason)

    def address_of(self, made: StatisticsRelease) -> dict[str, Any]:
        """Quarter and number."""
        return {"quarter": made.quarter, "number": made.number}


class OfOneRelease(ForReaders):
    """An endpoint about one release."""

    def release(self) -> StatisticsRelease:
        """The release of the address. Raises NotFound."""
        found = StatisticsRelease.objects.filter(**self.kwargs).select_related("frozen_by", "superseded_by").first()
        if found is None:
            raise NotFound
        return found


@extend_schema(tags=[TAG], summary="Read one release of statistics", parameters=WHICH)
class OneRelease(OfOneRelease, Detail):
    """One release, with its figures."""

    serializer_class, queryset = ReleaseSerializer, StatisticsRelease.objects.none()

    def get_object(self) -> StatisticsRelease:
        """The release of the address."""
        return self.release()


class ReleaseReproduction(OfOneRelease):
    """A release computed again."""

    @extend_schema(tags=[TAG], summary="Compute a release again", parameters=WHICH, responses=ReproductionSerializer)
    def get(self, request: Request, **kwargs: Any) -> Response:
        """Compute it from the records as they stood, and by what is known now; name each figure that is another."""
        return Response(ReproductionSerializer(reproduce(self.release())).data)
