"""Watches on failing services: known in the department, and none of them public (C8, R32, N14)."""

from collections.abc import Callable
from typing import Any, ClassVar, cast

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.exceptions import NotFound
from rest_framework.generics import GenericAPIView

from bestvalue.accounts.models import User
from bestvalue.api.acts import ActOnOne, Creation
from bestvalue.api.views import Detail, Endpoint, Listing
from cases.models import ServiceFailureWatch
from cases.selectors.watches import WRITTEN, cases_told, watches_for
from cases.services import watches, watching

from . import watch_serializers as shapes
from .parameters import ID

TAG = "Watches"


class WatchFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Filters of watches."""

    state = django_filters.ChoiceFilter(
        choices=(("running", "Running"), ("ended", "Ended")), label="Whether it runs or has ended."
    )
    authority = django_filters.CharFilter(field_name="authority__slug", label="Slug of the authority.")
    team = django_filters.CharFilter(field_name="team__slug", label="Slug of the team that keeps it.")


class Watching(Endpoint, GenericAPIView[ServiceFailureWatch]):
    """The watches that the caller may know of."""

    serializer_class: type[shapes.WatchSerializer] = shapes.WatchDetailSerializer
    queryset = ServiceFailureWatch.objects.none()

    def get_queryset(self) -> QuerySet[ServiceFailureWatch]:
        """Those that the caller may know of, with what was written down; none while the API is only described."""
        if getattr(self, "swagger_fake_view", False):
            return ServiceFailureWatch.objects.none()
        return watches_for(cast(User, self.request.user)).select_related("case").prefetch_related(*WRITTEN)

    def told(self, rows: list[Any]) -> list[Any]:
        """The watches, each with its case where the caller may know of it; read at once for all."""
        seen = cases_told(cast(User, self.request.user), rows)
        for each in rows:
            each.told_case = each.case.ref if each.case_id in seen else None
        return rows


@extend_schema_view(
    get=extend_schema(
        tags=[TAG], summary="List watches", description="By the next prompt. For officials, analysts and ministers."
    ),
    post=extend_schema(tags=[TAG], summary="Open a watch", description="Watch a failing service for two years."),
)
class Watches(Watching, Creation, Listing):
    """Watches on failing services."""

    serializer_class, filterset_class = shapes.WatchSerializer, WatchFilter
    resource, makes, input_class = "api:service_failures", "api:service_failure", shapes.WatchOpenInput

    def paginate_queryset(self, queryset: Any) -> Any:
        """A page of them, with their cases."""
        return self.told(list(super().paginate_queryset(queryset) or ()))

    def found(self) -> None:
        """Nothing: a watch is on an authority, which its body names."""

    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Open one."""
        return super().post(*args, **kwargs)

    def act(self, target: None, *, by: User, expected_version: None, **given: Any) -> ServiceFailureWatch:
        """Open it."""
        return watches.open_watch(by=by, **given)


@extend_schema_view(get=extend_schema(tags=[TAG], summary="Read one watch", description="One watch.", parameters=[ID]))
class OneWatch(Watching, Detail):
    """One watch, with all that was written down during it."""

    filter_backends = ()

    def get_object(self) -> Any:
        """The watch, with its case."""
        return self.told([super().get_object()])[0]


class WatchAct(Watching, ActOnOne):
    """An act on one watch, by `service`."""

    resource = "api:service_failure"
    filter_backends = ()
    service: ClassVar[Callable[..., Any]]

    def act(self, watch: ServiceFailureWatch, *, by: User, expected_version: None, **given: Any) -> Any:
        """Call the service."""
        return type(self).service(by=by, watch=watch, **given)


class ReinspectionAct(WatchAct):
    """What became of a re-inspection of the watch."""

    def act(self, watch: Any, *, by: User, expected_version: None, **given: Any) -> Any:
        """Call the service. Raises NotFound where the watch has no such re-inspection."""
        found = watch.reinspections.filter(pk=given.pop("reinspection")).first()
        if found is None:
            raise NotFound
        return type(self).service(by=by, reinspection=found, **given)


def _act(summary: str, text: str) -> Callable[[Any], Any]:
    return extend_schema_view(post=extend_schema(tags=[TAG], summary=summary, description=text, parameters=[ID]))


@_act("Note the trajectory", "Note which way the service goes, in words, and what that rests on.")
class NoteTrajectory(WatchAct):
    """Note which way the service goes."""

    input_class = shapes.WatchNoteInput
    service = watching.note_trajectory


@_act("Log a contact", "Log a contact with the body that judged the service.")
class LogWatchContact(WatchAct):
    """Log a contact with the judging body."""

    input_class = shapes.WatchContactInput
    service = watching.log_watch_contact


@_act("Record a re-inspection", "Record a re-inspection to come.")
class PlanReinspection(WatchAct):
    """Record a re-inspection to come."""

    input_class = shapes.ReinspectionInput
    service = watching.plan_reinspection


@_act("Record a judgement", "Record that a re-inspection was held, with the judgement in the body's own words.")
class HoldReinspection(ReinspectionAct):
    """Record that a re-inspection was held."""

    input_class = shapes.JudgementInput
    service = watching.hold_reinspection


@_act("Call a re-inspection off", "Record that a re-inspection will not be held.")
class CallOffReinspection(ReinspectionAct):
    """Record that a re-inspection will not be held."""

    input_class = shapes.ReinspectionCallOffInput
    service = watching.call_off_reinspection


@_act("Correct the start", "Count the two years from another day; the day before is kept, and the clock follows.")
class CorrectStart(WatchAct):
    """Count the two years from another day."""

    input_class = shapes.WatchStartInput
    service = watches.correct_start


@_act("Hand a watch over", "Give the watch to a colleague; its clock and its open task pass with it.")
class HandOverWatch(WatchAct):
    """Give the watch to a colleague."""

    input_class = shapes.WatchHandOverInput
    service = watches.hand_over_watch


@_act("Take a failure further", "Record what was decided to do. It opens no case, moves none and sends nothing.")
class TakeFurther(WatchAct):
    """Record what was decided to do about the failure."""

    input_class = shapes.FurtherInput
    service = watches.take_further


@_act("End a watch", "End the watch, early or late, with reasons.")
class EndWatch(WatchAct):
    """End the watch."""

    input_class = shapes.WatchEndInput
    service = watches.end_watch
