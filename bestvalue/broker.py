"""Redis as Celery's broker, with what a worker needs so that it outlives Redis."""

from typing import Any

from kombu.transport import redis


class QoS(redis.QoS):
    """The calls that a worker has taken and not yet done."""

    def restore_unacked(self, client: Any = None) -> None:
        """Give them back when the worker ends; where Redis has gone there is nobody to give them to.

        Kombu 5.7 fails then, and the worker ends for good. What is due is in the database, so that nothing is lost.
        """
        if self.channel.connection.client:
            super().restore_unacked(client)
        elif self._delivered:
            self._delivered.clear()


class Channel(redis.Channel):
    """A channel whose calls are kept so."""

    QoS = QoS


class Transport(redis.Transport):
    """What `CELERY_BROKER_TRANSPORT` names."""

    Channel = Channel
