"""What the figures ask of PostgreSQL that Django has no words for."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import Aggregate, DateField, FloatField, Func, IntegerField

MONTH = 365.25 / 12
"""Days of an average month, in which lengths are told where they are no calendar months."""


class Days(Func):
    """The days from the second day to the first."""

    template, arg_joiner = "(%(expressions)s)", " - "
    output_field = IntegerField()


class After(Func):
    """A day so many calendar months and days later; the end of a month where that month is shorter."""

    template = "(%(expressions)s + make_interval(months => %(months)s, days => %(days)s))::date"
    output_field = DateField()

    def __init__(self, expression: Any, *, months: int = 0, days: int = 0) -> None:
        super().__init__(expression, months=months, days=days)


class Quartiles(Aggregate):
    """The lower quartile, the median, the upper quartile and the longest; null over nothing."""

    function = "percentile_cont"
    template = "%(function)s(ARRAY[0.25, 0.5, 0.75, 1]) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = ArrayField(FloatField())


def months(days: float | None) -> float | None:
    """A number of days in average months, to one decimal place."""
    return None if days is None else round(days / MONTH, 1)
