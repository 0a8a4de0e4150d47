"""A program of its own: reads the text of one document from its input, and writes it in UTF-8 to its output.

`python -I reader.py KIND MOST`. Whatever a document does to whoever reads it, it does here: there is little memory and
time, and neither database, settings nor secrets. The status says why there is no text (`reading.py` has the words).
"""

import resource
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from html.parser import HTMLParser
from io import BytesIO
from typing import IO, Any
from unicodedata import category
from xml.parsers.expat import ParserCreate
from zipfile import ZipFile

MEMORY, SECONDS = 1024**3, 20
MOST_UNPACKED = 50_000_000
PROTECTED, BROKEN, TOO_MUCH = 3, 4, 5
SHARED, MANIFEST = "xl/sharedStrings.xml", "META-INF/manifest.xml"
OPEN_PARTS, OPEN_SPACES = ("content.xml", "styles.xml"), ("s", "tab", "line-break", "creator", "date")
HEADERS = ("From", "To", "Cc", "Bcc", "Date", "Subject")
WITHIN_A_LINE = ("a", "abbr", "b", "em", "font", "i", "s", "small", "span", "strong", "sub", "sup", "u")


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
        _named(archive, "")
    document = Document(BytesIO(content))
    parts = [document, *(part for each in document.sections for part in (each.header, each.footer))]
    yield from (_words(block) for part in parts for block in part.iter_inner_content())


def _words(block: Any) -> str:
    if rows := getattr(block, "rows", None):
        return "\n".join(" ".join(cell.text for cell in row.cells) for row in rows)
    return str(getattr(block, "text", ""))


def sheets(content: bytes) -> Iterator[str]:
    """The names of an Excel file's sheets, each row of their cells, and what was remarked and drawn beside them."""
    with ZipFile(BytesIO(content)) as archive:
        parts = _named(archive, "xl/")
        for ends, name, given, _ in _tags(archive, "xl/workbook.xml"):
            if name == "sheet" and not ends:
                yield given["name"]
        shared = [each for part in parts if part == SHARED for each in _marked(archive, part, ("si",))]
        for part in parts:
            if part.startswith("xl/worksheets/"):
                yield from _rows(archive, part, shared)
            elif part.startswith(("xl/comments", "xl/threadedComments/", "xl/drawings/")):
                yield from _marked(archive, part, ("author", "text", "p"))


def marked(content: bytes, *places: str, lines: tuple[str, ...], spaces: tuple[str, ...] = ()) -> Iterator[str]:
    """What stands in those parts of a zip of XML whose names begin so."""
    with ZipFile(BytesIO(content)) as archive:
        if MANIFEST in archive.namelist() and any(tag[1] == "encryption-data" for tag in _tags(archive, MANIFEST)):
            sys.exit(PROTECTED)
        for part in _named(archive, *places):
            yield from _marked(archive, part, lines, spaces)


def message(content: bytes) -> Iterator[str]:
    """Whom an email is from and to, what it is about, its text in every form that it has, and what is attached."""
    from email import message_from_bytes, policy

    whole = message_from_bytes(content, policy=policy.default)
    for part in whole.walk():
        yield from (str(value) for name in HEADERS for value in part.get_all(name, ()))
        if name := part.get_filename():
            yield name
        elif part.get_content_maintype() == "text":
            text = _decoded(part)
            yield _shown(text) if part.get_content_subtype() == "html" else text


def _decoded(part: Any) -> str:
    payload = part.get_payload(decode=True) or b""
    try:
        return str(payload.decode(part.get_content_charset("utf-8")))
    except (LookupError, UnicodeDecodeError):
        return next(plain(payload))


class _Shown(HTMLParser):
    """Collects what a page shows: neither its tags nor its styles."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.hidden = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.hidden = tag in ("script", "style")
        if tag not in WITHIN_A_LINE:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.hidden = False

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.found.append(data)


def _shown(page: str) -> str:
    parser = _Shown()
    parser.feed(page)
    parser.close()
    return "".join(parser.found)


def _named(archive: ZipFile, *places: str) -> list[str]:
    """The parts of XML whose names begin so, in their order, where they are not too much once they are unpacked."""
    parts = [each for each in archive.infolist() if each.filename.startswith(places)]
    if sum(each.file_size for each in parts) > MOST_UNPACKED:
        sys.exit(TOO_MUCH)
    return sorted(
        (each.filename for each in parts if each.filename.endswith(".xml")), key=lambda name: (len(name), name)
    )


def _tags(archive: ZipFile, part: str) -> Iterator[tuple[bool, str, dict[str, str], str]]:
    """Each tag of a part: whether it ends an element, its name, its attributes, and the text since the last one.

    A document type is refused, and with it every entity that a document could define.
    """
    found: list[tuple[bool, str, dict[str, str], str]] = []
    text: list[str] = []

    def tag(ends: bool, name: str, given: dict[str, str]) -> None:
        found.append((ends, name.rpartition(" ")[2], given, "".join(text)))
        text.clear()

    def refuse(*given: Any) -> None:
        raise ValueError("It has a document type.")

    parser = ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = refuse
    parser.CharacterDataHandler = text.append
    parser.StartElementHandler = partial(tag, False)
    parser.EndElementHandler = lambda name: tag(True, name, {})
    with archive.open(part) as stream:
        for chunk in _chunks(stream):
            parser.Parse(chunk, not chunk)
            yield from found
            found.clear()


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """The content, and nothing once at its end."""
    while chunk := stream.read(65_536):
        yield chunk
    yield b""


def _marked(archive: ZipFile, part: str, lines: tuple[str, ...], spaces: tuple[str, ...] = ()) -> Iterator[str]:
    """What stands in a part, line by line: these elements end one, and those are a space."""
    line: list[str] = []
    for ends, name, _, text in _tags(archive, part):
        line.append(text)
        if ends and name in lines:
            yield "".join(line)
            line.clear()
        elif ends and name in spaces:
            line.append(" ")
    yield "".join(line)


def _rows(archive: ZipFile, part: str, shared: list[str]) -> Iterator[str]:
    """The rows of a sheet, each cell by what it shows, and the heads and feet of its pages."""
    row: list[str] = []
    kind = cell = ""
    for ends, name, given, text in _tags(archive, part):
        if name == "c" and not ends:
            kind, cell = given.get("t", ""), ""
        elif name == "c":
            row.append(shared[int(cell)] if kind == "s" and cell else cell)
        elif ends and name in ("v", "t"):
            cell += text
        elif ends and name == "row":
            yield " ".join(row)
            row.clear()
        elif ends and name.endswith(("Header", "Footer")):
            yield text


def plain(content: bytes) -> Iterator[str]:
    """UTF-8, or else the old Windows code page, as files are taken in."""
    try:
        yield content.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield content.decode("cp1252", "replace")


READERS: Mapping[str, Callable[[bytes], Iterator[str]]] = {
    "pdf": pdf,
    "docx": word,
    "xlsx": sheets,
    "pptx": lambda content: marked(content, "ppt/slides/", "ppt/notesSlides/", "ppt/comments/", lines=("p", "text")),
    "odt": lambda content: marked(content, *OPEN_PARTS, lines=("p", "h"), spaces=OPEN_SPACES),
    "ods": lambda content: marked(content, *OPEN_PARTS, lines=("table-row",), spaces=("p", *OPEN_SPACES)),
    "txt": plain,
    "csv": plain,
    "eml": message,
}


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
