"""Guidance editions, the seven themes and their lines, the principles, texts to cite, and evidence."""

from .beside import Corroboration, EvidenceAccount, EvidenceCheck, EvidenceMeeting
from .editions import Edition, Mark, Sourced
from .evidence import Bearing, Evidence, EvidenceVersion
from .principles import Principle, PrincipleWording
from .references import Reference
from .reliance import Reliance
from .sealing import NamedReader, SealedIdentity
from .sources import AccountsDates, SourceType
from .themes import Line, Placement, SpecialQuestion, Theme, ThemeDefinition, Wording

__all__ = [
    "AccountsDates",
    "Bearing",
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
]
