"""What stands around the text of a letter: who writes, to whom, when, and under which reference."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DEPARTMENTS = Path(__file__).resolve().parent.parent / "data" / "departments.yaml"
TEAM = "Local Government Stewardship and Interventions"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The frame of one letter; `date` is None while it is a draft."""

    date: dt.date | None
    today: dt.date
    reference: str = ""
    to: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    team: str = TEAM

    @property
    def department(self) -> str:
        """The department, as it is named on the day of the letter (R47)."""
        return department_on(self.date or self.today)


def department_on(day: dt.date) -> str:
    """The name that the department bears on a day. Raises LookupError before its first."""
    for each in _departments():
        if each["from"] <= day <= (each.get("to") or dt.date.max):
            return str(each["name"])
    raise LookupError(f"No name of the department is known for {day}.")


@cache
def _departments() -> list[dict[str, Any]]:
    named: list[dict[str, Any]] = yaml.load(DEPARTMENTS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return named
