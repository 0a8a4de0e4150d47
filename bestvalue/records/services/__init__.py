"""Writing events, readings and anchors; verifying chains; heartbeats."""

from .anchors import anchor_chains
from .events import append, record
from .heartbeats import beat, silence
from .readings import note_reading

__all__ = ["anchor_chains", "append", "beat", "note_reading", "record", "silence"]
