"""Figures of one authority, by period, beside its comparators as a set; none is listed across authorities (N2, N4)."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.generics import GenericAPIView

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.api.acts import Creation
from bestvalue.api.inputs import Input
from bestvalue.api.shapes import ModelShape, Shape
from bestvalue.api.views import Detail, Endpoint, Listing
from cases.api.authorities import NamedAuthoritySerializer
from cases.api.parameters import NUMBER, SLUG
from cases.models import Authority
from themes.metric_selectors import Compared, all_values, compared, current_values, groups_of
from themes.models import ComparatorGroup, Metric, MetricValue
from themes.services.metrics import set_comparators

TAG = "Metrics"
METRIC = OpenApiParameter(
    "metric", OpenApiTypes.STR, OpenApiParameter.PATH, description="The short name of the metric."
)
KIND = OpenApiParameter(
    "comparators",
    OpenApiTypes.STR,
    description="Kind of group to compare with; without it, the first that is in use today.",
    enum=ComparatorGroup.Kind.values,
)


class ValueSerializer(ModelShape[MetricValue]):
    """One figure as one import brought it. It is never changed; a later one may supersede it."""

    metric = serializers.CharField(source="metric.slug")
    period_start = serializers.DateField(source="starts_on")
    period_end = serializers.DateField(source="ends_on")
    value = serializers.CharField(source="number", help_text="A decimal number, as text.")
    status = serializers.CharField(source="standing", help_text="`provisional` or `final`.")

    class Meta:
        model = MetricValue
        fields = (
            *("id", "metric", "period_start", "period_end", "value", "status", "recorded_at", "metric_import"),
            "superseded_by",
        )


class ValueFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Filters of figures; none of them looks at the number."""

    metric = django_filters.CharFilter(field_name="metric__slug", label="Short name of the metric.")
    current = django_filters.ChoiceFilter(
        choices=(("true", "Yes"), ("false", "No")), method="is_current", label="Whether nothing superseded it."
    )

    def is_current(self, values: QuerySet[MetricValue], name: str, value: str) -> QuerySet[MetricValue]:
        """Current figures, or those that were revised."""
        return values.filter(superseded_by__isnull=value == "true")


class ComparedSerializer(Shape[Compared]):
    """An authority's figure, and the spread of its comparators' figures for the same period."""

    period_start = serializers.DateField(source="value.starts_on")
    period_end = serializers.DateField(source="value.ends_on")
    value = serializers.CharField(source="value.number", help_text="A decimal number, as text.")
    status = serializers.CharField(source="value.standing", help_text="`provisional` or `final`.")
    comparators = serializers.IntegerField(source="spread.count", help_text="How many of them have a figure.")
    lower_quartile = serializers.DecimalField(20, 6, source="spread.lower", allow_null=True, normalize_output=True)
    median = serializers.DecimalField(
        *(20, 6), source="spread.median", allow_null=True, normalize_output=True, help_text="Null below three figures."
    )
    upper_quartile = serializers.DecimalField(20, 6, source="spread.upper", allow_null=True, normalize_output=True)


class GroupSerializer(ModelShape[ComparatorGroup]):
    """The authorities with which one is compared, by name."""

    members = serializers.SerializerMethodField()

    class Meta:
        model = ComparatorGroup
        fields = ("id", "kind", "source", "starts_on", "ends_on", "members")

    def get_members(self, group: ComparatorGroup) -> list[Any]:
        """In the order of their names."""
        members = sorted(group.members.all(), key=lambda each: each.name)
        return list(NamedAuthoritySerializer(members, many=True).data)


class GroupInput(Input):
    """A group that is in use from a day on; it takes the place of the earlier one of its kind."""

    kind = serializers.ChoiceField(choices=ComparatorGroup.Kind.choices)
    source = serializers.CharField(max_length=300)  # type: ignore[assignment]
    starts_on = serializers.DateField()
    members = serializers.SlugRelatedField(
        slug_field="slug",
        queryset=Authority.objects.all(),
        many=True,
        required=False,
        help_text="Slugs of the nearest neighbours; leave it out for authorities of the same kind.",
    )


