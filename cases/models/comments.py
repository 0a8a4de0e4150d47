"""Comments on what is being drafted: made on a version of its text, answered, resolved and opened again."""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from bestvalue import clock
from bestvalue.records.triggers import FirmTrigger, refusal, removal_of
from bestvalue.text_search import words_index

from .instruments import Life

LIFE = Life("open", {"resolve": (("open",), "resolved"), "reopen": (("resolved",), "open")}, frozenset({"open"}))
SAID = ("case_id", "subject", "text_sha256", "text", "by_id", "made_at", "answers_to_id")


class DraftComment(models.Model):
    """One comment on a draft, or an answer to one. It is part of no text that goes out.

    `subject` names the draft as events do; `text_sha256` is the text that was commented on.
    """

    LIFE: ClassVar[Life] = LIFE
    SEARCHED: ClassVar[tuple[str, ...]] = ("text",)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="draft_comments")
    subject = models.CharField("draft that it is on", max_length=200)
    text_sha256 = models.CharField("SHA-256 of the text that it was made on", max_length=64)
    text = models.TextField("the comment")
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="draft_comments")
    made_at = models.DateTimeField()
    answers_to = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name="comment that it answers",
    )
    state = LIFE.field()
    settled_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="who resolved it or opened it again",
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["made_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            LIFE.constraint("draft_comment"),
            models.CheckConstraint(condition=~Q(text=""), name="draft_comment_says_something"),
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True, settled_at__isnull=True, state="open")
                | Q(settled_by__isnull=False, settled_at__isnull=False, answers_to__isnull=True),
                name="draft_comment_settled_by_somebody",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subject", "made_at"], name="draft_comment_of_draft"),
            models.Index(fields=["case", "-made_at", "id"], name="draft_comment_of_case"),
            words_index("draft_comment_words", "text"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *LIFE.triggers(),
            FirmTrigger(
                name="what_was_said_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=f"IF ({', '.join(f'NEW.{each}' for each in SAID)}) IS DISTINCT FROM "
                f"({', '.join(f'OLD.{each}' for each in SAID)}) AND NOT {removal_of('draft_comment', 'text')} "
                f"THEN {refusal('What was said in a comment is never changed (R42).')} END IF; RETURN NEW;",
            ),
            FirmTrigger(
                name="answers_a_comment_on_the_same_draft",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="IF NEW.answers_to_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM cases_draftcomment comment "
                "WHERE comment.id = NEW.answers_to_id AND comment.case_id = NEW.case_id "
                "AND comment.subject = NEW.subject AND comment.answers_to_id IS NULL) "
                f"THEN {refusal('An answer is given to a comment on the same draft.')} END IF; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return f"Comment of {clock.day_of(self.made_at):%-d %B %Y} by {self.by}"

    @property
    def key(self) -> str:
        """How events and removals name this comment."""
        return f"draft_comment:{self.pk}"

    @LIFE.act("resolve")
    def resolve(self) -> None:
        """It has been dealt with."""

    @LIFE.act("reopen")
    def reopen(self) -> None:
        """It has not been dealt with after all."""
