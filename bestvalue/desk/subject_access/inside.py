"""What stands inside files: the text of Word, text and CSV files, read when somebody searches, up to a bound."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from docx import Document
from docx.table import Table

from bestvalue.accounts.models import User
from bestvalue.records.triggers import TOMBSTONE
from cases.models import File
from cases.models.files import WITH_EVIDENCE
from cases.policy import visible_cases
from cases.services.files import private_files
from cases.uploads.kinds import ACCEPTED
from themes.models import EvidenceVersion

from .places import Found, evidence, excerpt

MOST_FILES = 300
MOST_BYTES = 50_000_000
"""What one search reads inside, the newest files first, so that it ends within seconds."""
PLACE = "Inside files"


@dataclass(frozen=True, slots=True)
class Inside:
    """Where the names stand inside files, and how many files were not searched, by why."""

    found: list[Found]
    of_other_kinds: int = 0
    beyond: int = 0
    broken: int = 0


def find_inside(user: User, pattern: re.Pattern[str]) -> Inside:
    """Every file that this person may know of, none of sealed evidence, in which the pattern is met."""
    known = files(user)
    readable = known.filter(media_type__in=READERS)
    hits, read, broken, left = [], 0, 0, MOST_BYTES
    for file in readable.order_by("-uploaded_at", "pk")[:MOST_FILES]:
        if file.size > left:
            break
        left, read = left - file.size, read + 1
        text = _text_of(file)
        broken += text is None
        if text and (hit := pattern.search(text)):
            hits.append((file, excerpt(text, hit)))
    beyond = readable.count() - read
    return Inside(_found(hits), known.exclude(media_type__in=READERS).count(), beyond, broken)


def files(user: User) -> QuerySet[File]:
    """The files on the cases that a person may know of, and those that came with evidence that is not sealed."""
    keys = evidence(user).order_by().annotate(named=Concat(Value(WITH_EVIDENCE), Cast("pk", CharField())))
    known = Q(case__in=visible_cases(user)) | Q(subject__in=keys.values("named"))
    return File.objects.filter(known).exclude(name__endswith=TOMBSTONE[1]).select_related("case__authority")


def _found(hits: list[tuple[File, str]]) -> list[Found]:
    keys = [each.subject.removeprefix(WITH_EVIDENCE) for each, _ in hits if each.case is None]
    versions = EvidenceVersion.objects.filter(pk__in=keys).select_related("evidence__case__authority")
    cases = {each.key: each.evidence.case for each in versions}
    return [Found(PLACE, file.key, file.case or cases.get(file.subject), file.name, words) for file, words in hits]


def _text_of(file: File) -> str | None:
    """Its text; None where it cannot be read, which must not keep the rest from being found."""
    try:
        with private_files().open(file.stored_as) as content:
            return READERS[file.media_type](content.read())
    except Exception:
        return None


def _plain(content: bytes) -> str:
    """UTF-8, or else the old Windows code page, as files are taken in."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _word(content: bytes) -> str:
    """Paragraphs and tables in their order, then the heads and feet of pages."""
    with ZipFile(BytesIO(content)) as archive:
        if sum(each.file_size for each in archive.infolist()) > MOST_BYTES:
            raise ValueError("The document swells beyond what is read.")
    document = Document(BytesIO(content))
    parts = [document, *(part for each in document.sections for part in (each.header, each.footer))]
    words = (_words(block) for part in parts for block in part.iter_inner_content())
    return "\n".join(each for each in words if each)


def _words(block: object) -> str:
    if isinstance(block, Table):
        return "\n".join(" ".join(cell.text for cell in row.cells) for row in block.rows)
    return str(getattr(block, "text", ""))


READERS: Mapping[str, Callable[[bytes], str]] = {
    ACCEPTED["docx"].media_type: _word,
    ACCEPTED["txt"].media_type: _plain,
    ACCEPTED["csv"].media_type: _plain,
}
"""How the text of each kind of file is read; other kinds are counted as not searched."""
