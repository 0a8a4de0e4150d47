"""What may be uploaded, and whether it is what it says it is."""

from .checking import BadFileError, Checked, Upload, check
from .kinds import ACCEPTED, LARGEST
from .scanning import scan

__all__ = ["ACCEPTED", "LARGEST", "BadFileError", "Checked", "Upload", "check", "scan"]
