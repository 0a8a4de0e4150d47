"""Loading the kinds of source and the dates of accounts from the files in `themes/data/evidence`."""

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from cases.services.tables import TableReport, sync
from themes.models import AccountsDates, SourceType

DATA = Path(__file__).resolve().parent.parent / "data" / "evidence"


@transaction.atomic
def load_sources(*, folder: Path = DATA) -> list[TableReport]:
    """Bring the kinds of source and the dates of accounts into line with their files. Repeatable.

    Raises ValueError or KeyError for a malformed file, IntegrityError for a row that breaks a rule.
    """
    listed = yaml.load((folder / "source_types.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    rows = [_source(place, each) for place, each in enumerate(listed, start=1)]
    return [
        sync(SourceType, rows, key=("slug",)),
        sync(AccountsDates, _years(folder / "accounts_dates.csv"), key=("financial_year",)),
    ]


def _source(place: int, each: dict[str, Any]) -> dict[str, Any]:
    return {
        "slug": each["slug"],
        "position": place,
        "name": each["name"],
        "made_by": each["made_by"],
        "legal_basis": each.get("legal_basis", ""),
        "confirmed": each.get("confirmed", False),
        "arrives": each["arrives"],
        "usual_themes": each.get("themes", []),
        "publicity": each["publicity"],
        "handling": each.get("handling", ""),
        "is_restricted": each.get("restricted", False),
        "is_press": each.get("press", False),
        "needs_corroboration": each.get("corroborated", False),
        "may_be_exported": each.get("exported", True),
        "sealed_on_arrival": each.get("sealed", False),
        "takes_a_rate": each.get("rate", False),
        "occasion": each.get("occasion", ""),
    }


def _years(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            days = {
                name: dt.date.fromisoformat(row[name]) if row[name] else None for name in ("publish_by", "audited_by")
            }
            confirmed = row["confirmed"] == "yes"
            yield {"financial_year": row["financial_year"], **days, "basis": row["basis"], "confirmed": confirmed}
