"""Contacts with an authority in early engagement and after, logged and read by the case's team (T02)."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import GenericAPIView

from bestvalue.api.inputs import Input
from bestvalue.api.shapes import ModelShape
from bestvalue.api.views import Detail, Listing
from cases.models import Case, Contact
from cases.services.opening import log_contact

from .acts import CaseCreation
from .cases import OfOneCase
from .parameters import CONTACT, REF

CHANNELS = [each for each in Contact.Channel.choices if each[0] != Contact.Channel.UNKNOWN]


class ContactSerializer(ModelShape[Contact]):
    """One contact with the authority; never changed once logged."""

    class Meta:
        model = Contact
        fields = ("id", "held_on", "channel", "people", "summary", "from_statutory_officer")


class ContactInput(Input):
    """A contact to log."""

    held_on = serializers.DateField(help_text="The day of the contact, not in the future.")
    channel = serializers.ChoiceField(choices=CHANNELS, help_text="How the contact was made.")
    people = serializers.CharField(help_text="Who took part.")
    summary = serializers.CharField(help_text="What was said.")
    from_statutory_officer = serializers.BooleanField(
        default=False, help_text="Whether a statutory officer approached the department."
    )


class ContactsOfOneCase(OfOneCase, GenericAPIView[Contact]):
    """The contacts of the case asked for, latest first."""

    serializer_class = ContactSerializer
    filter_backends = ()
    queryset = Contact.objects.none()
    reads = "contacts"

    def get_queryset(self) -> QuerySet[Contact]:
        """Those of the case."""
        return Contact.objects.filter(case=self.found()).order_by("-held_on", "id")


class Contacts(ContactsOfOneCase, CaseCreation, Listing):
    """Contacts with the authority."""

    resource, makes, move = "api:case", "api:case_contact", "log_contact"
    input_class = ContactInput

    @extend_schema(tags=["Cases"], summary="List the contacts of a case", parameters=[REF])
    def get(self, *args: Any, **kwargs: Any) -> Any:
        """Every contact logged on a case, latest first."""
        return super().get(*args, **kwargs)

    @extend_schema(tags=["Cases"], summary="Log a contact", parameters=[REF])
    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Log one contact with the authority (T02): a call, letter, meeting or email."""
        return super().post(*args, **kwargs)

    def act(self, case: Case, **given: Any) -> Contact:
        """Log it."""
        return log_contact(case=case, **given)


@extend_schema(tags=["Cases"], summary="Read one contact", parameters=[REF, CONTACT])
class OneContact(ContactsOfOneCase, Detail):
    """One contact on a case."""
