"""Searches for a person who asks what is held about them: who searched, under which names, and why."""

import uuid
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from bestvalue.records.triggers import append_only


class SubjectSearch(models.Model):
    """One search for subject access. What it finds is looked for again each time it is opened."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    names = ArrayField(models.CharField(max_length=200), verbose_name="names and email addresses")
    reason = models.TextField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="subject_searches")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "subject searches"
        ordering: ClassVar[list[str]] = ["-made_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(names__len__gte=1), name="subject_search_for_somebody"),
            models.CheckConstraint(condition=Q(reason__regex=r"\S"), name="subject_search_has_a_reason"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return ", ".join(self.names)

    @property
    def key(self) -> str:
        """How events and readings name this search."""
        return f"subject_search:{self.pk}"
