"""Figures over the cases that the caller may know of: now, from step to step, and who has what."""

from typing import Any, cast

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.api.views import Endpoint
from bestvalue.desk.portfolio.ends import WITHIN, upcoming_ends
from bestvalue.desk.portfolio.in_force import in_force_now
from bestvalue.desk.portfolio.scope import scope_of
from bestvalue.desk.portfolio.stages import stages_now
from bestvalue.desk.portfolio.times import MEASURES, Spread, spread_of
from bestvalue.desk.portfolio.waiting import waiting_now
from bestvalue.desk.portfolio.workload import workload
from cases.policy import led_by, reads_portfolio

TAG = "Portfolio"


class CountedSerializer(serializers.Serializer[Any]):
    """How many there are of something, and what is counted."""

    kind = serializers.CharField(help_text="What is counted, in one word.")
    label = serializers.CharField(help_text="The same in words.")  # type: ignore[assignment]
    definition = serializers.CharField(help_text="What counts and what does not.")
    number = serializers.IntegerField(help_text="How many there are.")


class DecisionsWaitingSerializer(CountedSerializer):
    """Decisions that wait; `label` is with whom."""

    since = serializers.DateField(allow_null=True, help_text="Since when the first has waited.")


class StageSerializer(serializers.Serializer[Any]):
    """The open cases in one stage, and the months they have been there; null where no day is known."""

    stage = serializers.CharField(help_text="The stage.")
    cases = serializers.IntegerField(help_text="Open cases in it.")
    not_known = serializers.IntegerField(help_text="Those of which no day is known, left out of the months.")
    lower_quartile = serializers.FloatField(allow_null=True, help_text="Months: a quarter was there for no longer.")
    median = serializers.FloatField(allow_null=True, help_text="Months: half were there for no longer.")
    upper_quartile = serializers.FloatField(allow_null=True, help_text="Months: three quarters were for no longer.")
    longest = serializers.FloatField(allow_null=True, help_text="Months that the earliest has been there.")


class EndSerializer(serializers.Serializer[Any]):
    """Dates of one kind that fall within three, six and twelve months."""

    kind = serializers.CharField(help_text="Kind of date, as in `forecast/`.")
    label = serializers.CharField(help_text="The kind in words.")  # type: ignore[assignment]
    within_3 = serializers.IntegerField(help_text="Within three months.")
    within_6 = serializers.IntegerField(help_text="Within six months.")
    within_12 = serializers.IntegerField(help_text="Within twelve months.")


class PortfolioSerializer(serializers.Serializer[Any]):
    """Where the cases stand that the caller may know of."""

    on = serializers.DateField(help_text="Today.")
    scope = serializers.CharField(help_text="Over which cases these figures are, in words.")
    in_force = CountedSerializer(many=True)
    stages = StageSerializer(many=True)
    ends = EndSerializer(many=True)
    waiting = DecisionsWaitingSerializer(many=True)


class RangeSerializer(serializers.Serializer[Any]):
    """One range of lengths."""

    label = serializers.CharField(help_text="The range in words.")  # type: ignore[assignment]
    number = serializers.IntegerField(help_text="How many took so long.")


class TimesSerializer(serializers.Serializer[Any]):
    """One length of time from step to step."""

    kind = serializers.CharField(help_text="The measure, in one word.")
    label = serializers.CharField(help_text="From which step to which.")  # type: ignore[assignment]
    starts = serializers.CharField(help_text="What starts it.")
    ends = serializers.CharField(help_text="What ends it.")
    definition = serializers.CharField(help_text="What is counted.")
    sources = serializers.CharField(help_text="The acts that the days come from.")
    ranges = RangeSerializer(many=True)
    not_published = serializers.IntegerField(help_text="Left out, as a day was not published.")
    month_only = serializers.IntegerField(help_text="Of those counted: only the month of the first day is known.")
    quartiles = serializers.ListField(
        child=serializers.IntegerField(), help_text="Days: lower quartile, median, upper quartile. Empty over nothing."
    )


class LoadSerializer(serializers.Serializer[Any]):
    """What one person has in one team."""

    team = serializers.CharField(source="team.slug", help_text="Slug of the team.")
    person = serializers.CharField(source="person.name", allow_null=True, default=None, help_text="Null for nobody.")
    cases = serializers.IntegerField(help_text="Open cases.")
    tasks = serializers.IntegerField(help_text="Open tasks.")
    overdue = serializers.IntegerField(help_text="Open tasks whose date is past.")


class ForReaders(Endpoint):
    """An endpoint for those who may know of some case; for anybody else it is not there (N7)."""

    def check_permissions(self, request: Request) -> None:
        """Raise NotFound for anybody else."""
        super().check_permissions(request)
        if not reads_portfolio(cast(User, request.user)):
            raise NotFound


class PortfolioNow(ForReaders):
    """The portfolio now."""

    @extend_schema(tags=[TAG], summary="Read where the portfolio stands", responses=PortfolioSerializer)
    def get(self, request: Request) -> Response:
        """What is in force, cases by stage, ends to come and decisions that wait, over the cases you may know of."""
        user, today = cast(User, request.user), clock.today()
        told = {
            "on": today,
            "scope": scope_of(user),
            "in_force": [_count(each.model.KIND, each.label, each.means, n) for each, n in in_force_now(user, today)],
            "stages": stages_now(user, today),
            "ends": [
                {"kind": each.kind, "label": each.label}
                | {f"within_{months}": number for months, number in zip(WITHIN, each.numbers, strict=True)}
                for each in upcoming_ends(user, today)
            ],
            "waiting": [
                _count(each.key, each.who, each.means, each.number) | {"since": each.since}
                for each in waiting_now(user, today)
            ],
        }
        return Response(PortfolioSerializer(told).data)


def _count(kind: str, label: str, definition: str, number: int) -> dict[str, Any]:
    return {"kind": kind, "label": label, "definition": definition, "number": number}


class StepTimes(ForReaders):
    """Time from step to step."""

    @extend_schema(tags=[TAG], summary="Read how long steps took", responses=TimesSerializer(many=True))
    def get(self, request: Request) -> Response:
        """For each measure, how many took how long, over the cases you may know of. No authority is named."""
        told = [_times(spread_of(cast(User, request.user), each)) for each in MEASURES.values()]
        return Response(TimesSerializer(told, many=True).data)


def _times(spread: Spread) -> dict[str, Any]:
    measure = spread.measure
    ranges = zip(measure.ranges, spread.numbers, strict=True)
    return {
        **{"kind": measure.key, "label": measure.label, "starts": measure.starts, "ends": measure.ends},
        **{"definition": measure.counted, "sources": measure.sources, "quartiles": spread.quartiles},
        "ranges": [{"label": each.label, "number": number} for each, number in ranges],
        "not_published": spread.not_published,
        "month_only": spread.month_only,
    }


class Workload(ForReaders):
    """Who has what."""

    def check_permissions(self, request: Request) -> None:
        """Raise NotFound for who leads no team."""
        super().check_permissions(request)
        if not led_by(cast(User, request.user)).exists():
            raise NotFound

    @extend_schema(tags=[TAG], summary="Read who has what", responses=LoadSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Open cases and tasks by team and person, by name, in the teams that you lead."""
        return Response(LoadSerializer(workload(cast(User, request.user), clock.today()), many=True).data)
