"""The whole of a fictional portfolio: which copy is made of which template, and what happens further on its case."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from bestvalue import clock
from bestvalue.records.services.events import transaction_time
from cases.models import Authority

from .collecting import collect
from .further import Day, Further, agree_a_step, done_once, hold_a_call
from .numbers import COPY_CODES, Model, Numbers
from .templates import Template

YEARS = 730
"""Days over which the further dates are spread."""
LONG = 500
"""Contacts more on the first case, so that one has a long history."""

Texts = dict[Model, str]
"""Rows in COPY's writing, by model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How much is asked for: cases, events in all of them, further clocks, and how many of those are due now."""

    cases: int
    events: int
    clocks: int
    due: int


class Portfolio:
    """Copies of the demonstration's cases, numbered from 0."""

    def __init__(self, wanted: Wanted) -> None:
        authorities = list(Authority.objects.filter(is_fictional=True).exclude(ons_code__startswith=COPY_CODES))
        found = [(each, collect(each)) for each in authorities if each.cases.exists()]
        at, numbers = transaction_time(), Numbers(len(found))
        self.wanted, self.copies = wanted, range(wanted.cases)
        self.templates = [Template(authority, rows, numbers, at) for authority, rows in found]
        brought = sum(len(self._template(copy).canonical) for copy in self.copies)
        self.calls = max(0, wanted.events - wanted.clocks - brought - LONG)
        further = partial(numbers.further, copies=wanted.cases)
        self._places = [place for place, each in enumerate(self.templates) if each.case.is_open]
        self._step, self._call = (
            {
                place: Further(done_once(act, each.case, found[place][1]), each, further, at)
                for place, each in enumerate(self.templates)
                if each.case.is_open
            }
            for act in (agree_a_step, hold_a_call)
        )
        self._open = sum(copy % len(self.templates) in self._step for copy in self.copies)
        self._days = [Day.of(clock.today() + dt.timedelta(days=day)) for day in range(-1, YEARS)]

    def texts(self, copies: range) -> Texts:
        """The rows of these copies in COPY's writing, by model."""
        written: defaultdict[Model, list[str]] = defaultdict(list)
        for copy in copies:
            for model, text in self._rows(copy):
                written[model].append(text)
        return {model: "".join(texts) for model, texts in written.items()}

    def _rows(self, copy: int) -> Iterator[tuple[Model, str]]:
        template = self._template(copy)
        values = template.values(copy)
        head, place = template.last_hash(values), template.case.version
        for further, day in self._further(copy):
            place += 1
            head, rows = further.write(values, head, place, day)
            yield from rows.items()
        values += (head, place)
        for model, pattern in template.patterns.items():
            yield model, pattern.fill(values)

    def _further(self, copy: int) -> Iterator[tuple[Further, Day]]:
        """The further acts on a copy's case: agreed steps, then contacts; none where it is closed."""
        rounds, template = divmod(copy, len(self.templates))
        if template not in self._step:
            return
        place = rounds * len(self._places) + self._places.index(template)
        overdue, *days = self._days
        for number in self._share(self.wanted.clocks, place):
            yield self._step[template], overdue if number < self.wanted.due else days[number % YEARS]
        for _ in range(len(self._share(self.calls, place)) + (LONG if place == 0 else 0)):
            yield self._call[template], overdue

    def _share(self, whole: int, place: int) -> range:
        """Which of so many fall to the open case at that place, all being served alike."""
        return range(whole * place // self._open, whole * (place + 1) // self._open)

    def _template(self, copy: int) -> Template:
        return self.templates[copy % len(self.templates)]
