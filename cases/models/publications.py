"""What the public sees: one row for each published instrument, and nothing private near it (design 10, R46)."""

from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from bestvalue.records.triggers import append_only, kept, set_once
from bestvalue.text_search import words_index


class Counter(models.Model):
    """The last number given under a prefix, so that references have no gaps."""

    prefix = models.CharField(max_length=40, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.prefix}{self.last}"


class PublicationKind(models.TextChoices):
    """The kinds of instrument that are published."""

    NOTICE = "notice", "Best Value Notice"
    REQUIREMENT = "information_requirement", "Requirement for information"
    REVIEW = "external_review", "External review"
    INSPECTION = "inspection", "Best value inspection"
    PROPOSAL = "proposal", "Proposal to intervene"
    DIRECTION = "direction", "Directions"
    PACKAGE = "package", "Non-statutory intervention"
    PROGRESS_REPORT = "progress_report", "Progress report"


PUBLICATION_WORDS = ("title",)


class Publication(models.Model):
    """The published copy of one instrument: the register reads this table and its steps, and nothing else."""

    SEARCHED: ClassVar[tuple[str, ...]] = PUBLICATION_WORDS

    register_id = models.CharField(max_length=30, unique=True, editable=False)
    kind = models.CharField(max_length=30, choices=PublicationKind)
    subject = models.CharField("instrument", max_length=200, unique=True, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="publications")
    authority = models.ForeignKey("cases.Authority", on_delete=models.PROTECT, related_name="publications")
    title = models.CharField(max_length=300)
    legal_basis = models.CharField(max_length=300, blank=True)
    in_force_from = models.DateField(null=True, blank=True)
    in_force_until = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ending = models.CharField("how it ended", max_length=200, blank=True)
    published_on = models.DateField()
    month_only = models.BooleanField("only the month of publication is known", default=False)
    withdrawn_on = models.DateField("withdrawn from the register on", null=True, blank=True)
    withdrawal_reason = models.TextField(blank=True)
    approved_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="publications_approved")
    published_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="publications")
    retrospective = models.BooleanField(default=False, editable=False)
    changed_at = models.DateTimeField("entry in the register last changed", db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["-published_on", "register_id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(retrospective=True) | ~Q(approved_by=F("published_by")),
                name="publication_approved_by_another",
                violation_error_message="A publication is approved by somebody other than its publisher (R45).",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(in_force_from__isnull=True)
                | Q(ended_on__gte=F("in_force_from")),
                name="publication_ends_after_it_begins",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["kind", "-published_on"], name="publication_by_kind"),
            models.Index(fields=["-published_on", "register_id"], name="publication_latest"),
            words_index("publication_words", *PUBLICATION_WORDS),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [*kept(), set_once("register_id", "subject", "withdrawn_on")]

    def __str__(self) -> str:
        return f"{self.register_id}: {self.title}"

    @property
    def key(self) -> str:
        """How events name this publication."""
        return f"publication:{self.register_id}"

    def facts(self) -> dict[str, Any]:
        """What the event of a publication keeps, so that the published record can be told as it was known."""
        days = ("published_on", "in_force_from", "in_force_until", "ended_on")
        return {"kind": self.kind, "ending": self.ending, **{name: getattr(self, name) for name in days}}


STEP_WORDS = ("text", "body")


class PublishedStep(models.Model):
    """One dated statement about a published instrument, with the published page it rests on."""

    SEARCHED: ClassVar[tuple[str, ...]] = STEP_WORDS

    publication = models.ForeignKey("cases.Publication", on_delete=models.PROTECT, related_name="steps")
    on = models.DateField("date")
    month_only = models.BooleanField("only the month is known", default=False)
    text = models.TextField()
    body = models.TextField("published copy of the document", blank=True)
    source = models.CharField("published page", max_length=1000, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "id"]
        indexes: ClassVar[list[models.Index]] = [words_index("published_step_words", *STEP_WORDS)]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"{self.on}: {self.text}"
