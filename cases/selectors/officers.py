"""Who held which post of an authority, for how long, and when nobody did: turnover is read, never counted (9.2)."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from dateutil.relativedelta import relativedelta

from ..models import Authority, OfficeHolding

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Spell:
    """A time in which somebody held a post; or nobody did, where `holding` is None."""

    starts_on: dt.date
    ends_on: dt.date | None
    holding: OfficeHolding | None
    length: str


@dataclass(frozen=True, slots=True)
class PostHistory:
    """One post, and who held it, the latest first."""

    post: str
    spells: list[Spell]


def post_histories(authority: Authority, *, today: dt.date) -> list[PostHistory]:
    """Every post that is on record, by name, with the times in which nobody is recorded to have held it."""
    rows = sorted(authority.officers.all(), key=lambda each: (each.get_post_display(), each.starts_on, each.pk))
    until = min(today, authority.ends_on or today)
    histories = []
    for post, held in groupby(rows, key=OfficeHolding.get_post_display):
        spells = list(held)
        known = [Spell(each.starts_on, each.ends_on, each, _length(each, today)) for each in spells]
        found = sorted((*known, *_vacancies(spells, until)), key=lambda each: each.starts_on, reverse=True)
        histories.append(PostHistory(str(post), found))
    return histories


def _length(holding: OfficeHolding, today: dt.date) -> str:
    last = holding.ends_on or today
    return in_words(holding.starts_on, last) if last >= holding.starts_on else "Not begun"


def _vacancies(spells: Iterable[OfficeHolding], until: dt.date) -> Iterator[Spell]:
    """The days between the first that is known and `until` that nobody covers, substantive or interim."""
    covered: dt.date | None = None
    for each in spells:
        if covered and each.starts_on - DAY > covered:
            begin, end = covered + DAY, each.starts_on - DAY
            yield Spell(begin, end, None, in_words(begin, end))
        covered = max(covered or dt.date.min, each.ends_on or dt.date.max)
    if covered and covered < until:
        yield Spell(covered + DAY, None, None, in_words(covered + DAY, until))


def in_words(first: dt.date, last: dt.date) -> str:
    """How long from a first to a last day, both included: "2 years 3 months", or days under a month."""
    gone = relativedelta(last + DAY, first)
    parts = [(gone.years, "year"), (gone.months, "month")]
    words = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in parts if count]
    return " ".join(words) or f"{gone.days} day{'' if gone.days == 1 else 's'}"
