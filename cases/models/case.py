"""The case: one open case for each authority, one stage, and a machine that only named people move (N1)."""

import secrets
import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from bestvalue.accounts.models.teams import given_to_an_open_team
from bestvalue.records.models import Chained
from bestvalue.records.triggers import FirmTrigger, kept, refusal, set_once

from ..moves import lawful_changes
from ..stages import Stage
from ..states import StateField
from .lifecycle import Lifecycle

HANDLE_ALPHABET = "bcdfghjkmnpqrstvwxyz23456789"


def new_handle() -> str:
    """A random handle that tells nothing: neither order nor number of cases (rulings 20)."""
    return "".join(secrets.choice(HANDLE_ALPHABET) for _ in range(10))


def stage_trigger() -> FirmTrigger:
    """The database's guard of the lifecycle (rulings 14).

    No stage changes without the one Event that names a lawful move.
    """
    listed = ", ".join(f"('{verb}', '{source}', '{to}', {decided})" for verb, source, to, decided in lawful_changes())
    return FirmTrigger(
        name="only_lawful_moves",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("stage"),
        timing=pgtrigger.Deferred,
        declare=[("event", "records_event%ROWTYPE")],
        func=f"""
            IF TG_OP = 'INSERT' THEN
                IF NEW.stage <> 'early_engagement' THEN {refusal("A case begins in early engagement.")} END IF;
                RETURN NULL;
            END IF;
            IF NEW.stage = OLD.stage THEN RETURN NULL; END IF;
            SELECT * INTO event FROM records_event
             WHERE case_id = NEW.id AND case_version = OLD.version + 1 AND recorded_at = transaction_timestamp();
            IF NOT FOUND OR NEW.version <> OLD.version + 1 OR NEW.head <> event.hash THEN
                {refusal("A case moves only by a recorded act of a named person (N1).")}
            END IF;
            IF NOT EXISTS (
                SELECT 1 FROM (VALUES {listed}) AS lawful (verb, source, target, minister_decides)
                 WHERE verb = event.verb AND source = OLD.stage AND target = NEW.stage
                   AND (NOT minister_decides
                        OR EXISTS (SELECT 1 FROM cases_submissionact WHERE spent_by_id = event.id AND state = 'spent'))
            ) THEN {refusal("No lawful move leads to that stage, or a minister has not decided it.")} END IF;
            RETURN NULL;
        """,
    )


class Case(Lifecycle, Chained):
    """The department's dealings with one authority, from first concern to closing. Its version counts its events."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    handle = models.CharField(max_length=12, unique=True, default=new_handle, editable=False)
    reference = models.CharField(
        max_length=20, unique=True, null=True, blank=True, editable=False, help_text="Allotted at first publication."
    )
    authority = models.ForeignKey("cases.Authority", on_delete=models.PROTECT, related_name="cases")
    team = models.ForeignKey("accounts.Team", on_delete=models.PROTECT, related_name="cases")
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="cases")
    stage = StateField(
        choices=Stage.choices, default=Stage.EARLY_ENGAGEMENT, protected=True, editable=False, max_length=30
    )
    previous = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="next", verbose_name="earlier case"
    )
    opened_on = models.DateField()
    opened_on_or_before = models.BooleanField("opened on or before that date", default=False)
    closed_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)
    retrospective = models.BooleanField("entered later", default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-opened_on", "handle"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["authority"],
                condition=~Q(stage=Stage.CLOSED),
                name="case_one_open_for_each_authority",
                violation_error_message="There is already an open case for this authority.",
            ),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="case_stage_known"),
            models.CheckConstraint(
                condition=Q(stage=Stage.CLOSED, closed_on__isnull=False)
                | (~Q(stage=Stage.CLOSED) & Q(closed_on__isnull=True)),
                name="case_closed_has_a_date",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["stage", "-opened_on"], name="case_by_stage")]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *kept(),
            set_once("reference", "handle", "authority_id"),
            stage_trigger(),
            given_to_an_open_team(),
        ]

    def __str__(self) -> str:
        return f"{self.ref}, {self.authority}"

    @property
    def ref(self) -> str:
        """What addresses and lists call the case: its reference once published, its handle before."""
        return self.reference or self.handle

    @property
    def stream_name(self) -> str:
        """The name of the case's chain of events."""
        return f"case:{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether the case has not been closed."""
        return bool(self.stage != Stage.CLOSED)
