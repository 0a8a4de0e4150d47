"""Writing events, readings and anchors; verifying chains; numbering the feed; heartbeats."""

from .anchors import anchor_chains, export_anchors
from .events import append, name_act, record, transaction_time
from .feed import number_events
from .heartbeats import beat, silence
from .readings import note_reading, note_readings, recorded_look, was_read

__all__ = [
    "anchor_chains",
    "append",
    "beat",
    "export_anchors",
    "name_act",
    "note_reading",
    "note_readings",
    "number_events",
    "record",
    "recorded_look",
    "silence",
    "transaction_time",
    "was_read",
]
