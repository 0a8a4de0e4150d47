"""Adding, renaming and opening teams again. Each act writes one event on the stream `people`.

A team is closed in `cases/services/teams.py`, where it is known what it looks after.
"""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from bestvalue.accounts import policy
from bestvalue.accounts.models import Team, User
from bestvalue.accounts.models.teams import TAKEN
from bestvalue.errors import Forbidden, refuse_unless
from bestvalue.records.services import record

from .people import STREAM

SLUG_LENGTH = 80


@transaction.atomic
def add_team(*, by: User, name: str) -> Team:
    """Add a team; its address is made of its name and stays. Raises Forbidden, or ValidationError at the name."""
    _require_administrator(by)
    team = Team(name=name.strip(), slug=slugify(name)[:SLUG_LENGTH])
    _save(team)
    record_team(team, by, "add_team", after={"name": team.name, "slug": team.slug})
    return team


@transaction.atomic
def rename_team(*, by: User, team: Team, name: str) -> Team:
    """Give a team another name; its address stays. Raises Forbidden, or ValidationError at the name."""
    team = locked_team(by, team)
    before, team.name = team.name, name.strip()
    refuse_unless((team.name != before, "same_name", "It has this name already."))
    _save(team)
    record_team(team, by, "rename_team", before={"name": before}, after={"name": team.name})
    return team


@transaction.atomic
def open_team_again(*, by: User, team: Team, reason: str) -> Team:
    """Let a closed team be given cases and roles again. Raises Forbidden, Refused."""
    team = locked_team(by, team)
    refuse_unless(
        (reason.strip(), "no_reason", "Give the reason."),
        (team.closed_on, "open", "It is open."),
    )
    before, team.closed_on = team.closed_on, None
    team.save(update_fields=["closed_on"])
    record_team(team, by, "open_team_again", reason=reason, before={"closed_on": before}, after={"closed_on": None})
    return team


def locked_team(by: User, team: Team) -> Team:
    """The team as it is now, kept from every other change, and from being given anything. Raises Forbidden."""
    _require_administrator(by)
    return Team.objects.select_for_update(no_key=True).get(pk=team.pk)


def record_team(team: Team, by: User, verb: str, **facts: object) -> None:
    """Write the one event of an act on a team."""
    record(stream=STREAM, actor=by, verb=verb, subject=f"team:{team.pk}", **facts)


def _require_administrator(by: User) -> None:
    if not policy.may_manage_people(by):
        raise Forbidden("Only an administrator may add, rename and close teams.")


def _save(team: Team) -> None:
    """What is wrong with the address is wrong with the name that it was made of, which is what people type."""
    try:
        with transaction.atomic():
            team.full_clean()
            team.save()
    except ValidationError as error:
        found = error.message_dict
        words = found.get("name") or [each for messages in found.values() for each in messages]
        raise ValidationError({"name": words}) from error
    except IntegrityError as error:  # somebody else gave the same name at the same moment
        raise ValidationError({"name": TAKEN}) from error
