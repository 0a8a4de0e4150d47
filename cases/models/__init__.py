"""Authorities, cases and their lifecycle, submissions, documents, and the public register."""

from .authorities import Authority, AuthorityAlias, Succession
from .calendar import BankHoliday, PreElectionPeriod
from .case import Case
from .case_notes import CaseNote, Mention
from .clocks import Clock, ClockChange, Prompt
from .comments import DraftComment
from .consultations import RegimeConsultation
from .corrections import Correction
from .documents import Document, text_hash
from .engagement import AuthorityAccount, Contact, NextStep, SupportArrangement, SupportOffer
from .facts import NOT_PUBLISHED, NotPublished, WithFacts, facts_known
from .files import File, FileText, Stored
from .following import Following
from .instruments import Instrument, InstrumentQuerySet, Life
from .kinds import AuthorityKind, KindPost
from .letters import Letter
from .notes import Note, PastEvent
from .officers import OfficeHolding
from .openings import OpeningRequest
from .packs import PublicationPack
from .posts import Post
from .publications import Counter, Publication, PublicationKind, PublishedStep
from .submissions import Recusal, Submission, SubmissionAct, SubmissionComment
from .tasks import Task
from .unsaved import UnsavedWork
from .watches import Escalation, ServiceFailureWatch, StartCorrection
from .watching import Reinspection, Trajectory, TrajectoryNote, WatchContact

__all__ = [
    "NOT_PUBLISHED",
    "Authority",
    "AuthorityAccount",
    "AuthorityAlias",
    "AuthorityKind",
    "BankHoliday",
    "Case",
    "CaseNote",
    "Clock",
    "ClockChange",
    "Contact",
    "Correction",
    "Counter",
    "Document",
    "DraftComment",
    "Escalation",
    "File",
    "FileText",
    "Following",
    "Instrument",
    "InstrumentQuerySet",
    "KindPost",
    "Letter",
    "Life",
    "Mention",
    "NextStep",
    "NotPublished",
    "Note",
    "OfficeHolding",
    "OpeningRequest",
    "PastEvent",
    "Post",
    "PreElectionPeriod",
    "Prompt",
    "Publication",
    "PublicationKind",
    "PublicationPack",
    "PublishedStep",
    "Recusal",
    "RegimeConsultation",
    "Reinspection",
    "ServiceFailureWatch",
    "StartCorrection",
    "Stored",
    "Submission",
    "SubmissionAct",
    "SubmissionComment",
    "Succession",
    "SupportArrangement",
    "SupportOffer",
    "Task",
    "Trajectory",
    "TrajectoryNote",
    "UnsavedWork",
    "WatchContact",
    "WithFacts",
    "facts_known",
    "text_hash",
]
