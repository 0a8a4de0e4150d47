"""The seven guiding principles, which all best value authorities should be mindful of (response para 9)."""

from typing import ClassVar

import pgtrigger
from django.db import models

from bestvalue.records.triggers import kept, set_once

from .editions import Sourced


class Principle(models.Model):
    """One of the seven principles, P1 to P7; its name and meaning belong to an edition."""

    code = models.CharField(max_length=3, primary_key=True)
    slug = models.SlugField(max_length=60, unique=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["code"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [*kept(), set_once("slug")]

    def __str__(self) -> str:
        return self.code


class PrincipleWording(Sourced):
    """The name and meaning of a principle in one edition, and what it makes the service ask for."""

    edition = models.ForeignKey("themes.Edition", on_delete=models.PROTECT, related_name="principles")
    principle = models.ForeignKey("themes.Principle", on_delete=models.PROTECT, related_name="wordings")
    name = models.CharField(max_length=100)
    meaning = models.TextField()
    practice = models.TextField("what officials do about it")

    class Meta:
        ordering: ClassVar[list[str]] = ["edition", "principle"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["edition", "principle"], name="principle_once_in_edition"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = kept()

    def __str__(self) -> str:
        return self.name
