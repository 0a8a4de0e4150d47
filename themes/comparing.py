"""Two editions of the guidance side by side, line by line (R39)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cases.letters import Comparison, compare
from themes.models import Edition
from themes.selectors import ListedLine, ThemeInEdition, principles_in, themes_in

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """One text as each of two editions has it; None where an edition does not have it."""

    name: str
    old: str | None
    new: str | None

    @property
    def fate(self) -> str:
        """What became of it, in a word."""
        if self.old is None:
            return "added"
        if self.new is None:
            return "dropped"
        return "the same" if self.old == self.new else "changed"

    @property
    def comparison(self) -> Comparison:
        """Which words were taken out and put in."""
        return compare(self.old or "", self.new or "")


@dataclass(frozen=True, slots=True)
class PartCompared:
    """A part of the guidance, such as the indicators of one theme, as two editions have it."""

    heading: str
    pairs: tuple[Pair, ...]

    @property
    def differing(self) -> tuple[Pair, ...]:
        """What is not the same in both."""
        return tuple(each for each in self.pairs if each.fate != "the same")


def compare_editions(old: Edition | None, new: Edition) -> list[PartCompared]:
    """Every part of two editions, in reading order; without an old one, everything is added."""
    before = dict(_parts(old)) if old else {}
    after = dict(_parts(new))
    return [
        PartCompared(heading, tuple(_pairs(before.get(heading, {}), after.get(heading, {}))))
        for heading in dict.fromkeys([*after, *before])
    ]


def _pairs(old: Texts, new: Texts) -> Iterator[Pair]:
    for name in dict.fromkeys([*new, *old]):
        yield Pair(name, old.get(name), new.get(name))


def _parts(edition: Edition) -> Iterator[tuple[str, Texts]]:
    for theme in themes_in(edition):
        yield f"{theme.name}: definition", _definition(theme)
        yield f"{theme.name}: characteristics", _lines(theme.characteristics)
        yield f"{theme.name}: indicators", _lines(theme.indicators)
    principles = principles_in(edition)
    yield "Principles", {each.principle_id: f"{each.name}. {each.meaning}\n\n{each.practice}" for each in principles}


def _definition(theme: ThemeInEdition) -> Texts:
    return {theme.code: theme.definition.text} if theme.definition else {}


def _lines(lines: tuple[ListedLine, ...]) -> Texts:
    return {each.slug: "\n\n".join([each.wording.text, *_asked(each)]) for each in lines}


def _asked(line: ListedLine) -> list[str]:
    return [f"Asks: {each.text}" for each in line.wording.questions.all()]
