"""Webhooks through the API: asked for by whoever owns them, approved by an administrator."""

import datetime as dt
from collections.abc import Callable
from typing import Any, ClassVar, cast

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from bestvalue.accounts.models import User
from bestvalue.api import services
from bestvalue.api.acts import Act, Creation
from bestvalue.api.fields import OwnAddressField
from bestvalue.api.inputs import Input
from bestvalue.api.models import Delivery, Webhook
from bestvalue.api.selectors import webhooks_for
from bestvalue.api.shapes import ModelShape
from bestvalue.api.signing import secret_of
from bestvalue.api.views import Detail, Endpoint, Listing
from bestvalue.desk.selectors.feed import deliveries_for
from cases.api.acts import label_of
from cases.api.cases import PersonSerializer
from cases.moves import MOVES

SECRET = "Webhook-Secret"  # noqa: S105 - the name of a header
ID = OpenApiParameter("id", OpenApiTypes.UUID, OpenApiParameter.PATH, description="The webhook's identifier.")
SHOWN_ONCE = OpenApiParameter(
    SECRET,
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    response=[200, 201],
    description="The secret that signatures are made with. It is shown this once, and not in an answer sent again.",
)


class WebhookSerializer(ModelShape[Webhook]):
    """An address to which events are sent."""

    url = OwnAddressField(view_name="api:webhook")
    owner = PersonSerializer()
    approved_by = PersonSerializer(allow_null=True)
    failing_since = serializers.SerializerMethodField(help_text="For its owner: since when nothing was taken there.")
    told = serializers.CharField(help_text="What the owner should know, such as why it was suspended.")

    class Meta:
        model = Webhook
        fields = (
            *("id", "url", "target", "description", "verbs", "state", "owner", "created_at"),
            *("approved_by", "approved_at", "failing_since", "told", "ended_at"),
        )

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_failing_since(self, webhook: Webhook) -> dt.datetime | None:
        """To nobody else, as it tells when something happened."""
        return webhook.failing_since if webhook.owner == self.context["request"].user else None


class WebhookInput(Input):
    """A webhook to ask for."""

    target = serializers.CharField(max_length=500, help_text="The https address to which events are sent.")
    description = serializers.CharField(max_length=200, help_text="What it is for, for the administrator to judge.")
    verbs = serializers.ListField(
        child=serializers.ChoiceField(choices=sorted(MOVES)),
        default=list,
        help_text="Names of acts, as `verb` has them. Leave it out for every act that you may know of.",
    )


class EndWebhookInput(Input):
    """Why it ends."""

    reason = serializers.CharField(max_length=1000, default="", allow_blank=True, help_text="Why, if there is more.")


class ReplayInput(Input):
    """Which deliveries are sent again."""

    first = serializers.IntegerField(min_value=1, help_text="The number of the first.")
    last = serializers.IntegerField(min_value=1, help_text="The number of the last; the same for only one.")


class WebhookDeliverySerializer(ModelShape[Delivery]):
    """One event for one webhook, and what came of the last attempt."""

    event = serializers.CharField(source="event.hash", help_text="The event's id, sent as `webhook-id`.")
    verb = serializers.CharField(source="event.verb")
    label = serializers.SerializerMethodField(help_text="The act in words.")  # type: ignore[assignment]

    class Meta:
        model = Delivery
        fields = (
            *("number", "event", "verb", "label", "state", "attempts", "tried_at", "next_at", "status"),
            "answer",
        )

    @extend_schema_field(serializers.CharField())
    def get_label(self, delivery: Delivery) -> str:
        """The label of the move, or the verb for what is no move."""
        return label_of(delivery.event)


class OfOneWebhook(Endpoint):
    """An endpoint below `webhooks/{id}/`."""

    def found(self) -> Webhook:
        """The webhook of the address. Raises NotFound."""
        webhook = webhooks_for(cast(User, self.request.user)).filter(pk=self.kwargs["pk"]).first()
        if webhook is None:
            raise NotFound
        return webhook


