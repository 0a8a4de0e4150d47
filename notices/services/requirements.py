"""Requirements for information under LGA 1972 s.230 (T13, R9)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from bestvalue.accounts.models import User
from cases.models import Case, NotPublished
from cases.moves import MOVES
from cases.services.act import Past, acting, origin
from cases.services.documents import freeze
from cases.services.submissions import need_not_with_minister, void_approvals
from notices.models import InformationRequirement, Notice, RequirementItem, RequirementReturn
from notices.periods import next_due

TITLE = MOVES["serve_requirement"].document


def draft_requirement(
    *,
    by: User,
    case: Case,
    purpose: str | NotPublished,
    items: Sequence[Mapping[str, Any]] = (),
    notice: Notice | None = None,
    past: Past | None = None,
    expected_version: int | None = None,
) -> InformationRequirement:
    """Draft a requirement with its items (question, function, format, frequency, due_on), with a notice or alone."""
    with acting("draft_requirement", case=case.pk, by=by, past=past, expected_version=expected_version) as act:
        act.need(notice is None or notice.case_id == case.pk, "other_case", "The notice belongs to another case.")
        act.check()
        requirement = InformationRequirement(case=act.case, notice=notice, **origin(past))
        requirement.set_facts(purpose=purpose)
        requirement.save(force_insert=True)
        _write_items(requirement, items)
        act.tell(subject=requirement.key, **({} if past else _frozen(requirement)))
    return requirement


def edit_requirement(
    *,
    by: User,
    requirement: InformationRequirement,
    purpose: str | None = None,
    items: Sequence[Mapping[str, Any]] | None = None,
    expected_version: int | None = None,
) -> InformationRequirement:
    """Edit a draft; an approval given to the earlier text is void from here on (R2). What is not given stays."""
    with acting("edit_requirement", case=requirement.case_id, by=by, expected_version=expected_version) as act:
        requirement = act.lock(requirement)
        need_not_with_minister(act, requirement)
        act.check(requirement)
        if purpose is not None:
            requirement.set_facts(purpose=purpose)
            requirement.save()
        if items is not None:
            requirement.items.all().delete()
            _write_items(requirement, items)
        told = _frozen(requirement)["after"]
        act.tell(subject=requirement.key, after={**told, "approvals_voided": void_approvals(requirement)})
    return requirement


def preview_requirement(
    *,
    case: Case,
    requirement: InformationRequirement | None,
    purpose: str = "",
    items: Sequence[Mapping[str, Any]] = (),
) -> str:
    """The letter as saving would freeze it. Nothing is saved: what is written for it is undone."""
    with transaction.atomic():
        known = requirement and InformationRequirement.objects.get(pk=requirement.pk)
        shown = known or InformationRequirement.objects.create(case=case)
        shown.purpose = purpose
        shown.items.all().delete()
        _write_items(shown, items)
        text = shown.decision_text()
        transaction.set_rollback(True)
    return text


def serve_requirement(
    *,
    by: User,
    requirement: InformationRequirement,
    replaces: InformationRequirement | None = None,
    past: Past | None = None,
    expected_version: int | None = None,
) -> InformationRequirement:
    """Serve a requirement on a minister's decision (T13); an earlier one that it replaces ends."""
    with acting(
        "serve_requirement", case=requirement.case_id, by=by, past=past, expected_version=expected_version
    ) as act:
        requirement = act.lock(requirement)
        act.need(past or requirement.items.exists(), "no_items", "Say what information is required, item by item.")
        own = replaces is None or replaces.case_id == requirement.case_id
        act.need(own, "other_case", "The earlier requirement belongs to another case.")
        late = requirement.items.filter(due_on__lte=act.today).exists()
        act.need(not late, "due_passed", "Every item needs a due date after the day it is served.")
        act.check(requirement)
        if replaces:
            _end(act.lock(replaces), act.today, InformationRequirement.Ending.REPLACED)
        act.spend(requirement)
        requirement.serve()
        requirement.replaces = replaces
        requirement.set_facts(served_on=act.dated)
        requirement.save()
        act.tell(subject=requirement.key)
    return requirement


def log_return(
    *,
    by: User,
    item: RequirementItem,
    received_on: dt.date,
    summary: str,
    answers_due_on: dt.date | None = None,
    expected_version: int | None = None,
) -> RequirementReturn:
    """Log a return received for an item; later versions are kept beside it.

    `answers_due_on` is the due date that it answers; the first open one if none is given.
    """
    with acting("log_return", case=item.requirement.case_id, by=by, expected_version=expected_version) as act:
        requirement = act.lock(item.requirement)
        act.need(requirement.is_live, "ended", "The requirement has ended.")
        act.need(received_on <= act.today, "later", "A return is logged once it has been received.")
        act.need(summary.strip(), "no_summary", "Say what was returned.")
        act.check(requirement)
        due = next_due(item, act.today)
        answers = answers_due_on or (due.on if due else None)
        logged = RequirementReturn.objects.create(
            item=item, received_on=received_on, summary=summary, answers_due_on=answers
        )
        act.tell(subject=requirement.key, effective_on=received_on)
    return logged


def end_requirement(
    *, by: User, requirement: InformationRequirement, ending: str, reason: str, expected_version: int | None = None
) -> InformationRequirement:
    """End a requirement: everything received, or cancelled with a reason."""
    with acting("end_requirement", case=requirement.case_id, by=by, expected_version=expected_version) as act:
        requirement = act.lock(requirement)
        act.need(ending in ("received", "cancelled"), "unknown_ending", "It ends as received or as cancelled.")
        act.need(reason.strip(), "no_reason", "Give the reason.")
        act.check(requirement)
        _end(requirement, act.today, ending)
        act.tell(subject=requirement.key, reason=reason, decided_on=act.today)
    return requirement


def _write_items(requirement: InformationRequirement, items: Sequence[Mapping[str, Any]]) -> None:
    RequirementItem.objects.bulk_create(
        RequirementItem(requirement=requirement, number=number, **item) for number, item in enumerate(items, start=1)
    )


def _frozen(requirement: InformationRequirement) -> dict[str, Any]:
    """What the event tells of the text, once it is kept as a version."""
    return {"after": {"document": freeze(requirement, title=TITLE).sha256}}


def _end(requirement: InformationRequirement, on: dt.date, ending: str) -> None:
    requirement.end()
    requirement.ended_on, requirement.ending = on, ending
    requirement.save()
