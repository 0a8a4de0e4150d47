"""Which files the archive of a decision holds, under which names and in which order."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.utils.text import slugify

from cases.letters.pdf import why_no_pdf
from cases.models import Document, File
from themes.selectors.evidence import files_of_versions

from . import rendering
from .contents import Contents
from .rendering import Parts

NO_PDF = "No PDF was made: {why} Print index.html or the texts in its place.\n"
LAST = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Planned:
    """One file of the archive: its name, what it is, and either a file that is kept or what makes its bytes.

    What makes them is given the parts that stand before it.
    """

    path: str
    title: str
    make: Callable[[Parts], bytes] | None = None
    file: File | None = None


def planned(contents: Contents) -> list[Planned]:
    """Every file, in the archive's order; the manifest and the sums come last, as they name all the others."""
    no_pdf = why_no_pdf()
    rows = [*_documents(contents), *_representations(contents), *_evidence(contents), *_record(contents)]
    index = [
        Planned("index.html", "The index", lambda parts: rendering.index(contents, parts)),
        Planned("index.pdf", "The index, to print", lambda parts: rendering.printed(contents, parts)),
    ]
    why = [_made("NO PDF.txt", "Why there is no PDF", NO_PDF.format(why=no_pdf).encode)] if no_pdf else []
    return [
        *(each for each in (*rows, *index) if not (no_pdf and each.make and each.path.endswith(".pdf"))),
        *why,
        _made("events.json", "Every event, as it is hashed", rendering.events, contents),
        _made("chain.json", "Where the chain ends", rendering.chain, contents),
        _made("verify.py", "Checks this archive", rendering.kept, "verify.py"),
        _made("READ ME.txt", "How to use this archive", rendering.kept, "READ ME.txt"),
        Planned("manifest.json", "Every file with its sum", lambda parts: rendering.manifest(contents, parts)),
        Planned(LAST, "The same for sha256sum", rendering.sums),
    ]


def _documents(contents: Contents) -> Iterator[Planned]:
    texts = [*([contents.pack] if contents.pack else []), *contents.texts]
    yield from _texts("documents", texts, contents)
    yield from _files("documents", contents.annexes, first=len(texts) + 1)


def _record(contents: Contents) -> Iterator[Planned]:
    yield from _texts("record", contents.record_texts, contents)
    yield from _files("record", contents.record_files, first=len(contents.record_texts) + 1)


def _representations(contents: Contents) -> Iterator[Planned]:
    for number, heard in enumerate(contents.representations, start=1):
        path = f"representations/{number:02}-{_slug(heard.row.sender)}.txt"
        yield _made(path, f"Representation from {heard.row}", rendering.representation, heard)


def _evidence(contents: Contents) -> Iterator[Planned]:
    files = files_of_versions(contents.evidence)
    for number, version in enumerate(contents.evidence, start=1):
        folder = f"evidence/{number:02}-{_slug(version.title)}"
        yield _made(f"{folder}/item.txt", str(version), rendering.evidence, version)
        yield from _files(folder, files[version.key])


def _texts(folder: str, texts: Iterable[Document], contents: Contents) -> Iterator[Planned]:
    for number, text in enumerate(texts, start=1):
        name = f"{folder}/{number:02}-{_slug(text.title)}-version-{text.version}"
        yield _made(f"{name}.txt", f"{text}: the exact text", text.body.encode)
        yield _made(f"{name}.pdf", f"{text}: to read and print", rendering.letter, contents, text)


def _files(folder: str, files: Iterable[File], *, first: int = 1) -> Iterator[Planned]:
    for number, file in enumerate(files, start=first):
        if file.is_removed:
            gone = f"{file.name}. The SHA-256 of what went: {file.sha256}\n"
            yield _made(f"{folder}/{number:02}-{_slug(file.name)}.txt", file.name, gone.encode)
            continue
        ending = PurePath(file.name).suffix.lower()
        yield Planned(f"{folder}/{number:02}-{_slug(PurePath(file.name).stem)}{ending}", _called(file), file=file)


def _called(file: File) -> str:
    return f"{file.name}: {file.description}" if file.description else file.name


def _slug(title: str) -> str:
    """A name of few and plain letters, which every system takes."""
    return slugify(title)[:60].strip("-") or "unnamed"


def _made(path: str, title: str, make: Callable[..., bytes], *given: Any) -> Planned:
    """A file whose bytes follow from these arguments, whatever stands before it."""
    return Planned(path, title, lambda parts: make(*given))
