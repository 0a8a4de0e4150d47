"""`manage.py describe_lifecycle`: print `docs/lifecycle.md`."""

from typing import Any

from django.core.management.base import BaseCommand

from cases.description import lifecycle_document


class Command(BaseCommand):
    """Prints stages, moves and the lives of the instruments, from the tables they run on."""

    help = "Print docs/lifecycle.md. Usage: manage.py describe_lifecycle > docs/lifecycle.md"
    requires_system_checks: tuple[str, ...] = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the document."""
        self.stdout.write(lifecycle_document(), ending="")
