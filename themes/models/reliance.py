"""Which version of which evidence a submission relies on: frozen with the submission's text (R42)."""

from typing import ClassVar

import pgtrigger
from django.db import models

from bestvalue.records.triggers import part_of_a_draft


class Reliance(models.Model):
    """One version on which a submission relies; listed and struck off only while the submission is a draft."""

    submission = models.ForeignKey("cases.Submission", on_delete=models.PROTECT, related_name="reliances")
    version = models.ForeignKey("themes.EvidenceVersion", on_delete=models.PROTECT, related_name="reliances")

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["submission", "version"], name="reliance_once"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [part_of_a_draft("cases_submission", "submission_id")]

    def __str__(self) -> str:
        return f"{self.submission} relies on {self.version}"
