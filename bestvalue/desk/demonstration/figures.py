"""Fictional metrics of the fictional authorities: figures over eight years, some of them revised, and comparators."""

import csv
import datetime as dt
import io
import math
from collections.abc import Iterator
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.accounts.services.demonstration import email_of
from cases.models import Authority
from themes.models import ComparatorGroup, Line, Metric, MetricImport, Theme
from themes.services.importing.reading import COLUMNS
from themes.services.imports import receive_import, take_up
from themes.services.metrics import define_metric, set_comparators

PUBLISHER = "Department (fictional figures)"
SOURCE = "Made up for the demonstration: no figure is about a real authority."
YEARS = 8
NEIGHBOURS = 7
# Short name, title, unit, what a higher value means, caveat, theme, lines, the usual figure and how far it swings.
METRICS: tuple[tuple[Any, ...], ...] = (
    (
        *("days-to-publish-accounts", "Days from year end to published accounts", "days"),
        "More days passed between the end of the year and the publication of the accounts.",
        "Where auditors were short, accounts are late for that reason: ask before relying on it.",
        *("ur", ["ur-i-late-accounts", "ur-c-accounts-on-time"], 240, 80),
    ),
    (
        *("ombudsman-uphold-rate", "Complaints upheld by the ombudsman", "%"),
        "A larger share of the complaints that were investigated was upheld.",
        "Few complaints make the rate jump from year to year. The number of complaints says something else.",
        *("sd", ["sd-i-ombudsman-uphold-rate"], 62, 16),
    ),
    (
        *("reserves-to-net-revenue", "Usable reserves against net revenue spending", "%"),
        "Reserves are larger beside what is spent in a year.",
        "Reserves may be set aside for a purpose, and schools' balances are left out.",
        *("ur", ["ur-i-no-reserves-review"], 38, 22),
    ),
)


def load_figures() -> list[MetricImport]:
    """Define the metrics, set comparators and import figures as an analyst, once; the imports made."""
    by = User.objects.get(email=email_of("analyst"))
    authorities = list(Authority.objects.filter(is_fictional=True, ends_on=None).order_by("slug"))
    if Metric.objects.exists() or len(authorities) <= NEIGHBOURS:
        return []
    for slug, title, unit, higher_means, caveat, theme, lines, *_ in METRICS:
        words: dict[str, str] = {"title": title, "unit": unit, "higher_means": higher_means, "caveat": caveat}
        themes, bears_on = Theme.objects.filter(code=theme), Line.objects.filter(slug__in=lines)
        define_metric(by=by, slug=slug, themes=themes, lines=bears_on, publisher=PUBLISHER, source=SOURCE, **words)
    _compare(by, authorities)
    return [_imported(by, authorities, latest_provisional=each) for each in (True, False)]


def _compare(by: User, authorities: list[Authority]) -> None:
    """Give every authority those that follow it in the alphabet as its neighbours."""
    for place, authority in enumerate(authorities):
        members = [authorities[(place + step) % len(authorities)] for step in range(1, NEIGHBOURS + 1)]
        set_comparators(
            by=by,
            authority=authority,
            kind=ComparatorGroup.Kind.NEAREST,
            source="Made up for the demonstration: the next seven in the alphabet.",
            starts_on=clock.today(),
            members=members,
        )


def _imported(by: User, authorities: list[Authority], *, latest_provisional: bool) -> MetricImport:
    text = io.StringIO()
    csv.writer(text).writerows([COLUMNS, *_rows(authorities, latest_provisional)])
    name = "first-figures.csv" if latest_provisional else "final-figures.csv"
    made = receive_import(by=by, upload=SimpleUploadedFile(name, text.getvalue().encode()), good_rows_only=False)
    take_up(made.pk)
    return made


def _rows(authorities: list[Authority], latest_provisional: bool) -> Iterator[tuple[Any, ...]]:
    """Figures that wave gently, no two authorities alike; the latest year is provisional at first, and revised."""
    last = clock.today().year - 1
    for place, authority in enumerate(authorities):
        for number, (slug, *_, usual, swing) in enumerate(METRICS):
            for year in range(last - YEARS, last):
                provisional = latest_provisional and year == last - 1
                wave = math.sin(place * 1.7 + number + (year - last) * 0.6)
                value = round(usual + swing * wave + (3 if provisional else 0), 1)
                days = (dt.date(year, 4, 1), dt.date(year + 1, 3, 31))
                yield authority.ons_code, slug, *days, value, "provisional" if provisional else "final"
