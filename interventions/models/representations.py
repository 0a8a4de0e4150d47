"""Representations: what the authority and others say about a proposal; all logged, read and answered (R18)."""

import uuid
from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from bestvalue.text_search import words_index
from cases.models import Life

LIFE = Life(
    "received",
    {
        "acknowledge": (("received",), "acknowledged"),
        "summarise": (("received", "acknowledged"), "summarised"),
        "consider": (("summarised",), "considered"),
        "answer": (("considered",), "answered"),
    },
    frozenset({"received", "acknowledged", "summarised", "considered"}),
)

REPRESENTATION_WORDS = ("sender", "text", "summary", "reply")


class Representation(models.Model):
    """One representation. A late one is recorded too, and a person decides whether it is considered."""

    LIFE: ClassVar[Life] = LIFE
    KIND: ClassVar[str] = "representation"
    SEARCHED: ClassVar[tuple[str, ...]] = REPRESENTATION_WORDS

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey("interventions.Proposal", on_delete=models.PROTECT, related_name="representations")
    state = LIFE.field()
    sender = models.CharField("from", max_length=300)
    is_from_authority = models.BooleanField("from the authority itself", default=False)
    received_on = models.DateField()
    channel = models.CharField("how it came", max_length=100)
    is_late = models.BooleanField("received after the closing date", default=False)
    text = models.TextField("what it says")
    late_decision = models.TextField("whether it is considered though it came late, and why", blank=True)
    summary = models.TextField(blank=True)
    reply = models.TextField("how it was answered", blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["received_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            LIFE.constraint("representation"),
            models.CheckConstraint(
                condition=~Q(state__in=["summarised", "considered", "answered"]) | ~Q(summary=""),
                name="representation_summarised_in_words",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | ~Q(reply=""), name="representation_answered_in_words"
            ),
            models.CheckConstraint(
                condition=~Q(state="answered", is_late=True) | ~Q(late_decision=""),
                name="representation_late_one_decided_on",
                violation_error_message="Say whether a late representation is considered, and why.",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [words_index("representation_words", *REPRESENTATION_WORDS)]
        triggers: ClassVar[list[pgtrigger.Trigger]] = LIFE.triggers()

    def __str__(self) -> str:
        return f"{self.sender}, {self.received_on}"

    @property
    def key(self) -> str:
        """How events name it."""
        return f"{self.KIND}:{self.pk}"

    @LIFE.act("acknowledge")
    def acknowledge(self) -> None:
        """The sender has been thanked."""

    @LIFE.act("summarise")
    def summarise(self) -> Any:
        """Somebody read it and summarised it."""

    @LIFE.act("consider")
    def consider(self) -> None:
        """It is put before the decider."""

    @LIFE.act("answer")
    def answer(self) -> None:
        """It is answered, in writing."""
