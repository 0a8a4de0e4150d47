"""Metrics: what is counted, by whom it is published, and what to keep in mind when it is read (domain 3.5, 3.6, 6).

A metric has no better and no worse side: `higher_means` says in neutral words what a higher value is, and nothing else
about a metric tells one authority from another (N2, N4).
"""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from bestvalue.records.triggers import kept, set_once

JUDGING = r"\y(better|best|worse|worst|good|bad|poor|excellent|strong|weak|fail(s|ed|ing|ure)?|success(ful)?)\y"
RESERVED = ("comparators", "imports", "new")
PERCENTAGE = "%"


class Metric(models.Model):
    """The definition of one metric. Its slug never changes; the rest is kept by analysts, with an event each time."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200, unique=True)
    unit = models.CharField(max_length=60, help_text="Such as %, days, or pounds for each resident.")
    publisher = models.CharField(max_length=200, help_text="Who publishes the figures.")
    source = models.CharField(max_length=300, help_text="The publication, with its address where it has one.")
    higher_means = models.CharField(
        "what a higher value means",
        max_length=300,
        help_text="In neutral words: no side of a metric is the better one.",
    )
    caveat = models.TextField(help_text="What must be kept in mind by whoever reads the figures.")
    themes = models.ManyToManyField("themes.Theme", related_name="metrics")
    lines = models.ManyToManyField("themes.Line", related_name="metrics", blank=True)
    version = models.PositiveIntegerField("number of times it was written", default=1, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["title"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(caveat__regex=r"\S"),
                name="metric_has_a_caveat",
                violation_error_message="Say what must be kept in mind: the caveat cannot be blank.",
            ),
            models.CheckConstraint(
                condition=Q(unit__regex=r"\S") & Q(source__regex=r"\S") & Q(publisher__regex=r"\S"),
                name="metric_has_unit_and_source",
                violation_error_message="Give the unit, the source and the publisher.",
            ),
            models.CheckConstraint(
                condition=Q(higher_means__regex=r"\S") & ~Q(higher_means__iregex=JUDGING),
                name="metric_has_no_better_side",
                violation_error_message="Say what a higher value means without judging it: not better, worse, good or "
                "poor.",
            ),
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED),
                name="metric_slug_is_no_address",
                violation_error_message="This short name is an address of the service. Choose another.",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [*kept(), set_once("slug")]

    def __str__(self) -> str:
        return self.title

    @property
    def stream_name(self) -> str:
        """The name of the event stream of its definition."""
        return f"metric:{self.slug}"

    def in_words(self, value: object) -> str:
        """A value with its unit."""
        return f"{value}{self.unit}" if self.unit == PERCENTAGE else f"{value} {self.unit}"