class OfWebhooks(OfOneWebhook, GenericAPIView[Webhook]):
    """The webhooks that the caller may know of."""

    serializer_class = WebhookSerializer
    filter_backends = ()
    queryset = Webhook.objects.none()

    def get_queryset(self) -> QuerySet[Webhook]:
        """Their own; for an administrator, all."""
        return webhooks_for(cast(User, self.request.user))


class TellsSecret(Act):
    """An act whose answer tells the secret, in a header that no store of answers keeps."""

    def answer(self, request: Request, made: Any) -> Response:
        """The resource, and the secret beside it."""
        response = super().answer(request, made)
        response.headers[SECRET] = secret_of(made.salt)
        response.headers["Cache-Control"] = "no-store"
        return response


@extend_schema_view(
    get=extend_schema(tags=["Webhooks"], summary="List webhooks", description="Yours; an administrator's all."),
    post=extend_schema(
        tags=["Webhooks"],
        summary="Ask for a webhook",
        description="Nothing is sent before an administrator has approved the address.",
        parameters=[SHOWN_ONCE],
    ),
)
class Webhooks(OfWebhooks, TellsSecret, Creation, Listing):
    """Addresses to which events are sent."""

    resource, makes, input_class = "api:webhooks", "api:webhook", WebhookInput

    def found(self) -> Any:
        """Nothing: a webhook is about no other resource."""

    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Ask."""
        return super().post(*args, **kwargs)

    def act(self, nothing: None, /, *, by: User, expected_version: None, **given: Any) -> Webhook:
        """Ask."""
        return services.create_webhook(by=by, **given)


@extend_schema_view(get=extend_schema(tags=["Webhooks"], summary="Read one webhook", parameters=[ID]))
class OneWebhook(OfWebhooks, Detail):
    """One address to which events are sent."""


class OnWebhook(OfWebhooks, Act):
    """An act on one webhook, by `service`."""

    resource = "api:webhook"
    service: ClassVar[Callable[..., Webhook]]

    def act(self, webhook: Webhook, *, by: User, expected_version: None, **given: Any) -> Webhook:
        """Call the service."""
        return type(self).service(by=by, webhook=webhook, **given)


def _described(summary: str, description: str, *more: OpenApiParameter) -> Callable[[Any], Any]:
    about = {"tags": ["Webhooks"], "summary": summary, "description": description, "parameters": [ID, *more]}
    return extend_schema_view(post=extend_schema(**about))  # type: ignore[arg-type]


@_described("Approve a webhook", "By an administrator other than its owner. Events go to it from now on.")
class ApproveWebhook(OnWebhook):
    """Approve it."""

    service = services.approve_webhook


@_described("Pause a webhook", "Nothing is sent until you resume it, and nothing is missed.")
class PauseWebhook(OnWebhook):
    """Pause it."""

    service = services.pause_webhook


@_described("Resume a webhook", "Go on where it was paused or suspended.")
class ResumeWebhook(OnWebhook):
    """Resume it."""

    service = services.resume_webhook


@_described("End a webhook", "For good. An administrator refuses or stops one so.")
class EndWebhook(OnWebhook):
    """End it."""

    service, input_class = services.end_webhook, EndWebhookInput


@_described("Draw a new secret", "For a day, what is sent bears the signatures of both secrets.", SHOWN_ONCE)
class RotateSecret(TellsSecret, OnWebhook):
    """Draw a new secret."""

    service = services.rotate_secret


@_described("Send deliveries again", "What was sent or withheld, from one number to another, as far as you may see it.")
class ReplayWebhook(OnWebhook):
    """Send deliveries again."""

    service, input_class = services.replay_webhook, ReplayInput


@extend_schema_view(
    get=extend_schema(
        tags=["Webhooks"],
        summary="List the deliveries of a webhook",
        description="For its owner: the events that you may know of now, the latest first, and what became of each.",
        parameters=[ID],
    )
)
class Deliveries(OfOneWebhook, Listing):
    """What was sent to one webhook."""

    serializer_class = WebhookDeliverySerializer
    filter_backends = ()
    queryset = Delivery.objects.none()

    def get_queryset(self) -> QuerySet[Delivery]:
        """Those whose events the caller may know of now."""
        if getattr(self, "swagger_fake_view", False):
            return Delivery.objects.none()
        return deliveries_for(cast(User, self.request.user), self.found())
