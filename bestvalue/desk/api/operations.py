"""How the service runs, for an administrator: the work of the clock, and what failed. No case is shown or named."""

from typing import Any, cast

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from bestvalue.accounts.models import Role, User
from bestvalue.accounts.policy import holds
from bestvalue.api.acts import ActOnOne
from bestvalue.api.shapes import ModelShape, Shape
from bestvalue.api.views import Detail, Endpoint, Listing
from bestvalue.desk.selectors.operations import failing_clocks, operations
from bestvalue.errors import Forbidden
from cases.api.parameters import ID
from cases.models import Clock
from cases.services.sweeping import try_again

TAG = "Operations"


class OperationsSerializer(Shape[Any]):
    """What is asked of the sweep now, and what waits to be sent."""

    sweep = serializers.CharField(help_text="`ok`, `late` or `never ran`.")
    since_sweep = serializers.DurationField(allow_null=True, help_text="How long ago it ran; null where it never did.")
    due = serializers.IntegerField(help_text="Clocks that are due now.")
    oldest_due = serializers.DurationField(allow_null=True, help_text="For how long the first has been due.")
    failing = serializers.IntegerField(help_text="Clocks whose prompt could not be given.")
    outbox = serializers.IntegerField(help_text="Emails that wait.")
    oldest_email = serializers.DurationField(allow_null=True, help_text="For how long the first has waited.")
    calendar = serializers.CharField(help_text="`ok`, or that the list of bank holidays ends soon.")
    holidays_until = serializers.DateField(allow_null=True, help_text="The last bank holiday that is known.")


class FailingClockSerializer(ModelShape[Clock]):
    """A clock that could not prompt, without what it is about."""

    class Meta:
        model = Clock
        fields = ("id", "kind", "attempts", "next_at", "retry_at")


class ForAdministrators(Endpoint):
    """An endpoint for administrators."""

    def check_permissions(self, request: Request) -> None:
        """Raise Forbidden for anybody else."""
        super().check_permissions(request)
        if not holds(cast(User, request.user), Role.ADMINISTRATOR):
            raise Forbidden("Only an administrator sees how the service runs.")


class OperationsNow(ForAdministrators):
    """How the service runs now."""

    @extend_schema(tags=[TAG], summary="Read how the service runs", responses=OperationsSerializer)
    def get(self, request: Request) -> Response:
        """The numbers now: of work, and never of cases or authorities."""
        return Response(OperationsSerializer(operations()).data)


class Failing(ForAdministrators, GenericAPIView[Clock]):
    """The clocks that could not prompt."""

    serializer_class, filter_backends, queryset = FailingClockSerializer, (), Clock.objects.none()

    def get_queryset(self) -> QuerySet[Clock]:
        """Those that are tried again."""
        return failing_clocks()


@extend_schema(tags=[TAG], summary="List clocks that could not prompt")
class FailingClocks(Failing, Listing):
    """Clocks whose prompt could not be given and is tried again."""


@extend_schema(tags=[TAG], summary="Read one clock that could not prompt", parameters=[ID])
class OneFailingClock(Failing, Detail):
    """One such clock."""


@extend_schema_view(
    post=extend_schema(
        tags=[TAG],
        summary="Try a clock again",
        description="Let it be tried with the next sweep, in place of at its time.",
        parameters=[ID],
    )
)
class RetryClock(Failing, ActOnOne):
    """Try a clock again with the next sweep."""

    resource = "api:failing_clock"

    def act(self, clock: Clock, *, by: User, expected_version: None) -> None:
        """Have it tried."""
        try_again(by=by, clock=clock)
