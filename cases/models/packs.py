"""Publication packs: the copy that the public will see, approved before it is published (R45)."""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from bestvalue.records.triggers import FirmTrigger, refusal

from .documents import text_hash
from .instruments import Life

LIFE = Life(
    "prepared",
    {
        "approve": (("prepared",), "approved"),
        "send_back": (("prepared", "approved"), "returned"),
        "prepare_again": (("returned",), "prepared"),
        "publish": (("approved",), "published"),
        "drop": (("prepared", "approved", "returned"), "dropped"),
    },
    frozenset({"prepared", "approved", "returned"}),
)
PUBLISHED_BY = "A publication is published by somebody who neither prepared nor approved it (R45)."
SHOWN = ("title", "statement", "body", "legal_basis", "in_force_from", "in_force_until", "ended_on", "ending")


class PublicationPack(models.Model):
    """What is to be published about one instrument: the dated statement, the redacted copy, and the facts.

    A deputy director approves exactly this; the press role publishes it, and sees nothing else of the case.
    """

    LIFE: ClassVar[Life] = LIFE

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="publication_packs")
    subject = models.CharField("instrument", max_length=200)
    state = LIFE.field()
    title = models.CharField(max_length=300)
    statement = models.TextField("statement in words the public can read")
    original = models.ForeignKey(
        "cases.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="publication_packs"
    )
    body = models.TextField("copy to be published", blank=True)
    redaction = models.TextField("what was left out of the copy, and why", blank=True)
    legal_basis = models.CharField(max_length=300, blank=True)
    in_force_from = models.DateField("in force from", null=True, blank=True)
    in_force_until = models.DateField("in force until", null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ending = models.CharField("how it ended", max_length=200, blank=True)
    not_before = models.DateField("not to be published before", null=True, blank=True)
    note = models.TextField("note to press, or why it was sent back", blank=True)
    prepared_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="packs_prepared")
    approved_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="packs_approved"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="packs_published",
    )
    step = models.OneToOneField(
        "cases.PublishedStep", on_delete=models.PROTECT, null=True, blank=True, related_name="pack"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["created_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            LIFE.constraint("publication_pack"),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "published"])
                | (Q(approved_by__isnull=False, approved_at__isnull=False) & ~Q(approved_by=F("prepared_by"))),
                name="publication_pack_approved_by_another",
                violation_error_message="A publication is approved by somebody other than the person who prepared it.",
            ),
            models.CheckConstraint(
                condition=Q(state="published", step__isnull=False) | (~Q(state="published") & Q(step__isnull=True)),
                name="publication_pack_published_as_a_statement",
            ),
            models.UniqueConstraint(
                fields=["subject"],
                condition=Q(state__in=["prepared", "approved", "returned"]),
                name="publication_pack_one_at_a_time",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *LIFE.triggers(),
            FirmTrigger(
                name="approved_is_not_edited",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=f"IF OLD.state IN ('approved', 'published') AND ({', '.join(f'NEW.{each}' for each in SHOWN)}) "
                f"IS DISTINCT FROM ({', '.join(f'OLD.{each}' for each in SHOWN)}) "
                f"THEN {refusal('What was approved for publication is not edited; send it back first.')} END IF; "
                "RETURN NEW;",
            ),
            FirmTrigger(
                name="published_by_another",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("state"),
                func="IF NEW.state = 'published' AND OLD.state <> 'published' AND (NEW.published_by_id IS NULL "
                f"OR NEW.published_by_id IN (NEW.prepared_by_id, NEW.approved_by_id)) THEN {refusal(PUBLISHED_BY)} "
                "END IF; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        """How events name this pack."""
        return f"publication_pack:{self.pk}"

    def digest(self) -> str:
        """SHA-256 of everything that would be shown: what an approval is bound to."""
        return text_hash("\n".join(f"{name}: {getattr(self, name) or ''}" for name in SHOWN))

    @LIFE.act("approve")
    def approve(self) -> None:
        """A deputy director approves it for publication."""

    @LIFE.act("send_back")
    def send_back(self) -> None:
        """It goes back to be changed; an approval is void."""

    @LIFE.act("prepare_again")
    def prepare_again(self) -> None:
        """It was changed and waits for approval again."""

    @LIFE.act("publish")
    def publish(self) -> None:
        """It is in the public register."""

    @LIFE.act("drop")
    def drop(self) -> None:
        """It will not be published."""
