"""The retention schedule, as its file has it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from bestvalue.records.triggers import TOMBSTONE

FILE = Path(__file__).resolve().parent.parent / "data" / "retention.yaml"


@dataclass(frozen=True, slots=True)
class Rule:
    """What goes, how many years after which event, and on whose authority."""

    rule: str
    name: str
    kind: str
    what: str
    after: str
    years: int
    source: str
    to_confirm: bool

    def cutoff(self, today: dt.date) -> dt.date:
        """The latest day of the event for which the time is over today."""
        day = min(today.day, 28) if today.month == 2 else today.day
        return today.replace(year=today.year - self.years, day=day)

    def tombstone(self, today: dt.date) -> str:
        """What stands in the place of a text that was removed."""
        return f"{TOMBSTONE[0]}{today.day} {today:%B %Y} under “{self.name}”{TOMBSTONE[1]}"


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its short name, in the order of the file."""
    listed = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {each["rule"]: Rule(**each) for each in listed}
