"""The servers of our own start, stop and start again, whatever happened to them in between."""

import os
import signal
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest
import redis

from bestvalue import embedded
from bestvalue.embedded import Postgres, Redis, ServerError


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a space in its name, inside one that is closed to others."""
    closed = tmp_path / "closed to others"
    closed.mkdir(mode=0o700)
    return closed / "server"


@pytest.fixture
def postgres(home: Path) -> Iterator[Postgres]:
    """PostgreSQL, not yet started."""
    server = Postgres(home, durable=False)
    yield server
    server.stop()


@pytest.fixture
def broker(home: Path) -> Iterator[Redis]:
    """Redis, not yet started."""
    server = Redis(home)
    yield server
    server.stop()


def ask(url: str, statement: str) -> object:
    """The first value of the answer."""
    connection = psycopg2.connect(url)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(statement)
            row = cursor.fetchone()
            return row[0] if row else None
    finally:
        connection.close()


def test_data_are_kept_from_one_start_to_the_next_and_after_a_kill(postgres: Postgres) -> None:
    ask(postgres.start(), "create table kept as select 1 as one; select 1")
    postgres.stop()
    url = postgres.start()
    assert ask(url, "select one from kept") == 1
    os.kill(int((postgres.data / "postmaster.pid").read_text().splitlines()[0]), signal.SIGKILL)
    assert postgres.start() == url  # where those who work on look for it
    assert ask(url, "select count(*) from kept") == 1


def test_two_starts_at_once_give_one_server(postgres: Postgres) -> None:
    with ThreadPoolExecutor() as pool:
        first, second = pool.map(lambda _: postgres.start(), range(2))
    assert first == second


def test_a_pid_file_that_names_another_program_does_not_stop_the_start(postgres: Postgres) -> None:
    postgres.start()
    stale = (postgres.data / "postmaster.pid").read_text().splitlines()
    postgres.stop()
    (postgres.data / "postmaster.pid").write_text("\n".join([str(os.getpid()), *stale[1:]]))
    assert ask(postgres.start(), "select 1") == 1


def test_the_database_asks_for_its_password_and_only_its_owner_can_read_it(postgres: Postgres) -> None:
    url = postgres.start()
    with pytest.raises(psycopg2.OperationalError, match="password"):
        psycopg2.connect(url.replace(postgres.home.joinpath("password").read_text(), "guess"))
    assert postgres.url_file.stat().st_mode & 0o077 == 0


def test_stopping_what_does_not_run_is_no_error(postgres: Postgres) -> None:
    postgres.stop()
    assert not postgres.url_file.exists()


def test_redis_starts_once_asks_for_its_password_comes_back_after_a_kill_and_stops(broker: Redis) -> None:
    url = broker.start()
    assert broker.start() == url
    with redis.Redis.from_url(url) as client:
        assert client.ping()
    with redis.Redis.from_url(url.replace("://:", "://:not")) as stranger, pytest.raises(redis.AuthenticationError):
        stranger.ping()
    with redis.Redis.from_url(url) as client:
        os.kill(int(client.info("server")["process_id"]), signal.SIGKILL)
    assert broker.start() == url  # where those who work on look for it
    broker.stop()
    with redis.Redis.from_url(url) as client, pytest.raises(redis.ConnectionError):
        client.ping()


def test_a_server_whose_port_was_taken_meanwhile_comes_back_at_another(broker: Redis) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        taken = other.getsockname()[1]
        broker.home.mkdir()
        broker.url_file.write_text(f"redis://:password@127.0.0.1:{taken}/0")
        assert urlsplit(broker.start()).port != taken


def test_a_nearly_full_disk_is_named_before_anything_is_written(
    postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "LOWEST_FREE_BYTES", 2**62)
    monkeypatch.setattr(embedded, "ATTEMPTS", 1)
    with pytest.raises(ServerError, match="nearly full"):
        postgres.start()
    assert not postgres.data.exists()
