"""`python -m tests.access > docs/access.md`: write down who gets in where."""

import os
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bestvalue.settings")
    os.environ.setdefault("DATABASE_URL", "postgres://nobody@127.0.0.1:9/none")
    django.setup()
    from tests.access.document import described

    sys.stdout.write(described())
