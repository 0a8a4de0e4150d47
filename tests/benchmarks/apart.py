"""Work in a process of its own each time, so that the memory that it takes can be told."""

import multiprocessing
import resource
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection

import psutil
from django.db import connections

FORK = multiprocessing.get_context("fork")
UNIT = 1 if sys.platform == "darwin" else 1024  # of what the system tells


class Apart:
    """Seconds that the work says it took; `memory` is the most bytes that it ever had beyond those it began with."""

    def __init__(self, work: Callable[[], float]) -> None:
        self._work, self.memory = work, 0

    def __call__(self) -> float:
        """Do it once more. Raises EOFError where it failed; what was wrong stands above."""
        connections.close_all()  # a process must not speak on another's
        here, there = FORK.Pipe(duplex=False)
        child = FORK.Process(target=self._told, args=(there,))
        child.start()
        there.close()
        seconds, memory = here.recv()
        child.join()
        self.memory = max(self.memory, memory)
        return float(seconds)

    def _told(self, there: Connection) -> None:
        before = psutil.Process().memory_info().rss
        seconds = self._work()
        there.send((seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT - before))
