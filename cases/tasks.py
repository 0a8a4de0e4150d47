"""The scheduler's door to the cases and to the messages about them."""

from celery import shared_task

from cases.services.file_texts import read_waiting
from cases.services.sweeping import send_messages, sweep


@shared_task(name="cases.tasks.sweep_clocks")
def sweep_clocks_task() -> str:
    """Give every prompt that is due. Woken each minute; how often and by how many beats makes no difference."""
    return str(sweep())


@shared_task(name="cases.tasks.send_messages")
def send_messages_task() -> None:
    """Write the day's emails and send what waits: what the outbox could not be woken for, and what failed before."""
    send_messages()


@shared_task(name="cases.tasks.read_files")
def read_files_task() -> None:
    """Read the text of files that came, or that an earlier look left, so that they are found by it."""
    read_waiting()
