"""Other guidance and codes that an assessment or a document may cite (R40)."""

from typing import ClassVar

import pgtrigger
from django.db import models

from bestvalue.records.triggers import kept, set_once


class Reference(models.Model):
    """A published text beside the guidance, chosen from a list when something is cited."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField("year published")
    is_statutory = models.BooleanField("statutory guidance", default=False)
    note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["title"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [*kept(), set_once("slug")]

    def __str__(self) -> str:
        return f"{self.title} ({self.publisher}, {self.year})"
