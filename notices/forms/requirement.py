"""The form of a requirement for information, with as many items as there are (LGA 1972 s.230; R9)."""

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from bestvalue.ui.forms import DateField
from cases.forms.drafts import DraftForm, Section, Typed, long_words, plain_value, short_words
from cases.forms.rows import numbered
from notices.models import InformationRequirement, RequirementItem

ITEM = re.compile(r"item_(\d{1,4})_question")
PARTS = ("question", "function", "format", "frequency", "due_on", "due_rule")


class RequirementForm(DraftForm):
    """A draft requirement. An item that is begun is written in full."""

    ROWS: ClassVar[Sequence[Section]] = (Section("items", "What is required", r"item_\d+_\w+"),)

    purpose = long_words("Why is the information needed?", "How it helps the department to follow the concerns.")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.numbers = numbered(ITEM, self.data if self.is_bound else self.initial)
        for place, number in enumerate(self.numbers, start=1):
            for part, field in self._item(place).items():
                self.fields[f"item_{number}_{part}"] = field

    def _item(self, place: int) -> dict[str, forms.Field]:
        return {
            "question": long_words(f"Item {place}: what is asked for?", rows=2),
            "function": short_words(
                f"Item {place}: which function does it relate to?",
                300,
                "Section 230 reaches only what relates to the authority's functions.",
            ),
            "format": short_words(f"Item {place}: in what format?", 200, "For instance a spreadsheet, or DELTA."),
            "frequency": forms.ChoiceField(
                label=f"Item {place}: how often?", choices=RequirementItem.Frequency.choices, required=False
            ),
            "due_on": DateField(label=f"Item {place}: when is the first return due?", required=False),
            "due_rule": short_words(
                f"Item {place}: how was the date set?", 300, "For instance one week after the letter is received."
            ),
        }

    def clean(self) -> dict[str, Any]:
        """Name what a begun item lacks."""
        for number in self.numbers:
            prefix = f"item_{number}_"
            if not self._begun(number):
                continue
            for part in PARTS:
                if self.cleaned_data.get(prefix + part) in ("", None) and prefix + part not in self.errors:
                    self.add_error(prefix + part, f"Answer: {self.fields[prefix + part].label}")
        return self.cleaned_data

    def _begun(self, number: int) -> bool:
        said = (plain_value(self[f"item_{number}_{part}"].value()) for part in PARTS if part != "frequency")
        return any(each.strip() for each in said)

    @property
    def item_rows(self) -> list[dict[str, Any]]:
        """The fields of each item, and the name by which it is removed."""
        return [
            {"name": f"item_{each}", "fields": [self[f"item_{each}_{part}"] for part in PARTS]} for each in self.numbers
        ]

    def given(self) -> dict[str, Any]:
        """What the service takes; an item that is not complete is left out."""
        clean = self.cleaned_data
        items = [{part: clean.get(f"item_{each}_{part}") for part in PARTS} for each in self.numbers]
        return {"purpose": clean.get("purpose", ""), "items": [each for each in items if all(each.values())]}


def typed_of(requirement: InformationRequirement) -> Typed:
    """The content of the form as a draft has it."""
    shown = {"purpose": requirement.purpose}
    for item in requirement.items.all():
        shown |= {f"item_{item.number}_{part}": plain_value(getattr(item, part)) for part in PARTS}
    return shown


def with_items_changed(do: str, typed: Typed) -> Typed:
    """What was typed with one more item, or without one: `add:item`, `remove:item_2`."""
    act, _, what = do.partition(":")
    if act == "remove":
        return {name: each for name, each in typed.items() if not re.fullmatch(rf"{re.escape(what)}_\w+", name)}
    return {**typed, f"item_{max(numbered(ITEM, typed), default=0) + 1}_question": ""} if do == "add:item" else typed
