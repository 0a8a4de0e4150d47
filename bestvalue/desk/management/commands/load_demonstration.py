"""`manage.py load_demonstration`: the demonstration's people and its fictional portfolio."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from bestvalue.accounts.services.demonstration import load_people
from bestvalue.desk.demonstration.cast import Cast
from bestvalue.desk.demonstration.evidence import record_evidence
from bestvalue.desk.demonstration.figures import load_figures
from bestvalue.desk.demonstration.messages import write_messages
from bestvalue.desk.demonstration.scenes import play_scenes
from bestvalue.desk.demonstration.watches import watch_services
from bestvalue.desk.demonstration.webhooks import ask_for_a_webhook
from bestvalue.errors import ActError


class Command(BaseCommand):
    """Loads fictional people, and fictional cases at every stage, through the ordinary services."""

    help = (
        "Load the demonstration: one fictional person for each role, all with the password in "
        "DEMONSTRATION_PASSWORD, fictional cases at every stage, and fictional figures. Safe to run again: what exists "
        "is left alone. Refused in production."
    )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Load people, then cases, and sum up in the last line."""
        try:
            people = load_people(settings.DEMONSTRATION_PASSWORD)
            cast = Cast.gather()
            cases, watches = play_scenes(cast), watch_services(cast)
            record_evidence(cast)
            imports = load_figures()
            write_messages()
            ask_for_a_webhook(cast.officer)
        except (ImproperlyConfigured, ActError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Demonstration loaded: {len(people)} people, {len(cases)} new cases, {len(watches)} new watches, "
            f"{len(imports)} imports of figures."
        )
