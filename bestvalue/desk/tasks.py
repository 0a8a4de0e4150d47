"""The scheduler's door to what reads across apps."""

from celery import shared_task

from .delivering import deliver_webhooks


@shared_task(name="bestvalue.desk.tasks.deliver_webhooks")
def deliver_webhooks_task() -> None:
    """Send what is new to the webhooks, each minute."""
    deliver_webhooks()
