"""Rows of the tables: how long each operation is measured, what is said of its times, and where rows are kept."""

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test.utils import setup_test_environment

from .serving import Pairs

SECONDS = float(os.environ.get("BENCH_SECONDS", "6"))
ONCE_ONLY = SECONDS == 0
"""Whether each operation is only seen to work."""
Row = dict[str, Any]


def at_ease() -> None:
    """Let this process ask as often as it likes, as the test client does, and need no collected static files."""
    setup_test_environment()
    settings.API_LIMITS = dict.fromkeys(settings.API_LIMITS, 1_000_000)
    settings.ALLOWED_HOSTS = ["testserver"]
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}


def in_turn(ours: Callable[[], float], floor: Callable[[], float]) -> Pairs:
    """What is ours and its floor, taken in turn; once where they are only seen to work."""
    return Pairs.taken(ours, floor, SECONDS, least=1, warm=0) if ONCE_ONLY else Pairs.taken(ours, floor, SECONDS)


def times(pairs: Pairs) -> Row:
    """Percentiles, the floor's median and the median of the ratios."""
    shares = {f"p{share}_ms": round(pairs.percentile(0, share), 2) for share in (50, 95, 99)}
    return {**shares, "floor_ms": round(pairs.percentile(1, 50), 2), "ratio": round(pairs.ratio, 2)}


def keep(file: Path, rows: Iterable[Row]) -> None:
    """Tell each row as it comes, and write all of them to the file."""
    told = []
    for row in rows:
        told.append(row)
        print(json.dumps(row), flush=True)  # noqa: T201
    file.write_text(json.dumps(told, indent=2), encoding="utf-8")
