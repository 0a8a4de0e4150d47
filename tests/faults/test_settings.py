"""What Celery is told, so that a process may die at any moment and a broker be away for as long as it likes (N1)."""

import logging
import os
import re
import signal
from contextlib import suppress
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.db import connection
from kombu.simple import SimpleQueue

from bestvalue.celery import app
from bestvalue.embedded import Redis

ROOT = Path(settings.BASE_DIR)
CODE = [
    path.read_text(encoding="utf-8")
    for folder in ("bestvalue", "cases", "themes", "notices", "interventions")
    for path in (ROOT / folder).rglob("*.py")
]
HOUR = 3600  # seconds: when Redis gives out again what nobody acknowledged, unless it is told otherwise


def test_a_task_is_given_out_again_where_its_worker_died_and_only_there() -> None:
    told = app.conf
    assert (told.task_acks_late, told.task_reject_on_worker_lost, told.worker_prefetch_multiplier) == (True, True, 1)
    assert "visibility_timeout" not in told.broker_transport_options
    assert told.task_soft_time_limit < told.task_time_limit < HOUR
    assert 0 < told.worker_soft_shutdown_timeout < told.task_time_limit


def test_worker_and_beat_wait_for_redis_however_long_it_is_away() -> None:
    told = app.conf
    assert told.broker_connection_retry
    assert told.broker_connection_retry_on_startup
    assert told.broker_connection_max_retries is None


def test_a_call_to_sweep_that_waited_is_dropped_before_the_next_comes() -> None:
    entry = app.conf.beat_schedule["sweep-clocks"]
    assert entry["options"]["expires"] < 60
    app.loader.import_default_modules()
    assert entry["task"] in app.tasks


def test_nothing_is_put_off_by_the_broker_which_is_no_database() -> None:
    """No task has an ETA or countdown: what is due in two years is a row."""
    assert not [found for text in CODE for found in re.findall(r"\b(?:eta|countdown)=", text)]


def test_no_request_waits_for_a_broker_that_is_away() -> None:
    """Whoever wakes a worker does so without trying again; the sweep does what was not woken."""
    waking = re.compile(r"\.(?:delay|delay_on_commit|apply_async|apply_async_on_commit|send_task)\(([^)]*)\)")
    assert not [found for text in CODE for found in waking.findall(text) if "retry=False" not in found]


def test_redis_refuses_what_it_has_no_room_for_and_forgets_no_task(tmp_path: Path) -> None:
    broker = Redis(tmp_path)
    try:
        with redis.Redis.from_url(broker.start()) as client:
            assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
    finally:
        broker.stop()


@pytest.mark.parametrize(
    ("name", "value"),
    [("lock_timeout", "10s"), ("tcp_keepalives_idle", "10"), ("tcp_user_timeout", "30000")],
)
def test_a_connection_whose_other_side_vanished_ends_and_lets_its_locks_go(name: str, value: str, db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        assert cursor.fetchone()[0] == value


def test_a_worker_whose_redis_died_in_mid_task_lets_go_of_it_without_an_error(tmp_path: Path) -> None:
    """As Celery does it before it connects anew; an error here would end the worker for good."""
    broker = Redis(tmp_path)
    worker = app.connection_for_read(broker.start())
    try:
        queue = worker.SimpleQueue("calls")
        queue.put("wake up")
        call = queue.get(timeout=5)  # and not acknowledged, as the task is not done
        other = SimpleQueue(worker.channel(), "others")
        for each in (queue, other):
            with pytest.raises(each.Empty):
                each.get(timeout=0.1)  # it listens for the next, on both
        with redis.Redis.from_url(broker.start()) as client:
            os.kill(int(client.info("server")["process_id"]), signal.SIGKILL)
        with suppress(Exception):
            worker.collect(socket_timeout=1)
        worker.close()
        call.ack_log_error(logging.getLogger(__name__), worker.connection_errors)  # as the task is done now
    finally:
        broker.stop()
