"""Writing events, readings and anchors; verifying chains."""

from .anchors import anchor_chains
from .events import append, record, transaction_time
from .readings import note_reading, note_readings

__all__ = ["anchor_chains", "append", "note_reading", "note_readings", "record", "transaction_time"]
