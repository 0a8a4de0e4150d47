"""Bodies that are too large, endless, cut short or sent a byte at a time: refused clearly, and nobody else waits."""

import io
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from threading import Event, Thread

import pytest

from bestvalue.accounts.models import Role, User
from cases.models import Case
from cases.services.opening import engage
from tests.api.world import an_authority
from tests.factories import TeamFactory, person

from .served import HOST, Served, cookie

MEGABYTE = 1024 * 1024
MULTIPART = "multipart/form-data; boundary=x"
pytestmark = pytest.mark.django_db
SLOW = 60  # more than the process has threads, many times over


@pytest.fixture(scope="module")
def lead(served: Served) -> User:
    """A lead, whom the process knows."""
    return person(Role.TEAM_LEAD, team=TeamFactory.create(name="North", slug="north"))


@pytest.fixture(scope="module")
def case(lead: User) -> Case:
    """A case of the lead's team."""
    team = lead.role_holdings.get().team
    assert team is not None
    return engage(by=lead, officer=lead, authority=an_authority(), team=team, reason="A concern.")


@pytest.fixture(scope="module")
def signed_in(lead: User) -> str:
    """The cookie of the lead, who has signed in."""
    return cookie(lead)


class Zeros(io.RawIOBase):
    """So many bytes, none of which is held."""

    def __init__(self, size: int) -> None:
        self.left = size

    def read(self, size: int = -1) -> bytes:
        sent = min(self.left, size if size >= 0 else self.left)
        self.left -= sent
        return bytes(sent)


def status_of(served: Served, path: str, size: int, kind: str, **headers: str) -> int:
    """What a body of so many bytes is answered with, though it is never all sent."""
    head = [f"POST {path} HTTP/1.1", f"Host: {HOST}", "X-Forwarded-Proto: https", f"Content-Type: {kind}"]
    more = [f"{name}: {value}" for name, value in headers.items()]
    with served.connected(*head, *more, f"Content-Length: {size}", "", "") as speaking:
        return read_status(speaking)


def read_status(speaking: socket.socket) -> int:
    """The number in the first line of an answer; 0 where there is none."""
    first = speaking.recv(100)
    return int(first.split()[1]) if first else 0


@pytest.mark.parametrize("path", ["/sign-in/", "/cases/BV/files/new/", "/api/v1/cases/", "/api/oauth/token/"])
@pytest.mark.parametrize("kind", [MULTIPART, "application/x-www-form-urlencoded", "application/json"])
def test_a_hundred_megabytes_are_refused_by_their_length_before_any_is_sent(
    served: Served, path: str, kind: str
) -> None:
    started = time.monotonic()
    assert status_of(served, path, 100 * MEGABYTE, kind) == 413
    assert time.monotonic() - started < 3


def test_a_browser_that_sends_a_hundred_megabytes_gets_a_page_that_says_what_to_do(served: Served) -> None:
    head = ["POST /cases/BV/files/new/ HTTP/1.1", f"Host: {HOST}", f"Content-Type: {MULTIPART}", "Accept: text/html"]
    with served.connected(*head, f"Content-Length: {100 * MEGABYTE}", "", "") as speaking:
        answer = b"".join(iter(lambda: speaking.recv(65536), b"")).decode()
    assert answer.startswith("HTTP/1.1 413 ")
    assert "Content-Security-Policy: default-src 'self'" in answer
    assert "Send fewer or smaller files at a time." in answer


def test_a_hundred_megabytes_of_no_known_length_are_cut_off_and_never_held(served: Served, signed_in: str) -> None:
    before, most = served.memory(), 0.0
    head = ["POST /api/v1/cases/ HTTP/1.1", f"Host: {HOST}", f"Cookie: {signed_in}", "Transfer-Encoding: chunked"]
    sent = 0
    with served.connected(*head, f"Content-Type: {MULTIPART}", "", "") as speaking, suppress(ConnectionError):
        for _ in range(100):
            speaking.sendall(b"%x\r\n" % MEGABYTE + bytes(MEGABYTE) + b"\r\n")
            sent, most = sent + 1, max(most, served.memory())
    assert sent < 60
    assert most - before < 40


def test_a_file_of_the_largest_size_is_taken_in_without_being_held_in_memory(
    served: Served, signed_in: str, case: Case
) -> None:
    before = served.memory()
    size = 40 * MEGABYTE
    answer = served.ask(
        "POST", f"/cases/{case.handle}/files/new/", Zeros(size), Content_Type=MULTIPART, Content_Length=str(size)
    )
    assert answer.status == 413  # nobody who has not signed in sends files
    answer = served.ask(
        *("POST", f"/cases/{case.handle}/files/new/", Zeros(size)),
        **{"Content_Type": MULTIPART, "Content_Length": str(size), "Cookie": signed_in},
    )
    assert answer.status in (400, 403)
    assert served.memory() - before < 40


def test_a_body_of_no_known_length_is_read_to_its_end(served: Served) -> None:
    answer = served.ask(
        *("POST", "/api/oauth/token/", iter([b"grant_type=client_credentials"])),
        Content_Type="application/x-www-form-urlencoded",
    )
    assert answer.status == 401


def test_half_a_form_is_no_form(served: Served) -> None:
    body = b"username=a&password=b"
    head = ["POST /sign-in/ HTTP/1.1", f"Host: {HOST}", "X-Forwarded-Proto: https", "Origin: null"]
    for missing, status in ((20, 0), (0, 403)):
        with served.connected(*head, f"Content-Length: {len(body) + missing}", "", "") as speaking:
            speaking.sendall(body)
            speaking.shutdown(socket.SHUT_WR)
            assert read_status(speaking) == status


@contextmanager
def trickling(served: Served, begun: list[str]) -> Iterator[None]:
    """Many who each send one byte every half second, as long as this lasts."""
    done = Event()
    with ExitStack() as stack:
        speaking = [stack.enter_context(served.connected(*begun)) for _ in range(SLOW)]

        def trickle() -> None:
            while not done.wait(0.5):
                for each in speaking:
                    each.sendall(b"a")

        thread = Thread(target=trickle)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()


@pytest.mark.parametrize(
    "begun",
    [
        pytest.param([], id="nothing"),
        pytest.param(["GET /sign-in/ HTTP/1.1", f"Host: {HOST}"], id="a head"),
        pytest.param(
            ["POST /sign-in/ HTTP/1.1", f"Host: {HOST}", "Cookie: __Host-csrf=x", "Content-Length: 10000", "", ""],
            id="a body",
        ),
    ],
)
def test_who_sends_a_byte_at_a_time_keeps_nobody_waiting(served: Served, begun: list[str]) -> None:
    with trickling(served, begun):
        time.sleep(1)
        started = time.monotonic()
        assert [served.ask("GET", "/sign-in/").status for _ in range(10)] == [200] * 10
        assert time.monotonic() - started < 5
