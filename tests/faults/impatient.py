"""The web process as it is, but a key that a crash left behind is free after five seconds in place of a minute."""

import datetime as dt

from bestvalue.wsgi import application

__all__ = ["application"]

from bestvalue.api import idempotency  # once the application is set up

idempotency.GIVEN_UP_AFTER = dt.timedelta(seconds=5)
