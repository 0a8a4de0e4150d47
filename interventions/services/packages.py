"""Non-statutory packages (T30 to T32, T63)."""

import datetime as dt
from typing import Any

from bestvalue.accounts.models import User
from cases.models import NOT_PUBLISHED, Case, NotPublished
from cases.services.act import Past, acting
from cases.services.landing import land, step_on
from cases.stages import Stage
from interventions.models import Package

from .drafts import Draft, begin, document_of, edit
from .lapses import clear_lapsed_directions
from .oversight import open_oversight
from .people import need_drafted_by_another

PACKAGE = Draft(
    Package,
    "draft_package",
    "edit_package",
    document_of("agree_package"),
    fields=("model", "agreement", "terms", "members", "reporting", "review_on"),
)


def draft_package(
    *, by: User, case: Case, past: Past | None = None, expected_version: int | None = None, **given: Any
) -> Package:
    """Draft a package: form, agreement, terms, members, reporting, review date."""
    drafted: Package = begin(PACKAGE, by=by, case=case, past=past, expected_version=expected_version, given=given)
    return drafted


def edit_package(*, by: User, package: Package, expected_version: int | None = None, **given: Any) -> Package:
    """Edit a draft package."""
    edited: Package = edit(PACKAGE, by=by, draft=package, expected_version=expected_version, given=given)
    return edited


def agree_package(
    *, by: User, package: Package, past: Past | None = None, expected_version: int | None = None
) -> Package:
    """Agree a package with the authority, on a minister's decision (T30; from exit, T63)."""
    with acting("agree_package", case=package.case_id, by=by, past=past, expected_version=expected_version) as act:
        package = act.lock(package)
        need_drafted_by_another(act, package)
        act.unmet.extend([] if past else package.lacks())
        ends_later = not package.review_on or package.review_on > act.today
        act.need(ends_later, "ends_before", "The end or review date must be after the start.")
        act.check(package)
        act.spend(package)
        package.agree()
        package.set_facts(agreed_on=act.dated)
        package.issued_by = None if past else by
        package.save()
        clear_lapsed_directions(act)
        act.go(step_on(act, Stage.INTERVENTION))
        act.tell(subject=package.key)
    return package


def vary_package(
    *,
    by: User,
    package: Package,
    reason: str,
    review_on: dt.date | None = None,
    expected_version: int | None = None,
    **fields: Any,
) -> Package:
    """Extend a package or change its members by agreement (T31); what is not given is as was approved."""
    with acting("vary_package", case=package.case_id, by=by, expected_version=expected_version) as act:
        package = act.lock(package)
        act.need(reason.strip(), "no_reason", "Give the reason and the agreement.")
        act.check(package)
        act.adopt(package)
        package.set_facts(**fields, **({"review_on": review_on} if review_on else {}))
        act.spend(package)
        package.save()
        act.tell(subject=package.key, reason=reason)
    return package


def end_package(
    *,
    by: User,
    package: Package,
    reason: str,
    final_view: str = "",
    to: Stage | None = None,
    review_due_on: dt.date | NotPublished = NOT_PUBLISHED,
    past: Past | None = None,
    expected_version: int | None = None,
) -> Package:
    """End a package on its final view (T32); the decider picks where the case goes (rulings 3)."""
    with acting("end_package", case=package.case_id, by=by, past=past, expected_version=expected_version) as act:
        package = act.lock(package)
        act.need(reason.strip(), "no_reason", "Give the reasons.")
        act.need(past or final_view.strip(), "no_final_view", "Give the board's final view.")
        act.adopt(package)
        act.check(package)
        act.spend(package)
        package.end()
        package.ended_on, package.ending, package.final_view = act.today, reason[:200], final_view
        package.save()
        if to == Stage.OVERSIGHT:
            open_oversight(act, starts_on=act.today + dt.timedelta(days=1), review_due_on=review_due_on)
        land(act, to, ending=package, outcome=reason)
        act.tell(subject=package.key, reason=reason)
    return package
