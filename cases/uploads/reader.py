"""A program of its own: reads the text of one document from its input, and writes it in UTF-8 to its output.

`python -I reader.py KIND MOST`. Whatever a document does to whoever reads it, it does here: there is little memory and
time, and neither database, settings nor secrets. The status says why there is no text (`reading.py` has the words).
"""

import resource
import sys
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import Any
from unicodedata import category
from zipfile import ZipFile

MEMORY, SECONDS = 1024**3, 20
MOST_UNPACKED = 50_000_000
PROTECTED, BROKEN, TOO_MUCH = 3, 4, 5


def pdf(content: bytes) -> Iterator[str]:
    """Page by page."""
    from pypdf import PdfReader

    document = PdfReader(BytesIO(content))
    if document.is_encrypted and not document.decrypt(""):
        sys.exit(PROTECTED)
    for page in document.pages:
        yield page.extract_text()


def word(content: bytes) -> Iterator[str]:
    """Paragraphs and tables in their order, then the heads and feet of pages."""
    from docx import Document

    with ZipFile(BytesIO(content)) as archive:
        if sum(each.file_size for each in archive.infolist()) > MOST_UNPACKED:
            sys.exit(TOO_MUCH)
    document = Document(BytesIO(content))
    parts = [document, *(part for each in document.sections for part in (each.header, each.footer))]
    yield from (_words(block) for part in parts for block in part.iter_inner_content())


def _words(block: Any) -> str:
    if rows := getattr(block, "rows", None):
        return "\n".join(" ".join(cell.text for cell in row.cells) for row in rows)
    return str(getattr(block, "text", ""))


def plain(content: bytes) -> Iterator[str]:
    """UTF-8, or else the old Windows code page, as files are taken in."""
    try:
        yield content.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield content.decode("cp1252", "replace")


READERS: Mapping[str, Callable[[bytes], Iterator[str]]] = {"pdf": pdf, "docx": word, "txt": plain, "csv": plain}


def text_of(pieces: Iterator[str], most: int) -> str:
    """The pieces, each on a line of its own, until there is enough; without control characters."""
    found, length = [], 0
    for piece in pieces:
        found.append("".join(" " if category(each) == "Cc" and each not in "\n\t" else each for each in piece))
        length += len(found[-1]) + 1
        if length > most:
            break
    return "\n".join(filter(str.strip, found))[: most + 1]


def main(kind: str, most: str) -> None:
    """Read it within the limits."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        text = text_of(READERS[kind](sys.stdin.buffer.read()), int(most))
    except (MemoryError, RecursionError):
        sys.exit(TOO_MUCH)
    except Exception:
        sys.exit(BROKEN)
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))


if __name__ == "__main__":
    main(*sys.argv[1:])
