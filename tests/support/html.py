"""HTML compared and checked as browsers read it."""

from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from django.http import HttpResponseBase

from tests.accessible.sound import amiss

from .markup import parsed

Node = str | tuple[str, dict[str, str], list[Any]]


def assert_valid_html(response: HttpResponseBase) -> None:
    """Fail with all that is wrong unless the page is HTML that a strict parser accepts, and sound besides.

    Whatever page a test looks at, its headings, labels, names and error links are looked at too (rulings 37).
    """
    page = response.content.decode()  # type: ignore[attr-defined]
    soup, errors = parsed(page)
    lines = page.splitlines()
    wrong = [f"line {row}: {code} {data}: {lines[row - 1].strip()[:120]}" for row, code, data in errors]
    assert not wrong, "\n".join(wrong)
    amiss_there = list(amiss(soup))
    assert not amiss_there, "\n".join(amiss_there)


def tree(html: str) -> list[Node]:
    """The elements and texts of a fragment; the order of attributes and the amount of white space left out."""
    body = BeautifulSoup(html, "html5lib").body
    assert body is not None
    return children(body)


def children(tag: Tag) -> list[Node]:
    """What is inside a tag, empty text left out."""
    return [node for each in tag.children if (node := simplified(each))]


def simplified(node: Any) -> Node:
    """A text with single spaces, or a tag as its name, attributes and children; empty for a comment."""
    if isinstance(node, Tag):
        attributes = {name: words(name, value) for name, value in node.attrs.items()}
        return node.name, attributes, children(node)
    return " ".join(node.split()) if type(node) is NavigableString else ""


def words(name: str, value: str | list[str]) -> str:
    """An attribute's value; of classes, their set in order of the alphabet."""
    listed = value if isinstance(value, list) else value.split()
    return " ".join(sorted(listed) if name == "class" else listed)
