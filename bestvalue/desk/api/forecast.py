"""The dates that fall due in the months to come."""

from typing import Any, cast

from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.api.shapes import ModelShape
from bestvalue.desk.selectors.forecast import DEFAULT_HORIZON, HORIZONS, Asked, dates_for
from cases.api.cases import AcrossCases
from cases.clocks import KINDS
from cases.models import Clock


class DueDateSerializer(ModelShape[Clock]):
    """One date that falls due."""

    number = serializers.CharField(source="row.number", help_text="Number of the kind, such as `C6`.")
    label = serializers.CharField(source="row.label", help_text="The kind in words.")  # type: ignore[assignment]
    authority = serializers.CharField(source="authority.slug")
    case = serializers.CharField(
        source="case.ref", allow_null=True, default=None, help_text="Reference or handle of the case, if it is of one."
    )
    team = serializers.CharField(source="case.team.slug", allow_null=True, default=None, help_text="Team of the case.")
    about = serializers.CharField(source="what", help_text="What it is about.")

    class Meta:
        model = Clock
        fields = ("id", "due_on", "kind", "number", "label", "authority", "case", "team", "about", "started_on")


class ForecastQuery(serializers.Serializer[Any]):
    """How the forecast is narrowed."""

    within = serializers.ChoiceField(
        choices=[(each, f"{each} months") for each in HORIZONS], required=False, help_text="Due in these months."
    )
    kind = serializers.ChoiceField(
        choices=[(name, kind.label) for name, kind in KINDS.items()], required=False, help_text="What falls due."
    )
    team = serializers.SlugField(required=False, help_text="Team of the case.")
    month = serializers.DateField(
        required=False, input_formats=["%Y-%m"], help_text="Due in this month, written `YYYY-MM`."
    )


@extend_schema(tags=["Cases"], summary="List what falls due", parameters=[ForecastQuery])
class Forecast(AcrossCases):
    """Every date from today on that you may know of, the earliest first: twelve months ahead unless asked otherwise."""

    serializer_class = DueDateSerializer
    queryset = Clock.objects.none()
    filter_backends = ()
    query_parameters, reads = ("within", "kind", "team", "month"), "forecast"

    def get_queryset(self) -> Any:
        """Those of the caller, narrowed as asked."""
        query = ForecastQuery(data=self.request.query_params)
        query.is_valid(raise_exception=True)
        given = query.validated_data
        asked = Asked(
            int(given.get("within", DEFAULT_HORIZON)),
            given.get("kind", ""),
            tuple(filter(None, [given.get("team")])),
            given.get("month"),
        )
        return dates_for(cast(User, self.request.user), clock.today(), asked)
