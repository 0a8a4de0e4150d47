"""A case at a glance: its stages, what is live, and whose move it is."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from bestvalue.desk.selectors.case_page import flags, live_instruments, situation_of
from bestvalue.desk.selectors.path import Spell, StageOfCase, stages_of
from bestvalue.desk.turns import Turn, turns_of
from cases.api.cases import OfOneCase, StageLabel
from cases.api.parameters import REF

from .cases import LiveInstrumentSerializer


class SpellSerializer(serializers.Serializer[Spell]):
    """One stay of a case at a stage."""

    since = serializers.DateField()
    until = serializers.DateField(allow_null=True, help_text="Null while it lasts.")
    on_or_before = serializers.BooleanField(help_text="Whether it may have begun before that day.")
    began_with = serializers.IntegerField(
        source="began.case_version", help_text="Place of the event that began it, as `case_version` of events."
    )


class WaySerializer(serializers.Serializer[Any]):
    """A move that leads to a stage from where the case is, whatever it still needs; see `moves/`."""

    number = serializers.CharField()
    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]


class StageOfCaseSerializer(serializers.Serializer[StageOfCase]):
    """One stage of the lifecycle, as it concerns the case."""

    stage = serializers.CharField()
    stage_label = StageLabel(source="stage")
    here = serializers.BooleanField(help_text="Whether the case is there now.")
    spells = SpellSerializer(many=True, help_text="Its stays there, the first one first.")
    moves = WaySerializer(many=True, help_text="The moves that lead there from where it is; none where no move does.")


class TurnSerializer(serializers.Serializer[Turn]):
    """Somebody who is waited for."""

    who = serializers.CharField(help_text="A person, a role or a body, in words.")
    what = serializers.CharField()
    since = serializers.DateField(allow_null=True)
    by = serializers.DateField(allow_null=True)


class GlanceSerializer(serializers.Serializer[Any]):
    """A case at a glance."""

    ref = serializers.CharField()
    stage = serializers.CharField()
    version = serializers.IntegerField()
    flags = serializers.ListField(child=serializers.CharField(), help_text="What the dates alone say today.")
    stages = StageOfCaseSerializer(many=True)
    live_instruments = LiveInstrumentSerializer(many=True)
    waits_for = TurnSerializer(many=True, help_text="Whose move it is. Open tasks are at `tasks/`.")


class Glance(OfOneCase):
    """Where a case stands, what is live and whose move it is."""

    reads = "glance"

    @extend_schema(tags=["Cases"], summary="Read a case at a glance", parameters=[REF], responses=GlanceSerializer)
    def get(self, request: Request, ref: str) -> Response:
        """Each stage with the case's stays and the ways there, what is live, and who is waited for since when."""
        case = self.found()
        situation = situation_of(case)
        shown = {
            "ref": case.ref,
            "stage": case.stage,
            "version": case.version,
            "flags": flags(situation),
            "live_instruments": live_instruments(case, situation),
            "stages": stages_of(case, situation),
            "waits_for": turns_of(situation),
        }
        return Response(GlanceSerializer(shown, context={"today": situation.today}).data)
