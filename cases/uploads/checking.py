"""Checking one upload: its name, its size, and that its content is what its name says."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile

from .kinds import ACCEPTED, LARGEST

LONGEST_NAME = 150

if TYPE_CHECKING:
    Upload = UploadedFile[Any]
else:
    Upload = UploadedFile


class BadFileError(Exception):
    """The file is not taken; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found out about an upload."""

    name: str
    media_type: str
    size: int
    sha256: str


def check(upload: Upload) -> Checked:
    """Look at an upload from its name to its last byte. Raises BadFileError."""
    name = clean_name(upload.name or "")
    stem, _, extension = name.rpartition(".")
    kind = ACCEPTED.get(extension.lower())
    if not stem or kind is None:
        raise BadFileError(f"{name or 'The file'} must be one of these kinds: {', '.join(ACCEPTED)}.")
    size = upload.size or 0
    if not size:
        raise BadFileError(f"{name} is empty.")
    if size > LARGEST:
        raise BadFileError(f"{name} must be smaller than {LARGEST // 1024 // 1024} MB.")
    upload.seek(0)
    if not kind.fits(upload):
        raise BadFileError(
            f"{name} is not what its name says, or holds macros. Save it again as .{extension.lower()} and try again."
        )
    return Checked(name, kind.media_type, size, digest(upload))


def digest(upload: Upload) -> str:
    """SHA-256 of the content, in hexadecimal."""
    sha256 = hashlib.sha256()
    for chunk in upload.chunks():
        sha256.update(chunk)
    upload.seek(0)
    return sha256.hexdigest()


def clean_name(given: str) -> str:
    """The name without any path, control character or direction mark, and not too long; its ending is kept."""
    base = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    visible = "".join(each for each in base if unicodedata.category(each)[0] != "C" and each not in '"<>|:*?')
    stem, dot, extension = visible.strip(" .").rpartition(".")
    return f"{stem[:LONGEST_NAME].strip()}{dot}{extension[:10]}"