class OfOneAuthority(Endpoint, GenericAPIView[Any]):
    """What belongs to the authority asked for."""

    def authority(self) -> Authority:
        """The authority. Raises Http404."""
        return get_object_or_404(Authority, slug=self.kwargs["slug"])


@extend_schema_view(
    get=extend_schema(
        tags=[TAG],
        summary="List the figures of one authority",
        description="Its figures, revised ones included, the latest period first.",
        parameters=[SLUG],
    )
)
class Values(OfOneAuthority, Listing):
    """Every figure of one authority."""

    serializer_class, filterset_class = ValueSerializer, ValueFilter
    queryset = MetricValue.objects.none()

    def get_queryset(self) -> QuerySet[MetricValue]:
        """Those of the authority."""
        return all_values(self.authority())


@extend_schema_view(
    get=extend_schema(
        operation_id="authorities_metrics_compare",
        tags=[TAG],
        summary="Compare one metric of one authority",
        description="Its current figures, the latest period first, beside the median and quartiles of its comparators.",
        parameters=[SLUG, METRIC, KIND],
    )
)
class Comparison(OfOneAuthority, Listing):
    """One metric of one authority over time."""

    serializer_class: Any = ComparedSerializer
    queryset = MetricValue.objects.none()
    filter_backends = ()
    query_parameters = ("comparators",)

    def get_queryset(self) -> QuerySet[MetricValue]:
        """Its current figures."""
        return current_values(self.authority()).filter(metric__slug=self.kwargs["metric"])

    def paginate_queryset(self, queryset: Any) -> Any:
        """A page of them, beside the comparators."""
        metric = get_object_or_404(Metric, slug=self.kwargs["metric"])
        return compared(list(super().paginate_queryset(queryset) or ()), metric, self.group())

    def group(self) -> ComparatorGroup | None:
        """The group to compare with. Raises ValidationError where it has none of that kind today."""
        groups, asked = (
            list(groups_of(self.authority(), on=clock.today())),
            self.request.query_params.get("comparators"),
        )
        found = [each for each in groups if asked in (None, each.kind)]
        if asked and not found:
            message = "This authority has no such group of comparators today."
            raise ValidationError({"comparators": [ErrorDetail(message, code="unknown_group")]})
        return found[0] if found else None


class GroupsOfOne(OfOneAuthority):
    """The groups with which the authority asked for is or was compared."""

    serializer_class = GroupSerializer
    queryset = ComparatorGroup.objects.none()
    filter_backends = ()

    def get_queryset(self) -> QuerySet[ComparatorGroup]:
        """By kind, the latest first."""
        groups = ComparatorGroup.objects.filter(authority=self.authority()).prefetch_related("members")
        return groups.order_by("kind", "-starts_on", "pk")


@extend_schema_view(
    get=extend_schema(
        tags=[TAG], summary="List comparators", description="With whom it is or was compared.", parameters=[SLUG]
    ),
    post=extend_schema(
        tags=[TAG], summary="Set comparators", description="Analysts and administrators only.", parameters=[SLUG]
    ),
)
class Comparators(GroupsOfOne, Creation, Listing):
    """Comparators of one authority."""

    resource, makes, input_class = "api:authority", "api:comparator_group", GroupInput

    def found(self) -> Authority:
        """The authority."""
        return self.authority()

    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Set them."""
        return super().post(*args, **kwargs)

    def act(self, authority: Authority, *, by: User, expected_version: None, **given: Any) -> ComparatorGroup:
        """Set them."""
        return set_comparators(by=by, authority=authority, **given)


@extend_schema_view(
    get=extend_schema(tags=[TAG], summary="Read one group", description="One group.", parameters=[SLUG, NUMBER])
)
class OneGroup(GroupsOfOne, Detail):
    """One group of comparators."""
