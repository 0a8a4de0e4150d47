"""The settings of the floor: the product's database, and nothing else of it."""

from bestvalue.settings import *  # noqa: F403
from bestvalue.settings import DATABASES

from .beside import UNCOUNTED

DATABASES["default"]["OPTIONS"]["options"] += f" {UNCOUNTED}"

INSTALLED_APPS = []
MIDDLEWARE = []
ROOT_URLCONF = "tests.benchmarks.floor"
