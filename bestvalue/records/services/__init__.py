"""Writing events, readings and anchors; verifying chains."""

from .anchors import anchor_chains
from .events import append, record
from .readings import note_reading

__all__ = ["anchor_chains", "append", "note_reading", "record"]
