"""Guidance editions, the seven themes and their lines, the principles, and other texts to cite."""

from .editions import Edition, Mark, Sourced
from .principles import Principle, PrincipleWording
from .references import Reference
from .themes import Line, Placement, SpecialQuestion, Theme, ThemeDefinition, Wording

__all__ = [
    "Edition",
    "Line",
    "Mark",
    "Placement",
    "Principle",
    "PrincipleWording",
    "Reference",
    "Sourced",
    "SpecialQuestion",
    "Theme",
    "ThemeDefinition",
    "Wording",
]
