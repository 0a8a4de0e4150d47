"""The scheduler's door to what reads across apps."""

from uuid import UUID

from celery import shared_task

from .bundles.making import make_bundle, make_waiting
from .delivering import deliver_webhooks
from .reporting import forget_answered


@shared_task(name="bestvalue.desk.tasks.deliver_webhooks")
def deliver_webhooks_task() -> None:
    """Send what is new to the webhooks, each minute."""
    deliver_webhooks()


@shared_task(name="bestvalue.desk.tasks.make_bundle")
def make_bundle_task(pk: str) -> None:
    """Make one decision bundle."""
    make_bundle(UUID(pk))


@shared_task(name="bestvalue.desk.tasks.make_waiting_bundles")
def make_waiting_bundles_task() -> None:
    """Make the bundles that were left behind, each minute."""
    make_waiting()


@shared_task(name="bestvalue.desk.tasks.forget_reports")
def forget_reports_task() -> None:
    """Delete reports of problems that were answered a year ago, each night."""
    forget_answered()
