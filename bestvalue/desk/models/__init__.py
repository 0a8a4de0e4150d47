"""What the desk itself keeps: decision bundles, the parts they are packed from, and legal holds."""

from .bundles import Bundle, BundlePart
from .holds import LegalHold

__all__ = ["Bundle", "BundlePart", "LegalHold"]
