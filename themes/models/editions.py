"""Editions of the guidance. Definitions, lines and principles are worded in an edition; old cases keep theirs (R39)."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from bestvalue.records.triggers import kept, set_once


class Edition(models.Model):
    """One published version of the statutory guidance on best value standards and intervention."""

    slug = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    published_on = models.DateField("published on")
    in_force_from = models.DateField("in force from")
    note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-in_force_from"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["in_force_from"], name="edition_one_in_force_from_a_day"),
            models.CheckConstraint(
                condition=Q(in_force_from__gte=F("published_on")),
                name="edition_published_before_in_force",
                violation_error_message="An edition comes into force on or after its publication.",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [*kept(), set_once("slug")]

    def __str__(self) -> str:
        return self.title


class Mark(models.TextChoices):
    """What the response of 8 May 2024 did to a text."""

    ADDED = "added", "Added by the response"
    CHANGED = "changed", "Changed by the response"
    KEPT = "kept", "Challenged and kept"
    NONE = "none", "Not touched by the response"


class Sourced(models.Model):
    """Where a text comes from, and whether a source was seen for it."""

    mark = models.CharField(max_length=10, choices=Mark, default=Mark.NONE)
    source = models.CharField(max_length=200, blank=True)
    confirmed = models.BooleanField("a source was seen", default=False)

    class Meta:
        abstract = True
