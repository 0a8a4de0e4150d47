"""`manage.py create_web_role`: the database role of the web process, which owns no table (rulings 14)."""

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from psycopg2 import sql

VARIABLE = "WEB_ROLE_PASSWORD"
# The only rows that are ever deleted, by what they are for; every other row stays (N22).
DELETABLE = (
    # sessions, failed sign-ins that are forgotten, keys that are over, access tokens of machines, second steps
    *("django_session", "accounts_signinattempt", "accounts_addressattempt", "api_idempotencykey"),
    *("mfa_authenticator", "oauth2_provider_accesstoken", "usersessions_usersession"),
    # what somebody typed and did not save, and reports of problems that were answered a year ago
    *("cases_unsavedwork", "desk_problemreport"),
    # what somebody no longer follows, and filters of lists that they no longer keep
    *("cases_following", "desk_savedfilter"),
    # parts of drafts, which an edit writes anew
    *("notices_noticeconcern", "notices_noticeexpectation", "notices_noticerecipient", "notices_requirementitem"),
    *("interventions_proposedaction", "interventions_proposedfunction", "interventions_proposalfinding"),
    *("interventions_directedaction", "interventions_directedfunction", "interventions_directionfinding"),
    *("themes_themeassessment", "themes_assessmentevidence", "themes_principlenote", "themes_citation"),
    "themes_reliance",
    # what a metric bears on, and the reference data that an administrator removes
    *("themes_metric_themes", "themes_metric_lines"),
    *("cases_bankholiday", "cases_preelectionperiod", "cases_kindpost"),
)


class Command(BaseCommand):
    """Makes or renews a role that reads and writes, and can touch neither a table nor what guards it."""

    help = (
        f"Create the database role NAME for the web process and workers, with the password in {VARIABLE}, or renew its "
        "rights. It owns no table and is no superuser: it cannot drop, alter, truncate or disable anything, and "
        "deletes only sessions, old keys, old reports of problems, parts of drafts, what people keep for themselves "
        "and reference data that was called off. Run it as the owner of the tables, after each migration."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """NAME."""
        parser.add_argument("name", metavar="NAME", help="the role, for example bestvalue_web")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Create or renew the role, and say so in the last line."""
        password = os.environ.get(VARIABLE, "")
        if len(password) < 12:
            raise CommandError(f"Set {VARIABLE} to a password of at least 12 characters.")
        role = sql.Identifier(options["name"])
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [options["name"]])
            verb = sql.SQL("ALTER" if cursor.fetchone() else "CREATE")
            statements = [
                sql.SQL("{} ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD {}").format(
                    verb, role, sql.Literal(password)
                ),
                sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(role),
                sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(role),
                sql.SQL("GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO {}").format(role),
                sql.SQL("GRANT USAGE ON SCHEMA as_known, as_stood TO {}").format(role),
                sql.SQL("GRANT SELECT ON ALL TABLES IN SCHEMA as_known, as_stood TO {}").format(role),
                sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(role),
                *(sql.SQL("GRANT DELETE ON {} TO {}").format(sql.Identifier(table), role) for table in DELETABLE),
            ]
            for statement in statements:
                cursor.execute(statement)
        self.stdout.write(f"The role {options['name']} is ready.")
