"""How often one caller may call: counted in Redis, told with every answer, and no hindrance while Redis is away.

The headers are those of draft-ietf-httpapi-ratelimit-headers-10; `api_middleware` adds them to whatever is answered.
"""

import logging
from functools import cache
from typing import Any

from django.conf import settings
from redis import Redis
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.accounts.services.sign_in import counted_address

from .middleware import always
from .problems import LimitReached

WINDOW = 60  # seconds
PATIENCE = 0.2  # seconds

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
    """Count one more, atomically and in one question; returns how many there are now."""
    questions = _redis(settings.REDIS_URL).pipeline(transaction=False)
    questions.incr(key)
    questions.expire(key, 2 * WINDOW)
    return int(questions.execute()[0])


@cache
def _redis(address: str) -> Redis:
    """This process's connections to Redis, for which who calls does not wait long."""
    return Redis.from_url(address, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE)
