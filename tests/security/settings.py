"""The settings of a web process under attack: those of production, with passwords and files as tests have them."""

import os

from bestvalue.settings import *  # noqa: F403
from bestvalue.settings import STORAGES

ROOT_URLCONF = "tests.security.urls"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": os.environ["FILES_ROOT"], "base_url": None},
    },
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
