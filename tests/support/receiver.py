"""A system that takes webhooks: a real HTTP server on loopback, that answers as it is told."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


class Receiver:
    """Keeps what it was sent, and answers `answers` in turn, then 204."""

    def __init__(self) -> None:
        self.taken: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[tuple[int, dict[str, str], bytes]] = []

    @property
    def verbs(self) -> list[str]:
        """The acts that it was told of, in order."""
        return [json.loads(body)["type"] for _, body in self.taken]

    def take(self, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str], bytes]:
        """Keep a message; what is answered."""
        self.taken.append((headers, body))
        return self.answers.pop(0) if self.answers else (204, {}, b"")


def receiver_class(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    """What the server runs for each request."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, headers, answer = receiver.take({k.lower(): v for k, v in self.headers.items()}, body)
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(answer))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def receiving() -> Iterator[tuple[Receiver, str]]:
    """A receiver and its address."""
    receiver = Receiver()
    with ThreadingHTTPServer(("127.0.0.1", 0), receiver_class(receiver)) as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield receiver, f"http://127.0.0.1:{server.server_port}/events?from=bv"
        server.shutdown()


def verified(secret: str, headers: dict[str, str], body: bytes) -> bool:
    """Whether a message was signed with this secret, as docs/api.md tells receivers to check."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    given = headers["webhook-signature"].split()
    return any(hmac.compare_digest(f"v1,{expected}", each) for each in given)
