"""What the desk itself keeps: decision bundles with their parts, legal holds, searches, reports of problems, filters of
lists, and releases of statistics.
"""

from .bundles import Bundle, BundlePart
from .holds import LegalHold
from .problems import ProblemReport
from .saved import SavedFilter
from .searches import SubjectSearch
from .statistics import StatisticsRelease

__all__ = ["Bundle", "BundlePart", "LegalHold", "ProblemReport", "SavedFilter", "StatisticsRelease", "SubjectSearch"]
