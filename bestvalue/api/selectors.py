"""Which webhooks a person may know of: their own; an administrator, who approves them, all."""

from django.db.models import QuerySet

from bestvalue.accounts.models import User
from bestvalue.accounts.policy import may_manage_people

from .models import Webhook


def webhooks_for(user: User) -> QuerySet[Webhook]:
    """The webhooks that this person may know of, the latest first."""
    rows = Webhook.objects.select_related("owner", "approved_by")
    return rows if may_manage_people(user) else rows.filter(owner=user)


def waiting_webhooks(user: User) -> QuerySet[Webhook]:
    """Those that this person, an administrator, may approve."""
    return webhooks_for(user).filter(state=Webhook.State.REQUESTED).exclude(owner=user)
