"""What is measured: each read by its address, and which floor it stands beside."""

from dataclasses import dataclass
from typing import Any

from bestvalue.accounts.models import User
from bestvalue.records.models import FeedEntry
from cases.models import Case, Publication


@dataclass(frozen=True, slots=True)
class Read:
    """One address. `by_hand` where the floor is hand-written; otherwise the product's own SQL is replayed."""

    name: str
    address: str
    by_hand: bool = False
    at_once: bool = False  # measured at 4 and 16 connections too
    seen: bool = False  # measured in Chromium too

    @property
    def of_api(self) -> bool:
        """Whether a program reads it, with a token; otherwise a person, in a session."""
        return self.address.startswith("/api/")

    @property
    def beside(self) -> str:
        """The address of its floor."""
        if self.by_hand:
            return self.address
        return f"/{'written' if self.address.endswith('.csv') else 'replayed'}/{self.slug}/"

    @property
    def slug(self) -> str:
        """Its name in an address."""
        return "".join(each if each.isalnum() else "-" for each in self.name)


def reads(officer: User) -> list[Read]:
    """Every read that is measured, for one officer's team."""
    mine = Case.objects.filter(team__in=officer.role_holdings.values("team"))
    long, count = mine.latest("version"), mine.count()
    deep, page = -(-count // 50), -(-count // 100)
    middle = FeedEntry.objects.filter(event__case__in=mine, position__gt=FeedEntry.objects.count() // 2)
    cursor = middle.select_related("event").earliest("position").event.hash
    published: Any = Publication.objects.latest("pk")
    case = mine.filter(reference__isnull=False).exclude(pk=long.pk).latest("created_at")
    return [
        Read("api: case list", "/api/v1/cases/", by_hand=True, at_once=True),
        Read("api: case list, one stage", "/api/v1/cases/?stage=intervention", by_hand=True),
        Read("api: case list, last page", f"/api/v1/cases/?page={deep}", by_hand=True),
        Read("api: one case", f"/api/v1/cases/{case.ref}/", by_hand=True, at_once=True),
        Read("api: events of a case", f"/api/v1/cases/{case.ref}/events/", by_hand=True),
        Read("api: change feed, in its middle", f"/api/v1/events/?after={cursor}", by_hand=True),
        Read("api: register", "/api/v1/register/instruments/", by_hand=True),
        Read("api: the way in, which reads nothing", "/api/v1/"),
        Read("page: case list", "/cases/", at_once=True, seen=True),
        Read("page: case list, filtered", "/cases/?stage=intervention"),
        Read("page: case list, searched", "/cases/?text=ashmere"),
        Read("page: case list, deep", f"/cases/?page={page}"),
        Read("page: one case", f"/cases/{case.ref}/", at_once=True, seen=True),
        Read("page: timeline of 500 events", f"/cases/{long.ref}/timeline/", seen=True),
        Read("page: one case, as at a moment", f"/cases/{case.ref}/?as_stood=2026-01-01"),
        Read("page: authority", f"/authorities/{case.authority.slug}/"),
        Read("page: register", "/register/", seen=True),
        Read("page: register entry", f"/register/{published.register_id}/"),
        Read("page: tasks", "/tasks/"),
        Read("page: forecast", "/forecast/"),
        Read("api: the register as CSV", "/api/v1/register/instruments.csv"),
    ]
