"""Brings the database and the static files up to date before the service starts, by steps that are safe to repeat."""

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import django
from django.conf import LazySettings, settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import Error, connection

SOURCES = ("bestvalue", "cases", "themes", "notices", "interventions")
LOCK_WAIT = "3s"
KINDS = {".py", ".yaml", ".yml", ".csv", ".json", ".css", ".js", ".svg"}


class PreparationError(Exception):
    """A step failed; the message names it and says what it said."""


class Step(NamedTuple):
    """What is said, and the management command with its arguments that does it."""

    saying: str
    command: tuple[str, ...]


ALWAYS = (
    Step("Bringing the database up to date", ("migrate", "--noinput")),
    Step("Collecting static files", ("collectstatic", "--noinput", "--clear")),
)
PRODUCTION = (
    *ALWAYS,
    Step("Loading reference data", ("load_reference_data",)),
    Step("Bringing the clocks into line", ("follow_clocks",)),
)
DEMONSTRATION = (
    *ALWAYS,
    Step("Loading reference data", ("load_reference_data", "--demonstration")),
    Step("Loading the demonstration", ("load_demonstration",)),
    Step("Entering published histories", ("replay_history", "cases/data/histories.json")),
    Step("Bringing the clocks into line", ("follow_clocks",)),
)


def configured() -> LazySettings:
    """The settings, with Django ready; raises what says which variable is wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bestvalue.settings")
    django.setup()
    return settings


def prepare(say: Callable[[str], None]) -> None:
    """Do the steps, unless nothing changed since they were last done. Raises PreparationError."""
    settings.VAR_DIR.mkdir(exist_ok=True)
    stamp, state = settings.VAR_DIR / "postgres" / "prepared", fingerprint(settings.BASE_DIR)
    ours = not os.environ.get("DATABASE_URL")  # only of our own database do we know that nobody else changed it
    if not (ours and stamp.exists() and stamp.read_text(encoding="utf-8") == state):
        give_up_soon()
        for step in DEMONSTRATION if settings.DEMONSTRATION else PRODUCTION:
            take(step, say)
        if ours:
            stamp.write_text(state, encoding="utf-8")


def give_up_soon() -> None:
    """Let no step wait long for what the running service holds: whoever asks for it later waits behind that step."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [LOCK_WAIT])


def take(step: Step, say: Callable[[str], None]) -> None:
    """Do one step, with what its command prints kept in `var/prepare.log`."""
    started = time.monotonic()
    with (settings.VAR_DIR / "prepare.log").open("a", encoding="utf-8") as log:
        try:
            call_command(*step.command, stdout=log, stderr=log)
        except (CommandError, Error) as error:
            raise PreparationError(f"{step.saying} failed: {error} More is in {log.name}.") from error
    say(f"{step.saying}: {time.monotonic() - started:.1f} seconds")


def fingerprint(root: Path) -> str:
    """One hash of the code and data that decide what a prepared database holds, and of the mode."""
    total = hashlib.sha256(f"{settings.DEMONSTRATION} {settings.DEMONSTRATION_PASSWORD}".encode())
    for file in sorted(_sources(root)):
        total.update(str(file.relative_to(root)).encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def _sources(root: Path) -> Iterator[Path]:
    for folder in SOURCES:
        yield from (file for file in (root / folder).rglob("*") if file.suffix in KINDS)


def welcome(port: int) -> str:
    """Where the service is, and who may sign in to the demonstration with which password."""
    lines = ["", f"Best Value is ready at http://localhost:{port}"]
    if settings.DEMONSTRATION:
        from bestvalue.accounts.services.demonstration import PARTS, email_of

        lines.append(f"Sign in with the password {settings.DEMONSTRATION_PASSWORD} as any of:")
        lines += [f"  {email_of(part.login):<34} {part.role.label}" for part in PARTS]
    return "\n".join([*lines, "Stop it with Ctrl-C, or with `make stop`.", ""])


if __name__ == "__main__":
    configured()
    prepare(print)
