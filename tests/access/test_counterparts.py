"""Everything that a person can do on a page can be done by that person's token."""

import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from bestvalue.api.acts import view_of

from .counterparts import NONE, PAGES, counterparts


def routes(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, Any]]:
    """Every route by its full name, with its view."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from routes(each, f"{space}{each.namespace}:" if each.namespace else space)
        elif isinstance(each, URLPattern):
            yield f"{space}{each.name}", each.callback


def takes_a_post(view: Any) -> bool:
    """Whether a page does something: its class has `post`, or its function asks for the method."""
    page = getattr(view, "view_class", None)
    return hasattr(page, "post") if page else "POST" in inspect.getsource(view)


ROUTES = dict(routes(get_resolver()))
WEB = {name: view for name, view in ROUTES.items() if not name.startswith("api:")}


def test_every_page_has_its_counterpart_or_the_reason_why_not() -> None:
    assert [name for name in WEB if not counterparts(name) and name not in NONE] == []


def test_the_table_holds_no_page_that_is_not_there() -> None:
    listed = {f"{space}:{name}" for space, pages in PAGES.items() for name in pages}
    assert (listed | NONE.keys()) - WEB.keys() == set()
    assert not listed & NONE.keys()


def test_every_counterpart_is_there() -> None:
    named = {each for name in WEB for each in counterparts(name)}
    assert named - ROUTES.keys() == set()


@pytest.mark.parametrize("page", [name for name, view in WEB.items() if name not in NONE and takes_a_post(view)])
def test_what_a_page_does_a_program_does_too(page: str) -> None:
    assert any(hasattr(view_of(each), "post") for each in counterparts(page))


def test_the_walk_reaches_pages_of_both_kinds() -> None:
    assert takes_a_post(WEB["messages:read_all"])
    assert takes_a_post(WEB["notices:issue_notice"])
    assert not takes_a_post(WEB["desk:case"])
