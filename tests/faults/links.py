"""A worker's host that reaches the servers over a link, which can be cut: a network namespace where the machine allows.

Elsewhere the link is a port of this host through which nothing passes while it is cut.
"""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread
from urllib.parse import urlsplit

NETWORK = "10.203.113"  # of the namespaces alone: each link has a net of four addresses in it


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)  # noqa: S603, S607 - our own words


def _can_make_namespaces() -> bool:
    name = f"bv{os.getpid()}"
    try:
        with _namespace(name, 63):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


@contextmanager
def _namespace(name: str, place: int) -> Iterator[str]:
    """A host of that name with a link to this one; the address of this one's end."""
    near, far = (f"{NETWORK}.{4 * place + end}" for end in (1, 2))
    with ExitStack() as undo:
        _ip("netns", "add", name)
        undo.callback(_ip, "netns", "delete", name)
        _ip("link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name)
        _ip("address", "add", f"{near}/30", "dev", name)
        _ip("-n", name, "address", "add", f"{far}/30", "dev", "eth0")
        _ip("link", "set", name, "up")
        _ip("-n", name, "link", "set", "lo", "up")
        _ip("-n", name, "link", "set", "eth0", "up")
        yield near


ARRANGEMENT = "two-network-namespaces" if shutil.which("ip") and _can_make_namespaces() else "one-host-two-ports"


@dataclass
class Link:
    """The way from a worker's host to the servers: what its command stands behind, and the addresses it is told."""

    before: tuple[str, ...]
    addresses: Mapping[str, str]
    name: str = ""
    passes: Event = field(default_factory=Event)

    def cut(self) -> None:
        """Let nothing pass; neither side is told."""
        if self.name:
            _ip("link", "set", self.name, "down")
        else:
            self.passes.clear()

    def mend(self) -> None:
        """Let everything pass again."""
        if self.name:
            _ip("link", "set", self.name, "up")
        else:
            self.passes.set()


@contextmanager
def a_link(place: int, servers: Mapping[str, str]) -> Iterator[Link]:
    """A link to servers that listen on loopback only: a port for each passes on what comes over it."""
    with ExitStack() as undo:
        namespaces = ARRANGEMENT == "two-network-namespaces"
        name = f"bv{os.getpid()}-{place}" if namespaces else ""
        near = undo.enter_context(_namespace(name, place)) if namespaces else "127.0.0.1"
        link = Link(("ip", "netns", "exec", name) if namespaces else (), {}, name)
        link.passes.set()
        link.addresses = {key: undo.enter_context(_door(near, url, link)) for key, url in servers.items()}
        yield link


@contextmanager
def _door(near: str, url: str, link: Link) -> Iterator[str]:
    """A port at the link's near end that leads to one server; the address as it is from beyond the link."""
    server = urlsplit(url)
    with socket.create_server((near, 0)) as door:
        Thread(target=_admit, args=(door, (server.hostname, server.port), link), daemon=True).start()
        yield url.replace(f"{server.hostname}:{server.port}", f"{near}:{door.getsockname()[1]}")


def _admit(door: socket.socket, server: tuple[str, int], link: Link) -> None:
    with suppress(OSError):  # the door is closed at the end
        while True:
            caller = door.accept()[0]
            callee = socket.create_connection(server)
            for one, other in ((caller, callee), (callee, caller)):
                Thread(target=_pass_on, args=(one, other, link), daemon=True).start()


def _pass_on(one: socket.socket, other: socket.socket, link: Link) -> None:
    """Until either side ends; each of the two threads of a connection then closes its own side."""
    with one, suppress(OSError):
        while words := one.recv(65536):
            link.passes.wait()
            other.sendall(words)
    with suppress(OSError):
        other.shutdown(socket.SHUT_RDWR)
