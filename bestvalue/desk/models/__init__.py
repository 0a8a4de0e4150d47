"""What the desk itself keeps: decision bundles with their parts, legal holds, searches, and reports of problems."""

from .bundles import Bundle, BundlePart
from .holds import LegalHold
from .problems import ProblemReport
from .searches import SubjectSearch

__all__ = ["Bundle", "BundlePart", "LegalHold", "ProblemReport", "SubjectSearch"]
