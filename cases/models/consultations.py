"""For bodies that are not local authorities.

Whom the department consulted first, and why the matter is exceptional (R29).
"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models

from bestvalue.records.triggers import append_only


class RegimeConsultation(models.Model):
    """The conversation with other departments and inspectorates before a statutory step (response para 9)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="consultations")
    consulted = models.TextField("Secretary of State and inspectorates consulted: who, and when")
    view = models.TextField("their view")
    other_regimes = models.TextField("other inspection and intervention regimes considered")
    exceptional_reasons = models.TextField("why the failure is exceptional, clear and significant")
    held_on = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["held_on", "id"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"Consultation of {self.held_on}"
