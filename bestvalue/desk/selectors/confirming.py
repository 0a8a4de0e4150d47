"""What private office, who know of no case, confirm by a step-up code: the texts in the box, in words (rulings 18)."""

from bestvalue.accounts.models import User
from bestvalue.accounts.step_up import describes_documents
from bestvalue.desk.statistics.quarters import quarter_named
from cases.models import SubmissionAct
from cases.policy import freezes_statistics

from .decisions import opens_the_box


@describes_documents
def named_in_the_box(user: User, document: str) -> str | None:
    """A text that a minister was asked to decide on, by its hash, for those who have a box; else None."""
    if not opens_the_box(user):
        return None
    sent = SubmissionAct.objects.filter(document__sha256=document, submission__pack__isnull=False)
    found = sent.select_related("document", "submission__case__authority").order_by("-created_at").first()
    return f"{found.document}, {found.submission.case.authority}" if found else None


@describes_documents
def named_statistics(user: User, document: str) -> str | None:
    """The statistics of a quarter, `statistics:2026-Q3`, for who may freeze them; else None."""
    kind, _, name = document.partition(":")
    if kind != "statistics" or not freezes_statistics(user):
        return None
    try:
        return f"The statistics of {quarter_named(name).words}"
    except ValueError:
        return None
