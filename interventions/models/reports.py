"""Progress reports of commissioners, envoys and boards (T52); their words are theirs (N24)."""

import datetime as dt
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from cases.letters import plain
from cases.models import Instrument, Life, facts_known

LIFE = Life("received", {"reply": (("received",), "replied")}, frozenset())


class ProgressReport(Instrument):
    """One report to the Secretary of State, with the reply."""

    LIFE: ClassVar[Life] = LIFE
    KIND: ClassVar[str] = "progress_report"
    BLOCKS_CLOSING: ClassVar[bool] = False

    state = LIFE.field()
    author = models.CharField("from", max_length=300, blank=True)
    dated_on = models.DateField("date of the report", null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    scope_recommended = models.TextField("what it recommends about scope", blank=True)
    text = models.TextField("the report")
    replied_on = models.DateField(null=True, blank=True)
    answer = models.TextField("the minister's reply", blank=True)

    class Meta(Instrument.Meta):
        verbose_name = "progress report"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Instrument.Meta.constraints,
            LIFE.constraint("report"),
            *facts_known("report", "dated_on", "received_on", text=("author", "scope_recommended")),
            models.CheckConstraint(
                condition=Q(state="received") | (Q(replied_on__isnull=False) & ~Q(answer="")),
                name="report_replied_in_words",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = LIFE.triggers()

    @LIFE.act("reply")
    def reply(self) -> None:
        """A minister replies."""

    def end_with_authority(self, on: dt.date) -> None:
        """A report stays as it is."""

    def not_publishable(self) -> str:
        """It is private until a minister has replied (domain T52)."""
        waits = self.state == "received" and not self.retrospective
        return "A report is published with the minister's reply. It has none yet." if waits else ""

    def full_text(self) -> str:
        """The reply that the minister decides on."""
        return f"# Reply on the progress report about {self.case.authority}\n\n{plain(self.answer)}"
