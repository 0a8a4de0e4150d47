"""External reviews, inspections, proposals, directions, appointments, reports, exit and oversight."""

from .appointments import Appointment
from .directions import DirectedAction, DirectedFunction, Direction, DirectionFinding
from .exits import ExitStrategy, Milestone
from .inspections import CriticisedPerson, Inspection, InspectorsRequirement, RecommendedStep
from .oversight import OversightPeriod
from .packages import Package
from .proposals import Finding, Proposal, ProposalFinding, ProposedAction, ProposedFunction
from .reports import ProgressReport
from .representations import Representation
from .reviews import ExternalReview
from .running import ActionProgress, Cost, Instruction

__all__ = [
    "ActionProgress",
    "Appointment",
    "Cost",
    "CriticisedPerson",
    "DirectedAction",
    "DirectedFunction",
    "Direction",
    "DirectionFinding",
    "ExitStrategy",
    "ExternalReview",
    "Finding",
    "Inspection",
    "InspectorsRequirement",
    "Instruction",
    "Milestone",
    "OversightPeriod",
    "Package",
    "ProgressReport",
    "Proposal",
    "ProposalFinding",
    "ProposedAction",
    "ProposedFunction",
    "RecommendedStep",
    "Representation",
]
