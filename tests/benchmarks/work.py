"""Long work beside its floor: what is timed, of how many rows, and how often at most."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Work:
    """Two that give their seconds, over the same so many rows; where they run apart, their memory is told too."""

    ours: Callable[[], float]
    floor: Callable[[], float]
    count: int
    note: str = ""
    pairs: int = 0
    """How many pairs are taken; as many as there is time for where it does not say."""
