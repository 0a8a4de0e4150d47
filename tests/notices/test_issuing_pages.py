"""Pages from the minister's decision to the end of a notice, and what each refuses."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bestvalue import clock
from bestvalue.accounts.models import User
from cases.models import File, Letter
from cases.services.letters import draft_letter
from cases.stages import Stage
from notices.models import ExpectationProgress, InformationRequirement, Notice, NoticeRecipient, RequirementReturn
from notices.services import draft_requirement, edit_notice, record_progress, serve_requirement
from tests.lifecycle.build import Play
from tests.support.pages import CONFIRM, PASSWORD, Pages


@pytest.fixture
def as_(client: Client, play: Play) -> Callable[[User], Pages]:
    """A browser of whoever it is called with."""
    return lambda user: Pages(client, play, user)


As = Callable[[User], Pages]


def end_of(notice: Notice) -> dt.date:
    """The last day of its period."""
    assert notice.ends_on is not None  # every notice of today has one
    return notice.ends_on


def test_the_approved_text_is_what_is_issued_once(play: Play, as_: As) -> None:
    notice = play.a_notice()
    asked = play.approved("issue_notice", notice)
    pages, address = as_(play.lead), f"notices/{notice.pk}/issue/"
    assert "Issue this notice" in pages.get(f"notices/{notice.pk}/")
    shown = pages.get(address)
    for said in (asked.document.sha256, "Reserves were used unplanned.", "12 months", "A. Chief"):
        assert said in shown
    for wrong in ({}, {**CONFIRM, "read": ""}, {**CONFIRM, "password": "wrong"}):
        assert pages.post(address, **wrong)[0] == 200
    assert Notice.objects.get().state == "draft"
    assert pages.post(address, **CONFIRM)[0] == 302
    assert Notice.objects.get().state == "issued"
    status, again = pages.post(address, **CONFIRM)
    assert (status, "This was not done" in again) == (409, True)


def test_without_a_decision_the_page_says_where_to_get_one(play: Play, as_: As) -> None:
    notice = play.a_notice()
    shown = as_(play.lead).get(f"notices/{notice.pk}/issue/")
    assert "You cannot do this yet" in shown
    assert "No minister has approved this text." in shown
    assert 'name="password"' not in shown


def test_an_edit_after_the_approval_takes_the_page_away(play: Play, as_: As) -> None:
    notice = play.a_notice()
    play.approved("issue_notice", notice)
    assert "Any edit makes the approval void." in as_(play.officer).get(f"notices/{notice.pk}/")
    edit_notice(by=play.officer, notice=notice, credit="A new chair.")
    pages = as_(play.lead)
    assert "No minister has approved" in pages.get(f"notices/{notice.pk}/issue/")
    assert "void" in pages.get(f"notices/{notice.pk}/")
    assert pages.post(f"notices/{notice.pk}/issue/", **CONFIRM)[0] == 409
    assert Notice.objects.get().state == "draft"


def test_the_drafter_is_told_that_somebody_else_issues(play: Play, as_: As) -> None:
    notice = play.a_notice()
    Notice.objects.filter(pk=notice.pk).update(drafted_by=play.lead)
    play.approved("issue_notice", Notice.objects.get(pk=notice.pk))
    shown = as_(play.lead).get(f"notices/{notice.pk}/issue/")
    assert "You drafted it. Somebody else does this." in shown


def test_the_issue_page_is_not_for_officers(play: Play, as_: As) -> None:
    notice = play.a_notice()
    play.approved("issue_notice", notice)
    pages = as_(play.officer)
    assert pages.client.get(f"{pages.base}notices/{notice.pk}/issue/").status_code == 403


def test_an_approved_revision_replaces_the_notice_in_force(play: Play, as_: As) -> None:
    first = play.assessed(play.noticed())
    revised = play.a_notice(period_months=6, period_reason="A second notice.")
    play.approved("revise_notice", revised)
    pages = as_(play.lead)
    assert "6 months" in pages.get(f"notices/{revised.pk}/issue/")
    assert pages.post(f"notices/{revised.pk}/issue/", **CONFIRM)[0] == 302
    assert Notice.objects.get(pk=first.pk).ending == "revised"
    assert f"/notices/{first.pk}/" in pages.get(f"notices/{revised.pk}/")


def test_service_is_recorded_for_each_person_with_its_proof(play: Play, as_: As) -> None:
    notice = play.noticed()
    recipient = notice.recipients.get()
    pages, address = as_(play.officer), f"notices/{notice.pk}/service/{recipient.pk}/"
    assert "A. Chief" in pages.get(address)
    today = clock.today()
    before = {"how": "Post", "served_on": today, "deemed_served_on": today - dt.timedelta(days=1)}
    status, shown = pages.post(address, **before)
    assert (status, "on or after the day of service" in shown) == (409, True)
    proof = SimpleUploadedFile("receipt.pdf", b"%PDF-1.7")
    sent = {"how": "Email", "served_on": today, "proof": "Read receipt", "uploads": [proof]}
    assert pages.post(address, **sent)[0] == 302
    served = NoticeRecipient.objects.get()
    assert (served.served_on, served.deemed_served_on, served.proof) == (today, today, "Read receipt")
    assert File.objects.get().subject == f"recipient:{recipient.pk}"
    assert "Read receipt" in pages.get(f"notices/{notice.pk}/")
    status, shown = pages.post(address, how="Email", served_on=today)
    assert (status, "Service was recorded already" in shown) == (409, True)


def test_progress_is_told_in_words_and_never_counted(play: Play, as_: As) -> None:
    notice = play.noticed()
    pages, address = as_(play.officer), f"notices/{notice.pk}/progress/1/"
    assert "Nothing is recorded yet." in pages.get(address)
    status, shown = pages.post(address, on=clock.today(), finding="in_part", text="")
    assert (status, "Answer: What does that rest on?" in shown) == (200, True)
    assert pages.post(address, on=clock.today(), finding="in_part", text="The draft plan.")[0] == 302
    future = clock.today() + dt.timedelta(days=1)
    assert pages.post(address, on=future, finding="met", text="Hope.")[0] == 409
    assert ExpectationProgress.objects.get().finding == "in_part"
    shown = pages.get(f"notices/{notice.pk}/")
    assert "Met in part" in shown
    assert "%" not in shown.partition("Progress</h2>")[2].partition("</h2>")[0]


@pytest.mark.parametrize(("path", "move"), [("withdraw", "withdraw_notice"), ("not-reissued", "do_not_reissue_notice")])
def test_a_notice_ends_as_the_minister_decided_with_the_letter(play: Play, as_: As, path: str, move: str) -> None:
    notice = play.noticed()
    pages, address = as_(play.lead), f"notices/{notice.pk}/{path}/"
    shown = pages.get(address)
    assert f"/submissions/new/?act={move}&amp;of=notice%3A{notice.pk}" in shown
    play.on(end_of(notice))
    play.approved(move, notice, ending_letter="# Your notice\n\nIt has ended.")
    assert "It has ended." in pages.get(address)
    status, shown = pages.post(address, reason="Enough.", password=PASSWORD)
    assert (status, "Answer: Where does the case go?" in shown) == (200, True)
    assert pages.post(address, reason="Enough.", password=PASSWORD, to="intervention")[0] == 200
    assert pages.post(address, reason="Enough.", password=PASSWORD, to="closed")[0] == 302
    assert (Notice.objects.get().state, play.stage) == ("ended", Stage.CLOSED)


def test_what_the_period_asks_is_said_on_the_notices_page(play: Play, as_: As) -> None:
    notice = play.noticed()
    pages = as_(play.officer)
    assert "Prepare advice: the period" not in pages.get(f"notices/{notice.pk}/")
    play.on(end_of(notice) - dt.timedelta(days=80))
    assert "Prepare advice: the period ends on" in pages.get(f"notices/{notice.pk}/")
    play.on(end_of(notice) + dt.timedelta(days=1))
    assert "The period has ended. A decision by a minister is awaited." in pages.get(f"notices/{notice.pk}/")


def test_a_return_answers_its_due_date_and_its_files_are_kept(play: Play, as_: As) -> None:
    due_on = clock.today() + dt.timedelta(days=7)
    item = {"question": "Cash", "function": "Finance", "format": "CSV", "frequency": "weekly", "due_on": due_on}
    required = draft_requirement(by=play.officer, case=play.case, purpose="To follow.", items=[item])
    required = play.act(serve_requirement, "requirement", required)
    play.wait(9)
    pages, address = as_(play.officer), f"requirements/{required.pk}/items/1/returns/new/"
    shown = pages.get(address)
    assert "A late return is not a failure of the Best Value Duty." in shown
    sent = {"received_on": clock.today(), "answers_due_on": due_on, "summary": "The figures."}
    assert pages.post(address, **sent, uploads=[SimpleUploadedFile("cash.csv", b"a,b\n1,2\n")])[0] == 302
    assert RequirementReturn.objects.get().answers_due_on == due_on
    assert File.objects.get().name == "cash.csv"
    assert "The figures." in pages.get(address)
    assert pages.client.get(f"{pages.base}requirements/{required.pk}/items/9/returns/new/").status_code == 404


def test_a_notice_with_much_on_it_takes_as_many_queries(play: Play, as_: As) -> None:
    notice = play.noticed(expectations=["One.", "Two.", "Three."])
    pages = as_(play.officer)
    with CaptureQueriesContext(connection) as few:
        pages.get(f"notices/{notice.pk}/")
    for expectation in notice.expectations.all():
        for _ in range(3):
            record_progress(
                by=play.officer, expectation=expectation, on=clock.today(), finding="not_known", text="Asked."
            )
    with CaptureQueriesContext(connection) as many:
        pages.get(f"notices/{notice.pk}/")
    assert len(many) <= len(few) + 1  # the people who recorded it are fetched once there are any


def test_a_letter_goes_out_as_it_was_approved_and_by_somebody_else(play: Play, as_: As) -> None:
    letter = draft_letter(
        by=play.officer,
        case=play.case,
        kind="leader",
        to_name="A. Leader",
        subject_line="Your council",
        body="I write about the notice.",
        signed_by="Morgan Vale",
    )
    pages, address = as_(play.lead), f"letters/{letter.pk}/send/"
    assert f"/submissions/new/?act=send_letter&amp;of=letter%3A{letter.pk}" in pages.get(address)
    assert pages.post(address, **CONFIRM, how="Email")[0] == 409
    play.approved("send_letter", letter)
    assert "I write about the notice." in pages.get(address)
    assert pages.post(address, **CONFIRM, how="Email")[0] == 302
    sent = Letter.objects.get()
    assert (sent.state, sent.sent_on, sent.sent_how) == ("sent", clock.today(), "Email")
    assert "Email." in pages.get(f"letters/{letter.pk}/")


def test_a_requirement_is_served_read_and_ended(play: Play, as_: As) -> None:
    due_on = clock.today() + dt.timedelta(days=7)
    item = {"question": "Cash", "function": "Finance", "format": "CSV", "due_on": due_on}
    required = draft_requirement(by=play.officer, case=play.case, purpose="To follow.", items=[item])
    pages, page = as_(play.lead), f"requirements/{required.pk}/"
    assert "No minister has approved this text." in pages.get(f"{page}serve/")
    play.approved("serve_requirement", required)
    assert pages.post(f"{page}serve/", **CONFIRM)[0] == 302
    play.wait(8)
    shown = pages.get(page)
    assert "overdue" in shown
    assert "A late return is not a failure of the Best Value Duty." in shown
    pages = as_(play.deputy_director)
    assert pages.post(f"{page}end/", ending="cancelled", reason="")[0] == 200
    assert pages.post(f"{page}end/", ending="cancelled", reason="No longer needed.")[0] == 302
    assert InformationRequirement.objects.get().ending == "cancelled"
