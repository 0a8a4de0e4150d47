"""Metrics, authorities and files of figures for tests."""

import datetime as dt
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from bestvalue.accounts.models import User
from cases.models import Authority, AuthorityKind
from themes.models import Metric, MetricImport, MetricValue, Theme
from themes.services.imports import receive_import, take_up
from themes.services.metrics import define_metric

HEADER = "authority,metric,period_start,period_end,value,status"
WORDS = {
    "title": "Days to publish accounts",
    "unit": "days",
    "publisher": "Department",
    "source": "Statements of accounts",
    "higher_means": "More days passed before the accounts were published.",
    "caveat": "A shortage of auditors delays accounts too.",
}


def a_metric(by: User, slug: str = "days-to-accounts", **words: Any) -> Metric:
    """A metric that bears on the use of resources."""
    theme, _ = Theme.objects.get_or_create(
        code="ur", defaults={"slug": "use-of-resources", "name": "Use of resources", "position": 5}
    )
    facts: dict[str, Any] = {**WORDS, "themes": [theme], **words}
    return define_metric(by=by, slug=slug, **facts)


def councils(names: Iterable[str] = ("Alder", "Birch", "Cedar", "Dale", "Elm")) -> list[Authority]:
    """Fictional districts, coded in the order of their names."""
    kind, _ = AuthorityKind.objects.get_or_create(
        code="district", defaults={"label": "District council", "is_local_authority": True, "s230_reach": "yes"}
    )
    return [
        Authority.objects.create(
            slug=name.lower(), name=f"{name} Council", ons_code=f"X9{place:07d}", kind=kind, is_fictional=True
        )
        for place, name in enumerate(names, start=1)
    ]


def csv_of(*rows: str, header: str = HEADER) -> SimpleUploadedFile:
    """A CSV file of these lines."""
    return SimpleUploadedFile("figures.csv", "\n".join([header, *rows, ""]).encode())


def json_of(*values: Any) -> SimpleUploadedFile:
    """A JSON file of these values."""
    return SimpleUploadedFile("figures.json", json.dumps({"values": values}).encode())


def row(authority: str, year: int, value: object, status: str = "final", metric: str = "days-to-accounts") -> str:
    """A line for a financial year, by the short name of the authority."""
    return f"{authority},{metric},{year}-04-01,{year + 1}-03-31,{value},{status}"


def imported(by: User, upload: SimpleUploadedFile, *, good_rows_only: bool = False) -> MetricImport:
    """An import, carried out."""
    made = receive_import(by=by, upload=upload, good_rows_only=good_rows_only)
    assert take_up(made.pk)
    made.refresh_from_db()
    return made


def figures() -> list[tuple[str, int, str, bool]]:
    """The current figures: authority, first year, number, whether provisional."""
    rows = (
        MetricValue.objects.filter(superseded_by=None)
        .select_related("authority")
        .order_by("authority", "starts_on", "-ends_on")
    )
    return [(each.authority.slug, each.starts_on.year, each.number, each.provisional) for each in rows]


def problems(made: MetricImport) -> list[tuple[int, str, str]]:
    """Line, column and code of each problem that is kept."""
    return list(made.problems.values_list("line", "column", "code").order_by("pk"))


def many(authorities: Sequence[Authority], metrics: Sequence[Metric], count: int) -> SimpleUploadedFile:
    """A CSV file with so many rows, each for another authority, metric or month."""
    text = io.StringIO()
    text.write(f"{HEADER}\n")
    places = len(authorities) * len(metrics)
    for number in range(count):
        year, month = divmod(number // places, 12)
        first = dt.date(1900 + year, month + 1, 1)
        who = authorities[number % len(authorities)].ons_code
        what = metrics[number // len(authorities) % len(metrics)].slug
        text.write(f"{who},{what},{first},{first.replace(day=28)},{number % 997 - 500}.{number % 100:02d},\n")
    return SimpleUploadedFile("many.csv", text.getvalue().encode())
