"""Authorities, cases and their lifecycle, submissions, documents, and the public register."""

from .authorities import Authority, AuthorityAlias, Succession
from .case import Case
from .consultations import RegimeConsultation
from .documents import Document, text_hash
from .engagement import Contact, SupportArrangement
from .facts import NOT_PUBLISHED, NotPublished, WithFacts, facts_known
from .instruments import Instrument, InstrumentQuerySet, Life
from .kinds import AuthorityKind, KindPost
from .notes import Note, PastEvent
from .officers import OfficeHolding
from .posts import Post
from .publications import Counter, Publication, PublicationKind, PublishedStep
from .submissions import Submission, SubmissionAct
from .watches import ServiceFailureWatch, TrajectoryNote

__all__ = [
    "NOT_PUBLISHED",
    "Authority",
    "AuthorityAlias",
    "AuthorityKind",
    "Case",
    "Contact",
    "Counter",
    "Document",
    "Instrument",
    "InstrumentQuerySet",
    "KindPost",
    "Life",
    "NotPublished",
    "Note",
    "OfficeHolding",
    "PastEvent",
    "Post",
    "Publication",
    "PublicationKind",
    "PublishedStep",
    "RegimeConsultation",
    "ServiceFailureWatch",
    "Submission",
    "SubmissionAct",
    "Succession",
    "SupportArrangement",
    "TrajectoryNote",
    "WithFacts",
    "facts_known",
    "text_hash",
]
