"""What happens while directions run: progress on each action, commissioners' instructions, and what it all costs."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from bestvalue.records.triggers import append_only


class ActionProgress(models.Model):
    """What is known about one directed action on a day, in words; never counted and never scored (N2, N3)."""

    class Standing(models.TextChoices):
        """How far it is done, as a person judges it."""

        DONE = "done", "Done"
        UNDER_WAY = "under_way", "Under way"
        NOT_BEGUN = "not_begun", "Not begun"
        NOT_KNOWN = "not_known", "Not known"

    action = models.ForeignKey("interventions.DirectedAction", on_delete=models.PROTECT, related_name="progress")
    on = models.DateField("as at")
    standing = models.CharField(max_length=20, choices=Standing)
    text = models.TextField("what it rests on")
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "progress on directed actions"
        ordering: ClassVar[list[str]] = ["on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(text=""), name="action_progress_rests_on_something"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"{self.get_standing_display()} on {self.on}"


class Instruction(models.Model):
    """A commissioner's written instruction under a function they hold (T53; LGA 1999 s.15(6)(b))."""

    function = models.ForeignKey(
        "interventions.DirectedFunction", on_delete=models.PROTECT, related_name="instructions"
    )
    given_on = models.DateField()
    given_by = models.CharField("who gave it", max_length=300)
    text = models.TextField("instruction")

    class Meta:
        ordering: ClassVar[list[str]] = ["given_on", "id"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"{self.given_by}, {self.given_on}"


class Cost(models.Model):
    """What an intervention cost over a stretch of time, and who paid (R24; LGA 1999 s.12)."""

    direction = models.ForeignKey("interventions.Direction", on_delete=models.PROTECT, related_name="costs")
    what = models.CharField(max_length=300)
    starts_on = models.DateField("from")
    ends_on = models.DateField("to")
    pounds = models.DecimalField("amount in pounds", max_digits=12, decimal_places=2)
    paid_by = models.CharField("who pays", max_length=200)
    source = models.CharField("where the figure comes from", max_length=500)

    class Meta:
        ordering: ClassVar[list[str]] = ["starts_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="cost_ends_after_start",
                violation_error_message="The last day must not come before the first.",
            ),
            models.CheckConstraint(
                condition=Q(pounds__gte=0),
                name="cost_not_negative",
                violation_error_message="An amount is not less than nothing.",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"{self.what}: £{self.pounds:,.2f}"
