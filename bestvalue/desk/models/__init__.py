"""What the desk itself keeps: decision bundles, the parts they are packed from, legal holds, and searches."""

from .bundles import Bundle, BundlePart
from .holds import LegalHold
from .searches import SubjectSearch

__all__ = ["Bundle", "BundlePart", "LegalHold", "SubjectSearch"]
