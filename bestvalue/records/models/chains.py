"""What a chain of events hangs on: a case, or a stream for acts outside any case."""

from typing import ClassVar

from django.db import models


class Chained(models.Model):
    """Keeps the length and the last hash of a chain of events, so that cutting off its tail shows."""

    version = models.PositiveIntegerField("number of events", default=0, editable=False)
    head = models.CharField("hash of the last event", max_length=64, blank=True, default="", editable=False)

    class Meta:
        abstract = True

    @property
    def stream_name(self) -> str:
        """The name under which this chain's events are kept."""
        raise NotImplementedError(f"{type(self).__name__} does not name its stream")


class Stream(Chained):
    """A chain of events outside any case: `people`, `authority:<slug>`."""

    name = models.CharField(max_length=200, primary_key=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def stream_name(self) -> str:
        """The stream's own name."""
        return self.name
