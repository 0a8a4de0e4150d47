"""Facts that a past entry may hold as "not published" (rulings 26): silence is filled, and shown as silence."""

from collections.abc import Sequence
from enum import Enum
from typing import Any, ClassVar, Final

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class NotPublished(Enum):
    """The type of a required fact that the published record does not give."""

    NOT_PUBLISHED = "not_published"

    def __str__(self) -> str:
        return "not published"


NOT_PUBLISHED: Final = NotPublished.NOT_PUBLISHED


class WithFacts(models.Model):
    """A row entered as it happened, or later from a published source, with the facts that source leaves out by name."""

    retrospective = models.BooleanField("entered later", default=False, editable=False)
    not_published = ArrayField(models.CharField(max_length=60), default=list, blank=True, editable=False)
    month_only = models.BooleanField("only the month of the event is known", default=False, editable=False)
    source = models.CharField("published source", max_length=1000, blank=True, default="", editable=False)
    confirmed = models.BooleanField(
        "confirmed", default=True, editable=False, help_text="False while the source has not been checked (rulings 32)."
    )

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(retrospective=True) | Q(not_published=[]),
                name="%(app_label)s_%(class)s_silence",
                violation_error_message="Only a past entry may leave a fact as not published.",
            ),
        ]

    def set_facts(self, **facts: Any) -> None:
        """Set each field; one given as NOT_PUBLISHED is left empty and listed in `not_published`."""
        silent = set(self.not_published)
        for name, value in facts.items():
            if value is NOT_PUBLISHED:
                silent.add(name)
                if self._meta.get_field(name).null:
                    setattr(self, name, None)
            else:
                silent.discard(name)
                setattr(self, name, value)
        self.not_published = sorted(silent)


def facts_known(
    prefix: str, *names: str, unless: Q | None = None, text: Sequence[str] = ()
) -> list[models.CheckConstraint]:
    """Constraints: each fact is present, or is listed as not published; `unless` names the states that need none.

    `names` are nullable columns; `text` are text columns, where the empty string means absent.
    """
    excused = unless if unless is not None else Q(pk__isnull=True)
    present = [(name, Q(**{f"{name}__isnull": False})) for name in names] + [(name, ~Q(**{name: ""})) for name in text]
    return [
        models.CheckConstraint(
            condition=excused | known | Q(not_published__contains=[name]),
            name=f"{prefix}_{name}_known",
            violation_error_message=f"Give the {name.replace('_', ' ')}.",
        )
        for name, known in present
    ]
