"""The public register: open to anyone, and the same for everyone (design 10)."""

import datetime as dt
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers

from bestvalue import clock
from bestvalue.api.fields import OwnAddressField
from bestvalue.api.shapes import ModelShape, bare
from bestvalue.api.views import Detail, Listing, Public
from bestvalue.questions import Question
from cases.models import Authority, Publication, PublishedStep
from cases.selectors.register import Standing, published_authorities, published_instruments, with_instruments

from .authorities import AuthoritySerializer, NamedAuthoritySerializer
from .filters import InstrumentFilter, RegisterAuthorityFilter
from .parameters import REGISTER_ID, SLUG

PUBLISHED = {
    "register_id": {"help_text": "Its number in the register, for good: it is never given to another."},
    "kind": {"help_text": "The kind of instrument."},
    "in_force_from": {"help_text": "The first day on which it is in force; null where none was published."},
    "in_force_until": {"help_text": "The last day of its period; null where none was published."},
    "ended_on": {"help_text": "The day on which a decision ended it; null while none did."},
    "published_on": {"help_text": "The day on which it was published."},
    "changed_at": {"help_text": "When its entry in the register last changed."},
    "on": {"help_text": "The day that the statement is about."},
    "text": {"help_text": "What was stated."},
    "source": {"help_text": "The published page on which it rests; may be empty."},
}
KEPT_BY_A_TOMBSTONE = (
    *("url", "register_id", "kind", "authority", "standing", "published_on", "precision", "changed_at", "withdrawn"),
)


class HowExactly(serializers.ChoiceField):
    """How exactly a date is known."""

    def __init__(self, **given: Any) -> None:
        super().__init__(choices=["day", "month"], source="month_only", **given)

    def to_representation(self, value: Any) -> str:
        """The word for it."""
        return "month" if value else "day"


class WithdrawnSerializer(ModelShape[Publication]):
    """When and why a publication was withdrawn from the register."""

    on = serializers.DateField(source="withdrawn_on", help_text="The day of the withdrawal; empty while there is none.")
    reason = serializers.CharField(source="withdrawal_reason", help_text="Why it was withdrawn.")

    class Meta:
        model = Publication
        fields = ("on", "reason")


class StepSerializer(ModelShape[PublishedStep]):
    """One dated statement about a published instrument."""

    document = serializers.CharField(source="body", help_text="The published copy that goes with it; may be empty.")
    precision = HowExactly(help_text="`month` where only the month of `on` is known.")

    class Meta:
        model = PublishedStep
        fields = ("on", "precision", "text", "document", "source")
        extra_kwargs: Any = PUBLISHED


class InstrumentSerializer(ModelShape[Publication]):
    """A published instrument. Withdrawn, it is a tombstone: `withdrawn` says so, and what it held is null."""

    url = OwnAddressField(
        view_name="api:register_instrument", lookup_field="register_id", help_text="Where it is read."
    )
    authority = NamedAuthoritySerializer(help_text="The authority that it is about.")
    title = serializers.CharField(allow_null=True, help_text="As it was published.")
    standing = serializers.ChoiceField(choices=Standing.choices, help_text="What its published dates say today.")
    legal_basis = serializers.CharField(allow_null=True, help_text="The law that it rests on; may be empty.")
    precision = HowExactly(help_text="`month` where only the month of `published_on` and `in_force_from` is known.")
    ending = serializers.CharField(allow_null=True, help_text="How it ended; empty while it has not.")
    withdrawn = serializers.SerializerMethodField()

    class Meta:
        model = Publication
        fields: Any = (
            *("url", "register_id", "kind", "title", "authority", "standing", "legal_basis"),
            *("in_force_from", "in_force_until", "ended_on", "ending", "published_on", "precision", "changed_at"),
            "withdrawn",
        )
        extra_kwargs: Any = PUBLISHED

    @extend_schema_field(WithdrawnSerializer(allow_null=True))
    def get_withdrawn(self, publication: Publication) -> dict[str, Any] | None:
        """Null unless it was withdrawn."""
        return WithdrawnSerializer(publication).data if publication.withdrawn_on else None

    def to_representation(self, instance: Publication) -> dict[str, Any]:
        """The instrument, or its tombstone (rulings 23)."""
        shown = super().to_representation(instance)
        if instance.withdrawn_on:
            return {name: value if name in KEPT_BY_A_TOMBSTONE else None for name, value in shown.items()}
        return shown


class InstrumentDetailSerializer(InstrumentSerializer):
    """A published instrument with every dated statement about it, oldest first."""

    steps = StepSerializer(many=True, allow_null=True, help_text="Every dated statement about it, oldest first.")

    class Meta(InstrumentSerializer.Meta):
        fields: Any = (*InstrumentSerializer.Meta.fields, "steps")


class RegisterAuthoritySerializer(AuthoritySerializer):
    """An authority about which something was published."""

    url = OwnAddressField(view_name="api:register_authority", lookup_field="slug", help_text="Where it is read.")
    instrument_count = serializers.IntegerField(
        source="instruments", help_text="Published instruments, those withdrawn left out."
    )

    class Meta(AuthoritySerializer.Meta):
        fields: Any = (*AuthoritySerializer.Meta.fields, "instrument_count")


class RegisterAuthorityDetailSerializer(RegisterAuthoritySerializer):
    """An authority with everything that the register holds about it, newest first."""

    instruments = InstrumentSerializer(source="publications", many=True, help_text="What was published, newest first.")

    class Meta(RegisterAuthoritySerializer.Meta):
        fields: Any = (*RegisterAuthoritySerializer.Meta.fields, "instruments")


@extend_schema(tags=["Public register"], summary="List authorities in the register")
class RegisterAuthorities(Public, Listing):
    """Every authority about which something was published, by name."""

    serializer_class = RegisterAuthoritySerializer
    filterset_class = RegisterAuthorityFilter

    def get_queryset(self) -> QuerySet[Authority]:
        """From publications only."""
        return published_authorities()


@extend_schema(tags=["Public register"], summary="Read one authority in the register", parameters=[SLUG])
class RegisterAuthorityView(Public, Detail):
    """One authority with its published instruments. 404 where nothing was published about it."""

    serializer_class = RegisterAuthorityDetailSerializer
    lookup_field = "slug"

    def get_queryset(self) -> QuerySet[Authority]:
        """From publications only."""
        return with_instruments(published_authorities(), on=clock.today())


@extend_schema(tags=["Public register"], summary="List published instruments")
class RegisterInstruments(Public, Listing):
    """Every published instrument, newest first, tombstones of withdrawn ones among them."""

    serializer_class = InstrumentSerializer
    filterset_class = InstrumentFilter

    def get_queryset(self) -> QuerySet[Publication]:
        """From publications only."""
        return _published(clock.today()).rows()


@lru_cache(maxsize=1)
def _published(on: dt.date) -> Question[Publication]:
    rows = published_instruments(on=on)
    return Question(bare(rows, InstrumentSerializer, "withdrawn_on", "withdrawal_reason"))


@extend_schema(tags=["Public register"], summary="Read one published instrument", parameters=[REGISTER_ID])
class RegisterInstrument(Public, Detail):
    """One published instrument with its dated statements; a withdrawn one answers 200 with its tombstone."""

    serializer_class = InstrumentDetailSerializer
    lookup_field = "register_id"

    def get_queryset(self) -> QuerySet[Publication]:
        """From publications only."""
        return published_instruments(on=clock.today()).prefetch_related("steps")
