"""Documents: exact texts, frozen by hash when they are put to somebody or sent (R2, R47)."""

import hashlib
import uuid
from typing import ClassVar

import pgtrigger
from django.db import models

from bestvalue.records.triggers import FirmTrigger, append_only, refusal
from bestvalue.text_search import words_index


def text_hash(text: str) -> str:
    """SHA-256 of a text, in hexadecimal: what a decision is bound to."""
    return hashlib.sha256(text.encode()).hexdigest()


DOCUMENT_WORDS = ("title", "body")


class Document(models.Model):
    """One version of one text about one instrument. A new version is a new row; none is ever changed."""

    SEARCHED: ClassVar[tuple[str, ...]] = DOCUMENT_WORDS

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="documents")
    subject = models.CharField("instrument", max_length=200)
    title = models.CharField(max_length=300)
    version = models.PositiveIntegerField()
    body = models.TextField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["subject", "version"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["subject", "title", "version"], name="document_one_of_each_version"),
        ]
        indexes: ClassVar[list[models.Index]] = [words_index("document_words", *DOCUMENT_WORDS)]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *append_only(),
            FirmTrigger(
                name="hash_fits_text",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="IF NEW.sha256 <> encode(sha256(convert_to(NEW.body, 'UTF8')), 'hex') THEN "
                + refusal("The hash of a document must be the hash of its text.")
                + " END IF; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"
