"""Drafting a notice in the browser: everything kept, everything told, nothing written over."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import AuthorityKind, Document, SubmissionAct, UnsavedWork
from notices.models import Notice
from notices.services import edit_notice
from tests.factories import person
from tests.lifecycle.build import Play
from tests.support.html import assert_valid_html


def new(play: Play) -> str:
    return f"/cases/{play.case.ref}/notices/new/"


def edit(notice: Notice) -> str:
    return f"/cases/{notice.case.ref}/notices/{notice.pk}/edit/"


def sent(response: Any, **typed: str) -> dict[str, str]:
    """Everything that the form on the page would send, with what was typed over it."""
    form = BeautifulSoup(response.content, "html5lib").select_one("form[data-draft]")
    assert form is not None, response.content.decode()
    held: dict[str, str] = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        name = str(field["name"])
        if field.name == "textarea":
            held[name] = field.get_text().removeprefix("\n")
        elif field.name == "select":
            chosen = field.select_one("option[selected]") or field.select_one("option")
            held[name] = str(chosen["value"]) if chosen else ""
        elif field.get("type") != "radio" or field.has_attr("checked"):
            held[name] = str(field.get("value", ""))
    return {**held, "do": "save", **typed}


def test_a_draft_that_holds_what_nobody_sees_keeps_its_approval_when_it_is_sent_back_as_it_is(
    page: Client, play: Play
) -> None:
    notice = play.a_notice(what_prompted="Two\u00a0late audits.  \r\nAnd a\u00ad third.")
    approval = play.approved("issue_notice", notice)
    shown = sent(page.get(edit(notice)))
    assert shown["what_prompted"] == "Two late audits.\nAnd a third."
    assert "Nothing was changed." in page.post(edit(notice), shown, follow=True).content.decode()
    assert SubmissionAct.objects.get(pk=approval.pk).state == "approved"


def test_a_notice_is_drafted_from_the_form(page: Client, play: Play) -> None:
    response = page.get(new(play))
    assert_valid_html(response)
    response = page.post(new(play), sent(response, add_theme="ur", do="add:concern"))
    assert_valid_html(response)
    form = sent(
        response,
        what_prompted="Two late audits.",
        concern_1_text="Reserves fall.",
        expectation_1="Publish a plan.",
        signed_by=str(play.deputy_director.pk),
    )
    response = page.post(new(play), form, follow=True)
    notice = Notice.objects.get()
    assert response.redirect_chain == [(f"/cases/{play.case.ref}/notices/{notice.pk}/", 302)]
    assert [str(each) for each in notice.concerns.all()] == ["Use of resources: Reserves fall."]
    assert [str(each) for each in notice.expectations.all()] == ["1. Publish a plan."]
    assert [each.officer for each in notice.recipients.all()] == [play.chief]
    assert (notice.period_months, notice.signed_by, notice.what_prompted) == (
        12,
        play.deputy_director,
        "Two late audits.",
    )
    assert Document.objects.get(subject=notice.key).body == notice.decision_text()
    assert not UnsavedWork.objects.exists()


def test_rows_are_added_removed_and_put_in_order_without_a_script(page: Client, play: Play) -> None:
    response = page.get(new(play))
    for _ in range(2):
        response = page.post(new(play), sent(response, do="add:expectation", expectation_1="First typed."))
    response = page.post(new(play), sent(response, expectation_2="Second typed.", do="remove:expectation_3"))
    form = sent(response, expectation_1_place="2", expectation_2_place="1")
    assert "expectation_3" not in form
    page.post(new(play), form)
    assert [each.text for each in Notice.objects.get().expectations.all()] == ["Second typed.", "First typed."]


def test_every_error_is_told_at_once_and_nothing_typed_is_lost(page: Client, play: Play) -> None:
    response = page.post(new(play), sent(page.get(new(play)), add_theme="gv", do="add:concern"))
    options = BeautifulSoup(response.content, "html5lib").select("select[name=concern_1_line] option")
    wrong = {"concern_1_line": str(options[1]["value"]), "period_months": "twelve", "expectation_1_place": "x"}
    response = page.post(new(play), sent(response, what_prompted="Kept.", **wrong))
    summary = BeautifulSoup(response.content, "html5lib").select_one(".govuk-error-summary")
    assert summary is not None
    told = summary.get_text()
    for each in ("Enter the concern about governance", "Months must be a whole number", "must be a whole number"):
        assert each in told
    assert "Kept." in response.content.decode()
    assert "twelve" in response.content.decode()
    assert not Notice.objects.exists()
    assert_valid_html(response)


def test_the_letter_is_shown_as_it_will_read_from_what_is_not_saved(page: Client, play: Play) -> None:
    form = sent(page.get(new(play)), what_prompted="Not saved yet.", do="preview")
    fragment = page.post(new(play), form, headers={"X-Fragment": "preview"}).content.decode()
    assert "Not saved yet." in fragment
    assert "<html" not in fragment
    whole = page.post(new(play), form)
    assert "Not saved yet." in BeautifulSoup(whole.content, "html5lib").select_one("#preview").get_text()  # type: ignore[union-attr]
    assert_valid_html(whole)
    assert not Notice.objects.exists()


def test_what_was_typed_is_kept_and_offered_again(page: Client, play: Play) -> None:
    form = sent(page.get(new(play)), what_prompted="Half a sentence", do="keep")
    assert "kept_at" in page.post(new(play), form).json()
    choice = page.get(new(play))
    assert "You have unsaved changes from" in choice.content.decode()
    assert "Half a sentence" in choice.content.decode()
    assert_valid_html(choice)
    restored = page.get(new(play) + "?unsaved=restore")
    assert sent(restored)["what_prompted"] == "Half a sentence"
    page.post(new(play), {"do": "discard"})
    assert sent(page.get(new(play)))["what_prompted"] == ""


def test_what_was_typed_is_nobody_elses(page: Client, play: Play) -> None:
    page.post(new(play), sent(page.get(new(play)), what_prompted="Mine alone", do="keep"))
    page.force_login(play.lead)
    assert "Mine alone" not in page.get(new(play)).content.decode()


def test_keeping_what_is_too_long_says_so(page: Client, play: Play) -> None:
    form = sent(page.get(new(play)), what_prompted="x" * 400_001, do="keep")
    response = page.post(new(play), form)
    assert response.status_code == 413
    assert "too long to be kept" in response.json()["problem"]


def test_saving_forgets_what_was_kept(page: Client, play: Play) -> None:
    form = sent(page.get(new(play)), what_prompted="Saved")
    page.post(new(play), {**form, "do": "keep"})
    page.post(new(play), form)
    assert not UnsavedWork.objects.exists()


def test_what_a_colleague_changed_elsewhere_in_the_notice_is_taken_over(page: Client, play: Play) -> None:
    notice = play.a_notice()
    form = sent(page.get(edit(notice)), what_prompted="My words.")
    edit_notice(by=play.lead, notice=notice, credit="Their words.")
    response = page.post(edit(notice), form)
    assert response.status_code == 409
    shown = response.content.decode()
    assert "What others changed since you opened this" in shown
    assert "Which text do you want to keep" not in shown
    assert_valid_html(response)
    again = sent(response)
    assert (again["what_prompted"], again["credit"]) == ("My words.", "Their words.")
    assert page.post(edit(notice), again).status_code == 302
    notice = Notice.objects.get(pk=notice.pk)
    assert (notice.what_prompted, notice.credit) == ("My words.", "Their words.")


@pytest.mark.parametrize(("choice", "kept"), [("mine", "My words."), ("theirs", "Their words.")])
def test_where_two_people_wrote_the_same_part_one_chooses(page: Client, play: Play, choice: str, kept: str) -> None:
    notice = play.a_notice()
    form = sent(page.get(edit(notice)), what_prompted="My words.")
    edit_notice(by=play.lead, notice=notice, what_prompted="Their words.")
    first = page.post(edit(notice), form)
    assert "Which text do you want to keep" in first.content.decode()
    assert 'href="#choose_what_prompted">Choose which text to keep: What prompted the notice?' in first.content.decode()
    assert "Their" in first.content.decode()
    assert sent(first)["what_prompted"] == "My words."
    second = page.post(edit(notice), sent(first))
    assert second.status_code == 409
    assert Notice.objects.get(pk=notice.pk).what_prompted == "Their words."
    assert page.post(edit(notice), {**sent(second), "choose_what_prompted": choice}).status_code == 302
    assert Notice.objects.get(pk=notice.pk).what_prompted == kept


def test_concerns_are_compared_as_one_part(page: Client, play: Play) -> None:
    notice = play.a_notice()
    form = sent(page.get(edit(notice)), expectation_1="Mine.")
    edit_notice(by=play.lead, notice=notice, concerns=[{"theme_id": "gv", "text": "Scrutiny is weak."}])
    response = page.post(edit(notice), form)
    assert "Scrutiny is weak." in sent(response)["concern_1_text"]
    assert page.post(edit(notice), sent(response)).status_code == 302
    notice = Notice.objects.get(pk=notice.pk)
    assert [each.theme_id for each in notice.concerns.all()] == ["gv"]
    assert [each.text for each in notice.expectations.all()] == ["Mine."]


def test_the_page_lists_what_is_missing_with_its_field(page: Client, play: Play) -> None:
    notice = play.a_notice(credit="", recipients=())
    shown = page.get(f"/cases/{play.case.ref}/notices/{notice.pk}/")
    assert_valid_html(shown)
    links = {str(each["href"]).partition("#")[2] for each in BeautifulSoup(shown.content, "html5lib").select("main a")}
    assert {"id_credit", "id_recipients"} <= links
    fields = page.get(edit(notice)).content.decode()
    assert 'id="id_credit"' in fields
    assert 'id="id_recipients"' in fields


def test_posts_that_nobody_holds_are_flagged(page: Client, play: Play) -> None:
    kind = AuthorityKind.objects.get()
    kind.posts.create(post="monitoring_officer", role="copy", position=9)
    assert "Nobody is recorded as monitoring officer" in " ".join(page.get(new(play)).content.decode().split())


def test_an_authority_with_a_leader_lacks_no_mayor(page: Client, play: Play) -> None:
    kind, since = AuthorityKind.objects.get(), play.chief.starts_on
    for place, post in enumerate(("leader", "elected_mayor"), start=8):
        kind.posts.create(post=post, role="copy", position=place)
    assert "Nobody is recorded as leader or elected mayor" in " ".join(page.get(new(play)).content.decode().split())
    play.authority.officers.create(post="leader", name="A. Leader", starts_on=since)
    assert "Nobody is recorded as" not in page.get(new(play)).content.decode()


@pytest.mark.parametrize("below", ["", "{}/", "{}/edit/"])
def test_the_queries_of_a_page_do_not_grow_with_the_notice(page: Client, play: Play, below: str) -> None:
    small = play.a_notice()
    address = f"/cases/{play.case.ref}/notices/{below.format(small.pk)}"
    page.get(address)
    with CaptureQueriesContext(connection) as before:
        page.get(address)
    concerns = [{"theme_id": "gv", "text": f"Concern {number}."} for number in range(9)]
    edit_notice(by=play.officer, notice=small, concerns=concerns, expectations=[f"Step {each}." for each in range(9)])
    play.a_notice()
    with CaptureQueriesContext(connection) as after:
        page.get(address)
    assert len(after) <= len(before)


def test_a_body_that_is_no_local_authority_is_asked_why_a_notice(page: Client, play: Play) -> None:
    assert "why_a_notice" not in sent(page.get(new(play)))
    AuthorityKind.objects.update(is_local_authority=False)
    assert "why_a_notice" in sent(page.get(new(play)))


def test_a_notice_of_another_case_is_not_there(page: Client, play: Play) -> None:
    page.force_login(person())
    assert page.get(edit(play.a_notice())).status_code == 404


def test_opened_with_nonsense_is_no_error(page: Client, play: Play) -> None:
    form = {**sent(page.get(new(play))), "opened": json.dumps([1])}
    assert page.post(new(play), form).status_code == 302


def test_a_part_left_empty_is_not_stated_and_in_a_past_notice_not_published(play: Play) -> None:
    notice = play.a_notice(engagement_asked="")
    assert "Not stated." in notice.decision_text()
    notice.retrospective = True
    assert "Not stated." not in notice.decision_text()
    assert "Not published." in notice.decision_text()
