"""Guidance editions, themes and their lines, principles, texts to cite, evidence, observations and assessments."""

from .assessments import Assessment, AssessmentEvidence, Citation, PrincipleNote, ThemeAssessment
from .beside import Corroboration, EvidenceAccount, EvidenceCheck, EvidenceMeeting
from .editions import Edition, Mark, Sourced
from .evidence import Bearing, Evidence, EvidenceVersion
from .observations import Observation, ObservedEvidence, SpecialAnswer
from .principles import Principle, PrincipleWording
from .references import Reference
from .reliance import Reliance
from .sealing import NamedReader, SealedIdentity
from .sources import AccountsDates, SourceType
from .themes import Line, Placement, SpecialQuestion, Theme, ThemeDefinition, Wording

__all__ = [
    "AccountsDates",
    "Assessment",
    "AssessmentEvidence",
    "Bearing",
    "Citation",
    "Corroboration",
    "Edition",
    "Evidence",
    "EvidenceAccount",
    "EvidenceCheck",
    "EvidenceMeeting",
    "EvidenceVersion",
    "Line",
    "Mark",
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
]
