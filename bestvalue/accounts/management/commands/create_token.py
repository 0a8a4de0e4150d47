"""`manage.py create_token EMAIL`: issue a personal API token."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localtime

from bestvalue.accounts.models import Scope, User
from bestvalue.accounts.services.tokens import DEFAULT_DAYS, issue_token


class Command(BaseCommand):
    """Issues a token and prints it on the last line, the only time that it can be seen."""

    help = (
        "Issue an API token to a person and print it on the last line. It acts with that person's roles. "
        "Send it as the header 'Authorization: Bearer TOKEN'."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose token, what for, for how long."""
        parser.add_argument("email", help="the person's email address, in any case")
        parser.add_argument("--name", default="Made on the command line", help="what the token is for")
        parser.add_argument(
            "--days", type=int, default=DEFAULT_DAYS, help="days until it expires (default: %(default)s)"
        )
        parser.add_argument(
            "--scope",
            action="append",
            choices=Scope.values,
            help="what it may be used for; may be repeated (default: read)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Issue the token; exit status 1 and a plain message if that cannot be done."""
        try:
            user = User.objects.get_by_natural_key(options["email"])
            token, text = issue_token(
                user=user,
                name=options["name"],
                days=options["days"],
                scopes=options["scope"] or [Scope.READ],
                reason="Issued on the command line.",
            )
        except User.DoesNotExist as error:
            raise CommandError(f"Nobody has the email address {options['email']}.") from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"Token “{token.name}” for {user.name} ({', '.join(token.scopes)}).")
        self.stdout.write(f"It expires on {localtime(token.expires_at):%-d %B %Y}. It is shown only now:")
        self.stdout.write(text)
