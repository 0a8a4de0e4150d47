"""Loading an edition of the guidance from a file in `themes/data`: themes, lines, principles, questions, references."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from cases.services.tables import TableReport, ids, sync
from themes.models import (
    Edition,
    Line,
    Placement,
    Principle,
    PrincipleWording,
    Reference,
    SpecialQuestion,
    Theme,
    ThemeDefinition,
    Wording,
)

DATA = Path(__file__).resolve().parent.parent / "data"
KINDS = {"characteristics": Line.Kind.CHARACTERISTIC, "indicators": Line.Kind.INDICATOR}
Mapping = dict[str, Any]


@transaction.atomic
def load_editions(*, folder: Path = DATA) -> list[TableReport]:
    """Bring every edition in the folder into line with its file, oldest first. Repeatable.

    Raises ValueError or KeyError for a malformed file, IntegrityError for a row that breaks a rule.
    """
    reports: list[TableReport] = []
    for path in sorted(folder.glob("*.yaml")):
        reports += write_edition(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    return reports


def write_edition(book: Mapping) -> list[TableReport]:
    """Write one edition; identities first, then the words that belong to the edition."""
    reports = [
        sync(Edition, [book["edition"]], key=("slug",)),
        sync(Theme, _themes(book), key=("code",)),
        sync(Line, _lines(book), key=("slug",)),
        sync(Principle, ({"code": each["code"], "slug": each["slug"]} for each in book["principles"]), key=("code",)),
        sync(Reference, (_reference(each) for each in book["references"]), key=("slug",)),
    ]
    edition_id = ids(Edition, "slug")[book["edition"]["slug"]]
    reports += [
        sync(ThemeDefinition, _definitions(book, edition_id), key=("edition_id", "theme_id")),
        sync(Wording, _wordings(book, edition_id), key=("edition_id", "line_id")),
        sync(PrincipleWording, _principles(book, edition_id), key=("edition_id", "principle_id")),
    ]
    wordings = dict(Wording.objects.filter(edition_id=edition_id).values_list("line__slug", "pk"))
    return [
        *reports,
        sync(Placement, _placements(book, wordings), key=("wording_id", "theme_id")),
        sync(SpecialQuestion, _questions(book, wordings), key=("wording_id", "slug")),
    ]


def _themes(book: Mapping) -> Iterator[Mapping]:
    for position, theme in enumerate(book["themes"], start=1):
        yield {"code": theme["code"], "slug": theme["slug"], "name": theme["name"], "position": position}


def _listed(book: Mapping) -> Iterator[tuple[str, int, Line.Kind, Mapping]]:
    """Every line as listed: theme code, place, kind and the line itself."""
    for theme in book["themes"]:
        for group, kind in KINDS.items():
            for position, line in enumerate(theme[group], start=1):
                yield theme["code"], position, kind, line


def _lines(book: Mapping) -> Iterator[Mapping]:
    for _, _, kind, line in _listed(book):
        if "same_as" not in line:
            yield {"slug": line["slug"], "kind": kind}


def _definitions(book: Mapping, edition_id: int) -> Iterator[Mapping]:
    for theme in book["themes"]:
        text = theme["definition"]
        yield {"edition_id": edition_id, "theme_id": theme["code"], "text": text, **_sourced(theme)}


def _wordings(book: Mapping, edition_id: int) -> Iterator[Mapping]:
    line_ids = ids(Line, "slug")
    for _, _, _, line in _listed(book):
        if "same_as" not in line:
            yield {
                "edition_id": edition_id,
                "line_id": line_ids[line["slug"]],
                "text": line["text"],
                **_sourced(line),
            }


def _placements(book: Mapping, wordings: dict[str, int]) -> Iterator[Mapping]:
    for theme, position, _, line in _listed(book):
        wording = line["same_as"] if "same_as" in line else line["slug"]
        yield {"wording_id": wordings[wording], "theme_id": theme, "slug": line["slug"], "position": position}


def _principles(book: Mapping, edition_id: int) -> Iterator[Mapping]:
    for each in book["principles"]:
        words = {name: each[name] for name in ("name", "meaning", "practice")}
        yield {"edition_id": edition_id, "principle_id": each["code"], **words, **_sourced(each)}


def _questions(book: Mapping, wordings: dict[str, int]) -> Iterator[Mapping]:
    for group in book["questions"]:
        for position, question in enumerate(group["ask"], start=1):
            yield {"wording_id": wordings[group["line"]], "rule": group["rule"], "position": position, **question}


def _reference(each: Mapping) -> Mapping:
    return {"is_statutory": False, "note": "", **each}


def _sourced(entry: Mapping) -> Mapping:
    return {
        "mark": entry.get("mark", "none"),
        "source": entry.get("source", ""),
        "confirmed": entry.get("confirmed", False),
    }
