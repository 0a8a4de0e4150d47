"""Evidence: items that hang on an authority, each told in versions that are never edited (domain 6, R31, R42).

Every act on an item is an event on the item's own chain: evidence moves no case, and sealing hides an item whole.
"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from bestvalue.records.models import Chained
from bestvalue.records.triggers import FirmTrigger, append_only, kept, refusal, removal_of, set_once
from bestvalue.text_search import words_index
from cases.models import Life

EVIDENCE_LIFE = Life(
    "unverified",
    {
        "verify": (("unverified", "disputed"), "verified"),
        "dispute": (("unverified", "verified"), "disputed"),
        "supersede": (("unverified", "verified", "disputed"), "superseded"),
    },
    frozenset({"unverified", "verified", "disputed"}),
)
STATES = {
    "unverified": "Not verified yet",
    "verified": "Verified",
    "disputed": "Disputed",
    "superseded": "Superseded by a correction",
}
PLACED_CHECK = f"""
    IF NEW.case_id IS NOT NULL
        AND (SELECT authority_id FROM cases_case WHERE id = NEW.case_id) <> NEW.authority_id
        THEN {refusal("Evidence with a case is about the authority of that case.")} END IF;
    IF NOT NEW.is_sealed AND (SELECT sealed_on_arrival FROM themes_sourcetype WHERE slug = NEW.source_type_id)
        THEN {refusal("Evidence of this kind is sealed from the beginning.")} END IF;
    RETURN NEW;
"""
FIXED = (
    *("evidence_id", "number", "body", "title", "happened_on", "received_on", "period_from", "period_to", "link"),
    *("sensitivity", "summary", "value", "unit", "comparator", "caveat", "step", "counts_from"),
    *("author_id", "recorded_at", "reason"),
)
REMOVABLE = ("body", "title", "summary", "comparator", "caveat", "reason")
"""What retention takes of a version, besides its link."""

OWN_TIME = f"""
    IF NEW.recorded_at <> transaction_timestamp()
        THEN {refusal("A version is recorded at the database's own time.")} END IF;
    RETURN NEW;
"""
BORN_TOGETHER = f"""
    IF (SELECT recorded_at FROM themes_evidenceversion WHERE id = NEW.version_id) <> transaction_timestamp()
        THEN {refusal("What a version bears on is recorded with it (R42).")} END IF;
    RETURN NEW;
