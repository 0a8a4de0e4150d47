"""The scheduler's door to imports of figures."""

from uuid import UUID

from celery import shared_task

from .services.imports import take_up, take_up_waiting


@shared_task
def take_up_import(pk: str) -> None:
    """Check or carry out one import."""
    take_up(UUID(pk))


@shared_task
def take_up_waiting_imports() -> None:
    """Take up what was left behind, each minute."""
    take_up_waiting()
