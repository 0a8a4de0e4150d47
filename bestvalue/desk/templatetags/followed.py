"""On the page of a case: whether its reader follows it, and the button that changes that."""

from typing import Any

from django import template
from django.template import RequestContext

from cases.models import Case
from cases.selectors.following import following

register = template.Library()


@register.inclusion_tag("desk/_follow.html", takes_context=True)
def follow_button(context: RequestContext, case: Case) -> dict[str, Any]:
    """The button; nothing in a look at the past."""
    if context.get("as_at"):
        return {}
    return {"case": case, "followed": following(context["user"], case), "csrf_token": context["csrf_token"]}
