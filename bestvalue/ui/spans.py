"""What ran when, as SVG: a row for each name, bars told apart by hatching and not by colour (see `charts`)."""

import datetime as dt
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .charts import INK, QUIET, figure_of, written

WIDTH, LANE, MARGIN, LEGEND = 1040, 17, 46, 40  # A4 across, at the size of its text
HATCHES = ("", "....", "xxxx", "\\\\\\\\", "////", "++++")
RUNS, LOOSE = "\N{BLACK RIGHT-POINTING SMALL TRIANGLE}", "\N{LESS-THAN OR EQUAL TO}"
LONGEST_NAME = 44


@dataclass(frozen=True, slots=True)
class Bar:
    """From a day to a day, of one kind by its place; without an end it still runs, and a loose one began before."""

    kind: int
    begins: dt.date
    ends: dt.date | None
    is_loose: bool = False


@dataclass(frozen=True, slots=True)
class SpanLine:
    """A name and its bars, by their first day."""

    name: str
    bars: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class Spans:
    """Lines of bars from a first day to a last. Bars of a line that overlap stand below each other."""

    title: str
    description: str
    kinds: Sequence[str]
    lines: Sequence[SpanLine]
    first: dt.date
    last: dt.date

    @property
    def height(self) -> int:
        """The height of the drawing, by how many bars overlap."""
        return MARGIN + LEGEND + LANE * max(sum(len(_lanes(each.bars, self.last)) for each in self.lines), 1)

    def as_svg(self) -> str:
        """The drawing."""
        figure = figure_of(WIDTH, self.height)
        axes = figure.add_subplot()
        top, ticks = 0, []
        for line in self.lines:
            lanes = _lanes(line.bars, self.last)
            for place, lane in enumerate(lanes):
                for bar in lane:
                    _draw(axes, bar, top + place, self.last)
            ticks.append((top + (len(lanes) - 1) / 2, _shortened(line.name)))
            top += len(lanes)
            axes.axhline(top - 0.5, color=QUIET, linewidth=0.4)
        self._dress(figure, axes, top, ticks)
        return written(figure, self.title, self.description)

    def _dress(self, figure: Any, axes: Any, top: int, ticks: Sequence[tuple[float, str]]) -> None:
        axes.set_ylim(max(top, 1) - 0.5, -0.5)
        axes.set_yticks([place for place, _ in ticks], [name for _, name in ticks], fontsize=9)
        years = range(self.first.year, self.last.year + 1)
        axes.set_xticks([dt.date(each, 1, 1).toordinal() for each in years], [str(each) for each in years], fontsize=9)
        axes.set_xlim(dt.date(self.first.year, 1, 1).toordinal(), self.last.toordinal() + 120)
        axes.grid(axis="x", color=QUIET, linewidth=0.3)
        axes.set_axisbelow(True)
        axes.tick_params(length=0)
        axes.xaxis.tick_top()
        axes.spines[:].set_visible(False)
        shown = [_patch(kind, label) for kind, label in enumerate(self.kinds)]
        figure.legend(handles=shown, loc="outside lower center", ncols=len(shown), frameon=False, fontsize=9)


def _draw(axes: Any, bar: Bar, place: int, last: dt.date) -> None:
    begins, ends = bar.begins.toordinal(), (bar.ends or last).toordinal()
    how: dict[str, Any] = {"facecolor": "white", "edgecolor": INK, "hatch": HATCHES[bar.kind], "linewidth": 0.8}
    axes.barh(place, max(ends - begins, 12), left=begins, height=0.62, **how)
    if bar.ends is None:
        axes.text(ends + 10, place, RUNS, fontsize=9, va="center")
    if bar.is_loose:
        axes.text(begins - 10, place, LOOSE, fontsize=8, va="center", ha="right")


def _lanes(bars: Sequence[Bar], last: dt.date) -> list[list[Bar]]:
    """The bars in as few lanes as none overlaps within; at least one lane."""
    lanes: list[list[Bar]] = []
    for bar in bars:
        free = (lane for lane in lanes if (lane[-1].ends or last) < bar.begins)
        lane = next(free, None)
        if lane is None:
            lanes.append([bar])
        else:
            lane.append(bar)
    return lanes or [[]]


def _patch(kind: int, label: str) -> Any:
    from matplotlib.patches import Patch

    return Patch(facecolor="white", edgecolor=INK, hatch=HATCHES[kind], label=label)


def _shortened(name: str) -> str:
    """The name without control characters, which no SVG may hold, and not too long."""
    name = "".join(each for each in name if unicodedata.category(each)[0] != "C")
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}\N{HORIZONTAL ELLIPSIS}"
