"""Reading what an administrator uploads as an edition: every problem is told in words, with the line it stands on."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bestvalue.errors import Refused, Unmet

LARGEST = 500_000  # characters
DEEPEST = 20  # lists in lists: more than any edition needs
CODE = "malformed_edition"
NAME = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")


@dataclass
class Reading:
    """What has been read so far: the problems, what was given a name on which line, and the names that are meant."""

    problems: list[Unmet] = field(default_factory=list)
    given: dict[tuple[str, str], int] = field(default_factory=dict)
    meant: list[tuple[str, str, int]] = field(default_factory=list)

    def wrong(self, line: int, message: str) -> None:
        """Note a problem."""
        self.problems.append(Unmet(CODE, f"Line {line}: {message}"))

    def at(self, kind: str, name: str) -> int:
        """The line on which something was given its name; 1 where it was not."""
        return self.given.get((kind, name), 1)

    def check_names(self) -> None:
        """Note every name that is meant somewhere and given nowhere."""
        for kind, name, line in self.meant:
            if (kind, name) not in self.given:
                self.wrong(line, f"there is no {kind} “{name}” in this file.")

    def finish(self) -> None:
        """Raise Refused where there was any problem."""
        if self.problems:
            raise Refused(self.problems)


Read = Callable[[Node, Reading], Any]


def root_of(text: str) -> Node:
    """The YAML document as nodes that know their lines. Raises Refused where it is none."""
    reading, root = Reading(), None
    if len(text) > LARGEST:
        reading.wrong(1, f"the file is longer than {LARGEST:,} characters.")
    reading.finish()
    try:
        depth = 0
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            mark: Any = event.start_mark
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                reading.wrong(mark.line + 1, "lists stand in lists more deeply than any guidance needs.")
                reading.finish()
            if isinstance(event, yaml.AliasEvent):
                reading.wrong(mark.line + 1, "write the text out; a reference (*) is not taken here.")
        reading.finish()
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        reading.wrong(line, f"this is not YAML that can be read: {error.problem}.")
    except yaml.YAMLError:
        reading.wrong(1, "the file holds characters that a text does not.")
    reading.finish()
    if root is None:
        raise Refused([Unmet(CODE, "Line 1: the file is empty.")])
    return root


def line_of(node: Node) -> int:
    """The line on which a node begins, counted from 1."""
    return int(node.start_mark.line) + 1


def words(limit: int = 0) -> Read:
    """A text that is not empty, of at most `limit` characters where that is given."""

    def read(node: Node, reading: Reading) -> str | None:
        value = str(node.value).strip() if isinstance(node, ScalarNode) else ""
        if not value:
            reading.wrong(line_of(node), "a text is needed here.")
        elif limit and len(value) > limit:
            reading.wrong(line_of(node), f"this is longer than {limit} characters.")
        return value or None

    return read


def named(kind: str) -> Read:
    """The name by which something is known from now on: letters, digits and hyphens, given once."""

    def read(node: Node, reading: Reading) -> str | None:
        value: str | None = words(80)(node, reading)
        if value is None:
            return None
        if not NAME.fullmatch(value):
            reading.wrong(line_of(node), f"“{value}” is no name: use letters, digits and single hyphens.")
        if (kind, value) in reading.given:
            first = reading.given[kind, value]
            reading.wrong(line_of(node), f"the {kind} “{value}” was given already, on line {first}.")
        reading.given.setdefault((kind, value), line_of(node))
        return value

    return read


def meaning(kind: str) -> Read:
    """A name that must be given to something of this kind somewhere in the file."""

    def read(node: Node, reading: Reading) -> str | None:
        value: str | None = words(80)(node, reading)
        if value is not None:
            reading.meant.append((kind, value, line_of(node)))
        return value

    return read


def one_of(*allowed: str) -> Read:
    """One of a few words."""

    def read(node: Node, reading: Reading) -> str | None:
        value = node.value if isinstance(node, ScalarNode) else None
        if value not in allowed:
            reading.wrong(line_of(node), f"use one of: {', '.join(allowed)}.")
        return str(value)

    return read


def day(node: Node, reading: Reading) -> dt.date | None:
    """A date, written as 2026-04-01."""
    try:
        return dt.date.fromisoformat(str(node.value))
    except ValueError:
        reading.wrong(line_of(node), "a date is needed here, written as 2026-04-01.")
    return None


def year(node: Node, reading: Reading) -> int | None:
    """A year of four digits."""
    if isinstance(node, ScalarNode) and re.fullmatch(r"[12]\d{3}", str(node.value)):
        return int(node.value)
    reading.wrong(line_of(node), "a year of four digits is needed here.")
    return None


def truth(node: Node, reading: Reading) -> bool:
    """`true` or `false`."""
    return bool(one_of("true", "false")(node, reading) == "true")


def many(read: Read, *, least: int = 1) -> Read:
    """A list of at least so many."""

    def listed(node: Node, reading: Reading) -> list[Any]:
        if not isinstance(node, SequenceNode) or len(node.value) < least:
            reading.wrong(line_of(node), "a list is needed here, each item after a hyphen.")
            return []
        return [read(each, reading) for each in node.value]

    return listed


def members(needed: dict[str, Read], may: dict[str, Read] | None = None) -> Read:
    """Something with members: those that are needed, those that may be there, and no other."""
    known = {**needed, **(may or {})}

    def read(node: Node, reading: Reading) -> dict[str, Any]:
        if not isinstance(node, MappingNode):
            reading.wrong(line_of(node), f"members are needed here: {', '.join(needed)}.")
            return {}
        given = dict(_members(node, known, reading))
        for name in needed.keys() - given.keys():
            reading.wrong(line_of(node), f"“{name}” is missing.")
        return {name: known[name](value, reading) for name, value in given.items()}

    return read


def _members(node: MappingNode, known: Iterable[str], reading: Reading) -> Iterator[tuple[str, Node]]:
    seen: set[str] = set()
    for key, value in node.value:
        name = str(key.value)
        if name not in known:
            reading.wrong(line_of(key), f"“{name}” is not known here; known are {', '.join(known)}.")
        elif name in seen:
            reading.wrong(line_of(key), f"“{name}” is given twice.")
        else:
            seen.add(name)
            yield name, value
