"""`manage.py replay_history`: enter published histories as past events, by a person with the records role."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bestvalue import clock
from bestvalue.accounts.models import Role, RoleHolding, Team, User
from bestvalue.desk.replay.published import Malformed, read_histories
from bestvalue.desk.replay.report import latest_case, report_on, totals_of
from bestvalue.desk.replay.run import ACCEPTED, NOT_REACHED, REFUSED, PlayedHistory, play_histories

DEMONSTRATION_ACTOR = "records@demo.example"


class Command(BaseCommand):
    """Plays published events through the ordinary services.

    Silence is filled as not published, contradiction refused.
    """

    help = (
        "Enter the published histories in FILE (JSON) as past events, through the ordinary acts and the enforced "
        "lifecycle. It may be run again: events entered before are left as they are, later ones are added. "
        "Exit status 1 if any event was refused or any history could not be read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FILE, --actor and --report."""
        parser.add_argument("file", type=Path, metavar="FILE", help="the histories, as a JSON list of authorities")
        parser.add_argument(
            "--actor",
            default=DEMONSTRATION_ACTOR,
            metavar="EMAIL",
            help=f"who enters them; must hold the records role today (default: {DEMONSTRATION_ACTOR})",
        )
        parser.add_argument("--report", type=Path, metavar="FILE", help="write what became of each event here, as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Play the file, show progress, write the report, and sum up in the last line."""
        by, team = _actor(options["actor"])
        try:
            histories = read_histories(options["file"])
        except Malformed as error:
            raise CommandError(str(error)) from error
        played = []
        for each in play_histories(histories, by=by, team=team):
            played.append(each)
            self.stdout.write(_progress(each))
        if options["report"]:
            text = json.dumps(report_on(played), indent=2, ensure_ascii=False) + "\n"
            try:
                options["report"].write_text(text, encoding="utf-8")
            except OSError as error:
                raise CommandError(
                    f"The report could not be written to {options['report']}: {error.strerror}."
                ) from error
        totals = totals_of(played)
        unread = sum(1 for each in played if each.problem)
        summary = (
            f"{len(played)} authorities: {totals[ACCEPTED]} events accepted, {totals[REFUSED]} refused, "
            f"{totals[NOT_REACHED]} not reached."
        )
        if totals[REFUSED] or unread:
            raise CommandError(summary)
        self.stdout.write(summary)


def _actor(email: str) -> tuple[User, Team]:
    """The person who enters the histories, and the team whose cases they become; raises CommandError."""
    user = User.objects.filter(email__iexact=email.strip()).first()
    if user is None:
        raise CommandError(f"Nobody has the email address {email}.")
    holding = RoleHolding.objects.filter(user=user, role=Role.RECORDS_MANAGER).on(clock.today()).first()
    if holding is None:
        raise CommandError(f"{user} does not hold the records role today, so cannot enter past events.")
    team = holding.team or Team.objects.first()
    if team is None:
        raise CommandError("There is no team to own the cases; add one first.")
    return user, team


def _progress(played: PlayedHistory) -> str:
    name = str(played.authority or played.history.name)
    if played.problem:
        return f"{name}: {played.problem}"
    case = latest_case(played.authority)
    accepted = sum(1 for each in played.events if each.outcome == ACCEPTED)
    standing = case.get_stage_display() if case else "no case"
    return f"{name}: {accepted} {'event' if accepted == 1 else 'events'} accepted; {standing}"
