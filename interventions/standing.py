"""Where an instrument stands, in words, and which of its facts its page shows."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bestvalue.ui.dates import day_in_words
from cases.models import Instrument
from cases.selectors.details import began_on
from interventions.models import Appointment, Direction, Proposal

STANDINGS: Mapping[str, str] = {
    "draft": "Draft",
    "discarded": "Draft, discarded",
    "commissioned": "Under way",
    "appointed": "Under way",
    "reported": "Reported",
    "agreed": "Agreed",
    "open": "Open for representations",
    "closed": "Representations closed, decision awaited",
    "replaced": "Replaced by a changed proposal",
    "decided": "Decided",
    "not_proceeded_with": "Gone no further",
    "in_force": "In force",
    "lapsed_undecided": "Lapsed, and nothing was decided",
    "proposed": "Proposed",
    "conflicts_cleared": "Conflicts checked",
    "serving": "Serving",
    "received": "Received",
    "replied": "Answered",
    "running": "Running",
    "reviewed": "Review received",
    "ended": "Ended",
}
# The facts of each kind, in the order in which they are read; those of the exact text are not repeated.
FACTS: Mapping[str, tuple[str, ...]] = {
    "external_review": ("commissioned_on", "report_due_on", "reported_on", "findings", "ended_on"),
    "inspection": (
        *("inspector", "appointed_on", "report_due_on", "sent_to_authority_on", "sent_to_secretary_of_state_on"),
        *("recommends_directions", "recommended_steps", "published_on", "ended_on", "ending"),
    ),
    "package": ("model", "agreed_on", "review_on", "final_view", "ended_on", "ending"),
    "proposal": (
        *("model", "opened_on", "closes_on", "nothing_more_to_say", "closed_on"),
        *("decided_on", "outcome", "reason_decided"),
    ),
    "direction": (
        *("starts_on", "ends_on", "is_open_ended", "review_on", "is_urgent", "legal_advice"),
        *("authority_told_on", "representatives_told_on", "ended_on", "ending"),
    ),
    "appointment": (
        *("person", "body", "role", "powers", "starts_on", "ends_on", "day_limit", "daily_rate"),
        *("conflicts_check", "two_roles_reason", "authority_view", "ended_on"),
    ),
    "progress_report": ("author", "dated_on", "received_on", "scope_recommended", "text", "replied_on", "answer"),
    "exit_strategy": ("agreed_on", "text", "ended_on"),
    "oversight_period": (
        *("starts_on", "review_due_on", "plan", "critical_friend", "reviewer", "independence"),
        *("reviewed_on", "findings", "ended_on", "ending"),
    ),
}
ALWAYS = ("report_due_on", "closes_on", "ends_on", "review_on", "review_due_on")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of an instrument, in words."""

    label: str
    value: str
    long: bool = False


def title_of(instrument: Instrument) -> str:
    """What it is called: its kind, with the person or the day from which it had effect."""
    name = str(instrument._meta.verbose_name)
    name = name[:1].upper() + name[1:]
    if isinstance(instrument, Appointment):
        return f"{name} of {instrument.person} as {instrument.get_role_display().lower()}"
    day = began_on(instrument) or getattr(instrument, "received_on", None)
    return f"{name} of {day_in_words(day, instrument.month_only)}" if day else name


def standing_of(instrument: Instrument, today: dt.date) -> str:
    """Where it stands on a day, in words."""
    standing = instrument.standing(today)
    return STANDINGS.get(standing, standing.replace("_", " ").capitalize())


def window_words(proposal: Proposal, today: dt.date) -> str:
    """How much time for representations is left, or what comes after it."""
    if proposal.state == "closed":
        return "Closed: a decision is awaited"
    if proposal.closes_on is None:
        return "Open; its end was not published"
    if proposal.closes_on < today:
        return f"Ended on {proposal.closes_on:%-d %B %Y}: record that it is closed"
    return f"Open to {proposal.closes_on:%-d %B %Y}"


def end_words(direction: Direction, today: dt.date) -> str:
    """Until when directions last, in words; nothing follows by itself."""
    if direction.state != "made":
        return f"Ended on {direction.ended_on:%-d %B %Y}" if direction.ended_on else "Ended"
    if direction.ends_on is None:
        review = f"; reviewed by {direction.review_on:%-d %B %Y}" if direction.review_on else ""
        return f"For so long as is appropriate{review}" if direction.is_open_ended else "The end was not published"
    days = direction.days_left(today)
    if days is None:
        return f"Lapsed on {direction.ends_on:%-d %B %Y}: nothing was decided"
    left = "today" if days == 0 else "tomorrow" if days == 1 else f"in {days:,} days"
    return f"To {direction.ends_on:%-d %B %Y}, {left}"


def facts_of(instrument: Instrument) -> Iterator[Fact]:
    """Its facts in words; those that are not there yet are left out, and those never published say so."""
    for name in FACTS[instrument.KIND]:
        field = instrument._meta.get_field(name)
        label = str(getattr(field, "verbose_name", name))
        value = "Not published" if name in instrument.not_published else _words(instrument, name)
        if value:
            yield Fact(label[:1].upper() + label[1:], value, long="\n" in value or len(value) > 80)


def _words(instrument: Instrument, name: str) -> str:
    value: Any = getattr(instrument, name)
    if display := getattr(instrument, f"get_{name}_display", None):
        return str(display())
    if isinstance(value, dt.date):
        return day_in_words(value, instrument.month_only and value == began_on(instrument))
    if isinstance(value, bool):
        asked = instrument._meta.get_field(name).null
        return "Yes" if value else "No" if asked else ""
    if isinstance(value, int | Decimal):
        return f"{value:,}"
    return "" if value is None else str(value)
