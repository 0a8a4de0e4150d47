"""What other apps put in a submission's pack: a part of its text, and what it lacks before it is cleared.

They register here when they start, so that imports still point one way (rulings 13).
"""

from collections.abc import Callable, Iterable, Iterator

from bestvalue.errors import Unmet

from .models import Submission

Part = Callable[[Submission], Iterable[str]]
Lack = Callable[[Submission], Iterable[Unmet]]
_PARTS: list[Part] = []
_LACKS: list[Lack] = []


def pack_part(function: Part) -> Part:
    """Register paragraphs of the pack, which are frozen with it."""
    _PARTS.append(function)
    return function


def pack_lack(function: Lack) -> Lack:
    """Register what a submission lacks before it can be cleared."""
    _LACKS.append(function)
    return function


def parts_of(submission: Submission) -> Iterator[str]:
    """Every paragraph that other apps put in its pack."""
    for part in _PARTS:
        yield from part(submission)


def lacks_of(submission: Submission) -> Iterator[Unmet]:
    """Everything that other apps find lacking in it."""
    for lack in _LACKS:
        yield from lack(submission)
