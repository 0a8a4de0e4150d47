"""When something that runs by the clock last ran to its end."""

from django.db import models


class Heartbeat(models.Model):
    """The last time that a periodic job ran to its end; a silence is told by /readyz/ and the operations page."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {self.at}"
