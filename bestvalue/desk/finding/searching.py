"""One search: what is found of each kind, what is suggested where nothing is, and what is noted as read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Window

from bestvalue.accounts.models import User
from bestvalue.records.services import note_readings
from bestvalue.ui.counting import MOST_COUNTED
from cases.models import Case

from .kinds import Hit, Kind
from .table import TABLE
from .words import Asked, asked_for, suggestions

FIRST = 5
"""How many of each kind are shown at first."""


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind: the first few, and how many there are."""

    kind: Kind
    hits: Sequence[Hit]
    count: int

    @property
    def in_words(self) -> str:
        """How many there are, such as "12" or "More than 1,000"."""
        return f"More than {MOST_COUNTED:,}" if self.count > MOST_COUNTED else f"{self.count:,}"

    @property
    def goes_on(self) -> bool:
        """Whether there are more than are shown."""
        return self.count > len(self.hits)


@dataclass(frozen=True, slots=True)
class Found:
    """An answer: the groups in which something was found, and otherwise names that resemble what was typed."""

    asked: Asked
    groups: Sequence[Group]
    suggestions: Sequence[str]


def kinds_searched(case: Case | None) -> Sequence[Kind]:
    """The kinds that are looked among: everywhere, or on one case."""
    return [each for each in TABLE if (each.case if case else each.everywhere)]


def search(user: User, text: str, case: Case | None = None) -> Found:
    """Look for these words among everything that this person may see now; what is shown is noted as read."""
    asked = asked_for(text)
    groups = [each for kind in kinds_searched(case) if (each := _group(kind, user, asked, case)).count]
    note_found(user, (hit for group in groups for hit in group.hits))
    alike = suggestions(asked.names) if not groups and not case and asked.names else ()
    return Found(asked, groups, alike)


def _group(kind: Kind, user: User, asked: Asked, case: Case | None) -> Group:
    rows = list(kind.found(user, asked, case).annotate(found_in_all=Window(Count("*")))[:FIRST])
    return Group(kind, [kind.hit(each, asked) for each in rows], rows[0].found_in_all if rows else 0)


def note_found(user: User, hits: Iterable[Hit]) -> None:
    """Note as read each case, and each item of evidence, of which something is shown."""
    read = {each.read: None for each in hits if each.read}
    if read:
        note_readings(reader=user, read=read)
