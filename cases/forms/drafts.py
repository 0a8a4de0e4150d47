"""What forms of drafts share: their content as plain words, section by section, to keep, restore and compare."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField

from bestvalue.ui.forms import DateField
from bestvalue.ui.tidying import tidied

Typed = dict[str, str]
LONG = 20_000  # characters: room for several pages


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a form that one person changes as a whole; `pattern` matches the names of its fields."""

    name: str
    label: str
    pattern: str

    def holds(self, field: str) -> bool:
        """Whether a field is part of it."""
        return re.fullmatch(self.pattern, field) is not None


class DraftForm(forms.Form):
    """A form whose content can be kept unsaved and compared. `ROWS` are the sections of several fields."""

    ROWS: ClassVar[Sequence[Section]] = ()

    def sections(self) -> list[Section]:
        """Every section, in the order of the form."""
        rows = list(self.ROWS)
        alone = [name for name in self.fields if not any(each.holds(name) for each in rows)]
        return [*(Section(name, str(self.fields[name].label), re.escape(name)) for name in alone), *rows]

    def given(self) -> dict[str, Any]:
        """What the service takes, from every field that holds something valid."""
        return self.cleaned_data

    def typed(self) -> Typed:
        """Every field as it would be sent, dates whole."""
        return {name: plain_value(self[name].value()) for name in self.fields}

    def words_of(self, section: Section) -> str:
        """What a section says, as people read it."""
        said = (words(self[name]) for name in self.fields if section.holds(name))
        return "\n\n".join(each for each in said if each)


def plain_value(value: Any) -> str:
    """A field's value as text, tidied as what is sent is (nobody changes what they cannot see); empty for none."""
    return "" if value is None or value is False else tidied(str(value))


def words(field: BoundField) -> str:
    """What a field says: the label of a choice, the day of a date, else the text."""
    value = plain_value(field.value())
    if isinstance(field.field, DateField):
        return "-".join(part.zfill(2) for part in value.split("-")) if value else ""
    if isinstance(field.field, forms.ChoiceField):
        return chosen_label(field.field, value) if value else ""
    return value.strip()


def chosen_label(field: forms.ChoiceField, value: str) -> str:
    """The label of the choice with this value; empty where it is none of them."""
    offered: Any = field.choices
    return next((str(label) for key, label in offered if str(key) == value), "")


def merged(section: Section, mine: Mapping[str, str], theirs: Mapping[str, str]) -> Typed:
    """What I typed, with this one section as they have it."""
    kept = {name: each for name, each in mine.items() if not section.holds(name)}
    return {**kept, **{name: each for name, each in theirs.items() if section.holds(name)}}


def long_words(label: str, hint: str = "", rows: int = 5) -> forms.CharField:
    """Several lines that a draft may leave empty."""
    return forms.CharField(
        label=label, help_text=hint, max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": rows})
    )


def short_words(label: str, limit: int, hint: str = "") -> forms.CharField:
    """One line that a draft may leave empty."""
    return forms.CharField(label=label, help_text=hint, max_length=limit, required=False)


class LinesField(forms.CharField):
    """A list, one item on each line."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        """The lines that are not empty."""
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]
