"""Numbers for Prometheus, for who bears the token of METRICS_TOKEN; without one there is no such page."""

import datetime as dt
from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from bestvalue import clock
from bestvalue.desk.selectors.operations import Operations, operations


@login_not_required
@never_cache
@require_safe
def exposition(request: HttpRequest) -> HttpResponse:
    """The numbers, read from the database at each call, so that any process may be asked."""
    if not bears_token(request):
        raise Http404("There is no such page.")
    registry = CollectorRegistry()
    for name, meaning, value in numbers(operations()):
        Gauge(f"bestvalue_{name}", meaning, registry=registry).set(value)
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def bears_token(request: HttpRequest) -> bool:
    """Whether the caller bears the token by which the service is watched."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(settings.METRICS_TOKEN) and constant_time_compare(given, settings.METRICS_TOKEN)


def numbers(now: Operations) -> Iterator[tuple[str, str, float]]:
    """Name, meaning and value of each number; NaN where there is nothing to tell."""
    yield "sweep_age_seconds", "Time since a sweep of the clocks ran to its end.", _seconds(now.since_sweep)
    yield "prompts_due", "Clocks with a prompt whose day has come.", now.due
    yield "oldest_due_seconds", "How long the oldest of them has been due.", _seconds(now.oldest_due)
    yield "clocks_failing", "Clocks whose prompt could not be given and is tried again.", now.failing
    yield "outbox_depth", "Emails that are still to be sent.", now.outbox
    yield "anchor_age_days", "Days since the records were last anchored.", _days_since(now.anchored_on)
    yield "outbox_oldest_seconds", "How long the oldest of them has waited.", _seconds(now.oldest_email)


def _days_since(day: dt.date | None) -> float:
    return (clock.today() - day).days if day else float("nan")


def _seconds(span: dt.timedelta | None) -> float:
    return span.total_seconds() if span is not None else float("nan")
