"""The lifecycle of a case as a drawing: boxes in the order of the stages, and arrows between them.

It is read without colour: each box says in words how its stage stands to the case, and differs by outline. The list
beside it says the same (`templates/desk/_lifecycle.html`).
"""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bestvalue.desk.selectors.path import StageOfCase, told

WIDTH, BOX, GAP = 956, 110, 10
TALL, LINE, LETTERS = 128, 16, 13  # of a box, of its lines, and how many letters a line of it holds
STATUS = {"here": "Here now", "next": "May be next", "been": "Was here", "none": "Not from here"}
LEAST, STEP, ASIDE, TIP = 20, 8, 22, 5  # how high an arrow rises, how much more for each box it passes


@dataclass(frozen=True, slots=True)
class Text:
    """One line of words, in the middle of its box."""

    y: int
    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class Box:
    """One stage."""

    x: int
    status: str
    outline: str
    lines: tuple[Text, ...]

    @property
    def middle(self) -> int:
        """The middle of the box, from the left."""
        return self.x + BOX // 2


@dataclass(frozen=True, slots=True)
class Arrow:
    """A way that was taken, above the boxes, or may be taken, below them."""

    line: str
    tip: str
    taken: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes and arrows, with the size of the whole."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    top: int
    height: int
    width: int = WIDTH


def drawn(stages: Sequence[StageOfCase]) -> Drawing:
    """The drawing of a case's lifecycle."""
    places = [each.stage for each in stages]
    spells = sorted((spell for each in stages for spell in each.spells), key=lambda spell: spell.began.case_version)
    taken = dict.fromkeys((places.index(one.stage), places.index(other.stage)) for one, other in pairwise(spells))
    here = next(place for place, each in enumerate(stages) if each.here)
    open_ways = [(here, place) for place, each in enumerate(stages) if each.moves]
    top, below = _rise(taken), _rise(open_ways)
    arrows = [*(_arrow(*way, at=top, up=True) for way in taken)]
    arrows += [_arrow(*way, at=top + TALL, up=False) for way in open_ways]
    boxes = tuple(_box(place, each, top) for place, each in enumerate(stages))
    return Drawing(boxes, tuple(arrows), top, top + TALL + below)


def _rise(ways: Iterable[tuple[int, int]]) -> int:
    return max((LEAST + STEP * abs(to - start) for start, to in ways), default=0) + TIP


def _arrow(start: int, to: int, *, at: int, up: bool) -> Arrow:
    """From one box to another: it leaves on the side to which it goes, and comes in upright on the other."""
    side, way = (1 if to > start else -1), (-1 if up else 1)
    x1, x2 = _middle(start) + side * ASIDE, _middle(to) - side * ASIDE
    end, peak = at + way * 2 * TIP, at + way * (LEAST + STEP * abs(to - start)) * 4 // 3
    line = f"M{x1} {at} C{x1} {peak} {x2} {peak} {x2} {end}"
    return Arrow(line, f"M{x2 - TIP} {end} L{x2} {at} L{x2 + TIP} {end} Z", taken=up)


def _middle(place: int) -> int:
    return place * (BOX + GAP) + 3 + BOX // 2


def _box(place: int, stage: StageOfCase, top: int) -> Box:
    x = place * (BOX + GAP) + 3
    name = [("name", each) for each in textwrap.wrap(stage.stage.label, LETTERS)]
    lines = [*name, ("status", STATUS[stage.status]), *(("date", each) for each in _dates(stage))]
    placed = (Text(top + 26 + place * LINE, words, kind) for place, (kind, words) in enumerate(lines))
    return Box(x, stage.status, _outline(x, top, stage.status), tuple(placed))


def _outline(x: int, top: int, status: str) -> str:
    """A rectangle; where the case is, one that points down at what may come next."""
    low, right = top + TALL, x + BOX
    if status == "here":
        cut = 12
        return (
            f"M{x} {top + cut} L{x + cut} {top} H{right - cut} L{right} {top + cut} V{low - cut} "
            f"L{right - cut} {low} H{x + cut} L{x} {low - cut} Z"
        )
    return f"M{x} {top} H{right} V{low} H{x} Z"


def _dates(stage: StageOfCase) -> list[str]:
    if not stage.spells:
        return []
    last, earlier = stage.spells[-1], len(stage.spells) - 1
    began = told(last.began, "j M Y", "M Y", "by ")
    dates = [began, f"to {told(last.ended, 'j M Y', 'M Y', '')}"] if last.ended else ["since", began]
    return [*dates, f"and {earlier} before"] if earlier else dates
