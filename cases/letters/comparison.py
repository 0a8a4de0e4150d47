"""Comparing two texts: which paragraphs and which words were taken out and put in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

KEPT, REMOVED, ADDED = "kept", "removed", "added"


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in a row with the same fate."""

    fate: str
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts side by side, paragraph by paragraph."""

    paragraphs: tuple[tuple[Run, ...], ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not self.changed and not self.added and not self.removed

    @property
    def changed(self) -> int:
        """How many paragraphs were changed in part."""
        return sum(len({run.fate for run in each}) > 1 for each in self.paragraphs)

    @property
    def added(self) -> int:
        """How many paragraphs are new."""
        return self._whole(ADDED)

    @property
    def removed(self) -> int:
        """How many paragraphs are gone."""
        return self._whole(REMOVED)

    @property
    def summary(self) -> str:
        """What differs, in a sentence."""
        told = [
            f"{count} {'paragraph' if count == 1 else 'paragraphs'} {fate}"
            for count, fate in ((self.changed, "changed"), (self.added, "added"), (self.removed, "removed"))
            if count
        ]
        return f"{', '.join(told)}." if told else "The two texts are the same."

    def _whole(self, fate: str) -> int:
        return sum({run.fate for run in each} == {fate} for each in self.paragraphs)


def compare(old: str, new: str) -> Comparison:
    """What became of `old` in `new`."""
    before, after = _paragraphs(old), _paragraphs(new)
    return Comparison(tuple(_compared(before, after)))


def _compared(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[Run, ...]]:
    for fate, old, new in _opcodes(before, after):
        if fate == "replace" and len(old) == len(new):
            yield from (_words(one, other) for one, other in zip(old, new, strict=True))
        elif fate == "equal":
            yield from ((Run(KEPT, each),) for each in old)
        else:
            yield from ((Run(REMOVED, each),) for each in old)
            yield from ((Run(ADDED, each),) for each in new)


def _words(old: str, new: str) -> tuple[Run, ...]:
    runs = []
    for fate, gone, come in _opcodes(_split(old), _split(new)):
        if fate == "equal":
            runs.append(Run(KEPT, "".join(gone)))
            continue
        runs += [Run(name, "".join(words)) for name, words in ((REMOVED, gone), (ADDED, come)) if words]
    return tuple(runs)


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    for fate, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield fate, old[a:b], new[c:d]


def _paragraphs(text: str) -> list[str]:
    return [each.strip() for each in re.split(r"\n\s*\n|\n(?=\s*(?:[-#]|\d+\.)\s)", text) if each.strip()]


def _split(text: str) -> list[str]:
    return re.findall(r"\S+\s*", text)
