"""Definitions of metrics, and whom an authority is compared with: kept by analysts, with one event for each act."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.errors import Changed, Refused, Unmet
from bestvalue.records.services import record
from cases.models import Authority
from themes.models import (
    FEWEST,
    PERCENTAGE,
    Comparator,
    ComparatorGroup,
    Line,
    Metric,
    SpecialQuestion,
    Theme,
)
from themes.policy import check_keeps_metrics

WORDS = ("title", "unit", "publisher", "source", "higher_means", "caveat")


@transaction.atomic
def define_metric(
    *, by: User, slug: str, themes: Collection[Theme], lines: Collection[Line] = (), **words: str
) -> Metric:
    """Define a metric; `words` are its texts by name. Raises Forbidden, and Refused where a rule is broken."""
    check_keeps_metrics(by)
    metric = Metric(slug=slug, **words)
    _save(metric, themes, lines)
    _record(metric, by=by, verb="define_metric", after=_facts(metric))
    return metric


@transaction.atomic
def edit_metric(
    *,
    by: User,
    metric: Metric,
    themes: Collection[Theme],
    lines: Collection[Line] = (),
    reason: str = "",
    expected_version: int | None = None,
    **words: str,
) -> Metric:
    """Change the definition of a metric; its short name stays. Raises Forbidden, Changed, Refused."""
    check_keeps_metrics(by)
    locked = Metric.objects.select_for_update(of=("self",)).get(pk=metric.pk)
    if expected_version is not None and expected_version != locked.version:
        raise Changed(expected_version, locked.version)
    before = _facts(locked)
    for name, text in words.items():
        setattr(locked, name, text)
    locked.version += 1
    _save(locked, themes, lines)
    _record(locked, by=by, verb="edit_metric", reason=reason, before=before, after=_facts(locked))
    return locked


@transaction.atomic
def set_comparators(
    *,
    by: User,
    authority: Authority,
    kind: str,
    source: str,
    starts_on: dt.date,
    members: Iterable[Authority] = (),
) -> ComparatorGroup:
    """Say with whom an authority is compared from a day on; an earlier group of the kind ends the day before.

    Of the same kind are all authorities of its kind that exist that day; nearest neighbours are named.
    Raises Forbidden, and Refused where there are too few or a rule is broken.
    """
    check_keeps_metrics(by)
    locked = Authority.objects.select_for_update(of=("self",)).get(pk=authority.pk)
    chosen = set(members)
    if kind == ComparatorGroup.Kind.SAME_KIND:
        chosen = set(Authority.objects.on(starts_on).filter(kind_id=locked.kind_id, is_fictional=locked.is_fictional))
    chosen.discard(locked)
    if len(chosen) < FEWEST:
        raise Refused([Unmet("too_few", f"A group has at least {FEWEST} authorities besides {locked}.")])
    for earlier in locked.comparator_groups.filter(kind=kind, ends_on__isnull=True):
        earlier.ends_on = starts_on - dt.timedelta(days=1)
        _valid(earlier)
        earlier.save(update_fields=["ends_on"])
    group = ComparatorGroup(authority=locked, kind=kind, source=source, starts_on=starts_on)
    _valid(group)
    group.save()
    Comparator.objects.bulk_create(Comparator(group=group, authority=each) for each in chosen)
    record(
        stream=locked.stream_name,
        actor=by,
        verb="set_comparators",
        subject=f"comparator_group:{group.pk}",
        effective_on=starts_on,
        after={"kind": kind, "source": source, "members": sorted(each.slug for each in chosen)},
    )
    return group


def _save(metric: Metric, themes: Collection[Theme], lines: Collection[Line]) -> None:
    """Save a definition with what it bears on. Raises Refused."""
    if not themes:
        raise Refused([Unmet("no_theme", "Choose at least one theme.")])
    asks_for_a_rate = SpecialQuestion.objects.filter(wording__line__in=lines, answer=SpecialQuestion.Answer.PERCENTAGE)
    if metric.unit != PERCENTAGE and asks_for_a_rate.exists():
        message = "One of these lines asks for a rate, never a number of complaints (response para 50): the unit is %."
        raise Refused([Unmet("not_a_rate", message)])
    _valid(metric)
    metric.save()
    metric.themes.set(themes)
    metric.lines.set(lines)


def _valid(row: Metric | ComparatorGroup) -> None:
    try:
        row.full_clean()
    except ValidationError as error:
        raise Refused(Unmet("facts", message) for message in error.messages) from error


def _facts(metric: Metric) -> dict[str, Any]:
    return {name: getattr(metric, name) for name in WORDS} | {
        "themes": sorted(metric.themes.values_list("code", flat=True)),
        "lines": sorted(metric.lines.values_list("slug", flat=True)),
    }


def _record(metric: Metric, *, by: User, verb: str, **facts: Any) -> None:
    record(
        stream=metric.stream_name,
        actor=by,
        verb=verb,
        subject=f"metric:{metric.slug}",
        effective_on=clock.today(),
        **facts,
    )
