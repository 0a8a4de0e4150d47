"""Best Value Notices: letters outside the LGA 1999 powers, issued on a minister's decision (R1 to R8)."""

import datetime as dt
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from bestvalue.errors import Unmet
from bestvalue.records.triggers import append_only, part_of_a_draft, set_once
from bestvalue.text_search import words_index
from cases.models import Instrument, Life, facts_known
from cases.stages import Stage
from notices import letters
from notices.completeness import missing_from

NOTICE_WORDS = ("what_prompted", "credit", "engagement_asked", "private_response", "why_a_notice", "period_reason")
LIFE = Life("draft", {"issue": (("draft",), "issued"), "end": (("issued",), "ended")}, frozenset({"issued"}))


class Notice(Instrument):
    """One Best Value Notice. Its period comes from its own dates; its end decides nothing (T16, N12)."""

    class Ending(models.TextChoices):
        """How a notice ended."""

        REVISED = "revised", "Replaced before its end"
        REISSUED = "reissued", "Replaced by a new notice at its end"
        WITHDRAWN = "withdrawn", "Withdrawn early"
        NOT_REISSUED = "not_reissued", "Ended and not reissued"
        AUTHORITY_ABOLISHED = "authority_abolished", "Authority abolished"

    LIFE: ClassVar[Life] = LIFE
    KIND: ClassVar[str] = "notice"
    SUSTAINS: ClassVar[tuple[Stage, ...]] = (Stage.BEST_VALUE_NOTICE,)
    SEARCHED: ClassVar[tuple[str, ...]] = NOTICE_WORDS

    state = LIFE.field()
    what_prompted = models.TextField("what prompted the notice", blank=True)
    credit = models.TextField("steps the authority has taken", blank=True)
    engagement_asked = models.TextField("engagement asked for", blank=True)
    private_response = models.TextField("what the authority said in private", blank=True)
    no_response_reason = models.TextField("why it had no chance to respond in private", blank=True)
    why_a_notice = models.TextField("why a notice is used for a body that is not a local authority", blank=True)
    period_months = models.PositiveSmallIntegerField("period in months", null=True, blank=True, default=12)
    period_reason = models.TextField("why the period is not 12 months", blank=True)
    signed_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="notices_signed",
        verbose_name="deputy director who signs the letter",
    )
    letter_template = models.CharField(max_length=60, default=letters.NOTICE, editable=False)
    ending_letter = models.TextField("text of the letter that ends it", blank=True)
    issued_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField("end of the period", null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ending = models.CharField("how it ended", max_length=30, choices=Ending, blank=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    drafted_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="notices_drafted")
    issued_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="notices_issued"
    )

    class Meta(Instrument.Meta):
        verbose_name = "Best Value Notice"
        verbose_name_plural = "Best Value Notices"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Instrument.Meta.constraints,
            LIFE.constraint("notice"),
            *facts_known("notice", "issued_on", "ends_on", text=("what_prompted",), unless=Q(state="draft")),
            models.CheckConstraint(
                condition=Q(retrospective=True) | ~Q(issued_by=F("drafted_by")),
                name="notice_issued_by_another",
                violation_error_message="A notice is issued by somebody other than its drafter (R1).",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(issued_on__isnull=True) | Q(ends_on__gt=F("issued_on")),
                name="notice_ends_after_issue",
                violation_error_message="The period must end after the notice is issued.",
            ),
            models.CheckConstraint(
                condition=(Q(state="ended", ended_on__isnull=False) & ~Q(ending=""))
                | (~Q(state="ended") & Q(ended_on__isnull=True, ending="")),
                name="notice_ended_somehow",
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(state="issued"), name="notice_one_live_on_a_case"),
        ]
        indexes: ClassVar[list[models.Index]] = [words_index("notice_words", *NOTICE_WORDS)]
        triggers: ClassVar[list[pgtrigger.Trigger]] = LIFE.triggers()

    @LIFE.act("issue")
    def issue(self) -> None:
        """It is issued, on a minister's decision on its exact text."""

    @LIFE.act("end")
    def end(self) -> None:
        """It ends by a decision, or with its authority."""

    def period_has_ended(self, today: dt.date) -> bool:
        """Whether what follows the period may be recorded: from its last day on, on which it is still in force (T16).

        False while the end was not published.
        """
        return self.ends_on is not None and self.ends_on <= today

    def standing(self, today: dt.date | None = None) -> str:
        """Its state in words, on `today`."""
        if self.state == "issued":
            return "period_ended" if today and self.ends_on and self.ends_on < today else "in_force"
        return str(self.state)

    def end_with_authority(self, on: dt.date) -> None:
        """End it because its authority was abolished (T69)."""
        self.end()
        self.ended_on, self.ending = on, self.Ending.AUTHORITY_ABOLISHED

    def not_publishable(self) -> str:
        """It is published only once those it is addressed to have been served (domain T12)."""
        if self.recipients.filter(role=NoticeRecipient.Role.TO, served_on__isnull=True).exists():
            return "Record first that the notice was served on those it is addressed to."
        return super().not_publishable()

    def lacks(self) -> list[Unmet]:
        """What the letter cannot do without, and the authority's private response (R3, R5, R6)."""
        return missing_from(self) if self.state == "draft" else []

    def decision_text(self) -> str:
        """The notice in full, or the letter that ends it: what the minister approves and the authority receives."""
        return self.ending_letter or letters.notice_text(self)


