"""Assessments of a case across all seven themes, in words: drafted, agreed by another person, and then frozen (R30).

Nothing in them is weighed, scored or added up (N2): each theme stands for itself, and "not known" is a proper answer.
"""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from bestvalue.errors import Unmet
from bestvalue.records.triggers import FirmTrigger, part_of_a_draft, refusal, set_once
from cases.models import Instrument, Life, Trajectory
from themes.completeness import assessment_lacks
from themes.telling import full_text_of

LIFE = Life("draft", {"agree": (("draft",), "agreed"), "supersede": (("agreed",), "superseded")}, frozenset())
WHOLE = ("checks_exist", "checks_used", "checks_found")
FROZEN = (*WHOLE, "case_id", "edition_id", "drafted_by_id", "agreed_by_id", "agreed_at", "replaces_id")
STANDING = {"draft": "draft", "agreed": "agreed", "superseded": "superseded by a later one"}


class Assessment(Instrument):
    """One assessment of a case across the themes. Agreeing to it moves nothing: it is what decisions can rest on."""

    LIFE: ClassVar[Life] = LIFE
    KIND: ClassVar[str] = "assessment"
    BLOCKS_CLOSING: ClassVar[bool] = False

    state = LIFE.field()
    edition = models.ForeignKey(
        "themes.Edition", on_delete=models.PROTECT, null=True, blank=True, related_name="assessments"
    )
    checks_exist = models.TextField("local checks and balances that there are", blank=True)
    checks_used = models.TextField("whether they were used", blank=True)
    checks_found = models.TextField("what they found", blank=True)
    drafted_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="assessments_drafted")
    agreed_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="assessments_agreed"
    )
    agreed_at = models.DateTimeField("when it was agreed", null=True, blank=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")

    class Meta(Instrument.Meta):
        verbose_name = "assessment"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Instrument.Meta.constraints,
            LIFE.constraint("assessment"),
            models.CheckConstraint(
                condition=Q(state="draft", agreed_by__isnull=True, agreed_at__isnull=True)
                | (~Q(state="draft") & Q(agreed_by__isnull=False, agreed_at__isnull=False)),
                name="assessment_agreed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("drafted_by")),
                name="assessment_agreed_by_another",
                violation_error_message="An assessment is agreed by somebody other than its drafter.",
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(state="draft"), name="assessment_one_draft_on_a_case"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="agreed"), name="assessment_one_agreed_on_a_case"
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *LIFE.triggers(),
            set_once("case_id", "drafted_by_id", "replaces_id"),
            FirmTrigger(
                name="frozen_once_agreed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=f"IF OLD.state <> 'draft' AND ({', '.join(f'NEW.{each}' for each in FROZEN)}) "
                f"IS DISTINCT FROM ({', '.join(f'OLD.{each}' for each in FROZEN)}) "
                f"THEN {refusal('An agreed assessment is not changed; a new one takes its place.')} END IF; "
                "RETURN NEW;",
            ),
        ]

    @LIFE.act("agree")
    def agree(self) -> None:
        """Somebody else than its drafter agrees to it."""

    @LIFE.act("supersede")
    def supersede(self) -> None:
        """A later assessment is agreed."""

    def standing(self, today: object = None) -> str:
        """Its state in words."""
        return STANDING[str(self.state)]

    def lacks(self) -> list[Unmet]:
        """What must be written before it can be agreed (R30)."""
        return assessment_lacks(self) if self.state == "draft" else []

    def full_text(self) -> str:
        """The whole assessment, theme by theme: what is agreed to and frozen."""
        return full_text_of(self)


class ThemeAssessment(models.Model):
    """What is said of one theme. It is never saved without the local context (P4)."""

    assessment = models.ForeignKey("themes.Assessment", on_delete=models.PROTECT, related_name="themes")
    theme = models.ForeignKey("themes.Theme", on_delete=models.PROTECT, related_name="assessments")
    not_known = models.BooleanField("too little is known to say more", default=False)
    narrative = models.TextField("what is known, and how", blank=True)
    context = models.TextField("local context")
    pressures = models.TextField("financial pressures", blank=True)
    trajectory = models.CharField("which way things are going", max_length=20, choices=Trajectory, default="not_known")
    trajectory_why = models.TextField("how that is known", blank=True)
    account = models.TextField("what the authority itself says", blank=True)
    gap = models.TextField("evidence that is missing, or why there is none on one side", blank=True)
    written_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["theme__position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["assessment", "theme"], name="theme_assessed_once"),
            models.CheckConstraint(
                condition=Q(context__regex=r"\S"),
                name="theme_assessed_in_its_context",
                violation_error_message="Give the local context (P4).",
            ),
            models.CheckConstraint(
                condition=Q(trajectory__in=["improving", "static", "worsening", "not_known"]),
                name="theme_trajectory_known",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [part_of_a_draft("themes_assessment", "assessment_id")]

    def __str__(self) -> str:
        return f"{self.theme} in {self.assessment}"


class AssessmentEvidence(models.Model):
    """A version of an item of evidence on one side of one theme, and what it shows."""

    class Side(models.TextChoices):
        """Which way it points; never how much."""

        FOR = "for", "Supports a concern"
        AGAINST = "against", "Weighs against a concern"

    assessment = models.ForeignKey("themes.Assessment", on_delete=models.PROTECT, related_name="evidence")
    theme = models.ForeignKey("themes.Theme", on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=Side)
    version = models.ForeignKey("themes.EvidenceVersion", on_delete=models.PROTECT, related_name="assessed_in")
    shows = models.TextField("what it shows")

    class Meta:
        ordering: ClassVar[list[str]] = ["theme__position", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["assessment", "theme", "side", "version"], name="assessment_evidence_once_on_a_side"
            ),
            models.CheckConstraint(condition=Q(side__in=["for", "against"]), name="assessment_evidence_side_known"),
            models.CheckConstraint(condition=Q(shows__regex=r"\S"), name="assessment_evidence_shows_something"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [part_of_a_draft("themes_assessment", "assessment_id")]

    def __str__(self) -> str:
        return f"{self.version}: {self.shows}"


class PrincipleNote(models.Model):
    """Where one of the guiding principles bears on the case, and how."""

    assessment = models.ForeignKey("themes.Assessment", on_delete=models.PROTECT, related_name="principles")
    principle = models.ForeignKey("themes.Principle", on_delete=models.PROTECT, related_name="notes")
    text = models.TextField("how it bears on the case")

    class Meta:
        ordering: ClassVar[list[str]] = ["principle"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["assessment", "principle"], name="principle_noted_once"),
            models.CheckConstraint(condition=Q(text__regex=r"\S"), name="principle_note_says_something"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [part_of_a_draft("themes_assessment", "assessment_id")]

    def __str__(self) -> str:
        return f"{self.principle}: {self.text}"


class Citation(models.Model):
    """A text outside this edition that an assessment cites, such as older statutory guidance (R40)."""

    assessment = models.ForeignKey("themes.Assessment", on_delete=models.PROTECT, related_name="citations")
    reference = models.ForeignKey("themes.Reference", on_delete=models.PROTECT, related_name="citations")
    what_for = models.TextField("what it is cited for")

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["assessment", "reference"], name="reference_cited_once"),
            models.CheckConstraint(condition=Q(what_for__regex=r"\S"), name="citation_says_what_for"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [part_of_a_draft("themes_assessment", "assessment_id")]

    def __str__(self) -> str:
        return f"{self.reference}: {self.what_for}"
