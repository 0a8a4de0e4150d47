"""The scheduler's door to messages."""

from celery import shared_task

from bestvalue import clock

from .services.delivering import deliver_due


@shared_task
def deliver_messages() -> None:
    """Send the emails that are due."""
    deliver_due(clock.now())
