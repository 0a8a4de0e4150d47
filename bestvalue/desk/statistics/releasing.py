"""Freezing the figures of a quarter, and computing them again from the records as they stood."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.desk.models import StatisticsRelease
from bestvalue.errors import Forbidden, Refused, Unmet
from bestvalue.records.services import record, transaction_time
from cases.policy import freezes_statistics

from .figures import DEFINITIONS, LATEST, Figures, as_csv
from .quarters import Quarter, quarter_named
from .record import known_now, published_record

STREAM = "statistics"
ONE_AT_A_TIME = 0x53544154  # any number that no other advisory lock of the service uses
MAY_NOT = "Only a deputy director or an analyst freezes statistics."


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that is not the same; None where one side has none."""

    kind: str
    measure: str
    frozen: int | None
    now: int | None


@dataclass(frozen=True, slots=True)
class Reproduction:
    """What came of computing a release again: from the records as they stood, and from what is known now.

    `is_intact` says that the file kept still has its hash and says what the figures say.
    """

    is_intact: bool
    as_it_stood: tuple[Difference, ...]
    by_what_is_known_now: tuple[Difference, ...]

    @property
    def is_equal(self) -> bool:
        """Whether the release is reproduced to the last figure."""
        return self.is_intact and not self.as_it_stood


def compute(quarter: Quarter, *, known_to: int, definition: int = LATEST) -> Figures:
    """The figures of a quarter by the published record up to a place in the feed of events."""
    return DEFINITIONS[definition](published_record(known_to), quarter)


@transaction.atomic
def freeze_statistics(*, by: User, quarter: Quarter, reason: str = "") -> StatisticsRelease:
    """Freeze a quarter that is over. A further release supersedes the last, says why, and has other figures.

    Raises Forbidden or Refused.
    """
    if not freezes_statistics(by):
        raise Forbidden(MAY_NOT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
    last = StatisticsRelease.objects.filter(quarter=str(quarter)).order_by("-number").first()
    known_to = known_now()
    figures = compute(quarter, known_to=known_to)
    if unmet := list(_unmet(quarter, last, figures, reason)):
        raise Refused(unmet)
    csv = as_csv(figures, quarter)
    made = StatisticsRelease.objects.create(
        quarter=str(quarter),
        number=last.number + 1 if last else 1,
        supersedes=last,
        reason=reason.strip() if last else "",
        as_at=quarter.last,
        known_to=known_to,
        definition=LATEST,
        figures=figures,
        csv=csv,
        sha256=_hash(csv),
        frozen_by=by,
        frozen_at=transaction_time(),
    )
    told = {"quarter": made.quarter, "number": made.number, "sha256": made.sha256, "known_to": known_to}
    record(stream=STREAM, actor=by, verb="freeze_statistics", subject=made.key, reason=made.reason, after=told)
    return made


def reproduce(release: StatisticsRelease) -> Reproduction:
    """Compute a release again: by what was known when it was frozen, and by what is known now."""
    quarter = quarter_named(release.quarter)
    stood = compute(quarter, known_to=release.known_to, definition=release.definition)
    now = compute(quarter, known_to=known_now(), definition=release.definition)
    intact = _hash(release.csv) == release.sha256 and as_csv(release.figures, quarter) == release.csv
    return Reproduction(intact, _differences(release.figures, stood), _differences(release.figures, now))


def _unmet(quarter: Quarter, last: StatisticsRelease | None, figures: Figures, reason: str) -> Any:
    if quarter.last >= clock.today():
        yield Unmet("not_over", f"The quarter ends on {quarter.last:%-d %B %Y}. Freeze it once it is over.")
    if last and not reason.strip():
        yield Unmet("no_reason", f"{quarter.words} is frozen already. Say what a further release puts right.")
    elif last and last.definition == LATEST and last.figures == figures:
        yield Unmet("nothing_changed", f"Every figure is as in release {last.number}. There is nothing to put right.")


def _differences(frozen: Figures, now: Figures) -> tuple[Difference, ...]:
    before, after = _by_name(frozen), _by_name(now)
    names = dict.fromkeys([*before, *after])
    return tuple(
        Difference(*name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)
    )


def _by_name(figures: Figures) -> Mapping[tuple[str, str], int]:
    return {(each["kind"], each["measure"]): each["number"] for each in figures}


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
