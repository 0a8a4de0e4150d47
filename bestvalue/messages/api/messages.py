"""A person's own messages, and how they hear of them."""

import datetime as dt
from typing import Any, cast

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view, inline_serializer
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from bestvalue.accounts.models import User
from bestvalue.api.acts import Act, ActOnOne
from bestvalue.api.inputs import Input
from bestvalue.api.shapes import ModelShape, Shape
from bestvalue.api.views import Detail, Endpoint, Listing
from bestvalue.messages.kinds import KINDS, Way
from bestvalue.messages.models import Message
from bestvalue.messages.selectors import as_known, choices_of, own_messages
from bestvalue.messages.services.reading import choose_ways, mark_all_read, mark_read

TAG = "Messages"
ID = OpenApiParameter("id", OpenApiTypes.UUID, OpenApiParameter.PATH, description="Its identifier.")


class MessageSerializer(ModelShape[Message]):
    """One message to you. Of one that is `withheld` you may no longer know what it is about."""

    withheld = serializers.BooleanField(help_text="Whether you lost the role that it was for: it says nothing more.")

    class Meta:
        model = Message
        fields = ("id", "kind", "subject", "text", "link", "urgent", "written_at", "read_at", "withheld")


class PreferenceSerializer(Shape[Any]):
    """How you hear of one kind of message."""

    kind = serializers.CharField(source="key", help_text="The kind of message.")
    title = serializers.CharField(source="kind.label", help_text="The same in words.")
    way = serializers.ChoiceField(choices=Way.choices, help_text="How you hear of it.")
    urgent = serializers.BooleanField(source="kind.urgent", help_text="Whether it always comes at once, by email.")


class ChooseInput(Input):
    """How you want to hear of one kind of message."""

    kind = serializers.ChoiceField(choices=[(key, kind.label) for key, kind in KINDS.items()], help_text="The kind.")
    way = serializers.ChoiceField(choices=Way.choices, help_text="How you want to hear of it.")


class OwnMessages(Endpoint, GenericAPIView[Message]):
    """The messages of the caller, and nobody else's."""

    serializer_class = MessageSerializer
    filter_backends = ()
    queryset = Message.objects.none()

    def get_queryset(self) -> QuerySet[Message]:
        """Theirs, unread first."""
        return own_messages(cast(User, self.request.user))


@extend_schema_view(
    get=extend_schema(tags=[TAG], summary="List your messages", description="What was said to you, unread first.")
)
class Messages(OwnMessages, Listing):
    """What was said to the caller, unread first."""

    def paginate_queryset(self, queryset: Any) -> Any:
        """A page of them, as far as the caller may still know."""
        return as_known(cast(User, self.request.user), list(super().paginate_queryset(queryset) or ()))


@extend_schema_view(
    get=extend_schema(
        tags=[TAG], summary="Read one message", description="One message; reading it marks nothing.", parameters=[ID]
    )
)
class OneMessage(OwnMessages, Detail):
    """One message."""

    def get_object(self) -> Any:
        """The message, as far as the caller may still know."""
        return as_known(cast(User, self.request.user), [super().get_object()])[0]


@extend_schema_view(
    post=extend_schema(
        tags=[TAG], summary="Mark a message as read", description="No daily email has it any more.", parameters=[ID]
    )
)
class MarkRead(OwnMessages, ActOnOne):
    """Mark one as read."""

    resource = "api:message"

    def act(self, message: Message, *, by: User, expected_version: None) -> Message:
        """Mark it."""
        return mark_read(by=by, message=message)


class ReadAllInput(Input):
    """Up to when you have looked."""

    until = serializers.DateTimeField(help_text="When you read the list: what came later stays unread.")


@extend_schema_view(
    post=extend_schema(
        tags=[TAG],
        summary="Mark all messages as read",
        description="All that was written to you up to an instant. Name the list in `If-Match`, its first page.",
    )
)
class MarkAllRead(Act):
    """Mark as read all that there was."""

    resource, input_class = "api:messages", ReadAllInput

    def found(self) -> None:
        """Nothing: the messages are the caller's own."""

    def act(self, target: None, *, by: User, expected_version: None, until: dt.datetime) -> None:
        """Mark them."""
        mark_all_read(by=by, until=until)


PREFERENCES = inline_serializer("MessagePreferences", {"preferences": PreferenceSerializer(many=True)})


class Preferences(Endpoint):
    """How the caller hears of each kind of message."""

    serializer_class = PREFERENCES

    @extend_schema(
        tags=[TAG],
        summary="Read how you hear of messages",
        description="Each kind of message, and how you hear of it.",
        responses=PREFERENCES,
    )
    def get(self, request: Request) -> Response:
        """Each kind, with the caller's choice."""
        rows = choices_of(cast(User, request.user))
        return Response({"preferences": PreferenceSerializer(rows, many=True).data})


@extend_schema_view(
    post=extend_schema(
        tags=[TAG],
        summary="Choose how you hear of a kind of message",
        description="From now on. What is urgent always comes at once, by email.",
    )
)
class Choose(Act):
    """Choose for one kind of message."""

    resource, input_class = "api:message_preferences", ChooseInput

    def found(self) -> None:
        """Nothing: the choice is the caller's own."""

    def act(self, target: None, *, by: User, expected_version: None, kind: str, way: str) -> None:
        """Keep the choice."""
        choose_ways(by=by, ways={kind: way})
