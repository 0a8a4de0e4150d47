"""Lists across cases, one for each kind of thing that hangs off a case: a line each, with the way to the whole."""

from typing import Any, cast

import django_filters
from django.db.models import Model, QuerySet
from django.urls import URLPattern, path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from bestvalue.accounts.models import User
from bestvalue.api.shapes import ModelShape
from cases.policy import visible_cases

from .cases import AcrossCases
from .filters import CaseCalled

ON_THE_CASE = "What it says is read at `url`, where reading is recorded once more."


class ByNameOrDate(django_filters.OrderingFilter):  # type: ignore[misc]
    """The order that is asked for, always ending in the key, so that no page repeats a line."""

    def filter(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """As the list has them, where nothing is asked for."""
        return rows.order_by(*(self.get_ordering_value(each) for each in value), "pk") if value else rows


def across(
    folder: str,
    model: type[Model],
    one: str,
    *dates: str,
    tag: str,
    to: str = "case",
    named: str = "pk",
    **only: Any,
) -> URLPattern:
    """The address of the list of every `model` on the cases that the caller may know of, by authority.

    `one` is the route where each is read, and `named` the field that it is called by there. `dates` are told, and
    filter and order the list, as its authority does; `to` leads from a row to its case; `only` is what all rows have.
    """
    name, kind = folder.replace("-", "_"), model._meta
    known = {"__doc__": f"One of the {kind.verbose_name_plural}, in a line. {ON_THE_CASE}"}
    line = type(f"{kind.object_name}LineSerializer", (_line(model, one, dates, to, named),), known)
    narrowing = type(f"{kind.object_name}LineFilter", (django_filters.FilterSet,), _filters(model, dates, to))

    def get_queryset(view: Any) -> QuerySet[Any]:
        rows = model._default_manager.filter(**{f"{to}__in": visible_cases(cast(User, view.request.user))}, **only)
        return rows.select_related(f"{to}__authority").order_by(f"{to}__authority__name", *dates[:1], "pk")

    members = {
        "__doc__": f"The {kind.verbose_name_plural} on the cases that you may know of, by authority.",
        "serializer_class": line,
        "filterset_class": narrowing,
        "queryset": model._default_manager.none(),
        "case_at": f"{to.replace('__', '.')}_id",
        "reads": folder,
        "get_queryset": get_queryset,
    }
    view: Any = type(f"All{kind.object_name}", (AcrossCases,), members)
    described = extend_schema(tags=[tag], summary=f"List {folder.replace('-', ' ')} across cases")(view)
    found: URLPattern = path(f"{folder}/", described.as_view(), name=f"all_{name}")
    return found


def _line(model: type[Model], one: str, dates: tuple[str, ...], to: str, named: str) -> type[Any]:
    case_of = to.replace("__", ".")

    class Line(ModelShape[Any]):
        url = serializers.SerializerMethodField(help_text="Where it is read, on its case.")
        case = serializers.CharField(source=f"{case_of}.ref", help_text="Reference or handle of the case.")
        authority = serializers.CharField(source=f"{case_of}.authority.slug", help_text="Slug of the authority.")

        @extend_schema_field(OpenApiTypes.URI)
        def get_url(self, row: Any) -> str:
            """On its case."""
            case = row
            for step in to.split("__"):
                case = getattr(case, step)
            of_one = {"ref": case.ref, "pk": getattr(row, named)}
            return reverse(one, kwargs=of_one, request=self.context.get("request"))

        class Meta:
            model: type[Model]
            fields = ("url", "id", "case", "authority", "state", *dates)

    Line.Meta.model = model
    return Line


def _filters(model: Any, dates: tuple[str, ...], to: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "authority": django_filters.CharFilter(f"{to}__authority__slug", label="Slug of the authority."),
        "case": CaseCalled(to, label="Reference or handle of the case."),
        "state": django_filters.ChoiceFilter(choices=[(each, each) for each in model.LIFE.states], label="Its state."),
    }
    for date in dates:
        told, stem = str(model._meta.get_field(date).verbose_name), date.removesuffix("_on").removesuffix("_at")
        at = f"{date}__date" if date.endswith("_at") else date
        found[f"{stem}_from"] = django_filters.DateFilter(at, lookup_expr="gte", label=f"On or after: {told}.")
        found[f"{stem}_to"] = django_filters.DateFilter(at, lookup_expr="lte", label=f"On or before: {told}.")
    orders = ((f"{to}__authority__name", "authority"), *((date, date) for date in dates))
    found["sort"] = ByNameOrDate(fields=orders, label="By authority or date; never by merit.")
    return found
