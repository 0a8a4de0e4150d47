"""The evidence on which a submission relies, for its pages in whichever app they are."""

from collections.abc import Mapping
from typing import Any

from django import template

from bestvalue.accounts.models import User
from cases.models import Submission
from themes.selectors.evidence import relied_on

register = template.Library()


@register.inclusion_tag("evidence/_relied_on.html", takes_context=True)
def evidence_relied_on(context: Mapping[str, Any], submission: Submission) -> dict[str, Any]:
    """Each version on which it relies, with its status; a link for those who may read the item."""
    user: User = context["user"]
    return {"relied_on": relied_on(user, submission)}
