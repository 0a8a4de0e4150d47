"""Problems with pages that people report: what they were doing and what went wrong, never what the page showed."""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from bestvalue.records.triggers import set_once


class ProblemReport(models.Model):
    """One report. Anybody may make one; `reported_by` is null where they had not signed in.

    `page` is the address without its query, which may hold what somebody typed. `reference` is the id that the log has
    of the request. `counted_as` is a keyed hash of the address it came from, of use for one day's counting only.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    page = models.CharField("address of the page", max_length=300, blank=True)
    reference = models.CharField(max_length=32, blank=True)
    doing = models.TextField("what they were doing")
    wrong = models.TextField("what went wrong")
    reported_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="problem_reports"
    )
    roles = models.CharField("roles of who reported it", max_length=300, blank=True)
    counted_as = models.CharField(max_length=64, blank=True, editable=False)
    reported_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="problem_reports_answered"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-reported_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="problem_report_answered_in_whole",
            ),
            models.CheckConstraint(condition=~Q(page__contains="?"), name="problem_report_page_without_query"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-reported_at", "id"], name="problem_report_latest")
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            set_once("page", "reference", "doing", "wrong", "reported_by_id", "reported_at", "answered_at")
        ]

    def __str__(self) -> str:
        return f"A problem with {self.page or 'the service'}"

    @property
    def key(self) -> str:
        """How events and messages name it."""
        return f"problem_report:{self.pk}"
