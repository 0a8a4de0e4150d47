"""The text of a document, read by a child process that has little time and memory (`reader.py`)."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from . import reader
from .kinds import ACCEPTED

SECONDS = 40.0  # by the clock on the wall; its own processor time is limited too
READABLE: Mapping[str, str] = {ACCEPTED[kind].media_type: kind for kind in reader.READERS}
"""How each kind of file is read, by its media type; others have no text that is searched."""

TOO_MUCH = "reading it takes too much time or memory"
WHY_NOT: Mapping[int, str] = {
    reader.PROTECTED: "it is protected by a password",
    reader.BROKEN: "it is broken, or not written as files of its kind are",
    reader.TOO_MUCH: TOO_MUCH,
}
NO_WORDS = "it holds no words, as a scanned page does not"


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a document, cut where it is longer than what was asked for; or why it cannot be read."""

    body: str = ""
    is_cut: bool = False
    unreadable: str = ""


def read_text(content: bytes, media_type: str, most: int) -> Text:
    """Read no more than so many characters of a document of a kind that can be read."""
    command = [sys.executable, "-I", str(Path(reader.__file__)), READABLE[media_type], str(most)]
    try:
        done = subprocess.run(  # noqa: S603 - nobody gives any part of the command
            command, input=content, capture_output=True, timeout=SECONDS, env={}, cwd="/", check=False
        )
    except subprocess.TimeoutExpired:
        return Text(unreadable=TOO_MUCH)
    if done.returncode:  # negative where a signal ended it: its limits, or what the machine has
        return Text(unreadable=WHY_NOT.get(done.returncode, TOO_MUCH))
    body = done.stdout.decode()
    return Text(body[:most], is_cut=len(body) > most) if body.strip() else Text(unreadable=NO_WORDS)
