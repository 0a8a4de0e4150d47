"""Writing markup and formulas over all that people wrote, and finding what of it is alive in an answer.

It is done below all forms and rules, as the database's superuser (OWASP ASVS 1.2, 1.3).
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import Error, connection, models, transaction

from cases.letters import pdf

RUNS = "javascript:zz9\"'><zz9 onzz9=1></zz9>{{7*7}}"
SCRIPT = f"{RUNS}\n\n[zz9](javascript:zz9)\n\n<script>zz9</script>\n\n<img src=//zz9.example onerror=zz9>"
FORMULA = "=zz9|'/C calc'!A0"
LONG = "\x1b\x0b\ufffe\u202e\u200b\u2066" + "w" * 10_000
OURS = ("accounts", "records", "api", "messages", "cases", "themes", "notices", "interventions")
KEYS = {  # what only services write, and look up by
    *(
        "stream",
        "subject",
        "verb",
        "move",
        "about",
        "key",
        "stored_as",
        "media_type",
        "sha256",
        "hash",
        "previous_hash",
    ),
    *("digest", "stage", "state", "kind", "register_id", "handle", "reference", "letter_template"),
    *("password", "email", "username", "salt"),
}


def wrong_with(response: Any) -> Iterator[str]:
    """What came out of the text that was stored, other than text."""
    if response.status_code >= 500:
        yield f"answers {response.status_code}"
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    if kind == "text/html":
        yield from alive(parsed(response.content.decode()))
    elif kind.endswith(("/xml", "+xml")):
        tags = (each.tag for each in ElementTree.fromstring(response.content).iter())  # noqa: S314 - our own
        yield from (f"element {each}" for each in tags if "zz9" in each)
    elif kind in ("application/json", "application/problem+json"):
        json.loads(response.content)


def alive(page: Element) -> Iterator[str]:
    """Elements, attributes and addresses on a page that came out of the text."""
    for tag in (each for each in page.iter() if isinstance(each.tag, str)):  # a comment has no name
        kind = local(tag.tag)
        is_run = kind == "script" and tag.get("type") != "application/ld+json"
        if "zz9" in kind or (is_run and "zz9" in "".join(tag.itertext())):
            yield f"element {kind}"
        for name, value in tag.items():
            if local(name).startswith("on") or "zz9" in name or leads_away(local(name), value):
                yield f"attribute {kind} {name} {value}"
    if "</zz9>49" in "".join(page.itertext()):
        yield "a template ran"


def local(name: str) -> str:
    """The name of an element or attribute without its namespace: `href`, whether of a link or of a drawing."""
    return name.rpartition("}")[2]


def leads_away(name: str, value: str) -> bool:
    """Whether an address runs a script, or loads something from elsewhere."""
    words = value.strip().lower()
    is_script = name in ("href", "src", "action", "formaction", "data") and words.startswith("javascript:")
    return is_script or (name == "src" and "zz9.example" in words)


def parsed(page: str) -> Element:
    """A page as browsers read it."""
    read: Element = html5lib.parse(page)
    return read


@contextmanager
def written_over(words: str) -> Iterator[int]:
    """Words in every text of every row, for a while; in how many columns that could be done."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        columns = sum(is_written(field, words) for field in texts())
        cursor.execute("SET LOCAL session_replication_role = origin")
        yield columns
        transaction.set_rollback(True)


def texts() -> Iterator[Any]:
    """Every column of our own tables that holds what people write."""
    for model in apps.get_models():
        is_ours = model._meta.app_label in OURS and model._base_manager.exists()
        for field in model._meta.local_concrete_fields if is_ours else ():
            is_text = isinstance(field, models.JSONField | models.CharField | models.TextField | ArrayField)
            if is_text and is_free(field):
                yield field


def is_free(field: Any) -> bool:
    """Whether people choose what stands there."""
    is_key = field.primary_key or field.is_relation or isinstance(field, models.SlugField) or field.name in KEYS
    return not (is_key or field.choices)


def is_written(field: Any, words: str) -> bool:
    """Write the words into a column; whether that could be done, as a constraint may refuse them."""
    table, column = (connection.ops.quote_name(each) for each in (field.model._meta.db_table, field.column))
    given = words[: field.max_length] if isinstance(field, models.CharField) else words
    value = "%s"
    if isinstance(field, models.JSONField):
        value, given = f"replace({column}::text, 'A secret word.', %s)::jsonb", json.dumps(words)[1:-1]
    elif isinstance(field, ArrayField):
        value = "ARRAY[%s]"
    elif field.unique:
        value = f"left(%s, {(field.max_length or 10_000) - 40}) || md5(random()::text)"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET {column} = {value} WHERE {column} IS NOT NULL", [given])
            return bool(cursor.rowcount > 0)
    except Error:
        return False


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages of which PDFs would have been made."""
    pages: list[str] = []

    def kept(page: str, *styles: Path) -> bytes:
        pages.append(page)
        return b"%PDF-1.7"

    monkeypatch.setattr(pdf, "page_to_pdf", kept)
    return pages
