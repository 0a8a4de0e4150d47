"""Writing events, readings and anchors; verifying chains; numbering the feed."""

from .anchors import anchor_chains
from .events import append, record
from .feed import number_events
from .readings import note_reading, note_readings

__all__ = ["anchor_chains", "append", "note_reading", "note_readings", "number_events", "record"]
