"""What `make run`, `make stop` and `make test` do once the packages are installed.

`run` starts the servers, prepares the database and serves until it is stopped; `stop` ends it from elsewhere;
`test` runs pytest, `bench` the benchmarks, and `with-servers` any command, against servers of their own.
"""

import fcntl
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

import psutil
import psycopg2
from django.core.exceptions import ImproperlyConfigured
from environs.exceptions import EnvError

from .embedded import Postgres, Redis, ServerError, require_space
from .prepare import PreparationError, configured, prepare, welcome

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
MARK = "BESTVALUE_RUN_FROM"  # in the environment of every process that `run` starts, so that `stop` knows its own
PATIENCE = 30  # seconds


class LaunchError(Exception):
    """The service cannot start; the message says why and what to do."""


def main() -> None:
    """Do what the command line names; problems end in one plain line and exit status 1."""
    acts: dict[str, Callable[[list[str]], int]] = {
        **{"run": run, "stop": stop, "test": test, "bench": bench, "with-servers": with_servers},
    }
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    try:
        sys.exit(acts[sys.argv[1]](sys.argv[2:]))
    except (LaunchError, ServerError, PreparationError, EnvError, ImproperlyConfigured) as error:
        sys.exit(f"\nBest Value did not start. {error}")


def run(_arguments: list[str]) -> int:
    """Serve until Ctrl-C, `make stop` or the end of one of the processes; then stop what was started."""
    VAR.mkdir(exist_ok=True)
    require_space(VAR)
    with _only_one(VAR / "run.lock"):
        _end_left_running()
        try:
            _start_servers()
            port = configured().PORT
            _require_port(port)
            prepare(say)
            return _serve(port)
        finally:
            _stop_servers()


def stop(_arguments: list[str]) -> int:
    """Stop a running service, and what one that was killed left behind; the data stay."""
    _end_left_running()
    _stop_servers()
    say("Best Value is stopped. Its data are kept.")
    return 0


def test(arguments: list[str]) -> int:
    """Run pytest; its exit status. Each of its processes copies one migrated database, in place of migrating again."""
    with _servers() as addresses:
        template = _migrated(addresses)
        command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "worksteal", *arguments]
        return _run(command, {**os.environ, **addresses, "TEST_TEMPLATE": template})


def bench(arguments: list[str]) -> int:
    """Run the benchmarks while PostgreSQL counts what it is sent, which nothing else has it do; their exit status."""
    with _servers(preload="pg_stat_statements") as addresses:
        return _run([sys.executable, "-m", "tests.benchmarks", *arguments], {**os.environ, **addresses})


def with_servers(command: list[str]) -> int:
    """Run a command with servers of its own, apart from those of `run`; its exit status."""
    with _servers() as addresses:
        return _run(command, {**os.environ, **addresses})


@contextmanager
def _servers(preload: str = "") -> Iterator[dict[str, str]]:
    """PostgreSQL and Redis for tests and checks: their addresses, as variables of the environment."""
    home = VAR / "test"
    home.mkdir(parents=True, exist_ok=True)
    with _only_one(home / "run.lock"):
        postgres, broker = Postgres(home / "postgres", durable=False, preload=preload), Redis(home / "redis")
        try:
            yield {"DATABASE_URL": postgres.start(), "REDIS_URL": broker.start()}
        finally:
            broker.stop()
            postgres.stop()


