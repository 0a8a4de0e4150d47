"""A whole service of a test's own: PostgreSQL, Redis, workers, beats and web, each of which may be killed."""

import itertools
import os
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg2
import redis
from django.db import connection

from bestvalue import clock
from bestvalue.accounts.models import Team
from bestvalue.desk.selectors.operations import REACH
from bestvalue.embedded import Postgres, Redis, program
from cases.models import BankHoliday
from tests.support.database import speaking_to

from .processes import PROGRAMS, Process, until
from .visitor import Visitor


@dataclass
class Stack:
    """The servers run from the start; a test starts the processes that it needs."""

    home: Path
    postgres: Postgres
    broker: Redis
    processes: list[Process] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=itertools.count)

    @property
    def addresses(self) -> dict[str, str]:
        """Where the servers are."""
        return {"DATABASE_URL": self.postgres.url_file.read_text(), "REDIS_URL": self.broker.url_file.read_text()}

    # Processes: each is ready only once `ready` has returned

    def worker(self, *before: str, processes: int = 1, addresses: Mapping[str, str] | None = None) -> Process:
        """A worker of so many processes; `before` is what its command stands behind, on another host."""
        arguments = ("worker", "--concurrency", str(processes), "--hostname", f"worker{next(self.numbers)}@%h")
        return self._celery(arguments, "ready.", before, addresses)

    def beat(self, schedule: str = "schedule") -> Process:
        """A beat with that schedule file, which no other may have at the same time."""
        return self._celery(("beat", "--schedule", str(self.home / schedule)), "beat: Starting")

    def visitor(self) -> Visitor:
        """Somebody at a browser, of a web process of their own."""
        return Visitor(self.web())

    def web(self, *options: str, serves: str = "bestvalue.wsgi", addresses: Mapping[str, str] | None = None) -> str:
        """A web process; its address."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{probe.getsockname()[1]}"
        command = (str(PROGRAMS / "gunicorn"), serves, "--no-control-socket", "--bind", address, *options)
        self._start("web", command, "Booting worker", addresses)
        return f"http://{address}"

    def ready(self) -> None:
        """Wait until every process that runs has said that it is ready."""
        for process in self.processes:
            until(lambda: not process.runs or process.said(process.ready), f"{process.name} is ready")  # noqa: B023 - used at once

    def _celery(
        self,
        arguments: Sequence[str],
        ready: str,
        before: Sequence[str] = (),
        addresses: Mapping[str, str] | None = None,
    ) -> Process:
        command = (*before, str(PROGRAMS / "celery"), "--app", "bestvalue", *arguments, "--loglevel", "INFO")
        return self._start(arguments[0], command, ready, addresses)

    def _start(
        self, name: str, command: Sequence[str], ready: str, addresses: Mapping[str, str] | None = None
    ) -> Process:
        environment = {"DJANGO_SETTINGS_MODULE": "tests.faults.settings", "LOG_LEVEL": "INFO"}
        log = self.home / f"{name}{next(self.numbers)}.log"
        self.processes.append(Process(name, command, environment | dict(addresses or self.addresses), log, ready))
        return self.processes[-1]

    # Faults

    def kill_redis(self) -> None:
        """`kill -9` of Redis; nothing it held is kept."""
        with redis.Redis.from_url(self.addresses["REDIS_URL"]) as client:
            os.kill(int(client.info("server")["process_id"]), signal.SIGKILL)

    def kill_postgres(self) -> None:
        """`kill -9` of PostgreSQL's first process, at which its others end."""
        os.kill(int((self.postgres.data / "postmaster.pid").read_text().splitlines()[0]), signal.SIGKILL)
        connection.close()

    @contextmanager
    def held(self, team: Team) -> Iterator[None]:
        """Hold a row that every prompt names, so that each worker stops in the middle of a clock."""
        with closing(psycopg2.connect(self.addresses["DATABASE_URL"])) as other, other.cursor() as cursor:
            cursor.execute("select from accounts_team where id = %s for update", [team.pk])
            yield

    def waiting_ports(self) -> set[int]:
        """The ports of those who wait for a lock in the database, so are in the middle of a clock."""
        with connection.cursor() as cursor:
            cursor.execute("select client_port from pg_stat_activity where wait_event_type = 'Lock'")
            return {port for (port,) in cursor.fetchall()}

    def stopped(self) -> list[Process]:
        """The workers that have stopped in the middle of a clock."""
        ports = self.waiting_ports()
        return [each for each in self.processes if each.runs and ports & each.ports()]

    def end(self) -> None:
        """Kill whatever still runs."""
        for process in self.processes:
            process.kill()
        self.broker.stop()
        self.postgres.stop()


@contextmanager
def a_stack(home: Path) -> Iterator[Stack]:
    """The servers, with the tables and triggers of the tests' own database; meanwhile this process speaks to them.

    Bank holidays are known far ahead, so that what the service says of itself tells of the faults alone.
    """
    stack, kept = Stack(home, Postgres(home / "postgres"), Redis(home / "redis")), dict(connection.settings_dict)
    try:
        own = stack.postgres.start()
        stack.broker.start()
        _copy_tables(kept, to=own)
        with speaking_to(own):
            BankHoliday.objects.get_or_create(on=clock.today() + 2 * REACH, defaults={"name": "Known far enough ahead"})
            yield stack
    finally:
        stack.end()


def _copy_tables(tests: Mapping[str, Any], to: str) -> None:
    source = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**tests)
    dump = subprocess.run([program("pg_dump"), source], capture_output=True, check=True)  # noqa: S603 - our own command
    load = [program("psql"), "-Xq", "-v", "ON_ERROR_STOP=1", to]
    subprocess.run(load, input=dump.stdout, capture_output=True, check=True)  # noqa: S603 - our own command
