"""What the desk itself keeps: bundles and their parts, holds, searches, filters of lists, releases of statistics."""

from .bundles import Bundle, BundlePart
from .holds import LegalHold
from .saved import SavedFilter
from .searches import SubjectSearch
from .statistics import StatisticsRelease

__all__ = ["Bundle", "BundlePart", "LegalHold", "SavedFilter", "StatisticsRelease", "SubjectSearch"]
