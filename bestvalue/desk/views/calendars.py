"""A calendar as a calendar program fetches it: by its secret address, without signing in."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from bestvalue import clock
from bestvalue.accounts.services.calendars import open_calendar
from bestvalue.api.etags import etag_of
from bestvalue.desk.calendars import as_icalendar
from bestvalue.desk.selectors.calendars import entries_of

TYPE = "text/calendar; charset=utf-8"


@login_not_required
@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponseBase:
    """What the person or team has to do with today; 404 for a secret that is unknown, revoked or stands on nothing."""
    feed = open_calendar(secret)
    if feed is None:
        raise Http404("There is no such calendar.")

    def link(ref: str) -> str:
        return request.build_absolute_uri(reverse("desk:case", args=[ref]))

    name = f"Best Value casework: {feed.team}" if feed.team else "Best Value casework"
    content = as_icalendar(entries_of(feed, clock.today()), name=name, link=link)
    headers = {"ETag": etag_of(content), "Cache-Control": "private, no-store"}
    response = HttpResponse(content, content_type=TYPE, headers=headers)
    return get_conditional_response(request, etag=headers["ETag"], response=response) or response