"""


class Evidence(Chained):
    """One item: what it is about and of which kind. What it says is in its versions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("cases.Authority", on_delete=models.PROTECT, related_name="evidence")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="evidence")
    source_type = models.ForeignKey("themes.SourceType", on_delete=models.PROTECT, related_name="evidence")
    is_sealed = models.BooleanField("known only to those named to it", default=False)
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-added_at", "id"]
        verbose_name = "item of evidence"
        verbose_name_plural = "evidence"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["authority", "case"], name="evidence_where"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *kept(),
            set_once("authority_id", "case_id", "source_type_id", "added_at"),
            FirmTrigger(name="placed", when=pgtrigger.Before, operation=pgtrigger.Insert, func=PLACED_CHECK),
            FirmTrigger(
                name="stays_sealed",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("is_sealed"),
                func=f"IF OLD.is_sealed AND NOT NEW.is_sealed "
                f"THEN {refusal('What was sealed stays sealed.')} END IF; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return f"evidence {self.pk}"

    @property
    def key(self) -> str:
        """How events and readings name this item."""
        return f"evidence:{self.pk}"

    @property
    def may_be_published(self) -> bool:
        """Whether what it says may ever be put before the public by a person's decision (N23)."""
        return not (self.is_sealed or self.source_type.is_restricted)

    @property
    def stream_name(self) -> str:
        """The item's own chain."""
        return self.key


EVIDENCE_WORDS = ("title", "body", "summary", "comparator", "caveat")


class EvidenceVersion(models.Model):
    """What an item says, once and for all: a correction is a new version, and only the state of this one changes."""

    class Sensitivity(models.TextChoices):
        """How carefully the item is handled."""

        PUBLIC = "public", "Public already"
        OFFICIAL = "official", "Official"
        SENSITIVE = "sensitive", "Official, sensitive"

    class Step(models.TextChoices):
        """How far an occasion had come: a peer challenge, or a request for support."""

        NONE = "", "Not one of these"
        OFFERED = "offered", "Offered"
        REFUSED = "refused", "Refused"
        HELD = "held", "Held"
        PUBLISHED = "published", "Published"
        REVIEWED = "reviewed", "Progress reviewed"
        REQUESTED = "requested", "Requested"
        GRANTED = "granted", "Granted"

    LIFE: ClassVar[Life] = EVIDENCE_LIFE
    SEARCHED: ClassVar[tuple[str, ...]] = EVIDENCE_WORDS

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evidence = models.ForeignKey("themes.Evidence", on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("version")
    state = EVIDENCE_LIFE.field()
    body = models.CharField("body that made it", max_length=200)
    title = models.CharField(max_length=300)
    happened_on = models.DateField("date of the event", null=True, blank=True)
    received_on = models.DateField("date it was received")
    period_from = models.DateField("first day it covers", null=True, blank=True)
    period_to = models.DateField("last day it covers", null=True, blank=True)
    link = models.URLField(max_length=1000, blank=True)
    sensitivity = models.CharField(max_length=20, choices=Sensitivity)
    summary = models.TextField("what it says")
    value = models.DecimalField("figure", max_digits=20, decimal_places=4, null=True, blank=True)
    unit = models.CharField(max_length=100, blank=True)
    comparator = models.CharField("what it is compared with", max_length=300, blank=True)
    caveat = models.TextField("what the figure does not show", blank=True)
    step = models.CharField("how far it had come", max_length=20, choices=Step, blank=True)
    counts_from = models.DateField("day from which the time for a meeting counts", null=True, blank=True)
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="evidence_written")
    recorded_at = models.DateTimeField()
    reason = models.TextField("why it was corrected", blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["evidence", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            EVIDENCE_LIFE.constraint("evidence"),
            models.UniqueConstraint(fields=["evidence", "number"], name="evidence_one_of_each_version"),
            models.UniqueConstraint(
                fields=["evidence"], condition=~Q(state="superseded"), name="evidence_one_version_stands"
            ),
            models.CheckConstraint(
                condition=Q(title__regex=r"\S") & Q(body__regex=r"\S") & Q(summary__regex=r"\S"),
                name="evidence_says_something",
                violation_error_message="Give the title, who made it and what it says.",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True, unit="", comparator="")
                | Q(value__isnull=False, unit__regex=r"\S", caveat__regex=r"\S"),
                name="evidence_figure_has_a_caveat",
                violation_error_message="Give the unit of the figure, and what the figure does not show.",
            ),
            models.CheckConstraint(
                condition=Q(period_from__isnull=True, period_to__isnull=True)
                | Q(period_from__isnull=False, period_to__isnull=False, period_to__gte=F("period_from")),
                name="evidence_period_has_both_ends",
                violation_error_message="Give the first and the last day of the period, in this order.",
            ),
            models.CheckConstraint(
                condition=Q(number=1, reason="") | (Q(number__gt=1) & Q(reason__regex=r"\S")),
                name="evidence_corrected_with_a_reason",
                violation_error_message="Say why it is corrected.",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [words_index("evidence_words", *EVIDENCE_WORDS)]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *EVIDENCE_LIFE.triggers(),
            FirmTrigger(name="own_time", when=pgtrigger.Before, operation=pgtrigger.Insert, func=OWN_TIME),
            FirmTrigger(
                name="never_edited",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=f"IF ({', '.join(f'NEW.{each}' for each in FIXED)}) IS DISTINCT FROM "
                f"({', '.join(f'OLD.{each}' for each in FIXED)}) "
                f"AND NOT {removal_of('evidence_version', *REMOVABLE, emptied='link')} "
                f"THEN {refusal('Evidence is never edited: correct it by a new version (R42).')} END IF; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} (version {self.number})"

    @property
    def key(self) -> str:
        """How files and packs name this version."""
        return f"evidence_version:{self.pk}"

    @property
    def name_in_texts(self) -> str:
        """How packs and agreed texts name it: what is never published only by its kind of source (N23)."""
        return self.title if self.evidence.may_be_published else f"{self.evidence.source_type}, which is kept back"

    @property
    def status(self) -> str:
        """Its state in words."""
        return STATES[str(self.state)]

    @EVIDENCE_LIFE.act("verify")
    def verify(self) -> None:
        """A named person checked it against its source."""

    @EVIDENCE_LIFE.act("dispute")
    def dispute(self) -> None:
        """Somebody disputes it, and a named person recorded why."""

    @EVIDENCE_LIFE.act("supersede")
    def supersede(self) -> None:
        """A later version corrects it."""


class Bearing(models.Model):
    """A theme, or one of its lines, on which a version bears, and which way. Part of the version: never changed."""

    class Direction(models.TextChoices):
        """Which way it bears; never how much."""

        SUPPORTS = "supports", "Supports the concern"
        AGAINST = "against", "Weighs against the concern"
        CONTEXT = "context", "Context"

    version = models.ForeignKey("themes.EvidenceVersion", on_delete=models.PROTECT, related_name="bearings")
    theme = models.ForeignKey("themes.Theme", on_delete=models.PROTECT, related_name="bearings")
    line = models.ForeignKey("themes.Line", on_delete=models.PROTECT, null=True, blank=True, related_name="bearings")
    direction = models.CharField(max_length=10, choices=Direction)

    class Meta:
        ordering: ClassVar[list[str]] = ["theme__position", "line", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["version", "theme", "line"], nulls_distinct=False, name="bearing_once_on_each_line"
            ),
            models.CheckConstraint(
                condition=Q(direction__in=["supports", "against", "context"]), name="bearing_direction_known"
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *append_only(),
            FirmTrigger(name="born_together", when=pgtrigger.Before, operation=pgtrigger.Insert, func=BORN_TOGETHER),
        ]

    def __str__(self) -> str:
        return f"{self.get_direction_display()}: {self.line or self.theme}"
