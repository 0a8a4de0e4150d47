"""The numbers that copies bear: keys of rows, numbers of references, and the number of the copy itself."""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from django.db import models
from django.db.models import Max

from cases.models import Authority, Counter

Model = type[models.Model]
Maker = Callable[[int], Any]
"""Gives a value by the number of the copy, counted from 0."""

COPY_CODES = "X9"
"""How the codes of copied authorities begin."""


def copied() -> models.QuerySet[Authority]:
    """The authorities that are copies."""
    return Authority.objects.filter(is_fictional=True, ons_code__startswith=COPY_CODES)


class Series:
    """Numbers for the members of a round of copies, one copy for each template; without gaps or doubles."""

    def __init__(self, first: int, templates: int) -> None:
        self.first, self._templates, self._members = first, templates, 0

    def member(self) -> Maker:
        """What gives the numbers of one more member of the round."""
        place = self._members
        self._members += 1
        return lambda copy: self.first + copy // self._templates * self._members + place

    def after(self, copies: int) -> Iterator[int]:
        """Numbers above those of so many copies."""
        return count(self.first + -(-copies // self._templates) * self._members)


class Numbers:
    """All the series, each going on from the highest number in use."""

    def __init__(self, templates: int) -> None:
        self._templates = templates
        self._series: dict[Model | str, Series] = {}
        self._further: dict[Model, Iterator[int]] = {}
        code = copied().aggregate(last=Max("ons_code"))["last"]
        self.first_copy = int(code.removeprefix(COPY_CODES)) + 1 if code else 1

    def of_rows(self, model: Model) -> Series:
        """The keys of a model's rows."""
        if model not in self._series:
            last = model._base_manager.aggregate(last=Max("pk"))["last"] or 0
            self._series[model] = Series(last + 1, self._templates)
        return self._series[model]

    def further(self, model: Model, copies: int) -> Iterator[int]:
        """The keys of rows that are written beyond those of so many copies, once all templates are known."""
        if model not in self._further:
            self._further[model] = self.of_rows(model).after(copies)
        return self._further[model]

    def of_references(self, prefix: str) -> Series:
        """The numbers of references with a prefix such as `BV-2026-`."""
        if prefix not in self._series:
            last = Counter.objects.filter(prefix=prefix).values_list("last", flat=True).first() or 0
            self._series[prefix] = Series(last + 1, self._templates)
        return self._series[prefix]
