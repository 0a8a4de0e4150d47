"""Words for what the tables hold: acts, stages, roles, instruments."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from bestvalue.accounts.models import Role
from bestvalue.errors import Unmet
from bestvalue.records.as_at import as_known
from bestvalue.records.models import Event
from bestvalue.ui.dates import day_in_words
from cases.letters import to_html
from cases.models import Case, Instrument, SubmissionAct
from cases.moves import MOVES
from cases.selectors.submissions import OUTCOMES, STATES, acts
from cases.stages import Stage
from cases.where import page_of_instrument

register = template.Library()
register.simple_tag(day_in_words, name="day")
NO_MARKUP = {ord(each): f"\\u{ord(each):04X}" for each in "<>&"}


@register.filter
def act_label(verb: str) -> str:
    """The label of an act by its name."""
    return MOVES[verb].label if verb in MOVES else verb.replace("_", " ").capitalize()


@register.filter
def lower_first(label: str) -> str:
    """A label as it reads inside a sentence."""
    return label[:1].lower() + label[1:]


@register.filter
def just_after(address: str, event: Event) -> str:
    """The address as known just after an event was recorded."""
    return as_known(event.recorded_at).added_to(address)


@register.filter
def instant(moment: dt.datetime) -> str:
    """An instant as programs read it, in UTC to the second."""
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


@register.filter
def stage_label(value: str) -> str:
    """The label of a stage by its value; empty for none."""
    return Stage(value).label if value in Stage.values else ""


@register.filter
def role_labels(roles: Iterable[Role]) -> str:
    """Roles in words: "a minister or Secretary of State"."""
    return " or ".join(role.label[0].lower() + role.label[1:] for role in roles)


@register.filter
def submission_state(value: str) -> str:
    """Where a submission stands, in words."""
    return STATES[value]


@register.filter
def outcome(value: str) -> str:
    """What became of one act that a submission asks for, in words."""
    return OUTCOMES[value]


@register.filter
def kind_of(instrument: Instrument) -> str:
    """What an instrument is called, as a heading."""
    name = str(instrument._meta.verbose_name)
    return name[0].upper() + name[1:]


@register.filter
def as_errors(unmet: Iterable[Unmet]) -> list[dict[str, str]]:
    """Unmet conditions as the items of an error summary, each leading to where it is met."""
    return [{"text": each.message, "href": each.link} for each in unmet]


@register.filter
def as_letter(text: str, level: int = 1) -> SafeString:
    """A text of ours as HTML whose highest heading has this level."""
    return to_html(text, top=int(level or 1))


@register.filter
def web_address(source: str) -> str:
    """The source as an address that may be linked; anything but a web address gives nothing."""
    return source if source.startswith(("https://", "http://")) else ""


@register.filter
def structured_data(data: Mapping[str, Any]) -> SafeString:
    """What search engines read (JSON-LD): a block of data, which no browser runs, so the policy lets it stand."""
    text = json.dumps(data, ensure_ascii=False).translate(NO_MARKUP)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - no markup left


@register.simple_tag
def asked_about(instrument: Instrument) -> QuerySet[SubmissionAct]:
    """What ministers were asked about an instrument, the latest first."""
    return acts().filter(subject=instrument.key).order_by("-created_at")


@register.simple_tag
def page_about(subject: str, case: Case) -> str:
    """The page of what an event was done to; empty where it has none of its own."""
    return page_of_instrument(subject, case)


@register.filter
def item(mapping: Mapping[Any, Any], key: Any) -> Any:
    """What a mapping holds under a key; None where it holds nothing."""
    return mapping.get(key)


@register.filter
def span(length: dt.timedelta) -> str:
    """A stretch of time in its largest whole unit: 40 seconds, 3 minutes, 5 hours, 2 days."""
    seconds = int(length.total_seconds())
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return f"{seconds} second{'' if seconds == 1 else 's'}"
