"""The event log, its hash chain, the log of who read what, and heartbeats."""

from .anchors import Anchor
from .chains import Chained, Stream
from .events import Event
from .heartbeats import Heartbeat
from .readings import Reading

__all__ = ["Anchor", "Chained", "Event", "Heartbeat", "Reading", "Stream"]
