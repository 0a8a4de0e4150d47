"""What each kind of published instrument is, in plain English: read from `data/published_kinds.yaml`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from cases.models import PublicationKind

FILE = Path(__file__).resolve().parent / "data" / "published_kinds.yaml"


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision of an Act, and where its text is read."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class PublishedKind:
    """One kind of instrument, explained to somebody who has never heard of it."""

    kind: PublicationKind
    plural: str
    summary: str
    power: str
    law: tuple[Provision, ...]
    decides: str
    requires: str
    follows: str
    lasts: str

    @property
    def slug(self) -> str:
        """Its name in addresses."""
        return str(self.kind.value).replace("_", "-")


@cache
def published_kinds() -> dict[str, PublishedKind]:
    """Every kind by its name in addresses, in the order in which the register explains them."""
    listed: list[dict[str, Any]] = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    kinds = [_kind(**each) for each in listed]
    return {each.slug: each for each in kinds}


def explained(kind: str) -> PublishedKind:
    """What a kind is. Raises KeyError for one that has not been explained."""
    return published_kinds()[kind.replace("_", "-")]


def _kind(*, kind: str, law: list[dict[str, str]], **words: str) -> PublishedKind:
    return PublishedKind(PublicationKind(kind), law=tuple(Provision(**each) for each in law), **words)
