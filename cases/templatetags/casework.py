"""Words for what the tables hold: acts, stages, roles, instruments."""

from collections.abc import Iterable

from django import template

from bestvalue.accounts.models import Role
from cases.models import Instrument
from cases.moves import MOVES
from cases.stages import Stage

register = template.Library()


@register.filter
def act_label(verb: str) -> str:
    """The label of an act by its name."""
    return MOVES[verb].label if verb in MOVES else verb.replace("_", " ").capitalize()


@register.filter
def stage_label(value: str) -> str:
    """The label of a stage by its value; empty for none."""
    return Stage(value).label if value in Stage.values else ""


@register.filter
def role_labels(roles: Iterable[Role]) -> str:
    """Roles in words: "a minister or Secretary of State"."""
    return " or ".join(role.label[0].lower() + role.label[1:] for role in roles)


@register.filter
def kind_of(instrument: Instrument) -> str:
    """What an instrument is called, as a heading."""
    name = str(instrument._meta.verbose_name)
    return name[0].upper() + name[1:]


@register.filter
def web_address(source: str) -> str:
    """The source as an address that may be linked; anything but a web address gives nothing."""
    return source if source.startswith(("https://", "http://")) else ""
