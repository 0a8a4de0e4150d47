"""Which function plays which type of published event."""

from collections.abc import Callable

from .player import Player

Play = Callable[[Player], None]
PLAYS: dict[str, Play] = {}


def plays(*types: str) -> Callable[[Play], Play]:
    """Decorator: the function plays events of these types."""

    def register(play: Play) -> Play:
        PLAYS.update(dict.fromkeys(types, play))
        return play

    return register
