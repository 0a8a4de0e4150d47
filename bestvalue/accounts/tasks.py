"""The scheduler's door to accounts."""

from celery import shared_task
from django.core.management import call_command

from .services.clients import forget_access_tokens
from .services.sessions import forget_ended_sessions


@shared_task
def clear_sessions() -> None:
    """Delete the sessions and the machines' access tokens that have run out, daily."""
    call_command("clearsessions")
    forget_ended_sessions()
    forget_access_tokens()
