"""The Celery application; its settings are those that begin with `CELERY_` in `settings.py`."""

import logging
import os
import time
from typing import Any

from celery import Celery, Task
from celery.signals import task_postrun, task_prerun

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bestvalue.settings")

app = Celery("bestvalue")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

logger = logging.getLogger(__name__)
began: dict[str, float] = {}
"""When each task that runs in this process began."""


@task_prerun.connect
def note_start(task_id: str, **_: Any) -> None:
    """Remember when the task began."""
    began[task_id] = time.monotonic()


@task_postrun.connect
def log_end(task_id: str, task: Task[..., Any], state: str | None = None, **_: Any) -> None:
    """Write one line of the log for each task: its name, how it ended and its milliseconds."""
    facts = {
        "task": task.name,
        "task_id": task_id,
        "outcome": state,
        "ms": round((time.monotonic() - began.pop(task_id)) * 1000),
    }
    logger.info("%s %s", task.name, state, extra={"facts": facts})
