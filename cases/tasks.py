"""The scheduler's door to the cases."""

from celery import shared_task

from cases.services.sweeping import sweep


@shared_task(name="cases.tasks.sweep_clocks")
def sweep_clocks_task() -> str:
    """Give every prompt that is due. Woken each minute; how often and by how many beats makes no difference."""
    return str(sweep())
