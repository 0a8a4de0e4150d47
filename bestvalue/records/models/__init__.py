"""The event log, its hash chain and its feed, the log of who read what, tombstones, and heartbeats."""

from .anchors import Anchor
from .chains import Chained, Stream
from .events import Event
from .feed import FeedEntry
from .heartbeats import Heartbeat
from .readings import Reading
from .removals import Removal

__all__ = ["Anchor", "Chained", "Event", "FeedEntry", "Heartbeat", "Reading", "Removal", "Stream"]
