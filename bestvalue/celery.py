"""The Celery application; its settings are those that begin with `CELERY_` in `settings.py`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bestvalue.settings")

app = Celery("bestvalue")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
