"""What became of the emails, for administrators: recipient, kind, state and error, and nothing that they say."""

from typing import Any, cast

from django.db.models import QuerySet
from django_filters.rest_framework import ChoiceFilter, FilterSet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request

from bestvalue.accounts.models import User
from bestvalue.api.acts import ActOnOne
from bestvalue.api.inputs import Input
from bestvalue.api.shapes import ModelShape
from bestvalue.api.views import Detail, Endpoint, Listing
from bestvalue.messages.models import Delivery, State
from bestvalue.messages.policy import looks_after_deliveries
from bestvalue.messages.selectors import deliveries_for
from bestvalue.messages.services.undelivered import give_up, try_again

from .messages import ID, TAG


class DeliverySerializer(ModelShape[Delivery]):
    """One email. What it says is for its recipient only."""

    kind = serializers.CharField(source="what", help_text="The kind of message, or `digest`.")

    class Meta:
        model = Delivery
        fields = (
            *("id", "recipient", "kind", "state", "attempts", "created_at", "next_try_at", "sent_at"),
            *("last_error", "reason"),
        )


class DeliveryFilter(FilterSet):  # type: ignore[misc]
    """Narrow the list."""

    state = ChoiceFilter(choices=State.choices, help_text="How far the email has come.")

    class Meta:
        model = Delivery
        fields = ("state",)


class GiveUpInput(Input):
    """Why an email is given up."""

    reason = serializers.CharField(max_length=500, help_text="The reason.")


class AllDeliveries(Endpoint, GenericAPIView[Delivery]):
    """Emails; administrators only."""

    serializer_class = DeliverySerializer
    queryset = Delivery.objects.none()

    def check_permissions(self, request: Request) -> None:
        """Raise PermissionDenied but for administrators."""
        super().check_permissions(request)
        if not looks_after_deliveries(request.user):
            raise PermissionDenied("Only an administrator looks after emails.")

    def get_queryset(self) -> QuerySet[Delivery]:
        """All of them, the latest first."""
        return deliveries_for(cast(User, self.request.user))


@extend_schema_view(
    get=extend_schema(tags=[TAG], summary="List emails", description="What became of each email; administrators only.")
)
class Deliveries(AllDeliveries, Listing):
    """What became of each email."""

    filterset_class = DeliveryFilter


@extend_schema_view(
    get=extend_schema(tags=[TAG], summary="Read what became of one email", description="One email.", parameters=[ID])
)
class OneDelivery(AllDeliveries, Detail):
    """What became of one email."""

    filter_backends = ()


class OnDelivery(AllDeliveries, ActOnOne):
    """An administrator's act on one that was not delivered."""

    resource = "api:delivery"
    filter_backends = ()


@extend_schema_view(
    post=extend_schema(
        tags=[TAG], summary="Try an email again", description="Have one tried again as if new.", parameters=[ID]
    )
)
class TryAgain(OnDelivery):
    """Have one tried again."""

    def act(self, delivery: Delivery, *, by: User, expected_version: None) -> Delivery:
        """Do it."""
        return try_again(by=by, delivery=delivery)


@extend_schema_view(
    post=extend_schema(tags=[TAG], summary="Give an email up", description="It is never tried again.", parameters=[ID])
)
class GiveUp(OnDelivery):
    """Give one up."""

    input_class = GiveUpInput

    def act(self, delivery: Delivery, *, by: User, expected_version: None, **given: Any) -> Delivery:
        """Do it."""
        return give_up(by=by, delivery=delivery, **given)
