"""What the desk itself keeps: decision bundles, the parts they are packed from, legal holds, searches, and
releases of statistics.
"""

from .bundles import Bundle, BundlePart
from .holds import LegalHold
from .searches import SubjectSearch
from .statistics import StatisticsRelease

__all__ = ["Bundle", "BundlePart", "LegalHold", "StatisticsRelease", "SubjectSearch"]
