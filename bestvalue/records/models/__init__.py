"""The event log, its hash chain, and the log of who read what."""

from .anchors import Anchor
from .chains import Chained, Stream
from .events import Event
from .readings import Reading

__all__ = ["Anchor", "Chained", "Event", "Reading", "Stream"]
