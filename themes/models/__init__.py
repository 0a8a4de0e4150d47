"""Guidance editions, the seven themes and their lines, the principles, texts to cite, evidence and metrics."""

from .beside import Corroboration, EvidenceAccount, EvidenceCheck, EvidenceMeeting
from .comparators import FEWEST, Comparator, ComparatorGroup
from .editions import Edition, Mark, Sourced
from .evidence import Bearing, Evidence, EvidenceVersion
from .imports import ImportProblem, MetricImport
from .metrics import PERCENTAGE, Metric
from .principles import Principle, PrincipleWording
from .references import Reference
from .reliance import Reliance
from .sealing import NamedReader, SealedIdentity
from .sources import AccountsDates, SourceType
from .themes import Line, Placement, SpecialQuestion, Theme, ThemeDefinition, Wording
from .values import MetricValue, period_in_words, plain_number

__all__ = [
    "FEWEST",
    "PERCENTAGE",
    "AccountsDates",
    "Bearing",
    "Comparator",
    "ComparatorGroup",
    "Corroboration",
    "Edition",
    "Evidence",
    "EvidenceAccount",
    "EvidenceCheck",
    "EvidenceMeeting",
    "EvidenceVersion",
    "ImportProblem",
    "Line",
    "Mark",
    "Metric",
    "MetricImport",
    "MetricValue",
    "NamedReader",
    "Placement",
    "Principle",
    "PrincipleWording",
    "Reference",
    "Reliance",
    "SealedIdentity",
    "SourceType",
    "Sourced",
    "SpecialQuestion",
    "Theme",
    "ThemeDefinition",
    "Wording",
    "period_in_words",
    "plain_number",
]
