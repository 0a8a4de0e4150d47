"""Texts compiled once into what is the same in every copy and what each copy has of its own."""

import re
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

Part = str | int
"""What stays as it is, or the number of the value that takes its place."""


class Pattern:
    """A text with places for values. To fill it costs one formatting, however long it is."""

    def __init__(self, parts: Sequence[Part]) -> None:
        places = [each for each in parts if isinstance(each, int)]
        self._text = "".join("%s" if isinstance(each, int) else each.replace("%", "%%") for each in parts) + "%.0s"
        self._pick = itemgetter(*places, 0, 0)  # one for the `%.0s`, one so that the answer is always a tuple
        self._text += "%.0s"

    def fill(self, values: Sequence[Any]) -> str:
        """The text with these values in their places."""
        filled: str = self._text % self._pick(values)
        return filled


class Finder:
    """Finds names in texts; `named` gives what takes the place of each."""

    def __init__(self, named: Mapping[str, Sequence[Part]]) -> None:
        self._named = named
        longest_first = sorted(named, key=len, reverse=True)
        self._expression = re.compile(f"({'|'.join(map(re.escape, longest_first))})(?![0-9A-Za-z])")

    def parts(self, text: str) -> list[Part]:
        """The text in parts: words that stay, and numbers of values."""
        found: list[Part] = []
        for place, piece in enumerate(self._expression.split(text)):
            found.extend(self._named[piece] if place % 2 else (piece,))
        return found
