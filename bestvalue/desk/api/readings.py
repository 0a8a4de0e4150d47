"""Who read what of private cases."""

from typing import Any, cast

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from bestvalue.accounts.models import User
from bestvalue.api.shapes import ModelShape
from bestvalue.desk.selectors.readings import readings_for, what_was_read
from bestvalue.records.models import Reading
from cases.api.cases import AcrossCases, PersonSerializer
from cases.policy import reviews_readings


class ReadingSerializer(ModelShape[Reading]):
    """One reading by one person, on a page or by a program of theirs."""

    reader = PersonSerializer()
    case = serializers.CharField(
        source="case.ref", allow_null=True, default=None, help_text="Reference or handle; null for a sealed item."
    )
    what = serializers.SerializerMethodField(help_text="What was read, in words.")

    class Meta:
        model = Reading
        fields = ("id", "read_at", "reader", "case", "what", "subject", "request_id")

    def get_what(self, reading: Reading) -> str:
        """The page or the kind of thing."""
        return what_was_read(reading.subject)


class ReadingsQuery(serializers.Serializer[Any]):
    """How the list is narrowed."""

    case = serializers.CharField(required=False, max_length=40, help_text="Reference or handle of a case.")
    person = serializers.CharField(required=False, max_length=100, help_text="Part of a name, or an email.")
    since = serializers.DateField(required=False, help_text="Read on this day or later.")
    until = serializers.DateField(required=False, help_text="Read on this day or earlier.")


@extend_schema(tags=["Cases"], summary="List who read what", parameters=[ReadingsQuery])
class Readings(AcrossCases):
    """Readings of private cases that you review, the latest first; sealed items by their key alone."""

    serializer_class = ReadingSerializer
    queryset = Reading.objects.none()
    filter_backends = ()
    query_parameters, reads = ("case", "person", "since", "until"), "readings"

    def get_queryset(self) -> Any:
        """Those that the caller reviews; 404 for whoever reviews none."""
        user = cast(User, self.request.user)
        if not reviews_readings(user):
            raise Http404
        asked = ReadingsQuery(data=self.request.query_params)
        asked.is_valid(raise_exception=True)
        return readings_for(user, **asked.validated_data)
