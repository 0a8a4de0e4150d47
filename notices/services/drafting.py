"""Drafting and editing notices, and the text that a draft would have (R1, R2, R3)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from bestvalue.accounts.models import Role, RoleHolding, User
from cases.models import Case
from cases.moves import MOVES
from cases.services.act import Act, Past, acting, origin
from cases.services.documents import freeze
from cases.services.submissions import need_not_with_minister, void_approvals
from notices.models import Notice, NoticeConcern, NoticeExpectation, NoticeRecipient

TITLE = MOVES["issue_notice"].document
EDITABLE = (
    "what_prompted",
    "credit",
    "engagement_asked",
    "private_response",
    "no_response_reason",
    "why_a_notice",
    "period_months",
    "period_reason",
    "signed_by",
)
Parts = Sequence[Mapping[str, Any]]


def draft_notice(
    *,
    by: User,
    case: Case,
    concerns: Parts = (),
    expectations: Sequence[str] = (),
    recipients: Parts = (),
    past: Past | None = None,
    expected_version: int | None = None,
    **fields: Any,
) -> Notice:
    """Draft a notice. `concerns` give theme, text and perhaps line; `recipients` give officer and role.

    It may be incomplete; `missing_from` tells what it lacks. Its text is kept as a version, to be compared with later.
    """
    with acting("draft_notice", case=case.pk, by=by, past=past, expected_version=expected_version) as act:
        _need_its_own(act, recipients, fields)
        act.check()
        notice = Notice(case=act.case, drafted_by=by, **origin(past))
        notice.set_facts(**_known(fields))
        notice.save(force_insert=True)
        write_parts(notice, concerns=concerns, expectations=expectations, recipients=recipients)
        act.tell(subject=notice.key, **({} if past else {"after": {"document": freeze(notice, title=TITLE).sha256}}))
    return notice


def edit_notice(
    *,
    by: User,
    notice: Notice,
    concerns: Parts | None = None,
    expectations: Sequence[str] | None = None,
    recipients: Parts | None = None,
    expected_version: int | None = None,
    **fields: Any,
) -> Notice:
    """Edit a draft; an approval given to the earlier text is void from here on (R2). What is not given stays."""
    with acting("edit_notice", case=notice.case_id, by=by, expected_version=expected_version) as act:
        notice = act.lock(notice)
        need_not_with_minister(act, notice)
        _need_its_own(act, recipients or (), fields)
        act.check(notice)
        notice.set_facts(**_known(fields))
        notice.save()
        parts = {"concerns": concerns, "expectations": expectations, "recipients": recipients}
        write_parts(notice, **{name: each for name, each in parts.items() if each is not None})
        told = {"edited": sorted(fields), "document": freeze(notice, title=TITLE).sha256}
        act.tell(subject=notice.key, after={**told, "approvals_voided": void_approvals(notice)})
    return notice


def preview_notice(*, by: User, case: Case, notice: Notice | None, **given: Any) -> str:
    """The letter as saving would freeze it. Nothing is saved: what is written for it is undone."""
    with transaction.atomic():
        shown = Notice.objects.get(pk=notice.pk) if notice else Notice(case=case, drafted_by=by)
        shown.set_facts(**{name: each for name, each in given.items() if name in EDITABLE})
        shown.save()
        write_parts(shown, **{name: given[name] for name in ("concerns", "expectations", "recipients")})
        text = shown.decision_text()
        transaction.set_rollback(True)
    return text


def write_parts(notice: Notice, **parts: Iterable[Any]) -> None:
    """Give a draft these parts in place of those it has of the same sort."""
    for name, each in parts.items():
        getattr(notice, name).all().delete()
        _WRITERS[name](notice, each)


def _write_concerns(notice: Notice, concerns: Iterable[Mapping[str, Any]]) -> None:
    NoticeConcern.objects.bulk_create(NoticeConcern(notice=notice, **each) for each in concerns)


def _write_expectations(notice: Notice, expectations: Iterable[str]) -> None:
    NoticeExpectation.objects.bulk_create(
        NoticeExpectation(notice=notice, number=number, text=text) for number, text in enumerate(expectations, start=1)
    )


def _write_recipients(notice: Notice, recipients: Iterable[Mapping[str, Any]]) -> None:
    NoticeRecipient.objects.bulk_create(NoticeRecipient(notice=notice, **each) for each in recipients)


_WRITERS: Mapping[str, Callable[[Notice, Any], None]] = {
    "concerns": _write_concerns,
    "expectations": _write_expectations,
    "recipients": _write_recipients,
}


def _known(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    if unknown := set(fields) - set(EDITABLE):
        raise TypeError(f"A notice has no editable {', '.join(sorted(unknown))}.")
    return fields


def _need_its_own(act: Act, recipients: Parts, fields: Mapping[str, Any]) -> None:
    authority = act.case.authority_id
    own = all(each["officer"].authority_id == authority for each in recipients)
    act.need(own, "other_authority", "A notice goes to people who hold a post in its own authority (R3).")
    signs = fields.get("signed_by")
    held = RoleHolding.objects.filter(user=signs, role=Role.DEPUTY_DIRECTOR).on(act.today)
    act.need(signs is None or held.exists(), "not_a_deputy_director", "A deputy director in office signs the letter.")
