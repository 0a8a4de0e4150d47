"""Early engagement (E1, E2), all of it private (R4): contacts, support, the authority's account, next steps."""

import datetime as dt
import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from bestvalue.records.triggers import append_only, changed_by_removal_alone
from bestvalue.text_search import words_index

from .facts import WithFacts, facts_known
from .instruments import Instrument, Life

CONTACT_WORDS = ("people", "summary")


class Contact(WithFacts):
    """One contact with an authority: when, how, who was there, what was said (T02)."""

    class Channel(models.TextChoices):
        """How the contact was made."""

        CALL = "call", "Call"
        LETTER = "letter", "Letter"
        MEETING = "meeting", "Meeting"
        EMAIL = "email", "Email"
        UNKNOWN = "not_published", "Not published"

    SEARCHED: ClassVar[tuple[str, ...]] = CONTACT_WORDS

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
        indexes: ClassVar[list[models.Index]] = [words_index("contact_words", *CONTACT_WORDS)]
        triggers: ClassVar[list[pgtrigger.Trigger]] = changed_by_removal_alone("contact", "people", "summary")

    def __str__(self) -> str:
        return f"{self.get_channel_display()} on {self.held_on}"

    @property
    def key(self) -> str:
        """How events and files name this contact."""
        return f"contact:{self.pk}"


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


OFFER_LIFE = Life("offered", {"take_up": (("offered",), "taken_up"), "refuse": (("offered",), "refused")}, frozenset())


class SupportOffer(Instrument):
    """Support offered to an authority, and its answer (P3: offers, take-up and refusals are logged)."""

    LIFE: ClassVar[Life] = OFFER_LIFE
    KIND: ClassVar[str] = "support_offer"
    BLOCKS_CLOSING: ClassVar[bool] = False

    state = OFFER_LIFE.field()
    offered_on = models.DateField("date of the offer")
    what = models.TextField("support offered")
    provider = models.CharField("who would give it", max_length=200)
    answered_on = models.DateField("date of the answer", null=True, blank=True)
    answer = models.TextField("what the authority answered", blank=True)

    class Meta(Instrument.Meta):
        verbose_name = "offer of support"
        verbose_name_plural = "offers of support"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Instrument.Meta.constraints,
            OFFER_LIFE.constraint("support_offer"),
            models.CheckConstraint(
                condition=Q(state="offered", answered_on__isnull=True)
                | (~Q(state="offered") & Q(answered_on__gte=F("offered_on"))),
                name="support_offer_answered_after_it_was_made",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = OFFER_LIFE.triggers()

    @OFFER_LIFE.act("take_up")
    def take_up(self) -> None:
        """The authority takes it up."""

    @OFFER_LIFE.act("refuse")
    def refuse(self) -> None:
        """The authority says no."""

    def standing(self, today: dt.date | None = None) -> str:
        """Its answer in words."""
        return {"offered": "offered, not answered yet", "taken_up": "taken up", "refused": "refused"}[self.state]


ACCOUNT_WORDS = ("given_by", "text")


class AuthorityAccount(models.Model):
    """What the authority itself says about a concern; it may be added at any time, in its own words (R31)."""

    SEARCHED: ClassVar[tuple[str, ...]] = ACCOUNT_WORDS

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="accounts")
    given_on = models.DateField("date it was given")
    given_by = models.CharField("who gave it", max_length=300)
    text = models.TextField("what the authority says, in its own words")
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["given_on", "id"]
        indexes: ClassVar[list[models.Index]] = [words_index("authority_account_words", *ACCOUNT_WORDS)]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"Account given on {self.given_on} by {self.given_by}"


STEP_LIFE = Life("agreed", {"finish": (("agreed",), "done"), "drop": (("agreed",), "dropped")}, frozenset())


class NextStep(Instrument):
    """A next step that the department and the authority agreed on: who takes it, and by when."""

    LIFE: ClassVar[Life] = STEP_LIFE
    KIND: ClassVar[str] = "next_step"
    BLOCKS_CLOSING: ClassVar[bool] = False

    state = STEP_LIFE.field()
    what = models.TextField("next step agreed")
    owner = models.CharField("who takes it", max_length=200)
    due_on = models.DateField("agreed date")
    ended_on = models.DateField("done or dropped on", null=True, blank=True)
    result = models.TextField("what came of it", blank=True)

    class Meta(Instrument.Meta):
        verbose_name = "next step"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Instrument.Meta.constraints,
            STEP_LIFE.constraint("next_step"),
            models.CheckConstraint(
                condition=Q(state="agreed", ended_on__isnull=True) | (~Q(state="agreed") & Q(ended_on__isnull=False)),
                name="next_step_ended_on_a_day",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = STEP_LIFE.triggers()

    @STEP_LIFE.act("finish")
    def finish(self) -> None:
        """It is done."""

    @STEP_LIFE.act("drop")
    def drop(self) -> None:
        """It is no longer wanted."""

    @property
    def until(self) -> dt.date | None:
        """The day agreed."""
        return self.due_on

    def standing(self, today: dt.date | None = None) -> str:
        """Where it stands in words; that its day has passed is only said."""
        if self.state == "agreed" and today and self.due_on < today:
            return "agreed, and its date has passed"
        return str(self.state)
