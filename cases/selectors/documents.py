"""Reading the documents of a case: each frozen text with its versions, and the letter that it became."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from bestvalue import clock
from cases.letters import Letterhead
from cases.models import Case, Document, File, SubmissionAct


def documents_of(case: Case) -> QuerySet[Document]:
    """Every frozen text of a case, the latest first."""
    return Document.objects.filter(case=case).order_by("-created_at", "title", "-version")


def versions_of(document: Document) -> QuerySet[Document]:
    """The frozen texts about the same thing, the latest first."""
    return Document.objects.filter(case=document.case_id, subject=document.subject).order_by("-created_at", "-version")


def files_of(case: Case) -> QuerySet[File]:
    """The files kept on a case, the latest first."""
    found = File.objects.filter(case=case).select_related("uploaded_by", "text").defer("text__body")
    return found.order_by("-uploaded_at", "id")


def files_about(case: Case, subject: str) -> QuerySet[File]:
    """The files that belong to one thing on a case."""
    return files_of(case).filter(subject=subject)


def files_by_subject(case: Case, subjects: Iterable[str]) -> dict[str, list[File]]:
    """The files that belong to each of several things on a case, read at once."""
    found: dict[str, list[File]] = defaultdict(list)
    for file in files_of(case).filter(subject__in=list(subjects)):
        found[file.subject].append(file)
    return found


def letterhead_of(document: Document) -> Letterhead:
    """The letterhead of a text: dated by the act that sent it out, and a draft before."""
    spent = SubmissionAct.objects.filter(document=document, state="spent").select_related("spent_by").first()
    sent_on = spent.spent_by.effective_on if spent and spent.spent_by else None
    return Letterhead(date=sent_on, today=clock.today(), reference=document.case.reference or "")
