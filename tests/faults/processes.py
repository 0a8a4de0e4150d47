"""The processes of the service, each started by a test in a group of its own, so that the whole of it can be killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import psutil
from django.conf import settings

PROGRAMS = Path(sys.executable).parent
PATIENCE = 120.0  # seconds: within two minutes all must be well again


def until(holds: Callable[[], object], what: str, seconds: float = PATIENCE) -> float:
    """Wait until it holds; how many seconds that took."""
    start = time.monotonic()
    while not holds():
        assert time.monotonic() - start < seconds, f"not within {seconds} seconds: {what}"
        time.sleep(0.05)
    return time.monotonic() - start


class Process:
    """One process with its children, its words in a file of its own."""

    def __init__(
        self, name: str, command: Sequence[str], environment: Mapping[str, str], log: Path, ready: str
    ) -> None:
        self.name, self.log, self.ready = name, log, ready
        with log.open("wb") as words:
            self.popen = subprocess.Popen(  # noqa: S603 - our own commands, no shell
                command,
                cwd=settings.BASE_DIR,
                env={**os.environ, **environment},
                stdout=words,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def runs(self) -> bool:
        """Whether it has not ended."""
        return self.popen.poll() is None

    def said(self, words: str) -> int:
        """How often it has said that."""
        return self.log.read_text().count(words)

    @property
    def children(self) -> list[psutil.Process]:
        """The processes that it started: those of a worker do the work."""
        return psutil.Process(self.popen.pid).children(recursive=True)

    def ports(self) -> set[int]:
        """The ports from which its children speak."""
        return {port for child in self.children for port in _ports(child)}

    def kill_child(self, ports: set[int]) -> None:
        """`kill -9` of the children that speak from these ports."""
        for child in self.children:
            if ports & _ports(child):
                child.kill()

    def kill(self) -> None:
        """`kill -9` of all of it at once, as when its machine loses power."""
        if self.runs:
            os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait()


def _ports(process: psutil.Process) -> set[int]:
    with suppress(psutil.NoSuchProcess):
        return {each.laddr.port for each in process.net_connections() if each.laddr}
    return set()
