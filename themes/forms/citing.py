"""Rows in which evidence is cited: which item, and what it shows."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from cases.forms.drafts import Typed, long_words
from cases.forms.rows import Rows, RowsForm
from themes.models import EvidenceVersion
from themes.selectors.evidence import MOST_OFFERED

OFFERED = f"The latest {MOST_OFFERED} items about the authority, and those cited already."
CHOICES = re.compile(r"\w+_\d+_version")


def an_item(place: int) -> forms.Field:
    """The choice of an item; the form fills it in."""
    return forms.ChoiceField(label=f"Item {place}", help_text=OFFERED, required=False)


def what_it_shows(place: int) -> forms.Field:
    """What the item shows."""
    return long_words(f"What item {place} shows", rows=3)


CITED: Mapping[str, Any] = {"version": an_item, "shows": what_it_shows}
EVIDENCE = Rows("evidence", "evidence", "Evidence it rests on", CITED)


class CitingForm(RowsForm):
    """A form with rows of evidence; `versions` are those that may be chosen."""

    SORTS: ClassVar[Sequence[Rows]] = (EVIDENCE,)

    def __init__(self, *args: Any, versions: Sequence[EvidenceVersion], **more: Any) -> None:
        self.versions = {str(each.pk): each for each in versions}
        super().__init__(*args, **more)
        offered = [("", "No item chosen"), *((key, label_of(each)) for key, each in self.versions.items())]
        for name, field in self.fields.items():
            if CHOICES.fullmatch(name):
                field.choices = offered  # type: ignore[attr-defined]

    def cited(self, rows: Sequence[Mapping[str, Any]], **side: str) -> list[dict[str, Any]]:
        """Rows as the service takes them, with the items themselves."""
        return [{"version": self.versions[each["version"]], "shows": each["shows"] or "", **side} for each in rows]


def label_of(version: EvidenceVersion) -> str:
    """An item as it is chosen: what it is, who made it, when it came, and its state."""
    return f"{version.title} ({version.body}, {version.received_on:%-d %B %Y}): {version.status.lower()}"


def typed_evidence(name: str, rows: Sequence[Any]) -> Typed:
    """The content of the rows as they are saved."""
    return {
        f"{name}_{number}_{part}": value
        for number, row in enumerate(rows, start=1)
        for part, value in (("version", str(row.version_id)), ("shows", row.shows))
    }
