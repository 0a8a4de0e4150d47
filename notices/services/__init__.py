"""The acts on notices and requirements for information."""

from .drafting import draft_notice, edit_notice, preview_notice
from .ending import do_not_reissue_notice, withdraw_notice
from .issuing import issue_notice, record_period_end, reissue_notice, revise_notice
from .progress import record_progress
from .requirements import draft_requirement, edit_requirement, end_requirement, log_return, serve_requirement
from .serving import serve_notice

__all__ = [
    "do_not_reissue_notice",
    "draft_notice",
    "draft_requirement",
    "edit_notice",
    "edit_requirement",
    "end_requirement",
    "issue_notice",
    "log_return",
    "preview_notice",
    "record_period_end",
    "record_progress",
    "reissue_notice",
    "revise_notice",
    "serve_notice",
    "serve_requirement",
    "withdraw_notice",
]
