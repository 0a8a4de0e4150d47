"""The comments on a draft, wherever it is read or edited."""

from typing import Any

from django import template
from django.template import Context

from cases import policy
from cases.models import Case, Document, Submission
from cases.moves import MOVES
from cases.selectors.comments import comments_of, open_comments
from cases.services.comments import KINDS, Draft, hash_now, is_a_draft, move_of

register = template.Library()


@register.inclusion_tag("cases/comments/_of_draft.html", takes_context=True)
def comments_on(context: Context, draft: Draft | None, case: Case) -> dict[str, Any]:
    """The comments on a draft, open ones first, and what this person may do with them; nothing for what takes none."""
    kind = draft.key.partition(":")[0] if draft else ""
    if draft is None or kind not in {*KINDS, "submission"}:
        return {}
    user, found = context["request"].user, list(comments_of(case).filter(subject=draft.key))
    now = hash_now(draft) if found else ""
    versions = Document.objects.filter(subject=draft.key, sha256__in={each.text_sha256 for each in found})
    documents = {each.sha256: each for each in versions.order_by("version")} if found else {}
    threads = [(each, documents.get(each.text_sha256), each.text_sha256 == now) for each in found]
    return {
        "case": case,
        "draft": draft,
        "kind": kind,
        "open": [each for each in threads if each[0].state == "open"],
        "resolved": [each for each in threads if each[0].state == "resolved"],
        "reads_case": bool(documents) and policy.visible_cases(user).filter(pk=case.pk).exists(),
        "takes_more": case.is_open and is_a_draft(draft) and policy.may(user, MOVES[move_of(draft.key)], case),
        "may_settle": case.is_open and policy.may(user, MOVES["resolve_comment"], case),
    }


@register.simple_tag
def count_open_comments(submission: Submission) -> int:
    """How many comments are open on a submission and on the texts that it asks about."""
    return open_comments(submission)
