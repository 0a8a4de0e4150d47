"""The public register: published rows and public facts about authorities, and nothing else (R46, design 10)."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cases.models import Authority, Publication, PublishedStep


@dataclass(frozen=True, slots=True)
class RegisterFilters:
    """What the register is narrowed to; empty means everything."""

    text: str = ""
    kinds: tuple[str, ...] = ()
    standing: str = ""


def register_list(filters: RegisterFilters, *, today: dt.date) -> QuerySet[Publication]:
    """Published instruments, the latest first; those withdrawn from the register stay, as tombstones."""
    rows = Publication.objects.select_related("authority__kind")
    if filters.kinds:
        rows = rows.filter(kind__in=filters.kinds)
    ended = Q(ended_on__lte=today) | Q(in_force_until__lt=today) | Q(withdrawn_on__isnull=False)
    if filters.standing:
        rows = rows.filter(ended) if filters.standing == "ended" else rows.exclude(ended)
    for word in filters.text.split():
        named = Q(authority__name__icontains=word) | Q(authority__aliases__value__icontains=word)
        rows = rows.filter(named | Q(register_id__iexact=word) | Q(authority__ons_code__iexact=word)).distinct()
    return rows.order_by("-published_on", "register_id")


def published_one(register_id: str) -> Publication | None:
    """One published instrument, with its dated statements; None where nothing has that identifier."""
    rows = Publication.objects.select_related("authority__kind").prefetch_related("steps")
    return rows.filter(register_id=register_id).first()


def published_of(authority: Authority) -> QuerySet[Publication]:
    """Everything published about one authority, the latest first."""
    return Publication.objects.filter(authority=authority).order_by("-published_on", "register_id")


def latest_statements(count: int) -> QuerySet[PublishedStep]:
    """The latest dated statements, for the feed."""
    return PublishedStep.objects.select_related("publication__authority").order_by("-on", "-pk")[:count]
