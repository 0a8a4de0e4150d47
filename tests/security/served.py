"""A web process under the settings of production, which is spoken to byte by byte."""

import http.client
import secrets
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client, override_settings

from bestvalue.accounts.models import User
from tests.faults.processes import PROGRAMS, Process, until

HOST = "bestvalue.example"
KEY = secrets.token_urlsafe(64)
BY_PROXY = {"Host": HOST, "X-Forwarded-Proto": "https"}


@dataclass
class Served:
    """The process, and the port at which it listens."""

    process: Process
    port: int

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> http.client.HTTPResponse:
        """One request as a proxy passes it on, and its answer, read to the end."""
        speaking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = BY_PROXY | {name.replace("_", "-"): value for name, value in headers.items()}
        speaking.request(method, path, body, sent)
        answer = speaking.getresponse()
        answer.words = answer.read()  # type: ignore[attr-defined]
        speaking.close()
        return answer

    def connected(self, *lines: str) -> socket.socket:
        """A connection on which the lines of a request were sent, and no more."""
        speaking = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        speaking.sendall("".join(f"{each}\r\n" for each in lines).encode())
        return speaking

    def memory(self) -> float:
        """Megabytes that its processes hold."""
        return sum(each.memory_info().rss for each in self.process.children) / 1024**2


def cookie(user: User) -> str:
    """The cookie of a person who has signed in."""
    client = Client()
    with override_settings(SECRET_KEY=KEY):
        client.force_login(user)
    return f"__Host-session={client.cookies[settings.SESSION_COOKIE_NAME].value}"


@contextmanager
def serving(home: Path, processes: int = 1) -> Iterator[Served]:
    """Start it as the Procfile does."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [str(PROGRAMS / "gunicorn"), "bestvalue.wsgi", "--no-control-socket", "--workers", str(processes)]
    process = Process("web", [*command, "--bind", f"127.0.0.1:{port}"], environment(home), home / "web.log", "Booting")
    served = Served(process, port)
    try:
        until(lambda: _answers(served), "the process answers", 60)
        yield served
    finally:
        process.kill()


def environment(home: Path) -> Mapping[str, str]:
    """What production sets."""
    database = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**connection.settings_dict)
    return {
        "DJANGO_SETTINGS_MODULE": "tests.security.settings",
        "DEMONSTRATION": "false",
        "SECRET_KEY": KEY,
        "ALLOWED_HOSTS": HOST,
        "TRUSTED_PROXIES": "1",
        "EMAIL_URL": "console:",
        "DATABASE_URL": database,
        "REDIS_URL": settings.REDIS_URL,
        "FILES_ROOT": str(home / "files"),
        "LOG_LEVEL": "WARNING",
    }


def _answers(served: Served) -> bool:
    try:
        return served.ask("GET", "/healthz/").status == 200
    except OSError:
        return False
