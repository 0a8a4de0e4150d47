"""One case in full, and its moves: reads that join what several apps hold."""

import datetime as dt
from typing import Any, cast

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.api.shapes import Shape
from bestvalue.api.views import Detail
from bestvalue.desk.selectors.case_page import LiveInstrument, NextMove, live_instruments, next_moves, situation_of
from cases.api.cases import CaseSerializer, OfOneCase
from cases.api.parameters import REF
from cases.api.unmet import UnmetSerializer
from cases.models import Case
from cases.selectors.details import began_on, neighbours


class LiveInstrumentSerializer(Shape[LiveInstrument]):
    """An instrument that is live on a case."""

    kind = serializers.CharField(source="instrument.KIND", help_text="Such as `notice` or `direction`.")
    id = serializers.UUIDField(source="instrument.pk")
    register_id = serializers.SerializerMethodField(help_text="Its number in the public register once published.")
    state = serializers.CharField(source="instrument.state", help_text="Where its own small machine stands.")
    standing = serializers.SerializerMethodField(help_text="The state with what the dates say today, `period_ended`.")
    until = serializers.DateField(source="instrument.until", allow_null=True, help_text="When it is due to end.")

    def get_fields(self) -> dict[str, Any]:
        """The fields, with `from`, which Python keeps to itself as a name."""
        fields = super().get_fields()
        began = serializers.SerializerMethodField("get_began", help_text="The day from which it has had effect.")
        return {**fields, "from": began}

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_register_id(self, live: LiveInstrument) -> str | None:
        """Null until it is published."""
        return live.register_id or None

    @extend_schema_field(serializers.CharField())
    def get_standing(self, live: LiveInstrument) -> str:
        """The state in one word of this API."""
        return live.instrument.standing(self.context["today"])

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_began(self, live: LiveInstrument) -> dt.date | None:
        """Null where the day is not published."""
        return began_on(live.instrument)


class LinksSerializer(Shape[Any]):
    """Addresses of what belongs to a case."""

    authority = serializers.URLField()
    events = serializers.URLField()
    moves = serializers.URLField()
    previous = serializers.URLField(allow_null=True, help_text="The case that this one reopens.")
    next = serializers.URLField(allow_null=True, help_text="The case that reopens this one.")


class CaseDetailSerializer(CaseSerializer):
    """A case in full, with the instruments that are live on it."""

    live_instruments = LiveInstrumentSerializer(many=True)
    links = LinksSerializer()

    class Meta(CaseSerializer.Meta):
        fields = (
            *CaseSerializer.Meta.fields,
            *("opened_on_or_before", "outcome", "retrospective", "live_instruments", "links"),
        )


class MoveSerializer(Shape[NextMove]):
    """One lawful move, as it stands on a case for you."""

    number = serializers.CharField(source="move.number", help_text="Its number in the table of moves.")
    name = serializers.CharField(source="move.name", help_text="The verb of the event that it writes.")
    label = serializers.CharField(source="move.label")  # type: ignore[assignment]
    legal_basis = serializers.CharField(source="move.basis", help_text="The power, or the paragraph relied on.")
    decider = serializers.ListField(
        source="move.decider", child=serializers.ChoiceField(choices=Role.choices), help_text="Any of whom decides."
    )
    needs_submission = serializers.BooleanField(
        source="move.needs_submission", help_text="Whether it spends a decision that a minister took on a submission."
    )
    open = serializers.BooleanField(help_text="Whether every condition is met, whoever asks.")
    may_make = serializers.BooleanField(source="may", help_text="Whether you hold a role that may make it.")
    unmet_conditions = UnmetSerializer(source="unmet", many=True)


class CaseMovesSerializer(Shape[Any]):
    """The moves of a case."""

    ref = serializers.CharField()
    stage = serializers.CharField()
    version = serializers.IntegerField()
    moves = MoveSerializer(many=True)


@extend_schema(tags=["Cases"], summary="Read one case", parameters=[REF])
class OneCase(OfOneCase, Detail):
    """A case with its live instruments. 404 where there is none, or none that you may know of."""

    serializer_class = CaseDetailSerializer
    joined = ("authority", "team", "officer")

    def get_serializer_context(self) -> dict[str, Any]:
        """The legal day, for what the dates say."""
        return {**super().get_serializer_context(), "today": clock.today()}

    def get_object(self) -> Case:
        """The case, with what the detail joins to it."""
        case: Any = self.found()
        case.live_instruments = live_instruments(case, situation_of(case))
        case.links = self.links(case)
        return cast(Case, case)

    def links(self, case: Case) -> dict[str, str | None]:
        """Addresses of what belongs to the case."""
        earlier, later = neighbours(case, cast(User, self.request.user))
        return {
            "authority": reverse("api:authority", kwargs={"slug": case.authority.slug}, request=self.request),
            "events": self.address("api:case_events", case.ref),
            "moves": self.address("api:case_moves", case.ref),
            "previous": self.address("api:case", earlier),
            "next": self.address("api:case", later),
        }

    def address(self, name: str, ref: str | None) -> str | None:
        """The address of a case's resource; None for no case."""
        return reverse(name, kwargs={"ref": ref}, request=self.request) if ref else None


class CaseMoves(OfOneCase):
    """What may be done on a case, by whom, and why not."""

    reads = "moves"

    @extend_schema(tags=["Cases"], summary="Read the moves of a case", parameters=[REF], responses=CaseMovesSerializer)
    def get(self, request: Request, ref: str) -> Response:
        """Every numbered move: whether it is open, whether you may make it, and each condition that is not met."""
        case = self.found()
        moves = next_moves(case, cast(User, request.user), situation_of(case))
        shown = {"ref": case.ref, "stage": case.stage, "version": case.version, "moves": moves}
        return Response(CaseMovesSerializer(shown).data)
