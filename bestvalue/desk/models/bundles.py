"""Decision bundles: one archive of all that a decision rested on, and the kept parts it is packed from (rulings 36)."""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from bestvalue.records.triggers import append_only, set_once
from cases.models import Life, Stored

BUNDLE_LIFE = Life(
    "waiting",
    {
        "begin": (("waiting", "being_made"), "being_made"),
        "finish": (("being_made",), "ready"),
        "fail": (("being_made",), "failed"),
        "remove": (("ready",), "removed"),
    },
    frozenset({"waiting", "being_made"}),
)
STATES = {
    "waiting": "Waiting to be made",
    "being_made": "Being made",
    "ready": "Ready to download",
    "failed": "Could not be made",
    "removed": "Removed under the retention schedule",
}


class Bundle(Stored):
    """One request for the bundle of one decision, how far it has come, and the archive once it is there."""

    LIFE: ClassVar[Life] = BUNDLE_LIFE

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="bundles")
    decision = models.ForeignKey(
        "records.Event", on_delete=models.PROTECT, related_name="bundles", verbose_name="event that decided"
    )
    with_sealed = models.BooleanField("holds sealed evidence in full", default=False)
    state = BUNDLE_LIFE.field()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="bundles")
    asked_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField("how often it was begun", default=0)
    touched_at = models.DateTimeField("when a step of it was last done", null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    steps_done = models.PositiveIntegerField(default=0)
    steps_total = models.PositiveIntegerField(default=0)
    evidence = models.JSONField(
        "items of evidence that it holds in full", default=list, editable=False, help_text="Their identifiers."
    )
    size = models.PositiveBigIntegerField("size in bytes", default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    stored_as = models.CharField(max_length=64, unique=True, null=True, editable=False)  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            BUNDLE_LIFE.constraint("bundle"),
            models.CheckConstraint(
                condition=Q(state__in=["ready", "removed"], stored_as__isnull=False, size__gt=0)
                | (~Q(state__in=["ready", "removed"]) & Q(stored_as__isnull=True)),
                name="bundle_ready_has_its_archive",
            ),
            models.UniqueConstraint(
                fields=["decision", "made_by", "with_sealed"],
                condition=Q(state__in=["waiting", "being_made"]),
                name="bundle_asked_for_once_at_a_time",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["asked_at"], condition=Q(state__in=["waiting", "being_made"]), name="bundle_waiting"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *BUNDLE_LIFE.triggers(),
            set_once("case_id", "decision_id", "with_sealed", "made_by_id", "asked_at", "stored_as"),
        ]

    def __str__(self) -> str:
        return f"bundle {self.pk}"

    @property
    def key(self) -> str:
        """How events and readings name this bundle."""
        return f"bundle:{self.pk}"

    @property
    def is_waiting(self) -> bool:
        """Whether the service still has something to do."""
        return self.state in self.LIFE.live

    @property
    def status(self) -> str:
        """Its state in words."""
        return STATES[str(self.state)]

    @property
    def file_name(self) -> str:
        """What the archive is called when it is saved."""
        return f"decision-{self.decision.hash[:12]}{'-with-sealed' if self.with_sealed else ''}.zip"

    @BUNDLE_LIFE.act("begin")
    def begin(self) -> None:
        """A worker takes it up, again where another left it."""

    @BUNDLE_LIFE.act("finish")
    def finish(self) -> None:
        """The archive is there."""

    @BUNDLE_LIFE.act("remove")
    def remove(self) -> None:
        """The archive goes under the retention schedule; that it was made and fetched stays."""

    @BUNDLE_LIFE.act("fail")
    def fail(self) -> None:
        """It was tried often enough."""


class BundlePart(Stored):
    """One file of the archives of one decision, rendered once and kept, or a file that the case keeps already.

    `variant` tells apart what may differ between two archives of a decision: which evidence is held back.
    """

    decision = models.ForeignKey("records.Event", on_delete=models.PROTECT, related_name="bundle_parts")
    variant = models.CharField(max_length=64)
    position = models.PositiveIntegerField("place in the archive")
    path = models.CharField("name in the archive", max_length=200)
    title = models.CharField("what it is", max_length=400)
    size = models.PositiveBigIntegerField("size in bytes")
    file = models.ForeignKey("cases.File", on_delete=models.PROTECT, null=True, blank=True, related_name="bundle_parts")
    stored_as = models.CharField(max_length=64, unique=True, null=True, editable=False)  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["decision", "variant", "position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["decision", "variant", "path"], name="bundle_part_once"),
            models.CheckConstraint(
                condition=Q(file__isnull=True) ^ Q(stored_as__isnull=True), name="bundle_part_kept_in_one_place"
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return self.path

    @property
    def key(self) -> str:
        """How events and removals name this part."""
        return f"bundle_part:{self.pk}"

    @property
    def kept_as(self) -> str:
        """The name under which its bytes are stored."""
        return self.file.stored_as if self.file else str(self.stored_as)
