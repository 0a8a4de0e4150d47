"""Loading kinds, authorities, their aliases and successions, and the calendar, from the files in `cases/data`."""

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from cases.models import (
    Authority,
    AuthorityAlias,
    AuthorityKind,
    BankHoliday,
    KindPost,
    OfficeHolding,
    PreElectionPeriod,
    Succession,
)
from cases.services.tables import TableReport, ids, sync

DATA = Path(__file__).resolve().parent.parent / "data"
BLANK_KIND = {
    "clause": "",
    "consultees": "",
    "consultees_confirmed": False,
    "regimes": [],
    "needs_legal_confirmation": False,
    "note": "",
}


@transaction.atomic
def load_authorities(*, folder: Path = DATA) -> list[TableReport]:
    """Bring kinds, default addressees, authorities, aliases, successions and calendar into line with the files.

    Repeatable; rows that differ are set to what the file says, except addressees an administrator has set.
    Raises OSError for a missing file, ValueError for a malformed one, IntegrityError for a row that breaks a rule.
    """
    kinds_file = (folder / "authority_kinds.yaml").read_text(encoding="utf-8")
    kinds: list[dict[str, Any]] = yaml.load(kinds_file, Loader=yaml.CSafeLoader)
    return [
        _load_kinds(kinds),
        _load_default_posts(kinds),
        _load_authorities(folder / "authorities.csv", fictional=False),
        _load_aliases(folder / "aliases.csv"),
        _load_successions(folder / "successions.csv"),
        *_load_calendar(folder),
    ]


@transaction.atomic
def load_fictional_authorities(*, folder: Path = DATA) -> list[TableReport]:
    """Add the fictional authorities of the demonstration, with their officers; kinds must be loaded already."""
    return [
        _load_authorities(folder / "fictional_authorities.csv", fictional=True),
        _load_successions(folder / "fictional_successions.csv", label="fictional successions"),
        _load_officers(folder / "fictional_officers.csv"),
    ]


def _load_kinds(kinds: list[dict[str, Any]]) -> TableReport:
    rows = [BLANK_KIND | {name: value for name, value in kind.items() if name != "posts"} for kind in kinds]
    return sync(AuthorityKind, rows, key=("code",))


def _load_default_posts(kinds: list[dict[str, Any]]) -> TableReport:
    settled = set(KindPost.objects.values_list("kind_id", flat=True))
    new = [post for kind in kinds if kind["code"] not in settled for post in _posts(kind)]
    unchanged = KindPost.objects.count()
    KindPost.objects.bulk_create(new)
    return TableReport("default addressees", added=len(new), unchanged=unchanged)


def _posts(kind: dict[str, Any]) -> Iterator[KindPost]:
    addressees = [(role, post) for role in ("to", "copy") for post in kind["posts"][role]]
    for position, (role, post) in enumerate(addressees, start=1):
        yield KindPost(kind_id=kind["code"], post=post, role=role, position=position)


def _load_authorities(path: Path, *, fictional: bool) -> TableReport:
    rows = [
        {
            "slug": row["slug"],
            "name": row["name"],
            "ons_code": row["ons_code"] or None,
            "kind_id": row["kind"],
            "region": row["region"],
            "starts_on": _day(row["starts_on"]),
            "ends_on": _day(row["ends_on"]),
            "is_fictional": fictional,
        }
        for row in _read(path)
    ]
    return sync(Authority, rows, key=("slug",), label="fictional authorities" if fictional else "authorities")


def _load_aliases(path: Path) -> TableReport:
    slugs = ids(Authority, "slug")
    rows = [
        {"authority_id": slugs[row["authority"]], "kind": row["kind"], "value": row["value"], "note": row["note"]}
        for row in _read(path)
    ]
    return sync(AuthorityAlias, rows, key=("authority_id", "kind", "value"))


def _load_successions(path: Path, *, label: str = "successions") -> TableReport:
    slugs = ids(Authority, "slug")
    rows = [
        {
            "predecessor_id": slugs[row["predecessor"]],
            "successor_id": slugs[row["successor"]],
            "took_effect_on": _day(row["took_effect_on"]),
        }
        for row in _read(path)
    ]
    return sync(Succession, rows, key=("predecessor_id", "successor_id"), label=label)


def _load_calendar(folder: Path) -> list[TableReport]:
    holidays = ({"on": _day(row["on"]), "name": row["name"]} for row in _read(folder / "bank_holidays.csv"))
    periods = (
        {"election": row["election"], "starts_on": _day(row["starts_on"]), "polling_day": _day(row["polling_day"])}
        for row in _read(folder / "pre_election_periods.csv")
    )
    return [
        sync(BankHoliday, holidays, key=("on",)),
        sync(PreElectionPeriod, periods, key=("election", "polling_day")),
    ]


def _load_officers(path: Path) -> TableReport:
    """Add officers not yet known by authority, post and first day; those known are never changed."""
    slugs = ids(Authority, "slug")
    known = set(OfficeHolding.objects.values_list("authority_id", "post", "starts_on"))
    listed = [_officer(row, slugs[row["authority"]]) for row in _read(path)]
    new = [each for each in listed if (each.authority_id, each.post, each.starts_on) not in known]
    OfficeHolding.objects.bulk_create(new)
    return TableReport("fictional officers", added=len(new), unchanged=len(listed) - len(new))


def _officer(row: dict[str, str], authority_id: int) -> OfficeHolding:
    return OfficeHolding(
        authority_id=authority_id,
        post=row["post"],
        name=row["name"],
        email=row["email"],
        is_interim=row["is_interim"] == "yes",
        starts_on=dt.date.fromisoformat(row["starts_on"]),
        ends_on=_day(row["ends_on"]),
    )


def _read(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
