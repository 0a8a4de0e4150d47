"""The product as a server calls it, for programs that speak HTTP within a test."""

from contextlib import closing
from typing import Any

from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

SERVED = get_wsgi_application()


def within_the_test(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """The product on the connection of the test, which no request may close."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        with closing(SERVED(environ, start_response)) as answer:
            return list(answer)
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
