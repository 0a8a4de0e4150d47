"""Best Value Notices and requirements for information."""

from .notice import Notice, NoticeConcern, NoticeExpectation, NoticeRecipient
from .requirement import InformationRequirement, RequirementItem, RequirementReturn

__all__ = [
    "InformationRequirement",
    "Notice",
    "NoticeConcern",
    "NoticeExpectation",
    "NoticeRecipient",
    "RequirementItem",
    "RequirementReturn",
]
