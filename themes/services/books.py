"""What a file of an edition holds, and what of it must agree with the editions that are held already."""

import datetime as dt
from typing import Any

from yaml.nodes import MappingNode, Node

from bestvalue import clock
from themes.models import Edition, Line, Mark, Principle, Reference, SpecialQuestion, Theme

from .editions import KINDS
from .reading import Read, Reading, day, many, meaning, members, named, one_of, root_of, truth, words, year

Book = dict[str, Any]

SOURCED: dict[str, Read] = {"mark": one_of(*Mark.values), "source": words(200), "confirmed": truth}
LINE = members({"slug": named("line"), "text": words()}, SOURCED)
SAME = members({"slug": named("line"), "same_as": meaning("line")})
QUESTION: dict[str, Read] = {
    "slug": words(60),
    "text": words(300),
    "help": words(),
    "answer": one_of(*SpecialQuestion.Answer.values),
}


def a_line(node: Node, reading: Reading) -> Any:
    """A line with words of its own, or one that another theme words (`same_as`)."""
    keys = {str(key.value) for key, _ in node.value} if isinstance(node, MappingNode) else set()
    return (SAME if "same_as" in keys else LINE)(node, reading)


THEME = members(
    {
        "code": named("theme"),
        "slug": words(60),
        "name": words(100),
        "definition": words(),
        "characteristics": many(a_line),
        "indicators": many(a_line),
    },
    SOURCED,
)
BOOK = members(
    {
        "edition": members(
            {"slug": named("edition"), "title": words(200), "published_on": day, "in_force_from": day},
            {"note": words()},
        ),
        "themes": many(THEME),
        "principles": many(
            members(
                {
                    "code": named("principle"),
                    "slug": words(60),
                    "name": words(100),
                    "meaning": words(),
                    "practice": words(),
                },
                SOURCED,
            )
        ),
        "questions": many(
            members({"line": meaning("line"), "rule": words(10), "ask": many(members(QUESTION))}), least=0
        ),
        "references": many(
            members(
                {"slug": named("reference"), "title": words(200), "publisher": words(200), "year": year},
                {"is_statutory": truth, "note": words()},
            ),
            least=0,
        ),
    }
)


def read_book(text: str) -> Book:
    """An edition as its file gives it. Raises Refused with every problem, each with its line."""
    reading = Reading()
    book: Book = BOOK(root_of(text), reading)
    reading.check_names()
    reading.finish()
    _check_edition(book["edition"], reading)
    _check_themes(book["themes"], reading)
    _check_lines(book, reading)
    _check_principles(book["principles"], reading)
    _check_references(book["references"], reading)
    reading.finish()
    return book


def _check_edition(edition: Book, reading: Reading) -> None:
    line, begins = reading.at("edition", edition["slug"]), edition["in_force_from"]
    if Edition.objects.filter(slug=edition["slug"]).exists():
        reading.wrong(line, f"an edition “{edition['slug']}” is held already; editions are never written over.")
    if begins < edition["published_on"]:
        reading.wrong(line, "an edition comes into force on or after its publication.")
    if begins <= clock.today():
        earliest = clock.today() + dt.timedelta(days=1)
        message = "so that no open case changes its edition, it comes into force on a day to come"
        reading.wrong(line, f"{message}: {earliest:%-d %B %Y} at the earliest.")
    elif Edition.objects.filter(in_force_from=begins).exists():
        reading.wrong(line, "another edition comes into force on that day.")


def _check_themes(themes: list[Book], reading: Reading) -> None:
    """The themes are the same in every edition; only their definitions differ."""
    held = {each.code: each for each in Theme.objects.all()}
    if list(held) != [each["code"] for each in themes]:
        reading.wrong(reading.at("theme", themes[0]["code"]), f"the themes are, in this order: {', '.join(held)}.")
        return
    for theme in themes:
        known = held[theme["code"]]
        if (known.slug, known.name) != (theme["slug"], theme["name"]):
            line = reading.at("theme", theme["code"])
            reading.wrong(line, f"this theme is “{known.slug}”, “{known.name}”, in every edition.")


def _check_lines(book: Book, reading: Reading) -> None:
    """What is a characteristic stays one; a line that another theme words is worded there itself."""
    held = dict(Line.objects.values_list("slug", "kind"))
    worded = {each["slug"] for theme in book["themes"] for group in KINDS for each in theme[group] if "text" in each}
    for theme in book["themes"]:
        for group, kind in KINDS.items():
            for each in theme[group]:
                line = reading.at("line", each["slug"])
                if held.get(each["slug"], kind) != kind:
                    reading.wrong(line, f"“{each['slug']}” is no {kind.value} in the editions that are held.")
                if "same_as" in each and each["same_as"] not in worded:
                    reading.wrong(line, f"“{each['same_as']}” has no words of its own.")
    for group in book["questions"]:
        if group["line"] not in worded:
            reading.wrong(reading.at("line", group["line"]), f"“{group['line']}” has no words of its own.")


def _check_principles(principles: list[Book], reading: Reading) -> None:
    held = dict(Principle.objects.values_list("code", "slug"))
    for each in principles:
        if held.get(each["code"], each["slug"]) != each["slug"]:
            known = held[each["code"]]
            reading.wrong(reading.at("principle", each["code"]), f"this principle is “{known}” in every edition.")


def _check_references(references: list[Book], reading: Reading) -> None:
    """What can be cited already keeps its words, as it may have been cited."""
    held = {each.slug: each for each in Reference.objects.all()}
    for each in references:
        known = held.get(each["slug"])
        told = {"is_statutory": False, "note": "", **each}
        if known and any(getattr(known, name) != value for name, value in told.items()):
            line = reading.at("reference", each["slug"])
            reading.wrong(line, f"“{each['slug']}” is held already in other words; give what is new another name.")
