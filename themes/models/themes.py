"""The seven themes and their lines: the characteristics of a well-run authority and the indicators of failure.

No line weighs more than another and none is scored; `position` is only the order in which they are read (response
paragraphs 56, 60 and 63).
"""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from bestvalue.records.triggers import kept, set_once

from .editions import Mark, Sourced


class Theme(models.Model):
    """One of the seven themes; what it means is defined in each edition."""

    code = models.CharField(max_length=2, primary_key=True)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=100, unique=True)
    position = models.PositiveSmallIntegerField("place in the reading order", unique=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [*kept(), set_once("slug")]

    def __str__(self) -> str:
        return self.name


class ThemeDefinition(Sourced):
    """What a theme means in one edition."""

    edition = models.ForeignKey("themes.Edition", on_delete=models.PROTECT, related_name="definitions")
    theme = models.ForeignKey("themes.Theme", on_delete=models.PROTECT, related_name="definitions")
    text = models.TextField("definition")

    class Meta:
        ordering: ClassVar[list[str]] = ["edition", "theme"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["edition", "theme"], name="theme_definition_once_in_edition"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = kept()

    def __str__(self) -> str:
        return f"{self.theme} in {self.edition}"


class Line(models.Model):
    """A characteristic or an indicator; its slug never changes, its words belong to an edition."""

    class Kind(models.TextChoices):
        """Whether the line describes good practice or possible failure."""

        CHARACTERISTIC = "characteristic", "Characteristic of a well-functioning authority"
        INDICATOR = "indicator", "Indicator of potential failure"

    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)

    class Meta:
        ordering: ClassVar[list[str]] = ["slug"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(kind__in=["characteristic", "indicator"]), name="line_kind_known"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [*kept(), set_once("slug", "kind")]

    def __str__(self) -> str:
        return self.slug


class Wording(Sourced):
    """The words of a line in one edition, shown in one theme or several."""

    edition = models.ForeignKey("themes.Edition", on_delete=models.PROTECT, related_name="wordings")
    line = models.ForeignKey("themes.Line", on_delete=models.PROTECT, related_name="wordings")
    text = models.TextField()

    class Meta:
        ordering: ClassVar[list[str]] = ["edition", "line"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["edition", "line"], name="wording_once_in_edition"),
            models.CheckConstraint(condition=Q(mark__in=Mark.values), name="wording_mark_known"),
            models.CheckConstraint(condition=~Q(text=""), name="wording_has_text"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = kept()

    def __str__(self) -> str:
        return self.text


class Placement(models.Model):
    """A line as one theme lists it. The line on annual governance statements is worded once and listed twice."""

    wording = models.ForeignKey("themes.Wording", on_delete=models.PROTECT, related_name="placements")
    theme = models.ForeignKey("themes.Theme", on_delete=models.PROTECT, related_name="placements")
    slug = models.SlugField(max_length=80, help_text="The line's own, or the one by which this theme knows it.")
    position = models.PositiveSmallIntegerField("place in the reading order")

    class Meta:
        ordering: ClassVar[list[str]] = ["theme", "position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["wording", "theme"], name="placement_once_in_theme"),
        ]

    def __str__(self) -> str:
        return f"{self.slug} in {self.theme}"


class SpecialQuestion(models.Model):
    """What must be asked when a certain line is shown on a case (R33 to R38)."""

    class Answer(models.TextChoices):
        """The kind of answer; none of them is a mark out of anything."""

        TEXT = "text", "Words"
        YES_NO = "yes_no", "Yes or no"
        PERCENTAGE = "percentage", "A percentage from 0 to 100"
        INDICATORS = "indicators", "One or more other indicators"

    wording = models.ForeignKey("themes.Wording", on_delete=models.PROTECT, related_name="questions")
    slug = models.SlugField(max_length=60)
    rule = models.CharField(max_length=10)
    text = models.CharField("question", max_length=300)
    help = models.TextField(blank=True)
    answer = models.CharField("kind of answer", max_length=20, choices=Answer)
    position = models.PositiveSmallIntegerField("place in the reading order")

    class Meta:
        ordering: ClassVar[list[str]] = ["wording", "position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["wording", "slug"], name="special_question_once_on_line"),
            models.CheckConstraint(
                condition=Q(answer__in=["text", "yes_no", "percentage", "indicators"]),
                name="special_question_answer_known",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = kept()

    def __str__(self) -> str:
        return self.text
