"""The antivirus hook: clamd, where it is configured (CLAMD_URL), by its INSTREAM command."""

import socket
import struct
from urllib.parse import urlsplit

from django.conf import settings

from .checking import BadFileError, Upload

TIMEOUT = 30.0  # seconds for each step
CHUNK = 64 * 1024


def scan(upload: Upload) -> bool:
    """Whether the file was scanned and found clean; False where no scanner is configured.

    Raises BadFileError where the scanner found something, or cannot be reached.
    """
    if not settings.CLAMD_URL:
        return False
    try:
        answer = _ask(settings.CLAMD_URL, upload)
    except OSError as error:
        raise BadFileError("The antivirus scanner cannot be reached. Nothing was kept; try again later.") from error
    if answer.endswith("OK"):
        return True
    if answer.endswith("FOUND"):
        raise BadFileError(f"{upload.name} was not kept: the antivirus scanner found something in it.")
    raise BadFileError(f"{upload.name} was not kept: the antivirus scanner could not read it.")


def _ask(url: str, upload: Upload) -> str:
    """Send the content in chunks, each after its length; an empty one ends it."""
    upload.seek(0)
    with _connection(url) as connection:
        connection.sendall(b"zINSTREAM\0")
        for chunk in upload.chunks(CHUNK):
            connection.sendall(struct.pack("!L", len(chunk)) + chunk)
        connection.sendall(struct.pack("!L", 0))
        answer = b""
        while not answer.endswith(b"\0") and (more := connection.recv(4096)):
            answer += more
    upload.seek(0)
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()


def _connection(url: str) -> socket.socket:
    parts = urlsplit(url)
    if parts.scheme == "unix":
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(TIMEOUT)
        connection.connect(parts.path)
        return connection
    return socket.create_connection((parts.hostname, parts.port or 3310), timeout=TIMEOUT)
