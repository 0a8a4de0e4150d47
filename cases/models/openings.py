"""Asking for a case to be opened: everybody gets the same answer, whatever there is already (rulings 20, N7)."""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from bestvalue.accounts.models.teams import given_to_an_open_team

from .instruments import Life

LIFE = Life("passed", {"open": (("passed",), "opened"), "decline": (("passed",), "declined")}, frozenset({"passed"}))


class OpeningRequest(models.Model):
    """A request to open a case on an authority, which a deputy director decides (T01, T68)."""

    LIFE: ClassVar[Life] = LIFE

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("cases.Authority", on_delete=models.PROTECT, related_name="opening_requests")
    team = models.ForeignKey("accounts.Team", on_delete=models.PROTECT, related_name="opening_requests")
    state = LIFE.field()
    reason = models.TextField("evidence or reason")
    requested_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="opening_requests")
    requested_at = models.DateTimeField()
    officer = models.ForeignKey(
        "accounts.User",
        verbose_name="who would look after the case",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="openings_decided"
    )
    decided_on = models.DateField(null=True, blank=True)
    answer = models.TextField("answer to the person who asked", blank=True)
    case = models.OneToOneField(
        "cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="opening_request"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["requested_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            LIFE.constraint("opening_request"),
            models.CheckConstraint(condition=~Q(reason=""), name="opening_request_reasoned"),
            models.CheckConstraint(
                condition=Q(state="passed", decided_by__isnull=True, decided_on__isnull=True)
                | (~Q(state="passed") & Q(decided_by__isnull=False, decided_on__isnull=False)),
                name="opening_request_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="opened", case__isnull=False) | (~Q(state="opened") & Q(case__isnull=True)),
                name="opening_request_opened_a_case",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(answer=""), name="opening_request_declined_with_an_answer"
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [*LIFE.triggers(), given_to_an_open_team()]

    def __str__(self) -> str:
        return f"Request to open a case on {self.authority}"

    @property
    def key(self) -> str:
        """How events name this request."""
        return f"opening_request:{self.pk}"

    @LIFE.act("open")
    def open(self) -> None:
        """A case is opened."""

    @LIFE.act("decline")
    def decline(self) -> None:
        """No case is opened for this request."""