class NoticeConcern(models.Model):
    """One concern of a notice, tied to a theme and perhaps to a line of the guidance; a line may be free text (N5)."""

    notice = models.ForeignKey("notices.Notice", on_delete=models.PROTECT, related_name="concerns")
    theme = models.ForeignKey("themes.Theme", on_delete=models.PROTECT, related_name="notice_concerns")
    line = models.ForeignKey(
        "themes.Line", on_delete=models.PROTECT, null=True, blank=True, related_name="notice_concerns"
    )
    text = models.TextField("concern")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [part_of_a_draft("notices_notice", "notice_id")]

    def __str__(self) -> str:
        return f"{self.theme.name}: {self.text}"


class NoticeExpectation(models.Model):
    """One numbered thing that the authority is expected to do."""

    notice = models.ForeignKey("notices.Notice", on_delete=models.PROTECT, related_name="expectations")
    number = models.PositiveSmallIntegerField()
    text = models.TextField("expectation")

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["notice", "number"], name="expectation_numbered_once"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [part_of_a_draft("notices_notice", "notice_id")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class ExpectationProgress(models.Model):
    """What is known about one expectation on a day, in words; never counted and never scored (N2, N3)."""

    class Finding(models.TextChoices):
        """How far the expectation is met, as a person judges it."""

        MET = "met", "Met"
        IN_PART = "in_part", "Met in part"
        NOT_YET = "not_yet", "Not met yet"
        NOT_KNOWN = "not_known", "Not known"

    expectation = models.ForeignKey("notices.NoticeExpectation", on_delete=models.PROTECT, related_name="progress")
    on = models.DateField("as at")
    finding = models.CharField(max_length=20, choices=Finding)
    text = models.TextField("what the finding rests on")
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "progress on expectations"
        ordering: ClassVar[list[str]] = ["on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(text=""), name="expectation_progress_rests_on_something"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"{self.get_finding_display()} on {self.on}"


class NoticeRecipient(models.Model):
    """One person the notice goes to, by post, and how and when it was served (R3, R44)."""

    class Role(models.TextChoices):
        """How the letter reaches the person."""

        TO = "to", "To"
        COPY = "copy", "Copy"

    notice = models.ForeignKey("notices.Notice", on_delete=models.PROTECT, related_name="recipients")
    officer = models.ForeignKey("cases.OfficeHolding", on_delete=models.PROTECT, related_name="notices")
    role = models.CharField(max_length=10, choices=Role)
    served_on = models.DateField(null=True, blank=True)
    served_how = models.CharField("how it was served", max_length=200, blank=True)
    deemed_served_on = models.DateField("deemed to be served on", null=True, blank=True)
    proof = models.CharField("proof of service", max_length=500, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-role", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["notice", "officer"], name="recipient_once_on_a_notice"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            part_of_a_draft("notices_notice", "notice_id", operation=pgtrigger.Insert | pgtrigger.Delete),
            set_once("notice_id", "officer_id", "role", "served_on", "deemed_served_on"),
        ]

    def __str__(self) -> str:
        return f"{self.officer.name}, {self.officer.get_post_display()}"
