"""How often one caller may call: counted in Redis, told with every answer, and no hindrance while Redis is away.

The headers are those of draft-ietf-httpapi-ratelimit-headers-10; `api_middleware` adds them to whatever is answered.
"""

import logging
from typing import Any

from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.accounts.services.sign_in import counted_address

from .middleware import always
from .problems import LimitReached

WINDOW = 60  # seconds

log = logging.getLogger(__name__)


class Limit(BaseThrottle):
    """So many requests a minute, as `API_LIMITS` says for the limit's name; the minutes are those of the clock."""

    def counted(self, request: Request) -> tuple[str, str]:
        """The name of the limit, and who it is that is counted."""
        user = request.user
        return ("person", str(user.pk)) if isinstance(user, User) else ("address", counted_address(request._request))

    def allow_request(self, request: Request, view: Any) -> bool:
        """Count the request. Raises LimitReached; while Redis is away nothing is counted, and all are let in."""
        name, caller = self.counted(request)
        quota = settings.API_LIMITS[name]
        minute, second = divmod(int(clock.now().timestamp()), WINDOW)
        headers = always(request._request)
        headers["RateLimit-Policy"] = f'"{name}";q={quota};w={WINDOW}'
        try:
            count = _one_more(f"limit:{name}:{caller}:{minute}")
        except RedisError as error:
            log.warning("Requests to the API are not counted: %s", error)
            return True
        headers["RateLimit"] = f'"{name}";r={max(quota - count, 0)};t={WINDOW - second}'
        if count > quota:
            raise LimitReached(name, quota, wait=WINDOW - second)
        return True


class RegisterLimit(Limit):
    """The limit of the public register, which looks at nobody's token: for each address."""

    def counted(self, request: Request) -> tuple[str, str]:
        """The address."""
        return "register", counted_address(request._request)


def _one_more(key: str) -> int:
    """Count one more, atomically; returns how many there are now."""
    try:
        return cache.incr(key)
    except ValueError:  # the first of its minute, unless another is quicker
        return 1 if cache.add(key, 1, timeout=2 * WINDOW) else cache.incr(key)
