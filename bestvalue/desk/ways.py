"""The ways on from the first page to what is not in the menu: grouped, and each only for those who can open it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from bestvalue.accounts.models import Role, User
from bestvalue.accounts.policy import holds, may_manage_people
from bestvalue.desk.retention.due import keeps_retention
from cases.policy import is_official, knows_watches, reads_portfolio, reviews_readings


@dataclass(frozen=True, slots=True)
class Way:
    """One way on: where to, what the page is called, what is on it."""

    page: str
    text: str
    says: str


def anybody(user: User) -> bool:
    """Everybody who is signed in."""
    return holds(user, *Role)


WAYS: tuple[tuple[str, tuple[tuple[str, str, str, Callable[[User], bool]], ...]], ...] = (
    (
        "Across cases",
        (
            ("desk:notices", "Notices", "in force, and those whose period has ended", reads_portfolio),
            ("desk:directions", "Directions", "in force, until when, and what lapsed", reads_portfolio),
            ("desk:forecast", "Forecast", "what falls due in the months to come", reads_portfolio),
            ("desk:watches", "Failing services being watched", "when you are asked to look again", knows_watches),
            ("desk:planner", "Date planner", "every date that would follow an act", is_official),
            ("authorities:openings", "Requests to open a case", "what was asked, and the answers", is_official),
        ),
    ),
    (
        "Records",
        (
            ("desk:retention", "Retention", "what is due to be removed, and legal holds", keeps_retention),
            ("desk:subject_searches", "Subject access", "where a person appears who asks", keeps_retention),
            ("desk:readings", "Who read what", "each reading of a private case", reviews_readings),
        ),
    ),
    (
        "The service",
        (
            ("desk:operations", "Operations", "how the work of the clock is doing", may_manage_people),
            ("desk:people", "People", "who may sign in, and their roles", may_manage_people),
            ("desk:teams", "Teams", "who works in which", may_manage_people),
            ("messages:undelivered", "Emails that were not delivered", "to send again or give up", may_manage_people),
            ("desk:api_clients", "Machines", "which systems may call", may_manage_people),
            ("admin:index", "Reference data", "kinds, posts, bank holidays and elections", may_manage_people),
            ("desk:webhooks", "Webhooks", "which systems are told of events", anybody),
        ),
    ),
)


def ways_for(user: User) -> list[tuple[str, list[Way]]]:
    """The groups of ways that this person can go; none that is empty."""
    found = [
        (group, [Way(reverse(name), text, says) for name, text, says, opens in ways if opens(user)])
        for group, ways in WAYS
    ]
    return [(group, ways) for group, ways in found if ways]
