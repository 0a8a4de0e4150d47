"""The map of the public register for search engines; what was withdrawn is not on it."""

import datetime as dt
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import Max, QuerySet
from django.urls import reverse

from cases.models import Authority, Publication
from cases.published_kinds import published_kinds

PAGES = ("index", "authorities", "kinds", "dates", "history", "data")


class Pages(Sitemap):  # type: ignore[type-arg]  # generic for the type checker alone
    """The ways into the register, and what explains each kind."""

    def items(self) -> list[str]:
        """Their addresses."""
        return [
            *(reverse(f"register:{name}") for name in PAGES),
            *(reverse("register:kind", args=[slug]) for slug in published_kinds()),
        ]

    def location(self, item: str) -> str:
        """Each is its address."""
        return item


class Authorities(Sitemap):  # type: ignore[type-arg]
    """Authorities about which something is published."""

    def items(self) -> QuerySet[Any]:
        """Each with when an entry about it last changed."""
        listed = Authority.objects.filter(publications__withdrawn_on__isnull=True, publications__isnull=False)
        return listed.annotate(changed_at=Max("publications__changed_at")).order_by("pk").only("slug")

    def location(self, item: Any) -> str:
        """The page of the authority."""
        return reverse("register:authority", args=[item.slug])

    def lastmod(self, item: Any) -> dt.datetime:
        """When an entry about it last changed."""
        changed: dt.datetime = item.changed_at
        return changed

    def get_latest_lastmod(self) -> dt.datetime | None:
        """When any entry last changed, without reading them all."""
        return _latest()


class Entries(Sitemap):  # type: ignore[type-arg]
    """Every published instrument."""

    def items(self) -> QuerySet[Publication]:
        """In the order in which they came."""
        return _live().order_by("pk").only("register_id", "changed_at")

    def location(self, item: Publication) -> str:
        """The page of the entry."""
        return reverse("register:entry", args=[item.register_id])

    def lastmod(self, item: Publication) -> dt.datetime:
        """When the entry last changed."""
        return item.changed_at

    def get_latest_lastmod(self) -> dt.datetime | None:
        """When any entry last changed, without reading them all."""
        return _latest()


SITEMAPS: dict[str, Any] = {"pages": Pages, "authorities": Authorities, "entries": Entries}


def _live() -> QuerySet[Publication]:
    return Publication.objects.filter(withdrawn_on__isnull=True)


def _latest() -> dt.datetime | None:
    latest: dt.datetime | None = _live().aggregate(latest=Max("changed_at"))["latest"]
    return latest
