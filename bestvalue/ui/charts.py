"""Charts as SVG, made on the server: the same figures always give the same bytes.

They are read without colour, by lines, markers and hatching, and without eyes, by a title and a description. Text stays
text, in the font of the pages.
"""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any, Protocol

from django.http import HttpResponse

WIDTH, HEIGHT, DOTS = 320, 300, 72  # one unit of the drawing is a pixel on the narrowest screen
MOST_LABELS, MOST_MONTHS = 5, 13
DRESSED = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"  # its styles are attributes
INK, QUIET, BAND = "#0b0c0c", "#505a5f", "#d6dce1"
DRAWN_IN, SHOWN_IN = "DejaVu Sans", "Arial, Helvetica, sans-serif"  # the first comes with matplotlib and is the wider
SETTINGS: Any = {
    "svg.hashsalt": "best value",
    "svg.fonttype": "none",
    "font.family": DRAWN_IN,
    "font.size": 11,
    "hatch.linewidth": 0.6,
    "hatch.color": QUIET,
    "path.simplify": False,
    "text.parse_math": False,
}

Numbers = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class OverTime:
    """One line over periods, beside the median and the middle half of a group; None where there is no figure."""

    title: str
    description: str
    unit: str
    periods: Sequence[str]
    values: Sequence[float]
    lower: Numbers
    median: Numbers
    upper: Numbers

    def as_svg(self) -> str:
        """The drawing."""
        figure = figure_of()
        axes = figure.add_subplot()
        places = range(len(self.periods))
        if any(each is not None for each in self.median):
            lower, median, upper = (_with_gaps(each) for each in (self.lower, self.median, self.upper))
            band = {"facecolor": BAND, "edgecolor": QUIET, "hatch": "////", "linewidth": 0.6}
            axes.fill_between(places, lower, upper, label="Comparators: middle half", **band)
            dashes: dict[str, Any] = {"color": QUIET, "linestyle": "--", "marker": "s", "markersize": 5}
            axes.plot(places, median, label="Comparators: median", markerfacecolor="white", **dashes)
        axes.plot(places, self.values, label="This authority", color=INK, linewidth=2, marker="o", markersize=6)
        _dress(axes, self.periods, self.unit)
        figure.legend(loc="outside lower center", frameon=False, fontsize=10, handlelength=3)
        return written(figure, self.title, self.description)


@dataclass(frozen=True, slots=True)
class ByMonth:
    """How many things fall in each month: one hatched bar for each, with its number above."""

    title: str
    description: str
    months: Sequence[dt.date]
    numbers: Sequence[int]

    def as_svg(self) -> str:
        """The drawing."""
        figure = figure_of()
        axes = figure.add_subplot()
        places = range(len(self.months))
        bars = axes.bar(places, self.numbers, color="white", edgecolor=INK, hatch="////", linewidth=1)
        axes.bar_label(bars, [str(each or "") for each in self.numbers], fontsize=9)
        axes.set_ylim(0, max(*self.numbers, 4) * 1.1)
        axes.set_yticks([])
        step = -(-len(self.months) // MOST_MONTHS)
        axes.set_xticks(places[::step], [f"{each:%b %Y}" for each in self.months[::step]], rotation=45, ha="right")
        axes.spines[["top", "right", "left"]].set_visible(False)
        return written(figure, self.title, self.description)


@dataclass(frozen=True, slots=True)
class ByRange:
    """How many things fall in each range of lengths: one hatched bar across for each, with its number after it."""

    title: str
    description: str
    ranges: Sequence[str]
    numbers: Sequence[int]

    def as_svg(self) -> str:
        """The drawing."""
        figure = figure_of()
        axes = figure.add_subplot()
        places = range(len(self.ranges))
        bars = axes.barh(places, self.numbers, color="white", edgecolor=INK, hatch="////", linewidth=1, height=0.6)
        axes.bar_label(bars, [str(each or "") for each in self.numbers], fontsize=9, padding=3)
        axes.set_xlim(0, max(*self.numbers, 4) * 1.15)
        axes.set_xticks([])
        axes.set_yticks(places, self.ranges, fontsize=9)
        axes.invert_yaxis()
        axes.spines[["top", "right", "bottom"]].set_visible(False)
        return written(figure, self.title, self.description)


class Drawing(Protocol):
    """Anything that is drawn."""

    def as_svg(self) -> str:
        """The drawing."""


def as_response(drawing: Drawing) -> HttpResponse:
    """A drawing by itself, of which no browser may run anything."""
    return HttpResponse(drawing.as_svg(), content_type="image/svg+xml", headers={"Content-Security-Policy": DRESSED})


def _with_gaps(numbers: Numbers) -> list[float]:
    return [float("nan") if each is None else each for each in numbers]


def _dress(axes: Any, periods: Sequence[str], unit: str) -> None:
    step = -(-len(periods) // MOST_LABELS)
    shown = range((len(periods) - 1) % step, len(periods), step)  # the last is always among them
    axes.set_xticks(list(shown), [periods[place] for place in shown], rotation=30, ha="right")
    axes.set_title(unit, loc="left", fontsize=11)
    axes.margins(x=0.06, y=0.12)
    axes.grid(axis="y", color=BAND, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    axes.ticklabel_format(axis="y", style="plain", useOffset=False)


def figure_of(width: int = WIDTH, height: int = HEIGHT) -> Any:
    """An empty figure of so many pixels."""
    return _library()(figsize=(width / DOTS, height / DOTS), dpi=DOTS, layout="constrained")


@cache
def _library() -> Any:
    """Matplotlib's figure. It is loaded when the first chart is drawn, as few processes ever draw one."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    mpl.rcParams.update(SETTINGS)
    return Figure


def written(figure: Any, title: str, description: str) -> str:
    """The figure as one SVG element, named and described, without the date or the maker."""
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    drawing = out.getvalue().replace(f"'{DRAWN_IN}'", SHOWN_IN)
    start, _, rest = drawing[drawing.index("<svg") :].partition(">")
    named = f'<title id="title">{escape(title)}</title><desc id="desc">{escape(description)}</desc>'
    return f'{start} role="img" aria-labelledby="title desc">\n {named}{rest}'
