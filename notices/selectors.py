"""Reading the notices and requirements of a case that the person was already given."""

from typing import Any

from django.db.models import QuerySet

from bestvalue import clock
from cases.letters import Letterhead
from cases.models import (
    Case,
    Letter,
    OfficeHolding,
    Post,
)
from notices.models import InformationRequirement, Notice, NoticeExpectation, RequirementItem

ISSUING = ("issue_notice", "revise_notice", "reissue_notice")
STANDINGS = {
    "draft": "Draft",
    "in_force": "In force",
    "period_ended": "Period ended, decision awaited",
    "ended": "Ended",
    "served": "Served",
}


def notices_of(case: Case) -> QuerySet[Notice]:
    """Every notice of a case, the latest first."""
    found: QuerySet[Notice] = Notice.objects.filter(case=case).select_related("case", "drafted_by", "issued_by")
    return found.order_by("-created_at", "id")


def notice_for(case: Case, pk: Any) -> Notice | None:
    """One notice of a case with all its parts; None if it is not one of this case."""
    found = Notice.objects.select_related("case__authority__kind", "drafted_by", "issued_by", "signed_by", "replaces")
    parts = ("concerns__theme", "concerns__line", "expectations", "recipients__officer__authority", "requirements")
    notice: Notice | None = found.prefetch_related(*parts).filter(case=case, pk=pk).first()
    return notice


def officers_for(case: Case, notice: Notice | None) -> list[OfficeHolding]:
    """Everyone in post at the authority, and whoever the notice names already (R3)."""
    named = {each.officer_id for each in notice.recipients.all()} if notice else set()
    own = OfficeHolding.objects.filter(authority=case.authority_id)
    chosen = own.on(clock.today()) | own.filter(pk__in=named)
    return sorted(chosen, key=lambda each: (list(Post).index(Post(each.post)), each.starts_on))


def requirements_of(case: Case) -> QuerySet[InformationRequirement]:
    """Every requirement for information of a case, the latest first."""
    found: QuerySet[InformationRequirement] = InformationRequirement.objects.filter(case=case)
    return found.select_related("notice").order_by("-created_at", "id")


def requirement_for(case: Case, pk: Any) -> InformationRequirement | None:
    """One requirement of a case with its items; None if it is not one of this case."""
    found = InformationRequirement.objects.select_related("case__authority", "notice").prefetch_related("items")
    requirement: InformationRequirement | None = found.filter(case=case, pk=pk).first()
    return requirement


def letter_for(case: Case, pk: Any) -> Letter | None:
    """One letter of a case; None if it is not one of this case."""
    letter: Letter | None = Letter.objects.select_related("case", "drafted_by").filter(case=case, pk=pk).first()
    return letter


def letters_with(notice: Notice) -> QuerySet[Letter]:
    """The letters that go out with a notice, in the order in which they were begun."""
    found: QuerySet[Letter] = Letter.objects.filter(case=notice.case_id, about=notice.key)
    return found.select_related("drafted_by").order_by("created_at", "id")


def letterhead_of(notice: Notice) -> Letterhead:
    """What stands around the letter of a notice; without a date while it is a draft."""
    return Letterhead(date=notice.issued_on, today=clock.today(), reference=notice.case.reference or "")


def standing_of(instrument: Notice | InformationRequirement) -> str:
    """Where it stands today, in words."""
    standing = instrument.standing(clock.today())
    return STANDINGS.get(standing, standing)


def expectations_of(notice: Notice) -> QuerySet[NoticeExpectation]:
    """What is expected, with what is known about each over time."""
    return notice.expectations.prefetch_related("progress__recorded_by").order_by("number")


def items_of(requirement: InformationRequirement) -> QuerySet[RequirementItem]:
    """What is required, item by item, with the returns so far."""
    return RequirementItem.objects.filter(requirement=requirement).prefetch_related("returns").order_by("number")
