"""Past published events of an authority: read, and entered one by one (rulings 25)."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from bestvalue.api.acts import Creation
from bestvalue.api.inputs import Input
from bestvalue.api.shapes import ModelShape
from bestvalue.api.views import Detail, Listing
from bestvalue.desk.recording import Malformed, may_record, record_past_event
from bestvalue.errors import Refused
from cases.api.parameters import NUMBER, SLUG
from cases.models import Authority, PastEvent
from cases.stages import Stage

TAG = "Authorities"


class PastEventSerializer(ModelShape[PastEvent]):
    """A published event that was entered later, and the acts recorded with it."""

    class Meta:
        model = PastEvent
        fields = ("id", "place", "date", "type", "source", "description", "moves", "entered_at")


class PastEventInput(Input):
    """One event, as a file of histories tells it."""

    type = serializers.CharField(max_length=60)
    date = serializers.CharField(max_length=10, help_text="YYYY-MM-DD, or YYYY-MM.")
    confidence = serializers.CharField(max_length=20, help_text="`source`, or `unconfirmed`.")
    source = serializers.URLField(  # type: ignore[assignment]
        max_length=1000, required=False, allow_blank=True, help_text="The published page."
    )
    description = serializers.CharField(max_length=4000, required=False, allow_blank=True)
    in_force_until = serializers.CharField(max_length=10, required=False)
    legal_basis = serializers.CharField(max_length=300, required=False, allow_blank=True)
    outcome = serializers.CharField(max_length=40, required=False)
    appointed_by = serializers.CharField(max_length=40, required=False)
    decision = serializers.CharField(max_length=40, required=False)
    to = serializers.ChoiceField(choices=Stage.choices, required=False)


class OfOneAuthority:
    """The past events of the authority asked for; for whoever is no records manager there are none."""

    serializer_class: Any = PastEventSerializer
    kwargs: dict[str, Any]
    request: Any

    def found(self) -> Authority:
        """The authority. Raises Http404."""
        authority = Authority.objects.filter(slug=self.kwargs["slug"]).first()
        if authority is None or not may_record(self.request.user):
            raise Http404
        return authority

    def get_queryset(self) -> Any:
        """Those of the authority; none while the API is only described."""
        if getattr(self, "swagger_fake_view", False):
            return PastEvent.objects.none()
        return PastEvent.objects.filter(authority=self.found()).order_by("place")


@extend_schema_view(
    get=extend_schema(
        tags=[TAG], summary="List past events", description="In the order in which they were told.", parameters=[SLUG]
    ),
    post=extend_schema(
        tags=[TAG], summary="Record a past event", description="For the records manager.", parameters=[SLUG]
    ),
)
class PastEvents(OfOneAuthority, Creation, Listing):
    """Past events of an authority."""

    resource, makes, move = "api:authority", "api:past_event", "record_past_event"
    input_class = PastEventInput
    filter_backends = ()

    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Enter one."""
        return super().post(*args, **kwargs)

    def document(self, target: Any) -> str:
        """It needs no step-up."""
        return ""

    def act(self, authority: Any, /, **given: Any) -> PastEvent:
        """Enter it. Raises Refused with everything that contradicts it."""
        by = given.pop("by")
        given.pop("expected_version")
        try:
            played = record_past_event(by=by, authority=authority, told=given)
        except Malformed as error:
            raise ValidationError({"date": [str(error)]}) from error
        if played.unmet:
            raise Refused(played.unmet)
        return PastEvent.objects.filter(authority=authority).latest("place")


@extend_schema_view(
    get=extend_schema(tags=[TAG], summary="Read one past event", description="And its acts.", parameters=[SLUG, NUMBER])
)
class OnePastEvent(OfOneAuthority, Detail):
    """One past event."""
