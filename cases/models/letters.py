"""Letters that go out beside an instrument: to the leader or mayor, and to members of Parliament (domain 2.7)."""

import datetime as dt
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from bestvalue.text_search import words_index

from .instruments import Instrument, Life

LIFE = Life("draft", {"send": (("draft",), "sent"), "discard": (("draft",), "discarded")}, frozenset())

LETTER_WORDS = ("subject_line", "to_name", "to_role", "body")


class Letter(Instrument):
    """One letter, sent on a minister's decision on its exact text."""

    class Kind(models.TextChoices):
        """To whom a letter goes, and why."""

        LEADER = "leader", "To the leader or mayor"
        MP = "mp", "To a member of Parliament"
        STATEMENT = "statement", "Statement to Parliament"
        OTHER = "other", "To somebody else"

    LIFE: ClassVar[Life] = LIFE
    KIND: ClassVar[str] = "letter"
    BLOCKS_CLOSING: ClassVar[bool] = False
    SEARCHED: ClassVar[tuple[str, ...]] = LETTER_WORDS

    state = LIFE.field()
    kind = models.CharField(max_length=20, choices=Kind)
    about = models.CharField("instrument it goes with", max_length=200, blank=True)
    to_name = models.CharField("name", max_length=200)
    to_role = models.CharField("post or constituency", max_length=200, blank=True)
    subject_line = models.CharField("subject", max_length=300)
    body = models.TextField("text")
    signed_by = models.CharField("signed by", max_length=200)
    drafted_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="letters_drafted")
    sent_on = models.DateField(null=True, blank=True)
    sent_how = models.CharField("how it was sent", max_length=200, blank=True)

    class Meta(Instrument.Meta):
        verbose_name = "letter"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Instrument.Meta.constraints,
            LIFE.constraint("letter"),
            models.CheckConstraint(
                condition=Q(state="sent", sent_on__isnull=False) | (~Q(state="sent") & Q(sent_on__isnull=True)),
                name="letter_sent_on_a_day",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["about"], name="letter_about"),
            words_index("letter_words", *LETTER_WORDS),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = LIFE.triggers()

    @LIFE.act("send")
    def send(self) -> None:
        """It is sent."""

    @LIFE.act("discard")
    def discard(self) -> None:
        """It is no longer wanted."""

    def end_with_authority(self, on: dt.date) -> None:
        """A letter that was not sent is discarded (T69)."""
        self.discard()

    def not_publishable(self) -> str:
        """Letters to persons are not published by themselves."""
        return "A letter to a person is not published by itself."

    def decision_text(self) -> str:
        """The letter in full: what the minister approves and the person receives."""
        to = f"To: {self.to_name}" + (f", {self.to_role}" if self.to_role else "")
        return f"# {self.subject_line}\n\n{to}\n\n{self.body}\n\n{self.signed_by}"
