"""Redis as Celery's broker, with what a worker needs so that it outlives Redis."""

from typing import Any

from kombu.transport import redis
from redis import ConnectionError as Gone


class Channel(redis.Channel):
    """A channel that says so when its connection has gone.

    While a task runs, Redis may die: giving back or acknowledging its call then fails. Kombu 5.7 fails with an
    AttributeError, which ends the worker for good; of a lost connection Celery takes care.
    """

    def _connparams(self, *args: Any, **options: Any) -> dict[str, Any]:
        if self.connection is None or self.connection.client is None:
            raise Gone("The connection to Redis has gone.")
        parameters: dict[str, Any] = super()._connparams(*args, **options)  # type: ignore[misc] # its types leave it out
        return parameters


class Transport(redis.Transport):
    """What `CELERY_BROKER_TRANSPORT` names."""

    Channel = Channel
