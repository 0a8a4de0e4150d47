"""The letter of a notice says all that it must (domain 2.7), in the words of the version it was drafted on."""

import pytest
from django.template.exceptions import TemplateDoesNotExist

from notices.models import InformationRequirement, Notice
from notices.services import draft_requirement
from themes.models import Line, Wording
from themes.selectors import edition_of
from themes.services.editions import load_editions

from .build import START, Play


@pytest.fixture
def notice(play: Play) -> Notice:
    """A notice with every part."""
    load_editions()
    wording = Wording.objects.filter(placements__theme_id="ur", line__kind=Line.Kind.INDICATOR).first()
    assert wording is not None  # the guidance lists indicators of every theme
    return play.a_notice(
        what_prompted="The auditor's report.\n\n# A heading of its own",
        credit="A new finance director.",
        engagement_asked="A monthly meeting.",
        concerns=[
            {"theme_id": "ur", "text": "Reserves fall.", "line": wording.line},
            {"theme_id": "gv", "text": "Scrutiny is weak."},
        ],
        expectations=["Publish a plan.", "Report on it.\nEvery quarter."],
        signed_by=play.deputy_director,
    )


@pytest.mark.parametrize(
    "said",
    [
        "To: A. Chief, Head of paid service",
        "not issued under the Local Government Act 1999",
        "The auditor's report.",
        "### Use of resources\n\n- Reserves fall.",
        "### Governance\n\n- Scrutiny is weak.",
        "A new finance director.",
        "1. Publish a plan.\n2. Report on it.\n    Every quarter.",
        "A monthly meeting.",
        "runs for 12 months from the day on which it is issued",
        "may be reissued, withdrawn, or followed by other steps at any time, on the evidence",
        "may consider using the powers in the Local Government Act 1999",
        "Deputy Director, Local Government Stewardship and Interventions",
    ],
)
def test_a_notice_says_all_that_it_must(notice: Notice, said: str) -> None:
    assert said in notice.decision_text()


def test_a_concern_shows_the_guidance_it_rests_on_in_the_edition_of_the_case(notice: Notice) -> None:
    edition, concern = edition_of(notice.case), notice.concerns.get(theme_id="ur")
    assert edition is not None  # the case was opened while it was in force
    assert edition.wordings.get(line=concern.line).text in notice.decision_text()
    assert str(edition) in notice.decision_text()


def test_a_concern_needs_no_line_of_the_guidance(notice: Notice) -> None:
    assert "Scrutiny is weak.\n" in notice.decision_text()


def test_typed_text_makes_no_heading_in_the_letter(notice: Notice) -> None:
    assert "\\# A heading of its own" in notice.decision_text()


def test_a_version_of_the_letter_that_is_not_there_is_an_error(notice: Notice) -> None:
    notice.letter_template = "best_value_notice_0"
    with pytest.raises(TemplateDoesNotExist):
        notice.decision_text()


@pytest.fixture
def requirement(play: Play) -> InformationRequirement:
    """A requirement with one item."""
    item = {
        "question": "Cash flow",
        "function": "Finance",
        "format": "A spreadsheet",
        "frequency": "weekly",
        "due_on": START.replace(month=3),
        "due_rule": "one week after receipt",
    }
    return draft_requirement(by=play.officer, case=play.case, purpose="To follow the budget.", items=[item])


@pytest.mark.parametrize(
    "said",
    [
        "section 230(1) of the Local Government Act 1972",
        "To follow the budget.",
        "1. Cash flow\n   Function: Finance\n   Format: A spreadsheet\n   How often: Every week",
        "First return due: 6 March 2025 (one week after receipt)",
    ],
)
def test_a_requirement_says_all_that_it_must(requirement: InformationRequirement, said: str) -> None:
    assert said in requirement.decision_text()
