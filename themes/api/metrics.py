"""Definitions of metrics: read by anyone who has signed in, kept by analysts and administrators."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.generics import GenericAPIView

from bestvalue.accounts.models import User
from bestvalue.api.acts import Act, Creation
from bestvalue.api.fields import OwnAddressField
from bestvalue.api.inputs import Input
from bestvalue.api.shapes import ModelShape
from bestvalue.api.views import Detail, Endpoint, Listing
from themes.metric_selectors import metric_list
from themes.models import Line, Metric, Theme
from themes.services.metrics import define_metric, edit_metric

TAG = "Metrics"
SLUG = OpenApiParameter("slug", OpenApiTypes.STR, OpenApiParameter.PATH, description="The short name of the metric.")


class MetricSerializer(ModelShape[Metric]):
    """What is counted, and what to keep in mind. No side of a metric is the better one."""

    url = OwnAddressField(view_name="api:metric", lookup_field="slug")
    themes = serializers.SlugRelatedField[Theme](slug_field="slug", many=True, read_only=True)
    lines = serializers.SlugRelatedField[Line](slug_field="slug", many=True, read_only=True)

    class Meta:
        model = Metric
        fields = (
            *("url", "slug", "title", "unit", "publisher", "source", "higher_means", "caveat", "themes", "lines"),
            "version",
        )


class MetricInput(Input):
    """The words of a definition, and what it bears on."""

    title = serializers.CharField(max_length=200)
    unit = serializers.CharField(max_length=60, help_text="Such as `%` or `days`.")
    publisher = serializers.CharField(max_length=200)
    source = serializers.CharField(max_length=300)  # type: ignore[assignment]
    higher_means = serializers.CharField(max_length=300, help_text="What a higher value means, in neutral words.")
    caveat = serializers.CharField(help_text="What to keep in mind; it cannot be blank.")
    themes = serializers.SlugRelatedField(slug_field="slug", queryset=Theme.objects.all(), many=True)
    lines = serializers.SlugRelatedField(slug_field="slug", queryset=Line.objects.all(), many=True, required=False)


class DefineMetricInput(MetricInput):
    """A new definition."""

    slug = serializers.SlugField(max_length=80, help_text="Never changes.")


class EditMetricInput(MetricInput):
    """A definition as it shall be."""

    reason = serializers.CharField(help_text="Why it changes.")


class MetricFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Filters of definitions; none of them looks at a figure."""

    theme = django_filters.CharFilter(field_name="themes__slug", label="Slug of a theme that it bears on.")


class SomeMetrics(Endpoint, GenericAPIView[Metric]):
    """Definitions, by title."""

    serializer_class = MetricSerializer
    queryset = Metric.objects.none()

    def get_queryset(self) -> QuerySet[Metric]:
        """All of them."""
        return metric_list().prefetch_related("lines")


@extend_schema_view(
    get=extend_schema(tags=[TAG], summary="List metrics", description="Every definition, by title."),
    post=extend_schema(tags=[TAG], summary="Define a metric", description="Analysts and administrators only."),
)
class Metrics(SomeMetrics, Creation, Listing):
    """Definitions of metrics."""

    resource, makes, input_class, filterset_class = "api:metrics", "api:metric", DefineMetricInput, MetricFilter

    def found(self) -> None:
        """Nothing: a definition is about no other thing."""

    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Define one."""
        return super().post(*args, **kwargs)

    def act(self, target: None, *, by: User, expected_version: None, **given: Any) -> Metric:
        """Define it."""
        return define_metric(by=by, **given)

    def address_of(self, made: Metric) -> dict[str, Any]:
        """Its short name."""
        return {"slug": made.slug}


@extend_schema_view(
    get=extend_schema(tags=[TAG], summary="Read one metric", description="One definition.", parameters=[SLUG])
)
class OneMetric(SomeMetrics, Detail):
    """One definition."""

    filter_backends = ()
    lookup_field = "slug"


@extend_schema_view(
    post=extend_schema(
        tags=[TAG],
        summary="Change a definition",
        description="Replace its words and what it bears on.",
        parameters=[SLUG],
    )
)
class EditMetric(SomeMetrics, Act):
    """Change a definition."""

    resource, input_class, filter_backends = "api:metric", EditMetricInput, ()

    def found(self) -> Metric:
        """The definition."""
        return get_object_or_404(Metric, slug=self.kwargs["slug"])

    def version(self, target: Metric) -> int:
        """How often it was written."""
        return target.version

    def act(self, metric: Metric, **given: Any) -> Metric:
        """Change it."""
        return edit_metric(metric=metric, **given)
