"""Notes on a case, for those who may see it: only ever added; a correction is a new note that says what it corrects.

`Note` is something else: a published fact on the page of an authority.
"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from bestvalue import clock
from bestvalue.records.triggers import FirmTrigger, append_only, changed_by_removal_alone, refusal
from bestvalue.text_search import words_index


class CaseNote(models.Model):
    """What somebody wrote down about a case: for themselves and for the others who may see it."""

    class Kind(models.TextChoices):
        """What a note is about, where its writer says so."""

        BACKGROUND = "background", "Background"
        HANDLING = "handling", "Handling"
        ADVICE = "advice", "Advice received"
        HANDOVER = "handover", "Handover"

    SEARCHED: ClassVar[tuple[str, ...]] = ("text",)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField("what it is about", max_length=20, choices=Kind, blank=True)
    text = models.TextField("the note")
    written_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="case_notes")
    written_at = models.DateTimeField()
    corrects = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
        verbose_name="note that it corrects",
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["-written_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(text=""), name="case_note_says_something"),
            models.CheckConstraint(condition=~Q(corrects=F("id")), name="case_note_corrects_another"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "-written_at", "id"], name="case_note_of_case"),
            words_index("case_note_words", "text"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *changed_by_removal_alone("case_note", "text"),
            FirmTrigger(
                name="corrects_a_note_of_its_case",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="IF NEW.corrects_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM cases_casenote earlier "
                "WHERE earlier.id = NEW.corrects_id AND earlier.case_id = NEW.case_id) "
                f"THEN {refusal('A note corrects a note of the same case.')} END IF; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return f"Note of {clock.day_of(self.written_at):%-d %B %Y} by {self.written_by}"

    @property
    def key(self) -> str:
        """How events name this note."""
        return f"case_note:{self.pk}"


class Mention(models.Model):
    """Somebody who may see the case, whom the writer of a note told of it."""

    note = models.ForeignKey("cases.CaseNote", on_delete=models.PROTECT, related_name="mentions")
    person = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="mentions")

    class Meta:
        ordering: ClassVar[list[str]] = ["note", "person__name", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["note", "person"], name="mention_once_in_a_note"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return str(self.person)
