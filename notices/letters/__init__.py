"""The texts of notices and requirements, made from versioned templates."""

from itertools import groupby
from typing import TYPE_CHECKING, Any

from cases.letters.templates import texts_in
from themes.models import Edition
from themes.selectors import edition_of

if TYPE_CHECKING:
    from notices.models import InformationRequirement, Notice

NOTICE, REQUIREMENT = "best_value_notice_1", "information_requirement_1"
OUTSIDE_THE_ACT = (
    "This notice is not issued under the Local Government Act 1999. It is a letter, sent after a minister decided that "
    "it should be, and the powers in that Act are not used here."
)
WHAT_MAY_FOLLOW = (
    "It may be reissued, withdrawn, or followed by other steps at any time, on the evidence. If the authority goes on "
    "failing to meet its Best Value Duty, the Secretary of State may consider using the powers in the Local Government "
    "Act 1999."
)
render = texts_in(__path__[0])


def notice_text(notice: "Notice") -> str:
    """The whole letter of a notice: what the minister approves and the authority receives (domain 2.7)."""
    recipients = list(notice.recipients.select_related("officer__authority"))
    edition = edition_of(notice.case)
    return render(
        notice.letter_template,
        notice=notice,
        authority=notice.case.authority,
        to=[each for each in recipients if each.role == "to"],
        copies=[each for each in recipients if each.role == "copy"],
        themes=_concerns_by_theme(notice, edition),
        edition=edition,
        expectations=notice.expectations.all(),
        outside_the_act=OUTSIDE_THE_ACT,
        what_may_follow=WHAT_MAY_FOLLOW,
    )


def requirement_text(requirement: "InformationRequirement") -> str:
    """The whole requirement, item by item (LGA 1972 s.230; R9)."""
    return render(
        requirement.letter_template,
        requirement=requirement,
        authority=requirement.case.authority,
        items=requirement.items.all(),
    )


def _concerns_by_theme(notice: "Notice", edition: Edition | None) -> list[dict[str, Any]]:
    lines: dict[int | None, str] = dict(edition.wordings.values_list("line", "text")) if edition else {}
    concerns = notice.concerns.select_related("theme", "line").order_by("theme__position", "pk")
    return [
        {"name": theme.name, "concerns": [{"text": each.text, "line_text": lines.get(each.line_id)} for each in found]}
        for theme, found in groupby(concerns, key=lambda each: each.theme)
    ]
