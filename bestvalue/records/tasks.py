"""The scheduler's door to the records."""

from celery import shared_task

from bestvalue.records.services import anchor_chains


@shared_task(name="bestvalue.records.tasks.anchor_chains")
def anchor_chains_task() -> str:
    """Take the day's anchor; returns its digest, which the worker's log keeps outside the database."""
    return anchor_chains().digest
