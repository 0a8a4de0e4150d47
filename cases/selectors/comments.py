"""Reading the comments on drafts, for somebody who was given the case."""

from django.db.models import QuerySet

from cases.models import Case, DraftComment, Submission


def comments_of(case: Case) -> QuerySet[DraftComment]:
    """The comments on the drafts of a case, each with its answers, the earliest first."""
    found = DraftComment.objects.filter(case=case, answers_to__isnull=True).select_related("by", "settled_by")
    return found.prefetch_related("answers__by").order_by("made_at", "id")


def open_comments(submission: Submission) -> int:
    """How many comments are open on a submission and on the texts that it asks about."""
    subjects = {submission.key, *(each.subject for each in submission.acts.all() if each.state == "asked")}
    found = DraftComment.objects.filter(case=submission.case_id, subject__in=subjects, state="open")
    return found.filter(answers_to__isnull=True).count()
