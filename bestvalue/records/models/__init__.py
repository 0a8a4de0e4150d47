"""The event log, its hash chain and its feed, and the log of who read what."""

from .anchors import Anchor
from .chains import Chained, Stream
from .events import Event
from .feed import FeedEntry
from .readings import Reading

__all__ = ["Anchor", "Chained", "Event", "FeedEntry", "Reading", "Stream"]
