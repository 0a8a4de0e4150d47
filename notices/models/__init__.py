"""Best Value Notices and requirements for information."""

from .notice import ExpectationProgress, Notice, NoticeConcern, NoticeExpectation, NoticeRecipient
from .requirement import InformationRequirement, RequirementItem, RequirementReturn

__all__ = [
    "ExpectationProgress",
    "InformationRequirement",
    "Notice",
    "NoticeConcern",
    "NoticeExpectation",
    "NoticeRecipient",
    "RequirementItem",
    "RequirementReturn",
]
