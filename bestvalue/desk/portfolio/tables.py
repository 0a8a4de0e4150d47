"""A table of figures as a page shows it: each number leads to what it counts, and each row says what it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

NONE = "\N{EN DASH}"
"""What a cell says where there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what it says and, where it counts something, the address that lists exactly that."""

    said: Any
    href: str = ""

    @property
    def shown(self) -> Any:
        """What it says, a number with its thousands apart."""
        return f"{self.said:,}" if isinstance(self.said, int) else self.said


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what is counted or listed, perhaps the page of it, how that is defined, and its cells."""

    name: str
    cells: Sequence[Cell]
    means: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures; `head` has a heading for the names and one for each cell."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Row]
    means: str = ""

    @property
    def columns(self) -> list[dict[str, str]]:
        """The headings, as the component of lists takes them."""
        return [{"text": each} for each in self.head]

    @property
    def lines(self) -> list[tuple[Row, list[tuple[str, Cell]]]]:
        """Each row, with its cells beside the heading that each stands under."""
        return [(row, list(zip(self.head[1:], row.cells, strict=True))) for row in self.rows]
