"""Help in place: what stands behind each screen, and the words of the regime, as `data/` has them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.http import HttpRequest
from django.utils.text import slugify

DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True, slots=True)
class Topic:
    """What several pages are about: the law, what the guidance and the government say, what the service keeps beyond
    their words, what is done there, and the routes of the pages.
    """

    topic: str
    title: str
    law: tuple[str, ...]
    guidance: tuple[str, ...]
    kept: tuple[str, ...]
    here: str
    routes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the regime, what it means, and where it comes from."""

    term: str
    meaning: str
    see: str = ""

    @property
    def slug(self) -> str:
        """Its place on the page of the glossary."""
        return slugify(self.term)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the walk through the demonstration: who takes it, where it leads, and the heading there."""

    who: str
    link: str
    go: str
    look: str
    text: str


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie, what it is for, and how long it stays."""

    name: str
    purpose: str
    lasts: str


def cookies_set() -> tuple[Cookie, ...]:
    """Every cookie that the service sets, by the names that its settings give them."""
    hours = int(settings.SESSION_LASTS.total_seconds() // 3600)
    return (
        Cookie(settings.SESSION_COOKIE_NAME, "Keeps you signed in.", f"{hours} hours, or until you sign out"),
        Cookie(settings.CSRF_COOKIE_NAME, "Makes sure that a form was sent from this service.", "A year"),
        Cookie(settings.DEVICE_COOKIE_NAME, "Knows a browser that you signed in with before.", "180 days"),
        Cookie("messages", "Holds what the next page is to tell you, such as “Saved”.", "Until it was told"),
    )


@cache
def topics() -> Mapping[str, Topic]:
    """Every topic by its name in addresses, in the order of the file."""
    return {each["topic"]: _topic(**each) for each in _read("help.yaml")["topics"]}


@cache
def without_help() -> Mapping[str, str]:
    """The routes that need no help, each with why."""
    return {route: each["why"] for each in _read("help.yaml")["none"] for route in each["routes"]}


@cache
def glossary() -> tuple[Term, ...]:
    """Every word, by the alphabet."""
    return tuple(sorted((Term(**each) for each in _read("glossary.yaml")), key=lambda term: term.term.casefold()))


@cache
def tour() -> tuple[Step, ...]:
    """The walk of ten minutes through the demonstration."""
    return tuple(Step(**each) for each in _read("tour.yaml"))


@cache
def _topic_of_route() -> Mapping[str, Topic]:
    return {route: topic for topic in topics().values() for route in topic.routes}


def about_this_page(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `about_page` is the topic of the page, if it has one."""
    route = request.resolver_match.view_name if request.resolver_match else ""
    topic = _topic_of_route().get(route)
    return {"about_page": topic} if topic else {}


def _topic(*, law: list[str], guidance: list[str], routes: list[str], kept: Iterable[str] = (), **words: str) -> Topic:
    return Topic(law=tuple(law), guidance=tuple(guidance), kept=tuple(kept), routes=tuple(routes), **words)


def _read(name: str) -> Any:
    return yaml.load((DATA / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
