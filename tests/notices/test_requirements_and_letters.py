"""Requirements for information and the letters that go with a notice: drafted, edited, kept apart from other cases."""

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from bestvalue import clock
from cases.models import AuthorityKind, Document, Letter, SubmissionAct
from cases.services.letters import discard_letter, draft_letter, edit_letter
from notices.models import InformationRequirement, Notice
from notices.services import draft_requirement, edit_requirement, issue_notice, serve_requirement
from tests.lifecycle.build import Play, refusals
from tests.support.html import assert_valid_html

from .test_drafting_pages import sent

LETTER: dict[str, Any] = {"kind": "leader", "to_name": "A. Leader", "subject_line": "A notice", "body": "Dear you,"}


def item(**facts: Any) -> dict[str, Any]:
    """One complete item."""
    return {
        "question": "Cash flow",
        "function": "Finance",
        "format": "A spreadsheet",
        "frequency": "weekly",
        "due_on": clock.today() + dt.timedelta(days=30),
        "due_rule": "One month after receipt.",
        **facts,
    }


def on_the_form(number: int, **facts: Any) -> dict[str, str]:
    """The same, as the form sends it."""
    return {f"item_{number}_{name}": str(each) for name, each in item(**facts).items()}


def address(play: Play, below: str) -> str:
    return f"/cases/{play.case.ref}/{below}"


def test_a_requirement_is_drafted_and_edited_with_its_letter(page: Client, play: Play) -> None:
    new = address(play, "requirements/new/")
    response = page.get(new)
    assert_valid_html(response)
    form = sent(response, purpose="To follow the budget.", **on_the_form(1))
    preview = page.post(new, {**form, "do": "preview"}, headers={"X-Fragment": "preview"})
    assert "section 230(1) of the Local Government Act 1972" in preview.content.decode()
    assert "Cash flow" in preview.content.decode()
    assert page.post(new, form).status_code == 302
    requirement = InformationRequirement.objects.get()
    assert (requirement.items.get().function, requirement.notice) == ("Finance", None)
    edit = address(play, f"requirements/{requirement.pk}/edit/")
    response = page.post(edit, sent(page.get(edit), do="add:item"))
    page.post(edit, sent(response, **on_the_form(2, question="Reserves")))
    assert [each.question for each in requirement.items.all()] == ["Cash flow", "Reserves"]
    assert_valid_html(page.get(address(play, f"requirements/{requirement.pk}/")))
    assert Document.objects.filter(subject=requirement.key).count() == 2


def test_an_item_that_is_begun_is_written_in_full(page: Client, play: Play) -> None:
    new = address(play, "requirements/new/")
    response = page.post(new, sent(page.get(new), item_1_question="Cash flow"))
    summary = BeautifulSoup(response.content, "html5lib").select_one(".govuk-error-summary")
    assert summary is not None
    for said in ("which function does it relate to", "in what format", "when is the first return due", "date set"):
        assert said in summary.get_text()
    assert "Cash flow" in response.content.decode()
    assert not InformationRequirement.objects.exists()
    assert_valid_html(response)


def test_a_requirement_goes_with_a_notice_of_its_own_case(page: Client, play: Play) -> None:
    notice = play.a_notice()
    new = address(play, f"requirements/new/?notice={notice.pk}")
    page.post(new, sent(page.get(new), purpose="To see.", **on_the_form(1)))
    assert InformationRequirement.objects.get().notice == notice
    for wrong in ("x", "00000000-0000-0000-0000-000000000000"):
        assert page.get(address(play, f"requirements/new/?notice={wrong}")).status_code == 404


def test_where_section_230_does_not_reach_the_page_says_so(page: Client, play: Play) -> None:
    AuthorityKind.objects.update(s230_reach="check")
    assert (
        "is not confirmed to reach a body of this kind" in page.get(address(play, "requirements/new/")).content.decode()
    )


def test_an_edit_voids_the_approval_of_a_requirement(play: Play) -> None:
    requirement = draft_requirement(by=play.officer, case=play.case, purpose="To see.", items=[item()])
    play.approved("serve_requirement", requirement)
    edit_requirement(by=play.officer, requirement=requirement, items=[item(question="Reserves")])
    assert SubmissionAct.objects.get(move="serve_requirement").state == "void"
    assert InformationRequirement.objects.get().purpose == "To see."
    assert "no_decision" in refusals(lambda: serve_requirement(by=play.lead, requirement=requirement))


