"""A bad value in the environment stops the start and is named."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from bestvalue.environment import database_at, email_at, embedded_url

PRODUCTION = {
    "DEMONSTRATION": "false",
    "SECRET_KEY": "a key of many different characters, 0123456789, for this test",
    "ALLOWED_HOSTS": "bestvalue.example",
    "EMAIL_URL": "smtp+tls://me:secret@mail.example",
}


def check(*arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    """What `manage.py check` says under these variables."""
    command = [sys.executable, "manage.py", "check", *arguments]
    environment = {**os.environ, "DATABASE_URL": "postgres://nobody@127.0.0.1:9/none", **variables}
    return subprocess.run(  # noqa: S603 - our own command
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("DEBUG", "perhaps"),
        ("LOG_LEVEL", "LOUD"),
        ("DATABASE_URL", "mysql://localhost/none"),
        ("SECRET_KEY", "demonstration-only-not-for-production-0123456789-abcdefghij"),
        ("SECRET_KEY", "short"),
        ("ALLOWED_HOSTS", "*"),
        ("EMAIL_URL", ""),
        ("EMAIL_URL", "http://mail.example"),
        ("EMAIL_URL", "smtp://mail.example:port"),
        ("NOTIFY_API_KEY", "half-a-key"),
        ("NOTIFY_TEMPLATE_ID", "f33517ff-2a88-4f6e-b855-c550268ce08a"),
        ("EMAIL_FROM", "nobody"),
        ("SERVICE_URL", "http://bestvalue.example/"),
    ],
)
def test_a_bad_value_stops_the_start_and_is_named(name: str, value: str) -> None:
    finished = check(**{**PRODUCTION, name: value})
    assert finished.returncode != 0
    assert name in finished.stderr.splitlines()[-1]


def test_a_copy_of_the_example_runs_the_demonstration_and_an_empty_variable_counts_as_not_set() -> None:
    example = (settings.BASE_DIR / ".env.example").read_text(encoding="utf-8")
    lines = dict(line.split("=", 1) for line in example.splitlines() if re.match(r"[A-Z_]+=", line))
    del lines["DATABASE_URL"]
    assert check(**lines).returncode == 0
    finished = check(**{**lines, "DEMONSTRATION": "false"})
    assert "SECRET_KEY" in finished.stderr.splitlines()[-1]


def test_a_secret_is_read_from_a_file_that_a_variable_names(tmp_path: Path) -> None:
    kept = tmp_path / "key"
    without_key = {name: value for name, value in PRODUCTION.items() if name != "SECRET_KEY"}
    for text, status in ((PRODUCTION["SECRET_KEY"] + "\n", 0), ("short", 1)):
        kept.write_text(text)
        assert check(**without_key, SECRET_KEY_FILE=str(kept)).returncode == status
    gone = check(**without_key, SECRET_KEY_FILE=str(tmp_path / "gone"))
    assert gone.returncode != 0
    assert "SECRET_KEY_FILE" in gone.stderr


def test_production_settings_pass_every_check_for_deployment() -> None:
    finished = check("--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert finished.returncode == 0, finished.stderr


def test_without_a_database_the_message_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="make run"):
        embedded_url(tmp_path)


def test_an_address_says_how_emails_go_out() -> None:
    mail = email_at("smtp+tls://me:p%40ss@mail.example")
    assert (mail.host, mail.port, mail.user, mail.password) == ("mail.example", 587, "me", "p@ss")
    assert (mail.starts_tls, mail.is_tls) == (True, False)
    assert email_at("smtps://mail.example:4650")[2:4] == ("mail.example", 4650)
    assert email_at("file:///var/mail").folder == "/var/mail"


def test_waiting_for_a_lock_ends_in_every_connection() -> None:
    assert "-c lock_timeout=10s" in database_at("postgres://me@localhost/it")["OPTIONS"]["options"]


def test_a_pool_of_transactions_is_sent_no_settings_of_a_session_and_no_cursors() -> None:
    pooled = database_at("postgres://me@localhost/it", pooled=True)
    assert "options" not in pooled["OPTIONS"]
    assert pooled["DISABLE_SERVER_SIDE_CURSORS"]
    assert not database_at("postgres://me@localhost/it")["DISABLE_SERVER_SIDE_CURSORS"]
