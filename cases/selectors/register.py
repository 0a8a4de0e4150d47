"""The public register: published rows and public facts about authorities, and nothing else (R46, design 10)."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Case, Count, Prefetch, Q, QuerySet, TextChoices, Value, When

from cases.letters import Letterhead
from cases.models import Authority, File, Publication, PublishedStep

from .authorities import called

NEWEST = 100
SORTS = {
    "authority": ("authority__name", "-published_on", "register_id"),
    "-authority": ("-authority__name", "-published_on", "register_id"),
    "published": ("published_on", "register_id"),
    "-published": ("-published_on", "register_id"),
}
DEFAULT_SORT = "-published"


class Standing(TextChoices):
    """What the published dates say on a day."""

    WITHDRAWN = "withdrawn", "Withdrawn from the register"
    ENDED = "ended", "Ended"
    PERIOD_ENDED = "period_ended", "Period ended; no decision published"
    NOT_YET = "not_yet", "Not yet in force"
    IN_FORCE = "in_force", "In force"
    PUBLISHED = "published", "Published; no dates given"


def published_instruments(*, on: dt.date) -> QuerySet[Publication]:
    """Every publication, withdrawn ones too, with its `standing` on a day worked out from its dates (rulings 6)."""
    return _standing_on(on).all()


@lru_cache(maxsize=1)
def _standing_on(on: dt.date) -> QuerySet[Publication]:
    """The question, put once a day; whoever asks has a copy, so that this one is never asked and holds no answer."""
    standing = Case(
        When(withdrawn_on__isnull=False, then=Value(Standing.WITHDRAWN)),
        When(ended_on__lte=on, then=Value(Standing.ENDED)),
        When(in_force_until__lt=on, then=Value(Standing.PERIOD_ENDED)),
        When(in_force_from__gt=on, then=Value(Standing.NOT_YET)),
        When(in_force_from__isnull=False, then=Value(Standing.IN_FORCE)),
        default=Value(Standing.PUBLISHED),
    )
    return Publication.objects.annotate(standing=standing).select_related("authority__kind")


def standing_now(rows: QuerySet[Publication], standing: str) -> QuerySet[Publication]:
    """Those of `published_instruments` with this standing."""
    return rows.filter(Q(standing=standing))


def published_authorities() -> QuerySet[Authority]:
    """Every authority about which something was published, with how many `instruments` the register holds."""
    published = Count("publications", filter=Q(publications__withdrawn_on__isnull=True))
    in_register = Publication.objects.values("authority")
    listed = Authority.objects.filter(pk__in=in_register).annotate(instruments=published)
    return listed.select_related("kind").order_by("name", "slug")


def with_instruments(authorities: QuerySet[Authority], *, on: dt.date) -> QuerySet[Authority]:
    """The same authorities, each with its `publications` and their standing fetched."""
    return authorities.prefetch_related(Prefetch("publications", published_instruments(on=on)))


def newest_steps() -> QuerySet[PublishedStep]:
    """The latest statements of what is published and not withdrawn, newest first; at most a hundred."""
    steps = PublishedStep.objects.filter(publication__withdrawn_on__isnull=True)
    return steps.select_related("publication__authority").order_by("-on", "-id")[:NEWEST]


def newest_withdrawals() -> QuerySet[Publication]:
    """The latest tombstones, newest first; at most a hundred (rulings 23)."""
    withdrawn = Publication.objects.filter(withdrawn_on__isnull=False).select_related("authority")
    return withdrawn.order_by("-withdrawn_on", "register_id")[:NEWEST]


@dataclass(frozen=True, slots=True)
class RegisterFilters:
    """What the register is narrowed to; empty means everything."""

    text: str = ""
    kinds: tuple[str, ...] = ()
    standing: str = ""
    sort: str = DEFAULT_SORT


def register_list(filters: RegisterFilters, *, today: dt.date) -> QuerySet[Publication]:
    """Published instruments, the latest first; those withdrawn from the register stay, as tombstones."""
    rows = published_instruments(on=today)
    if filters.kinds:
        rows = rows.filter(kind__in=filters.kinds)
    if filters.standing:
        rows = standing_now(rows, filters.standing)
    for word in filters.text.split():
        rows = rows.filter(called(word, "authority__") | Q(register_id__iexact=word)).distinct()
    return rows.order_by(*SORTS[filters.sort])


def published_one(register_id: str, *, on: dt.date) -> Publication | None:
    """One published instrument, with its standing and its dated statements; None where nothing has that identifier."""
    rows = published_instruments(on=on).prefetch_related("steps")
    return rows.filter(register_id=register_id).first()


def published_copy(register_id: str, place: int) -> PublishedStep | None:
    """The statement at this place, counted from one, if a copy was published with it and nothing was withdrawn."""
    steps = PublishedStep.objects.filter(
        publication__register_id=register_id, publication__withdrawn_on__isnull=True
    ).select_related("publication__authority")
    found = steps.order_by("on", "pk")[place - 1 : place].first() if place > 0 else None
    return found if found and found.body else None


def pdf_of_step(step: PublishedStep) -> File | None:
    """The PDF that was made when the copy was published."""
    return File.objects.filter(subject=f"published_step:{step.pk}").first()


def letterhead_of_step(step: PublishedStep) -> Letterhead:
    """The letterhead of a published copy: the day on which what it is about came into force."""
    since = step.publication.in_force_from or step.on
    return Letterhead(date=since, today=since, reference=step.publication.register_id)
