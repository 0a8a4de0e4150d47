"""Every distinct page as each role gets it: thin, with one of everything, full, empty, and with errors (rulings 37).

Two pages of one route are alike, and one of them is looked at, where the same elements of the same classes appear in
the same order of first appearance: rows more or fewer, other words and other names make no other page.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from bs4 import Tag
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from tests.support.markup import parsed

ELEMENT = re.compile(r'<([a-z][a-z0-9-]*)(?:\s[^>]*?class="([^"]*)")?[^>]*>')
ENDS_THE_SESSION = ("/sign-out/",)


@dataclass(frozen=True, slots=True)
class Shown:
    """One page as one person got it."""

    name: str
    visitor: str
    state: str
    path: str
    body: str
    policy: str

    def __str__(self) -> str:
        return f"{self.path} ({self.name}) {self.state} for {self.visitor or 'anyone'}"

    @property
    def shape(self) -> tuple[object, ...]:
        """What makes it another page than others of its route."""
        return self.name, *dict.fromkeys(ELEMENT.findall(self.body))


class Distinct:
    """Pages, each shape of a route once, with what their forms answer when they are sent empty."""

    def __init__(self) -> None:
        self.shapes: set[tuple[object, ...]] = set()

    def found(self, browser: Client, response: Any, *, visitor: str, state: str, path: str) -> Iterator[Shown]:
        """An answer, if it is a page that none was like before, and its forms with errors."""
        for page in shown(response, visitor=visitor, state=state, path=path):
            if self.is_new(page):
                yield page
                yield from filter(self.is_new, with_errors(browser, page))

    def is_new(self, page: Shown) -> bool:
        """Whether none was like it before."""
        before = len(self.shapes)
        self.shapes.add(page.shape)
        return len(self.shapes) > before


def shown(response: Any, *, visitor: str, state: str, path: str) -> Iterator[Shown]:
    """The page that an answer is, if it is one."""
    body = b"".join(response)  # a file is closed once it has been read
    if body and response.headers.get("Content-Type", "").startswith("text/html"):
        policy = response.headers.get("Content-Security-Policy", "")
        yield Shown(name_of(path), visitor, state, path, body.decode(), policy)


def name_of(path: str) -> str:
    """The name of the route of an address; empty where there is none."""
    try:
        return resolve(path.partition("?")[0]).view_name
    except Resolver404:
        return ""


def with_errors(browser: Client, page: Shown) -> Iterator[Shown]:
    """What each of its forms answers when nothing is filled in; whatever that did is undone."""
    for form in parsed(page.body)[0].select("main form[method=post]"):
        path = urljoin(page.path, str(form.get("action", "")))
        if not path.startswith(ENDS_THE_SESSION):
            with transaction.atomic():
                response: Any = browser.post(path, left_empty(form))
                yield from shown(response, visitor=page.visitor, state="with errors", path=path)
                transaction.set_rollback(True)


def left_empty(form: Tag) -> Mapping[str, str]:
    """What a form sends when only its hidden fields hold anything."""
    hidden = {str(each["name"]): str(each.get("value", "")) for each in form.select("input[type=hidden][name]")}
    button = form.select_one("button[name]")
    return hidden | ({str(button["name"]): str(button.get("value", ""))} if button else {})
