"""How the web process takes requests in: gunicorn keeps its processes alive, and waitress serves in each of them.

Waitress gathers a request in its own loop, whole, before any thread works on it. So whoever sends a byte a second holds
nobody up, and half a form is never taken for a form.
"""

import os
import time
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from gunicorn.workers.base import Worker
from waitress import create_server, wasyncore
from waitress.channel import HTTPChannel
from waitress.task import ErrorTask
from waitress.utilities import RequestEntityTooLarge

PAUSE = 1.0  # seconds between two signs of life to gunicorn
QUIET = 30  # seconds after which a connection that says nothing is closed
MOST_CONNECTIONS = 1000  # for one process; each holds a descriptor, and up to half a megabyte of what was sent
LARGEST_HEAD = 32 * 1024  # bytes
PAGE_HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'"),
    ("Cache-Control", "no-store"),
]


class TooMuchSent(ErrorTask):  # type: ignore[misc]  # waitress has no types
    """Answers what is refused before Django sees it: in a browser, too much at once gets the page that says so."""

    def execute(self) -> None:
        """Answer, and close the connection."""
        takes_pages = "text/html" in self.request.headers.get("ACCEPT", "")
        if not (takes_pages and isinstance(self.request.error, RequestEntityTooLarge)):
            super().execute()
            return
        page = render_to_string("413.html").encode()
        self.status = "413 Request Entity Too Large"
        self.response_headers += PAGE_HEADERS
        self.set_close_on_finish()
        self.content_length = len(page)
        self.write(page)


HTTPChannel.error_task_class = TooMuchSent


class WholeRequestsWorker(Worker):
    """One process of the web."""

    def run(self) -> None:
        """Serve until gunicorn says to stop or has gone; then finish what was begun."""
        connections: dict[int, Any] = {}
        create_server(
            self.wsgi,
            map=connections,
            sockets=[each.sock for each in self.sockets],  # type: ignore[attr-defined]  # gunicorn wraps them
            threads=self.cfg.threads,
            max_request_body_size=settings.LARGEST_BODY,
            max_request_header_size=LARGEST_HEAD,
            channel_timeout=QUIET,
            connection_limit=MOST_CONNECTIONS,
            asyncore_use_poll=True,
            clear_untrusted_proxy_headers=False,  # Django and TRUSTED_PROXIES say which of them are believed
            ident=None,
        )
        while self.alive and os.getppid() == self.ppid:
            self._serve(connections)
        until = time.monotonic() + self.cfg.graceful_timeout
        for each in list(connections.values()):
            each.accepting = False
        while time.monotonic() < until and any(_is_busy(each) for each in connections.values()):
            self._serve(connections)

    def _serve(self, connections: dict[int, Any]) -> None:
        self.notify()
        wasyncore.poll2(PAUSE, connections)


def _is_busy(connection: Any) -> bool:
    """Whether a request waits for its answer, or an answer to be sent."""
    return bool(getattr(connection, "requests", None) or getattr(connection, "total_outbufs_len", 0))