def test_nothing_of_another_case_is_joined(play: Play, other: Play) -> None:
    theirs = other.a_notice()
    ours = draft_requirement(by=play.officer, case=play.case, purpose="To see.", items=[item()])
    earlier = draft_requirement(by=other.officer, case=other.case, purpose="To see.")
    refused = [
        refusals(lambda: draft_requirement(by=play.officer, case=play.case, purpose="To see.", notice=theirs)),
        refusals(lambda: serve_requirement(by=play.lead, requirement=ours, replaces=earlier)),
        refusals(lambda: draft_letter(by=play.officer, case=play.case, about=theirs, **LETTER)),
        refusals(lambda: play.a_notice(recipients=[{"officer": other.chief, "role": "to"}])),
    ]
    assert refused == [{"other_case"}, {"other_case"}, {"other_case"}, {"other_authority"}]


def test_only_a_deputy_director_in_office_signs(play: Play) -> None:
    assert refusals(lambda: play.a_notice(signed_by=play.lead)) == {"not_a_deputy_director"}


def test_a_letter_begins_with_a_text_and_is_kept_version_by_version(page: Client, play: Play) -> None:
    notice = play.a_notice()
    new = address(play, f"notices/{notice.pk}/letters/new/?kind=mp")
    response = page.get(new)
    assert_valid_html(response)
    assert "people in your constituency" in sent(response)["body"]
    page.post(new, sent(response, kind="mp", to_name="An MP", signed_by="A. Minister"))
    letter = Letter.objects.get()
    assert (letter.about, letter.to_name) == (notice.key, "An MP")
    edit = address(play, f"letters/{letter.pk}/edit/")
    page.post(edit, sent(page.get(edit), kind="mp", body="In other words."))
    assert Letter.objects.get().body == "In other words."
    assert Document.objects.filter(subject=letter.key).count() == 2
    assert_valid_html(page.get(address(play, f"letters/{letter.pk}/")))
    page.post(
        address(play, f"letters/{letter.pk}/discard/"), {"reason": "No longer wanted.", "version": _version(play)}
    )
    assert Letter.objects.get().state == "discarded"
    assert "An MP" in page.get(address(play, f"notices/{notice.pk}/")).content.decode()


def test_what_is_no_draft_is_neither_edited_nor_discarded(play: Play) -> None:
    letter = draft_letter(by=play.officer, case=play.case, **LETTER)
    assert refusals(lambda: discard_letter(by=play.officer, letter=letter, reason=" ")) == {"no_reason"}
    discard_letter(by=play.officer, letter=letter, reason="Not wanted.")
    assert refusals(lambda: edit_letter(by=play.officer, letter=letter, body="More.")) == {"not_a_draft"}
    assert refusals(lambda: discard_letter(by=play.officer, letter=letter, reason="Again.")) == {"not_a_draft"}


@pytest.mark.parametrize("act", [draft_letter, edit_letter])
def test_a_letter_has_no_other_facts(play: Play, act: Any) -> None:
    letter = draft_letter(by=play.officer, case=play.case, **LETTER)
    about = {"letter": letter} if act is edit_letter else {"case": play.case}
    with pytest.raises(TypeError, match="no editable state"):
        act(by=play.officer, state="sent", **about)


def test_the_next_notice_begins_with_what_the_present_one_says(page: Client, play: Play) -> None:
    notice = play.act(issue_notice, "notice", play.a_notice())
    shown = page.get(address(play, f"notices/{notice.pk}/")).content.decode()
    assert f"?after={notice.pk}" in shown
    new = address(play, f"notices/new/?after={notice.pk}")
    response = page.get(new)
    assert_valid_html(response)
    form = sent(response)
    assert form["concern_1_text"] == "Reserves were used unplanned."
    assert form["expectation_1"] == "Agree a balanced plan."
    assert form[f"officer_{play.chief.pk}"] == "to"
    assert form["private_response"] == ""
    page.post(new, form)
    assert Notice.objects.filter(state="draft").get().expectations.get().text == "Agree a balanced plan."


def _version(play: Play) -> int:
    play.case.refresh_from_db(fields=["version"])
    return play.case.version
