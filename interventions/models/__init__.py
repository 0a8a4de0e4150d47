"""External reviews, inspections, proposals, directions, appointments, reports, exit and oversight."""

from .appointments import Appointment
from .directions import DirectedAction, DirectedFunction, Direction
from .exits import ExitStrategy, Milestone
from .inspections import Inspection, InspectorsRequirement
from .oversight import OversightPeriod
from .packages import Package
from .proposals import Proposal, ProposedAction, ProposedFunction, ThemeFinding
from .reports import ProgressReport
from .representations import Representation
from .reviews import ExternalReview

__all__ = [
    "Appointment",
    "DirectedAction",
    "DirectedFunction",
    "Direction",
    "ExitStrategy",
    "ExternalReview",
    "Inspection",
    "InspectorsRequirement",
    "Milestone",
    "OversightPeriod",
    "Package",
    "ProgressReport",
    "Proposal",
    "ProposedAction",
    "ProposedFunction",
    "Representation",
    "ThemeFinding",
]
