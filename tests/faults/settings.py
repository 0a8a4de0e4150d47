"""The settings of the processes under proof: as they are, but woken each second, with passwords as tests hash them."""

from bestvalue.settings import *  # noqa: F403
from bestvalue.settings import CELERY_BEAT_SCHEDULE

CELERY_BEAT_SCHEDULE = {"sweep-clocks": {**CELERY_BEAT_SCHEDULE["sweep-clocks"], "schedule": 1.0}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
