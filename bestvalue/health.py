"""Two addresses for whatever watches the service: is the process alive, and can it do its work."""

from http import HTTPStatus
from math import isnan

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bestvalue.desk.selectors.operations import operations
from bestvalue.figures import bears_token, numbers

SECONDS = 1


@login_not_required
@never_cache
@require_safe
def alive(request: HttpRequest) -> JsonResponse:
    """200 while the process can answer at all; asks nothing of database or broker."""
    return JsonResponse({"status": "ok"})


@login_not_required
@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when requests can be served, 503 when not; without Redis, or a sweep of late, it is `degraded` but serves.

    How much waits is told only to who bears the token of METRICS_TOKEN.
    """
    parts = {"database": database_state(), "redis": redis_state()}
    if parts["database"] != "ok":
        return JsonResponse({"status": "unavailable", **parts}, status=HTTPStatus.SERVICE_UNAVAILABLE)
    now = operations()
    parts |= {"sweep": now.sweep, "calendar": now.calendar}
    told = {name: None if isnan(value) else value for name, _, value in numbers(now)} if bears_token(request) else {}
    return JsonResponse({"status": "ok" if set(parts.values()) == {"ok"} else "degraded", **parts, **told})


def database_state() -> str:
    """`ok`, `unreachable` or `migrations missing`."""
    try:
        executor = MigrationExecutor(connection)
    except Error:
        return "unreachable"
    return "migrations missing" if executor.migration_plan(executor.loader.graph.leaf_nodes()) else "ok"


def redis_state() -> str:
    """`ok` or `unreachable`."""
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=SECONDS, socket_timeout=SECONDS) as client:
            client.ping()
    except redis.RedisError:
        return "unreachable"
    return "ok"
