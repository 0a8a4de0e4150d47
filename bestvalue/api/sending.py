"""One POST to an address that was checked: no redirect is followed, and little of the answer is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult

import requests
from requests.adapters import HTTPAdapter

from .addresses import BadAddress, Resolver, checked, parts_of
from .models.deliveries import KEPT_OF_ANSWER

TIME_OUT = (3.05, 10)  # seconds: to connect, and to wait for each part of the answer


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an attempt: the status, if there was an answer, and its beginning or what went wrong."""

    status: int | None
    answer: str

    @property
    def good(self) -> bool:
        """Whether the other side took it."""
        return self.status is not None and 200 <= self.status < 300


class Pinned(HTTPAdapter):
    """Connects to one IP address, while name and certificate are those of the host (against DNS rebinding)."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(max_retries=0)

    def build_connection_pool_key_attributes(self, request: Any, verify: Any, cert: Any = None) -> Any:
        """The host's attributes, with the address in place of its name."""
        host, pool = super().build_connection_pool_key_attributes(request, verify, cert)
        named = {"server_hostname": host["host"], "assert_hostname": host["host"]} if host["scheme"] == "https" else {}
        return {**host, "host": self.address}, {**pool, **named}


def send(url: str, body: bytes, headers: Mapping[str, str], look_up: Resolver) -> Outcome:
    """POST a JSON body once. Whatever goes wrong on the way is an outcome, not an error."""
    try:
        parts, _ = parts_of(url)
        address = checked(url, look_up)
    except BadAddress as error:
        return Outcome(None, str(error))
    with requests.Session() as session:
        session.trust_env = False  # a proxy would look the name up again, and a .netrc has no business here
        session.adapters.clear()
        session.mount(f"{parts.scheme}://", Pinned(address))
        return _posted(session, url, body, {**headers, **_own_headers(parts)})


def _posted(session: requests.Session, url: str, body: bytes, headers: Mapping[str, str]) -> Outcome:
    try:
        with session.post(
            url, data=body, headers=headers, timeout=TIME_OUT, allow_redirects=False, stream=True
        ) as answer:
            begun = next(answer.iter_content(KEPT_OF_ANSWER), b"")
            return Outcome(answer.status_code, begun.decode("utf-8", "replace").replace("\0", ""))
    except (requests.RequestException, OSError) as error:
        return Outcome(None, type(error).__name__)


def _own_headers(parts: SplitResult) -> dict[str, str]:
    return {
        "Host": parts.netloc,
        "Content-Type": "application/json",
        "User-Agent": "BestValue-Webhooks/1",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
