"""Two gunicorns, the product and its floor, and what a request to each takes."""

import http.client
import os
import socket
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.faults.processes import Process

WORKERS = 2


@dataclass(frozen=True, slots=True)
class Server:
    """A gunicorn that listens."""

    port: int
    process: Process

    def get(self, address: str, headers: Mapping[str, str]) -> tuple[float, bytes]:
        """Seconds until the whole answer was there, and the answer. Raises AssertionError where it is none."""
        start = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        connection.request("GET", address, headers={"Host": "testserver", **headers})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        assert answer.status == 200, f"{address}: {answer.status}"
        return time.perf_counter() - start, body

    def memory(self) -> int:
        """Bytes that its largest worker holds."""
        return max(each.memory_info().rss for each in self.process.children)


@contextmanager
def served(name: str, folder: Path, **environment: str) -> Iterator[Server]:
    """A gunicorn on a free port, ended afterwards."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    program = str(Path(sys.executable).with_name("gunicorn"))
    command = [
        program,
        "bestvalue.wsgi",
        "--no-control-socket",
        "--bind",
        f"127.0.0.1:{port}",
        "--workers",
        str(WORKERS),
    ]
    process = Process(name, command, {**os.environ, **environment}, folder / f"{name}.log", "Listening at")
    try:
        _await(port)
        yield Server(port, process)
    finally:
        process.popen.terminate()
        process.popen.wait(30)


def _await(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("gunicorn does not listen.")


@dataclass(frozen=True, slots=True)
class Pairs:
    """Seconds of what is ours and of its floor, taken in turn."""

    pairs: list[tuple[float, float]]

    @classmethod
    def taken(
        cls,
        ours: Callable[[], float],
        floor: Callable[[], float],
        seconds: float,
        *,
        least: int = 5,
        most: int = 60,
        warm: int = 2 * WORKERS,
    ) -> "Pairs":
        """Ours, floor, ours, floor, for so long, after so many that do not count, so that all workers are warm."""
        for _ in range(warm):
            ours(), floor()
        until = time.perf_counter() + seconds
        pairs: list[tuple[float, float]] = []
        while len(pairs) < least or (time.perf_counter() < until and len(pairs) < most):
            pairs.append((ours(), floor()))
        return cls(pairs)

    def with_floor(self, seconds: float) -> "Pairs":
        """The same, with so much more in the floor."""
        return Pairs([(ours, floor + seconds) for ours, floor in self.pairs])

    @property
    def ratio(self) -> float:
        """The median of the ratios."""
        return statistics.median(ours / floor for ours, floor in self.pairs)

    def percentile(self, of: int, share: int) -> float:
        """Milliseconds within which so many of a hundred were: of ours (0) or of the floor (1)."""
        times = sorted(each[of] for each in self.pairs)
        return times[min(len(times) - 1, len(times) * share // 100)] * 1000


def rate(get: Callable[[], float], connections: int, requests: int) -> float:
    """Answers in a second to so many connections at once."""
    start = time.perf_counter()
    with ThreadPoolExecutor(connections) as pool:
        list(pool.map(lambda _: get(), range(requests)))
    return requests / (time.perf_counter() - start)
