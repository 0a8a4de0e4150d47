"""Ways through the public register: by authority, by kind and by date; published rows and public facts alone (R46)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Left, TruncMonth, Upper

from cases.models import Authority, Publication

from .register import Standing, published_authorities, published_instruments

OVER = (Standing.ENDED, Standing.PERIOD_ENDED, Standing.WITHDRAWN)
BESIDE = 3
"""How many instruments an entry names on either side of itself."""


def published_under(letter: str = "") -> QuerySet[Authority]:
    """Authorities about which something was published, by name; those of one letter where it is given."""
    found = published_authorities().annotate(letter=Upper(Left("name", 1)))
    return found.filter(letter=letter.upper()) if letter else found


def letters() -> list[str]:
    """The first letters of the authorities about which something was published."""
    found = Authority.objects.filter(pk__in=Publication.objects.values("authority")).order_by()
    return sorted(found.values_list(Upper(Left("name", 1)), flat=True).distinct())


def published_of(authority: Authority, *, on: dt.date) -> QuerySet[Publication]:
    """Everything published about one authority, in three parts, the latest first in each: what is in force or comes
    into force, what has no dates, such as a report, and what is over.
    """
    parts = (When(standing__in=OVER, then=Value(2)), When(standing=Standing.PUBLISHED, then=Value(1)))
    part = Case(*parts, default=Value(0), output_field=IntegerField())
    found = published_instruments(on=on).filter(authority=authority).annotate(part=part)
    return found.order_by("part", "-published_on", "register_id")


def published_between(first: dt.date, last: dt.date, *, on: dt.date) -> QuerySet[Publication]:
    """What was first published on one of these days, the latest first."""
    found = published_instruments(on=on).filter(published_on__range=(first, last))
    return found.order_by("-published_on", "register_id")


def months() -> QuerySet[Publication, Any]:
    """The months in which something was first published, the latest first, each with how much."""
    found = Publication.objects.order_by().annotate(month=TruncMonth("published_on")).values("month")
    return found.annotate(count=Count("pk")).order_by("-month")


@dataclass(frozen=True, slots=True)
class Beside:
    """What was published about an authority just before and just after one instrument, the nearest first."""

    before: list[Publication]
    after: list[Publication]


def beside(publication: Publication, *, on: dt.date) -> Beside:
    """The instruments about the same authority that came just before and just after this one."""
    others = published_instruments(on=on).filter(authority=publication.authority_id)
    day, number = publication.published_on, publication.register_id
    earlier = others.filter(Q(published_on__lt=day) | Q(published_on=day, register_id__lt=number))
    later = others.filter(Q(published_on__gt=day) | Q(published_on=day, register_id__gt=number))
    return Beside(
        list(earlier.order_by("-published_on", "-register_id")[:BESIDE]),
        list(later.order_by("published_on", "register_id")[:BESIDE]),
    )


def predecessors_and_successors(authority: Authority) -> tuple[list[Any], list[Any]]:
    """The authorities that this one replaced and those that replaced it, each a Succession, by date."""
    replaced = authority.inheritances.select_related("predecessor")
    replacing = authority.successions.select_related("successor")
    return list(replaced), list(replacing)
