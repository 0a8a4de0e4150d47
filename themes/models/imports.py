"""Imports of metric values: the file as it came, what was found in it, and what became of it."""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from bestvalue.records.triggers import FirmTrigger, append_only, kept, lawful_states, refusal
from cases.models import Stored

LISTED = 1000
"""The most problems of one import that are kept; all are counted."""

FIXED = ("name", "media_type", "size", "sha256", "stored_as", "uploaded_by_id", "uploaded_at")


PATHS = (
    ("uploaded", "checked"),
    ("uploaded", "confirmed"),
    ("uploaded", "refused"),
    ("checked", "confirmed"),
    ("checked", "dropped"),
    ("confirmed", "done"),
    ("confirmed", "refused"),
)


class MetricImport(Stored):
    """One file of values. It is checked, somebody decides what to take from it, and it is imported as a whole."""

    class State(models.TextChoices):
        """How far it has gone."""

        UPLOADED = "uploaded", "Waiting to be checked"
        CHECKED = "checked", "Checked: waiting for your choice"
        CONFIRMED = "confirmed", "Waiting to be imported"
        DONE = "done", "Imported"
        REFUSED = "refused", "Not imported"
        DROPPED = "dropped", "Dropped"

    WAITING: ClassVar[tuple[str, ...]] = ("uploaded", "confirmed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("name as it was given", max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField("size in bytes")
    uploaded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="metric_imports")
    uploaded_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    good_rows_only = models.BooleanField("take the good rows even where others are wrong", default=False)
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    attempts = models.PositiveSmallIntegerField("how often the present step was begun", default=0)
    begun_at = models.DateTimeField("when work on the present step began", null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    rows = models.PositiveIntegerField("rows in the file", default=0)
    added = models.PositiveIntegerField("figures for a new period", default=0)
    revised = models.PositiveIntegerField("figures that supersede another", default=0)
    unchanged = models.PositiveIntegerField("figures that are there already", default=0)
    refused = models.PositiveIntegerField("rows that are wrong", default=0)
    sample = models.JSONField("some of what it would change", default=list, editable=False)
    problem_count = models.PositiveIntegerField("problems found", default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["-uploaded_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=["uploaded", "checked", "confirmed", "done", "refused", "dropped"]),
                name="metric_import_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["confirmed", "done"]) | Q(decided_by__isnull=False),
                name="metric_import_was_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(good_rows_only=True) | Q(problem_count=0),
                name="metric_import_all_or_nothing",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["uploaded_at"], condition=Q(state__in=["uploaded", "confirmed"]), name="metric_import_waiting"
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *kept(),
            *lawful_states(PATHS, initial="uploaded"),
            FirmTrigger(
                name="file_is_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=f"IF ({', '.join(f'NEW.{each}' for each in FIXED)}) IS DISTINCT FROM "
                f"({', '.join(f'OLD.{each}' for each in FIXED)}) "
                f"THEN {refusal('A file is kept as it came (N22).')} END IF; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """How events name this import."""
        return f"metric_import:{self.pk}"

    @property
    def is_waiting(self) -> bool:
        """Whether the service still has something to do."""
        return self.state in self.WAITING


class ImportProblem(models.Model):
    """One thing that is wrong in a file: where it is, and how it is put right."""

    metric_import = models.ForeignKey("themes.MetricImport", on_delete=models.PROTECT, related_name="problems")
    line = models.PositiveIntegerField(help_text="Of the file; in JSON, the number of the value.")
    column = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=40)
    message = models.CharField(max_length=300)
    found = models.CharField("what stands there", max_length=100, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["metric_import", "id"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"Line {self.line}, {self.column or 'the whole line'}: {self.message}"
