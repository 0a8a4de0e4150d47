"""A webhook that waits for the administrator: nothing is sent before somebody approves it."""

from bestvalue.accounts.models import User
from bestvalue.api.models import Webhook
from bestvalue.api.services import create_webhook

TARGET = "http://localhost:8099/events"


def ask_for_a_webhook(owner: User) -> None:
    """Ask for one in this person's name, unless they have asked before."""
    if not Webhook.objects.filter(owner=owner).exists():
        what = "A list of dates on the team's own computer, to try webhooks out"
        create_webhook(by=owner, target=TARGET, description=what)
