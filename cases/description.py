"""The lifecycle in words and diagrams, written from the tables that the machines run on, so that it cannot drift."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps

from .models import Life
from .moves import OTHER_NUMBERS, TABLE, Move
from .stages import Stage

NOT_DRAWN = ("supersede", "correct_record", "restore_by_court_order")
LANDS_BY_DEFAULT = (Stage.EARLY_ENGAGEMENT, Stage.CLOSED)
HEADING = """\
# The lifecycle

Written by `manage.py describe_lifecycle` from `cases/moves.py` and from the table beside each instrument; do not edit.

## Stages

A stage says how far a matter has gone. Only a recorded act of a named person changes it; no date, count, import or
model does. Numbers on the arrows are the moves of the table below."""
BENEATH = """\
Not drawn: {left_out}.
They may lead from any of their stages to another.

{free} end an instrument, and the decider picks where the case goes:
early engagement, closed where nothing else must be ended first, or any stage that another live instrument holds up.
Only the first two are drawn."""


def lifecycle_document() -> str:
    """The whole of `docs/lifecycle.md`."""
    moves = [each for each in TABLE if each.number]
    parts = [HEADING, _mermaid(_stage_lines()), _beneath(), "## Moves", *_table(moves), "## Lives of the instruments"]
    for name, life in lives():
        parts += [f"### {name}", _mermaid(_life_lines(life)), f"Live while: {_words(life.live) or 'never'}."]
    return "\n\n".join(parts) + "\n"


def lives() -> Iterator[tuple[str, Life]]:
    """Everything that has a life of its own, by name, with its table of states."""
    for model in apps.get_models():
        life: Any = getattr(model, "LIFE", None)
        if isinstance(life, Life):
            name = str(model._meta.verbose_name)
            yield name[0].upper() + name[1:], life


def lands_freely(move: Move, source: Stage) -> bool:
    """Whether the decider picks where the case goes from that stage (rulings 3)."""
    return set(move.paths[source]) == set(Stage)


def _edges() -> dict[tuple[Stage, Stage], list[str]]:
    edges: dict[tuple[Stage, Stage], list[str]] = defaultdict(list)
    for move in TABLE:
        for source, to in move.pairs() if move.name not in NOT_DRAWN else ():
            if to in LANDS_BY_DEFAULT or not lands_freely(move, source):
                edges[source, to].append(move.number)
    return edges


def _stage_lines() -> Iterator[str]:
    yield from (f"{stage.value}: {stage.label}" for stage in Stage)
    yield "[*] --> early_engagement: T01, T68"
    order = list(Stage)
    for (source, to), numbers in sorted(_edges().items(), key=lambda edge: [order.index(each) for each in edge[0]]):
        yield f"{source.value} --> {to.value}: {', '.join(numbers)}"
    yield "closed --> [*]"


def _life_lines(life: Life) -> Iterator[str]:
    yield f"[*] --> {life.initial}"
    for act, (sources, target) in life.acts.items():
        yield from (f"{source} --> {target}: {act.replace('_', ' ')}" for source in sources)


def _mermaid(lines: Iterable[str]) -> str:
    return "\n".join(["```mermaid", "stateDiagram-v2", *(f"    {line}" for line in lines), "```"])


def _beneath() -> str:
    left_out = "; ".join(f"{each.number}, {each.label.lower()}" for each in TABLE if each.name in NOT_DRAWN)
    drawn = (each for each in TABLE if each.name not in NOT_DRAWN)
    free = [each.number for each in drawn if any(lands_freely(each, source) for source in each.paths)]
    return BENEATH.format(left_out=left_out, free=", ".join(free))


def _table(moves: Iterable[Move]) -> tuple[str, str]:
    head = "| Number | Move | Legal basis | Who decides | Document |\n| --- | --- | --- | --- | --- |\n"
    rows = "\n".join(
        f"| {each.number} | {each.label} | {each.basis} | {_deciders(each)} | {each.document or 'none'} |"
        for each in moves
    )
    by_name = {each.name: each for each in TABLE}
    others = (f"{number} is {by_name[name].number} in another place" for number, name in OTHER_NUMBERS.items())
    return head + rows, f"{'; '.join(others)}. Where a minister decides, an approved submission is spent by the act."


def _deciders(move: Move) -> str:
    return " or ".join(role.label for role in move.decider)


def _words(states: Iterable[str]) -> str:
    return ", ".join(sorted(each.replace("_", " ") for each in states))
