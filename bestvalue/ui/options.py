"""The options of a component: GOV.UK Frontend's own names, in snake case."""

import re
from collections.abc import Mapping
from typing import Any

HUMP = re.compile(r"(?<=[a-z0-9])([A-Z])")


class Nothing(str):
    """An option that was not given: an empty text, whose own options are empty too."""

    __slots__ = ()

    def __getitem__(self, key: Any) -> "Nothing":
        return self


class Options(dict[str, Any]):
    """A mapping whose missing keys are empty, so that templates need no guard and `items` means the option."""

    def __missing__(self, key: str) -> Nothing:
        return Nothing()


def options(given: Mapping[str, Any]) -> Options:
    """Options from a mapping: `__` in a name nests (`label__text`), and so do mappings and lists inside."""
    result = Options()
    for name, value in given.items():
        *path, last = name.split("__")
        place = result
        for step in path:
            place = place.setdefault(step, Options())
        place[last] = value if last == "attributes" else prepared(value)
    return result


def prepared(value: Any) -> Any:
    """A value with the mappings inside it made into options; other things pass unchanged."""
    if isinstance(value, Mapping):
        return options(value)
    if isinstance(value, list | tuple):
        return [prepared(each) for each in value]
    return value


def snake_case(name: str) -> str:
    """`errorMessage` as `error_message`."""
    return HUMP.sub(r"_\1", name).lower()
