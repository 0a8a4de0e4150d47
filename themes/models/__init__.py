"""Guidance editions, themes, principles, texts to cite, evidence, observations, assessments and metrics."""

from .assessments import Assessment, AssessmentEvidence, Citation, PrincipleNote, ThemeAssessment
from .beside import Corroboration, EvidenceAccount, EvidenceCheck, EvidenceMeeting
from .comparators import FEWEST, Comparator, ComparatorGroup
from .editions import Edition, Mark, Sourced
from .evidence import Bearing, Evidence, EvidenceVersion
from .imports import ImportProblem, MetricImport
from .metrics import PERCENTAGE, Metric
from .observations import Observation, ObservedEvidence, SpecialAnswer
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
    "Assessment",
    "AssessmentEvidence",
    "Bearing",
    "Citation",
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
    "Observation",
    "ObservedEvidence",
    "Placement",
    "Principle",
    "PrincipleNote",
    "PrincipleWording",
    "Reference",
    "Reliance",
    "SealedIdentity",
    "SourceType",
    "Sourced",
    "SpecialAnswer",
    "SpecialQuestion",
    "Theme",
    "ThemeAssessment",
    "ThemeDefinition",
    "Wording",
    "period_in_words",
    "plain_number",
]
