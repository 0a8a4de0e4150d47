"""The scheduler's door to the API."""

from celery import shared_task

from .idempotency import forget_old_keys


@shared_task
def clear_idempotency_keys() -> None:
    """Forget the keys that are older than a day, daily."""
    forget_old_keys()
