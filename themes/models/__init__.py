"""Guidance editions, the seven themes and their lines, the principles, texts to cite, and metrics."""

from .comparators import FEWEST, Comparator, ComparatorGroup
from .editions import Edition, Mark, Sourced
from .imports import ImportProblem, MetricImport
from .metrics import PERCENTAGE, Metric
from .principles import Principle, PrincipleWording
from .references import Reference
from .themes import Line, Placement, SpecialQuestion, Theme, ThemeDefinition, Wording
from .values import MetricValue, period_in_words, plain_number

__all__ = [
    "FEWEST",
    "PERCENTAGE",
    "Comparator",
    "ComparatorGroup",
    "Edition",
    "ImportProblem",
    "Line",
    "Mark",
    "Metric",
    "MetricImport",
    "MetricValue",
    "Placement",
    "Principle",
    "PrincipleWording",
    "Reference",
    "Sourced",
    "SpecialQuestion",
    "Theme",
    "ThemeDefinition",
    "Wording",
    "period_in_words",
    "plain_number",
]
