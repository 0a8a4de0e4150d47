"""A date asked for as day, month and year, which GOV.UK found to work best for dates that people know."""

import calendar
import datetime
import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.formats import date_format

from .errors import named

PARTS = ("day", "month", "year")
MONTHS = [name.lower() for name in calendar.month_name]
BETWEEN = re.compile(r"[\s/.,-]+")


def day_in_words(on: datetime.date | None, month_only: bool = False, whole: str = "j F Y") -> str:
    """A date in words; only its month where no more is known. Empty for none."""
    return date_format(on, "F Y" if month_only else whole) if on else ""


class DateParts(forms.Widget):
    """Three text inputs, `name-day`, `name-month` and `name-year`; a whole `name` in ISO form is read as well."""

    use_fieldset = True

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str | None:
        """What was typed, as `2026-3-31` with any missing part empty; none when nothing was typed."""
        if whole := data.get(name):
            return str(whole)
        typed = tidied({part: str(data.get(f"{name}-{part}") or "").strip() for part in PARTS})
        return "-".join(typed[part] for part in reversed(PARTS)) if any(typed.values()) else None

    def value_omitted_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether the form held no part of this date."""
        return name not in data and not any(f"{name}-{part}" in data for part in PARTS)

    def id_for_label(self, id_: str) -> str:
        """The day's input, where an error in the date leads."""
        return f"{id_}-day"


class DateField(forms.DateField):
    """A date in three parts, with GOV.UK's messages for what is missing or not a real date."""

    widget = DateParts

    def __init__(self, **given: Any) -> None:
        super().__init__(**({"input_formats": ["%Y-%m-%d"]} | given))

    def to_python(self, value: Any) -> datetime.date | None:
        """The date; `ValidationError` names the parts that are missing, or says that there is no such day."""
        name = named(self.label, "The date")
        if missing := missing_parts(value):
            raise forms.ValidationError(f"{name} must include a {' and '.join(missing)}", code="incomplete")
        if isinstance(value, str) and re.match(r"\d\d-", value):  # which century it means is not ours to guess
            raise forms.ValidationError(f"{name} must have a year of four numbers, such as 2026", code="short_year")
        self.error_messages["invalid"] = f"{name} must be a real date"
        return super().to_python(value)


def tidied(typed: dict[str, str]) -> dict[str, str]:
    """The parts as numbers, however sensibly they were typed: `27th`, `March` or `mar`, or all in one box."""
    day, month, year = typed["day"], typed["month"], typed["year"]
    if day and not month and not year and len(pieces := BETWEEN.split(day)) == len(PARTS):
        day, month, year = reversed(pieces) if len(pieces[0]) == 4 else pieces
    return {
        "day": re.sub(r"(?<=\d)(st|nd|rd|th)$", "", day, flags=re.IGNORECASE),
        "month": numbered(month),
        "year": year,
    }


def numbered(month: str) -> str:
    """The number of a month that is given by its name or the first letters of it; anything else as it was typed."""
    begun = month.lower().rstrip(".")
    found = [number for number, name in enumerate(MONTHS) if len(begun) > 2 and name.startswith(begun)]
    return str(found[0]) if found else month


def missing_parts(value: Any) -> list[str]:
    """The parts of a typed date that were left empty."""
    return [part for part, typed in typed_parts(value).items() if not typed] if isinstance(value, str) and value else []


def typed_parts(value: Any) -> dict[str, str]:
    """What to show in each input: a date's parts, or what was typed even where it is no date."""
    if isinstance(value, datetime.date):
        return {part: str(getattr(value, part)) for part in PARTS}
    year, month, day, *_ = [*str(value or "").split("-", 2), "", "", ""]
    return {"day": day, "month": month, "year": year}
