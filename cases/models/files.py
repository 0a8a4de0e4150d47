"""Files that came in or were made: kept as they were, under a name of ours, with what is known of them (rulings 39)."""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from bestvalue.records.triggers import TOMBSTONE, FirmTrigger, kept, refusal, removal_of
from bestvalue.text_search import words_index

from ..uploads.reading import READABLE

FIXED = ("case_id", "subject", "name", "media_type", "size", "sha256", "stored_as", "uploaded_by_id", "uploaded_at")
WITH_EVIDENCE = "evidence_version:"
FILE_WORDS = ("name", "description")
MOST_OF_A_TEXT = 500_000
"""Characters of a file's text that are kept and searched, some 170 pages."""


class Stored(models.Model):
    """What is known of content that is kept outside the database, under a name of ours (`check_files`)."""

    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        abstract = True


class File(Stored):
    """One file. Its content never changes; only its scan and the advice about its release may be added.

    It is on a case, unless it came with evidence: that is as private as its item, and no list of a case shows it.
    """

    class Scan(models.TextChoices):
        """What the antivirus scanner said."""

        NOT_SCANNED = "not_scanned", "Not scanned for viruses"
        CLEAN = "clean", "No virus found"

    SEARCHED: ClassVar[tuple[str, ...]] = FILE_WORDS

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="files")
    subject = models.CharField("what it belongs to", max_length=200)
    name = models.CharField("name as it was given", max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField("size in bytes")
    description = models.CharField(max_length=300, blank=True)
    uploaded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="files")
    uploaded_at = models.DateTimeField()
    scan = models.CharField(max_length=20, choices=Scan, default=Scan.NOT_SCANNED)
    scanned_at = models.DateTimeField(null=True, blank=True)
    foi_exemption = models.CharField("exemption suggested if it is asked for", max_length=200, blank=True)
    foi_review_on = models.DateField("when to look at that again", null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["uploaded_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(size__gt=0), name="file_is_not_empty"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(subject=""), name="file_named_and_placed"),
            models.CheckConstraint(
                condition=Q(case__isnull=False) ^ Q(subject__startswith=WITH_EVIDENCE),
                name="file_on_a_case_or_evidence",
            ),
            models.CheckConstraint(
                condition=Q(scan="not_scanned", scanned_at__isnull=True) | Q(scan="clean", scanned_at__isnull=False),
                name="file_scan_known",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subject"], name="file_subject"),
            words_index("file_words", *FILE_WORDS),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *kept(),
            FirmTrigger(
                name="content_is_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=f"IF ({', '.join(f'NEW.{each}' for each in FIXED)}) IS DISTINCT FROM "
                f"({', '.join(f'OLD.{each}' for each in FIXED)}) "
                f"AND NOT {removal_of('file', 'name', 'description')} "
                f"THEN {refusal('A file is kept as it came (N22).')} END IF; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_removed(self) -> bool:
        """Whether its content went under the retention schedule; no name that comes with a file ends so."""
        return self.name.endswith(TOMBSTONE[1])

    @property
    def reading(self) -> str:
        """Whether it is found by the words in it."""
        if self.media_type not in READABLE:
            return "Its words are not searched: those of pictures and of Outlook messages are not read"
        if (text := getattr(self, "text", None)) is None:
            return "Its words are searched in a minute or two"
        beginning = f"the first {MOST_OF_A_TEXT:,} characters" if text.is_cut else "its words"
        beginning += ", but not by those of what is attached to it" if READABLE[self.media_type] == "eml" else ""
        return f"Its words cannot be searched: {text.unreadable}" if text.unreadable else f"Found by {beginning}"

    @property
    def key(self) -> str:
        """How events name this file."""
        return f"file:{self.pk}"


class FileText(models.Model):
    """The text of one file, so that it can be found by it; or why it has none. A file without one waits to be read.

    A background task writes it (`cases/services/file_texts.py`); with the file's content its text is removed too.
    """

    SEARCHED: ClassVar[tuple[str, ...]] = ("body",)

    file = models.OneToOneField("cases.File", on_delete=models.PROTECT, primary_key=True, related_name="text")
    body = models.TextField(blank=True)
    is_cut = models.BooleanField("longer than what is kept of it", default=False)
    unreadable = models.CharField("why it cannot be read", max_length=200, blank=True)
    read_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(body="") | Q(unreadable=""), name="file_text_or_why_not"),
        ]
        indexes: ClassVar[list[models.Index]] = [words_index("file_text_words", "body", most=MOST_OF_A_TEXT)]
        triggers: ClassVar[list[pgtrigger.Trigger]] = kept()

    def __str__(self) -> str:
        return f"text of {self.file_id}"
