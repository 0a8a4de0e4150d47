"""The scheduler's door to the records."""

from celery import shared_task
from django.conf import settings

from bestvalue.records.services import anchor_chains, export_anchors


@shared_task(name="bestvalue.records.tasks.anchor_chains")
def anchor_chains_task() -> str:
    """Take and export the day's anchor; returns its digest, which the worker's log keeps outside the database."""
    anchor = anchor_chains()
    export_anchors(settings.ANCHORS_ROOT)
    return anchor.digest
