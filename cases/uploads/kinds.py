"""The kinds of file that are taken, and how each is known by its content: never by what its sender calls it."""

import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from typing import IO

from django.conf import settings

LARGEST: int = settings.LARGEST_FILE  # bytes
MOST_PARTS, LARGEST_EXPANDED = 5_000, 500 * 1024 * 1024  # entries and bytes of a zip-based document
OFFICE, OPEN = "application/vnd.openxmlformats-officedocument", "application/vnd.oasis.opendocument"
OUTLOOK_STREAM = "__properties_version1.0".encode("utf-16-le")
MACROS = ("vbaproject.bin", "vbadata.xml", "basic/", "scripts/")

UNREADABLE = (zipfile.BadZipFile, zlib.error, UnicodeDecodeError, NotImplementedError, RuntimeError, EOFError)
"""What comes of a zip that is broken, encrypted or packed in a way that is not known."""

Test = Callable[[IO[bytes]], bool]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file: its media type, and the test of its content."""

    media_type: str
    fits: Test


def begins(*marks: bytes) -> Test:
    """A test for the first bytes."""
    return lambda content: content.read(16).startswith(marks)


def is_text(content: IO[bytes]) -> bool:
    """Text has no NUL byte and is UTF-8, or else the old Windows code page."""
    data = content.read()
    return b"\0" not in data and any(_decodes(data, name) for name in ("utf-8", "cp1252"))


def is_email(content: IO[bytes]) -> bool:
    """A message has a sender and a date in its headers."""
    headers = BytesHeaderParser().parse(content)
    return bool(headers["From"] and headers["Date"])


def is_outlook(content: IO[bytes]) -> bool:
    """An Outlook message is a compound file with the stream that every message has."""
    data = content.read()
    return data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") and OUTLOOK_STREAM in data


def office(part: str) -> Test:
    """A test for an Office document with this main part, without macros."""
    return lambda content: _holds(content, "[Content_Types].xml", part)


def open_document(kind: str) -> Test:
    """A test for an OpenDocument file of this kind, without macros; of what it says of itself no more is unpacked."""
    own = f"{OPEN}.{kind}".encode()

    def fits(content: IO[bytes]) -> bool:
        if not _holds(content, "mimetype", "content.xml"):
            return False
        try:
            with zipfile.ZipFile(content) as archive, archive.open("mimetype") as said:
                return said.read(len(own) + 1) == own
        except UNREADABLE:
            return False

    return fits


ACCEPTED: Mapping[str, Kind] = {
    "pdf": Kind("application/pdf", begins(b"%PDF-")),
    "docx": Kind(f"{OFFICE}.wordprocessingml.document", office("word/document.xml")),
    "xlsx": Kind(f"{OFFICE}.spreadsheetml.sheet", office("xl/workbook.xml")),
    "pptx": Kind(f"{OFFICE}.presentationml.presentation", office("ppt/presentation.xml")),
    "odt": Kind(f"{OPEN}.text", open_document("text")),
    "ods": Kind(f"{OPEN}.spreadsheet", open_document("spreadsheet")),
    "csv": Kind("text/csv", is_text),
    "txt": Kind("text/plain", is_text),
    "png": Kind("image/png", begins(b"\x89PNG\r\n\x1a\n")),
    "jpg": Kind("image/jpeg", begins(b"\xff\xd8\xff")),
    "jpeg": Kind("image/jpeg", begins(b"\xff\xd8\xff")),
    "eml": Kind("message/rfc822", is_email),
    "msg": Kind("application/vnd.ms-outlook", is_outlook),
}


def _holds(content: IO[bytes], *parts: str) -> bool:
    """Whether a zip holds these parts, no macros, and does not swell beyond measure."""
    try:
        with zipfile.ZipFile(content) as archive:
            entries = archive.infolist()
    except UNREADABLE:
        return False
    names = {each.filename for each in entries}
    small = len(entries) <= MOST_PARTS and sum(each.file_size for each in entries) <= LARGEST_EXPANDED
    macros = any(mark in f"{name.lower()}" for name in names for mark in MACROS)
    return small and not macros and names.issuperset(parts)


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
