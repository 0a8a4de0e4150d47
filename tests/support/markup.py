"""A page as browsers read it, and what is wrong with its HTML, in one reading."""

from functools import lru_cache
from typing import Any

import html5lib
from bs4 import BeautifulSoup
from bs4.builder._html5lib import HTML5TreeBuilder

Wrong = list[tuple[int, str, Any]]


class Reading(HTML5TreeBuilder):
    """How Beautiful Soup has html5lib read a page, but that what was wrong with it is not thrown away."""

    wrong: Wrong

    def feed(self, markup: Any) -> None:
        """Read the page."""
        parser = html5lib.HTMLParser(tree=self.create_treebuilder)  # type: ignore[arg-type]
        parser.parse(markup)
        self.wrong = [(row, code, data) for (row, _), code, data in parser.errors]


@lru_cache(maxsize=1)  # what looks for errors in a page and what looks for its forms come one after the other
def parsed(page: str) -> tuple[BeautifulSoup, Wrong]:
    """The page, and of each error its line, its name and its data."""
    reading = Reading()
    return BeautifulSoup(page, builder=reading), reading.wrong