def _migrated(addresses: dict[str, str]) -> str:
    """The name of a database with all migrations, made anew where any of them changed. Raises LaunchError."""
    name, stamp, state = "migrated", VAR / "test" / "migrated", _fingerprint_of_migrations()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == state:
        return name
    stamp.unlink(missing_ok=True)
    with closing(psycopg2.connect(addresses["DATABASE_URL"])) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name}")
    url = urlsplit(addresses["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    if _run(migrate, {**os.environ, **addresses, "DATABASE_URL": url}):
        raise LaunchError("The database for the tests could not be migrated; see the lines above.")
    stamp.write_text(state, encoding="utf-8")
    return name


def _fingerprint_of_migrations() -> str:
    """A hash of every migration and of the packages that bring some of their own."""
    files = [*sorted(ROOT.glob("*/migrations/*.py")), *sorted(ROOT.glob("bestvalue/*/migrations/*.py"))]
    digest = hashlib.sha256()
    for file in (*files, ROOT / "requirements" / "base.txt", ROOT / "bestvalue" / "records" / "triggers.py"):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _start_servers() -> None:
    """Start those servers that no variable points elsewhere."""
    if not os.environ.get("DATABASE_URL"):
        say("Starting PostgreSQL")
        Postgres(VAR / "postgres").start()
    if not os.environ.get("REDIS_URL"):
        say("Starting Redis")
        Redis(VAR / "redis").start()


def _stop_servers() -> None:
    """Stop our own servers, running or not."""
    Redis(VAR / "redis").stop()
    Postgres(VAR / "postgres").stop()


def _serve(port: int) -> int:
    """Run the Procfile's processes until they end; their exit status."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = {**os.environ, MARK: str(ROOT), "PATH": path, "PORT": str(port), "PYTHONUNBUFFERED": "1"}
    honcho = [sys.executable, "-m", "honcho", "start", "--port", str(port)]
    with subprocess.Popen(honcho, cwd=ROOT, env=environment, start_new_session=True) as processes:  # noqa: S603
        try:
            _announce(processes, port)
            return processes.wait()
        finally:
            processes.send_signal(signal.SIGTERM)
            processes.wait(PATIENCE)


def _announce(processes: "subprocess.Popen[bytes]", port: int) -> None:
    """Wait until the service answers, then print where it is and who may sign in."""
    end = time.monotonic() + PATIENCE
    while processes.poll() is None and not _answers(port):
        if time.monotonic() > end:
            raise LaunchError(f"It did not answer on port {port} within {PATIENCE} seconds; see the lines above.")
        time.sleep(0.1)
    if processes.poll() is None:
        say(welcome(port))


def _answers(port: int) -> bool:
    """Whether the web process serves."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz/", timeout=2):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def _require_port(port: int) -> None:
    """Raise LaunchError when another program has the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            advice = f"Port {port} cannot be used ({error.strerror}). Choose another, for example: make run PORT=8123"
            raise LaunchError(advice) from error


@contextmanager
def _only_one(file: Path) -> Iterator[None]:
    """Refuse a second instance from the same folder; the lock ends with its holder, however that ends."""
    with file.open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            advice = f"It is already running from this folder (process {lock.read()}). `make stop` stops it."
            raise LaunchError(advice) from error
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _end_left_running() -> None:
    """End the launcher of this folder and the processes it started, gently if they listen."""
    for process in _left_running():
        process.terminate()
    _, deaf = psutil.wait_procs(_left_running(), timeout=PATIENCE)
    for process in deaf:
        process.kill()


def _left_running() -> list[psutil.Process]:
    """The launcher of this folder and the processes it started, whether or not it still lives."""
    return [process for process in psutil.process_iter() if process.pid != os.getpid() and _is_ours(process)]


def _is_ours(process: psutil.Process) -> bool:
    """Whether `run` of this folder is this process, or started it."""
    try:
        launcher = process.cmdline()[1:] == ["-m", "bestvalue.launch", "run"] and process.cwd() == str(ROOT)
        return launcher or process.environ().get(MARK) == str(ROOT)
    except psutil.Error:
        return False


def _run(command: list[str], environment: dict[str, str]) -> int:
    """Run a command in the project's folder; its exit status."""
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603 - no shell


def _leave(_number: int, _frame: FrameType | None) -> None:
    """End by the ordinary way out, so that everything started is stopped; once leaving, do not start again."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    sys.exit(0)


def say(text: str) -> None:
    """Tell the person at the terminal."""
    print(text, flush=True)  # noqa: T201 - a program that speaks


if __name__ == "__main__":
    main()
