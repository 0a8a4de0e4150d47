"""The change feed: what happened on every case that the caller may know of, in one stable order (design 11)."""

from typing import Any, cast

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView

from bestvalue.accounts.models import User
from bestvalue.api.fields import AddressField
from bestvalue.api.paging import ChangeFeed
from bestvalue.api.shapes import Shape
from bestvalue.api.views import Endpoint
from bestvalue.desk.selectors.feed import feed_for
from bestvalue.records.models import Event
from bestvalue.records.services import note_readings, number_events
from cases.api.cases import EventSerializer


class EventLinksSerializer(Shape[Any]):
    """Where to read more."""

    case = AddressField("api:case", "ref", source="case.ref", allow_null=True, help_text="The case.")
    events = AddressField(
        *("api:case_events", "ref"),
        source="case.ref",
        allow_null=True,
        help_text="Everything that was done on it, in full.",
    )


class FeedEventSerializer(EventSerializer):
    """One act by one person, never changed. What it said is read where `links` lead."""

    id = serializers.CharField(source="hash", help_text="The event's hash: unique, and the cursor after it.")
    case = serializers.CharField(
        source="case.ref",
        default=None,
        allow_null=True,
        help_text="What to call the case now; null for an act outside any case.",
    )
    case_version = serializers.IntegerField(help_text="The act's place in its own chain.")
    links = EventLinksSerializer(
        source="*", read_only=True, help_text="Where to read more; in a webhook without the host."
    )

    class Meta:
        model = Event
        fields = (
            *("id", "verb", "label", "subject", "case", "case_version", "actor", "acting_for"),
            *("decided_on", "effective_on", "recorded_at", "links"),
        )


@extend_schema(tags=["Events"], summary="Read what happened, as it happens")
class Events(Endpoint, ListAPIView[Event]):
    """Every event that you may know of now, each exactly once, in an order that never changes.

    Keep `cursor` and send it as `after` to be given what was committed since. A right that you win shows events from
    your cursor on; a right that you lose hides at once what it had shown.
    """

    serializer_class = FeedEventSerializer
    pagination_class = ChangeFeed
    filter_backends = ()
    queryset = Event.objects.none()

    def get_queryset(self) -> Any:
        """What is asked for the caller, once all that is committed has its place."""
        number_events()
        return feed_for(cast(User, self.request.user), FeedEventSerializer)

    def paginate_queryset(self, queryset: Any) -> Any:
        """A page of them; each case on it counts as read (rulings 21)."""
        page = super().paginate_queryset(queryset) or []
        read = {each.case_id for each in page if each.case_id}
        note_readings(reader=cast(User, self.request.user), read=[(case, "api: change feed") for case in sorted(read)])
        return page
