"""Charts as SVG, made on the server: the same figures always give the same bytes.

They are read without colour, by lines and hatching, and without eyes, by a title and a description. Text stays
text, in the font of the pages.
"""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

MOST_MONTHS = 13
WIDTH, HEIGHT, DOTS = 320, 300, 72  # one unit of the drawing is a pixel on the narrowest screen
INK, QUIET = "#0b0c0c", "#505a5f"
DRAWN_IN, SHOWN_IN = "DejaVu Sans", "Arial, Helvetica, sans-serif"  # the first comes with matplotlib and is the wider
SETTINGS: Any = {
    "svg.hashsalt": "best value",
    "svg.fonttype": "none",
    "font.family": DRAWN_IN,
    "font.size": 11,
    "hatch.linewidth": 0.6,
    "hatch.color": QUIET,
    "path.simplify": False,
}


@dataclass(frozen=True, slots=True)
class ByMonth:
    """How many things fall in each month: one hatched bar for each, with its number above."""

    title: str
    description: str
    months: Sequence[dt.date]
    numbers: Sequence[int]

    def as_svg(self) -> str:
        """The drawing."""
        figure = _figure()
        axes = figure.add_subplot()
        places = range(len(self.months))
        bars = axes.bar(places, self.numbers, color="white", edgecolor=INK, hatch="////", linewidth=1)
        axes.bar_label(bars, [str(each or "") for each in self.numbers], fontsize=9)
        axes.set_ylim(0, max(*self.numbers, 4) * 1.1)
        axes.set_yticks([])
        step = -(-len(self.months) // MOST_MONTHS)
        axes.set_xticks(places[::step], [f"{each:%b %Y}" for each in self.months[::step]], rotation=45, ha="right")
        axes.spines[["top", "right", "left"]].set_visible(False)
        return _written(figure, self.title, self.description)


def _figure() -> Any:
    return _library()(figsize=(WIDTH / DOTS, HEIGHT / DOTS), dpi=DOTS, layout="constrained")


@cache
def _library() -> Any:
    """Matplotlib's figure. It is loaded when the first chart is drawn, as few processes ever draw one."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    mpl.rcParams.update(SETTINGS)
    return Figure


def _written(figure: Any, title: str, description: str) -> str:
    """The figure as one SVG element, named and described, without the date or the maker."""
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    drawing = out.getvalue().replace(f"'{DRAWN_IN}'", SHOWN_IN)
    start, _, rest = drawing[drawing.index("<svg") :].partition(">")
    named = f'<title id="title">{escape(title)}</title><desc id="desc">{escape(description)}</desc>'
    return f'{start} role="img" aria-labelledby="title desc">\n {named}{rest}'
