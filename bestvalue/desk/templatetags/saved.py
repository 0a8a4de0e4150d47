"""Above a list: the filters of it that its reader keeps or shares, and where those that are on are saved."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.template import RequestContext
from django.urls import reverse

from bestvalue.desk.models.saved import LISTS
from bestvalue.desk.saving import MOST, kept_part, saved_for

register = template.Library()


@register.inclusion_tag("desk/saved/_above.html", takes_context=True)
def saved_filters(context: RequestContext) -> dict[str, Any]:
    """What to show above the present list; nothing where it is none whose filters are kept, or nobody is signed in."""
    request: Any = context.get("request")
    match = getattr(request, "resolver_match", None)
    if match is None or match.view_name not in LISTS:
        return {}
    query = kept_part(request.GET.urlencode())
    found = list(saved_for(request.user).filter(page=match.view_name)[:MOST])
    new = {"list": match.view_name, "filters": query}
    return {
        "saved": found,
        "user": request.user,
        "query": query,
        "save_at": f"{reverse('desk:save_filter')}?{urlencode(new)}" if query else "",
    }
