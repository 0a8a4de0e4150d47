"""Early engagement: contacts with an authority, and support it has agreed to (E1, E2). All of it is private (R4)."""

import datetime as dt
import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from bestvalue.records.triggers import append_only

from .facts import WithFacts, facts_known
from .instruments import Instrument, Life


class Contact(WithFacts):
    """One contact with an authority: when, how, who was there, what was said (T02)."""

    class Channel(models.TextChoices):
        """How the contact was made."""

        CALL = "call", "Call"
        LETTER = "letter", "Letter"
        MEETING = "meeting", "Meeting"
        EMAIL = "email", "Email"
        UNKNOWN = "not_published", "Not published"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="contacts")
    held_on = models.DateField()
    channel = models.CharField(max_length=20, choices=Channel)
    people = models.TextField("who took part", blank=True)
    summary = models.TextField("what was said")
    from_statutory_officer = models.BooleanField(
        "a statutory officer approached the department",
        default=False,
        help_text="Such an approach is encouraged; nobody is under a duty to make one (R41).",
    )

    class Meta(WithFacts.Meta):
        ordering: ClassVar[list[str]] = ["held_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *WithFacts.Meta.constraints,
            *facts_known("contact", text=("people",)),
            models.CheckConstraint(
                condition=Q(retrospective=True) | ~Q(channel="not_published"), name="contact_channel_known"
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"{self.get_channel_display()} on {self.held_on}"


SUPPORT_LIFE = Life("agreed", {"end": (("agreed",), "ended")}, frozenset({"agreed"}))


class SupportArrangement(Instrument):
    """Support that the authority agreed to use while officials watch (T04, T05)."""

    LIFE: ClassVar[Life] = SUPPORT_LIFE
    KIND: ClassVar[str] = "support"
    BLOCKS_CLOSING: ClassVar[bool] = False

    state = SUPPORT_LIFE.field()
    what = models.TextField("support agreed")
    provider = models.CharField(max_length=200)
    owner = models.CharField("owner in the authority", max_length=200)
    review_on = models.DateField("review date")
    ended_on = models.DateField(null=True, blank=True)
    reason_ended = models.TextField(blank=True)

    class Meta(Instrument.Meta):
        verbose_name = "support arrangement"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Instrument.Meta.constraints,
            SUPPORT_LIFE.constraint("support"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = SUPPORT_LIFE.triggers()

    @SUPPORT_LIFE.act("end")
    def end(self) -> None:
        """The support ends, or is no longer relied on."""

    def end_with_authority(self, on: dt.date) -> None:
        """End it because its authority was abolished (T69)."""
        self.end()
        self.ended_on, self.reason_ended = on, "Authority abolished"
