"""What officials observed of the lines of the guidance on a case, in words; never counted and never ordered (N2, N3).

An observation is never changed: a new one takes its place. It is about the authority, and names nobody (N21).
"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from bestvalue.records.triggers import FirmTrigger, append_only, refusal

from .themes import Line, SpecialQuestion

CONTEXT_IF_YES = "R34"
SAME_THING = f"""
    IF NEW.recorded_at <> transaction_timestamp()
        THEN {refusal("An observation is recorded at the database's own time.")} END IF;
    IF NEW.replaces_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM themes_observation earlier WHERE earlier.id = NEW.replaces_id
        AND (earlier.case_id, earlier.wording_id, earlier.theme_id, earlier.concern)
            IS NOT DISTINCT FROM (NEW.case_id, NEW.wording_id, NEW.theme_id, NEW.concern)
    ) THEN {refusal("An observation takes the place of one about the same thing on the same case.")} END IF;
    RETURN NEW;
"""
BORN_WITH_IT = f"""
    IF (SELECT recorded_at FROM themes_observation WHERE id = NEW.observation_id) <> transaction_timestamp()
        THEN {refusal("What belongs to an observation is recorded with it (R42).")} END IF;
    RETURN NEW;
"""


def born_with_its_observation() -> list[pgtrigger.Trigger]:
    """Triggers of what belongs to an observation: recorded together with it, and never changed."""
    return [
        *append_only(),
        FirmTrigger(name="born_with_it", when=pgtrigger.Before, operation=pgtrigger.Insert, func=BORN_WITH_IT),
    ]


class Observation(models.Model):
    """What was found on one line of the case's edition (R39), or on an indicator in free words (N5), as at a day."""

    class Finding(models.TextChoices):
        """Whether it shows; none of them is a mark out of anything."""

        OBSERVED = "observed", "Observed"
        NOT_OBSERVED = "not_observed", "Looked for and not observed"
        NOT_KNOWN = "not_known", "Not known"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="observations")
    wording = models.ForeignKey(
        "themes.Wording", on_delete=models.PROTECT, null=True, blank=True, related_name="observations"
    )
    theme = models.ForeignKey(
        "themes.Theme", on_delete=models.PROTECT, null=True, blank=True, related_name="observations"
    )
    concern = models.CharField("indicator in free words", max_length=300, blank=True)
    on = models.DateField("as at")
    finding = models.CharField(max_length=20, choices=Finding)
    narrative = models.TextField("what was found, and how it is known")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="observations")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["recorded_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(wording__isnull=False, theme__isnull=True, concern="")
                | Q(wording__isnull=True, theme__isnull=False, concern__regex=r"\S"),
                name="observation_of_a_line_or_in_free_words",
            ),
            models.CheckConstraint(
                condition=Q(finding__in=["observed", "not_observed", "not_known"]), name="observation_finding_known"
            ),
            models.CheckConstraint(
                condition=Q(narrative__regex=r"\S"),
                name="observation_says_why",
                violation_error_message="Say what was found, and how it is known.",
            ),
            models.UniqueConstraint(
                fields=["case", "wording"],
                condition=Q(replaces__isnull=True, wording__isnull=False),
                name="observation_one_chain_for_a_line",
            ),
            models.UniqueConstraint(
                fields=["case", "theme", "concern"],
                condition=Q(replaces__isnull=True, wording__isnull=True),
                name="observation_one_chain_for_free_words",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *append_only(),
            FirmTrigger(name="same_thing", when=pgtrigger.Before, operation=pgtrigger.Insert, func=SAME_THING),
        ]

    def __str__(self) -> str:
        return f"{self.says}: {self.get_finding_display().lower()}"

    @property
    def key(self) -> str:
        """How events name this observation."""
        return f"observation:{self.pk}"

    @property
    def says(self) -> str:
        """The line in the words of the case's edition, or the indicator in free words."""
        return self.wording.text if self.wording else self.concern

    @property
    def is_indicator(self) -> bool:
        """Whether it is about an indicator of potential failure; one in free words always is."""
        return self.wording is None or self.wording.line.kind == Line.Kind.INDICATOR

    @property
    def is_replaced(self) -> bool:
        """Whether a later observation took its place."""
        return hasattr(self, "replaced_by")

    @property
    def is_context(self) -> bool:
        """Whether it is shown as context only, and not as a finding, whatever was found.

        So it is with accounts that were late for want of an auditor (R34), and with what stands beside an indicator
        that is no longer shown (R37).
        """
        told = list(self.answers.all())
        if any(each.question.rule == CONTEXT_IF_YES and each.words == "yes" for each in told):
            return True
        beside = [each.beside for each in told if each.beside]
        return bool(beside) and not any(each.standing.shows_an_indicator for each in beside)

    @property
    def standing(self) -> "Observation":
        """What stands about the same thing: this one, or the last that took its place."""
        if not self.is_replaced:
            return self
        same = {"case": self.case_id, "wording": self.wording_id, "theme": self.theme_id, "concern": self.concern}
        return Observation.objects.select_related("wording__line").get(replaced_by__isnull=True, **same)

    @property
    def shows_an_indicator(self) -> bool:
        """Whether it stands and tells that an indicator was observed."""
        return self.is_indicator and self.finding == self.Finding.OBSERVED and not (self.is_replaced or self.is_context)


class SpecialAnswer(models.Model):
    """The answer to one special question of a line: in words, or by another indicator it stands beside (R33 to R38)."""

    observation = models.ForeignKey("themes.Observation", on_delete=models.PROTECT, related_name="answers")
    question = models.ForeignKey("themes.SpecialQuestion", on_delete=models.PROTECT, related_name="given")
    words = models.TextField("answer", blank=True)
    beside = models.ForeignKey(
        "themes.Observation", on_delete=models.PROTECT, null=True, blank=True, related_name="beside_it"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["question__position", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["observation", "question", "beside"], nulls_distinct=False, name="special_answer_once"
            ),
            models.CheckConstraint(
                condition=Q(words__regex=r"\S", beside__isnull=True) | Q(words="", beside__isnull=False),
                name="special_answer_says_something",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = born_with_its_observation()

    def __str__(self) -> str:
        return f"{self.question} {self.told}"

    @property
    def told(self) -> str:
        """The answer as people read it."""
        if self.beside:
            return self.beside.says
        if self.question.answer == SpecialQuestion.Answer.PERCENTAGE:
            return f"{self.words}%"
        return self.words.capitalize() if self.question.answer == SpecialQuestion.Answer.YES_NO else self.words


class ObservedEvidence(models.Model):
    """A version of an item of evidence that an observation rests on, and what it shows."""

    observation = models.ForeignKey("themes.Observation", on_delete=models.PROTECT, related_name="evidence")
    version = models.ForeignKey("themes.EvidenceVersion", on_delete=models.PROTECT, related_name="observed_in")
    shows = models.TextField("what it shows")

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["observation", "version"], name="observed_evidence_once"),
            models.CheckConstraint(condition=Q(shows__regex=r"\S"), name="observed_evidence_shows_something"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = born_with_its_observation()

    def __str__(self) -> str:
        return f"{self.version}: {self.shows}"
