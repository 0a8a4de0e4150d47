"""`manage.py create_administrator EMAIL --name NAME`: open the very first account."""

import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from bestvalue.accounts.services.people import add_first_administrator
from bestvalue.errors import Refused


class Command(BaseCommand):
    """Opens the first administrator's account, with a password asked for at the terminal."""

    help = "Open the account of the first administrator, who then adds everybody else. Refused if there is one."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who."""
        parser.add_argument("email", help="the administrator's email address")
        parser.add_argument("--name", required=True, help="the administrator's full name")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask for a password and open the account; exit status 1 and a plain message if that cannot be done."""
        password = getpass.getpass("Password (at least 12 characters): ")
        try:
            validate_password(password)
            user = add_first_administrator(email=options["email"], name=options["name"], password=password)
        except (ValidationError, Refused) as error:
            raise CommandError(" ".join(getattr(error, "messages", [str(error)]))) from error
        self.stdout.write(f"{user.name} can now sign in as {user.email}.")
