"""The pages of a submission: drafting, editing, offering, clearing, returning and reading it (design 5)."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bestvalue.accounts.models import User
from cases.models import Case, Submission, SubmissionAct
from cases.services.comments import comment_on_submission
from cases.services.submissions import edit_submission
from notices.services import edit_notice
from tests.lifecycle.build import PACK, Play
from tests.support.html import assert_valid_html

PASSWORD = "correct horse battery staple"
SECTIONS = {name: text for name, text in PACK.items() if name != "options"}
SENT = {"question": "Issue it?", "option_1": "Act", "nothing": "Nothing would change.", **SECTIONS}


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    """A case, and a deputy director who can give a password."""
    with ExitStack() as days:
        play = Play.begin(days)
        play.deputy_director.set_password(PASSWORD)
        play.deputy_director.save()
        yield play


def signed_in(user: User) -> Client:
    """A browser of this person."""
    client = Client()
    client.force_login(user)
    return client


def at(play: Play, below: str = "") -> str:
    """Below the submissions of the case."""
    return f"/cases/{play.case.ref}/submissions/{below}"


def seen(play: Play) -> int:
    """The version that a page opened now shows."""
    return Case.objects.get(pk=play.case.pk).version


def text(response: Any) -> str:
    """What is on the page."""
    assert_valid_html(response)
    shown: str = response.content.decode()
    return shown


def test_there_is_nothing_to_ask_before_something_is_drafted(play: Play) -> None:
    assert "Draft something first" in text(signed_in(play.officer).get(at(play, "new/")))


def test_what_is_asked_is_chosen_first_and_several_may_be(play: Play) -> None:
    notice, inspection = play.a_notice(), play.an_inspection()
    client = signed_in(play.officer)
    assert "Issue a Best Value Notice" in text(client.get(at(play, "new/")))
    asks = [f"issue_notice@{notice.key}", f"appoint_inspector@{inspection.key}"]
    form = client.post(at(play, "new/"), {"ask": asks, "version": seen(play)}, follow=True)
    address = form.redirect_chain[-1][0]
    shown = text(form)
    assert "Appoint an inspector" in shown
    assert "What is the minister asked?" in shown
    made = client.post(address, {**SENT, "version": seen(play)}, follow=True)
    assert "The draft is saved." in text(made)
    assert set(Submission.objects.get().acts.values_list("move", flat=True)) == {"issue_notice", "appoint_inspector"}


def test_choosing_nothing_is_explained(play: Play) -> None:
    play.a_notice()
    response = signed_in(play.officer).post(at(play, "new/"), {"version": seen(play)})
    assert "Select what the minister is asked to decide" in text(response)


def test_a_link_names_what_is_asked(play: Play) -> None:
    notice = play.a_notice()
    shown = text(signed_in(play.officer).get(at(play, f"new/?act=issue_notice&of={notice.key}")))
    assert "Issue a Best Value Notice" in shown
    assert "Doing nothing" in shown


def test_doing_nothing_is_always_among_the_options(play: Play) -> None:
    notice = play.a_notice()
    address = at(play, f"new/?act=issue_notice&of={notice.key}")
    signed_in(play.officer).post(address, {**SENT, "version": seen(play)})
    assert Submission.objects.get().options == ["Act", "Do nothing: Nothing would change."]


def test_an_act_that_sets_facts_asks_for_them(play: Play) -> None:
    notice = play.noticed()
    address = at(play, f"new/?act=withdraw_notice&of={notice.key}")
    client = signed_in(play.officer)
    assert "Text of the letter that ends it" in text(client.get(address))
    sent = {**SENT, "version": seen(play)}
    assert "Enter the text of the letter that ends it" in text(client.post(address, sent))
    client.post(address, {**sent, "withdraw_notice-ending_letter": "We withdraw it."})
    asked = SubmissionAct.objects.get(move="withdraw_notice")
    assert (asked.changes, asked.document.body) == ({"ending_letter": "We withdraw it."}, "We withdraw it.")


def test_a_date_that_an_act_sets_survives_the_form(play: Play) -> None:
    inspection = play.inspected()
    address = at(play, f"new/?act=vary_inspection&of={inspection.key}")
    client = signed_in(play.officer)
    date = {
        f"vary_inspection-report_due_on-{part}": value
        for part, value in zip(["day", "month", "year"], ["1", "9", "2025"], strict=True)
    }
    sent = {**SENT, "version": seen(play), **date, "vary_inspection-functions": "Governance\nFinance"}
    client.post(address, sent)
    asked = SubmissionAct.objects.get(move="vary_inspection")
    assert asked.changes == {"report_due_on": "2025-09-01", "functions": ["Governance", "Finance"]}
    shown = text(client.get(at(play, f"{asked.submission_id}/edit/")))
    assert 'value="2025"' in shown
    assert "Governance\nFinance" in shown


def test_the_form_starts_from_what_was_said_before(play: Play) -> None:
    notice = play.a_notice()
    play.approved("issue_notice", notice)
    edit_notice(by=play.officer, notice=notice, credit="A new chair.")
    shown = text(signed_in(play.officer).get(at(play, f"new/?act=issue_notice&of={notice.key}")))
    assert "Written." in shown


def test_a_draft_is_edited_and_nothing_typed_is_lost_to_a_rival(play: Play) -> None:
    submission = play.drafted("issue_notice", play.a_notice())
    client, address = signed_in(play.officer), at(play, f"{submission.pk}/edit/")
    assert "Written." in text(client.get(address))
    sent = {**SENT, "cost_note": "It costs ten.", "version": seen(play)}
    edit_submission(by=play.lead, submission=submission, legal_note="Sound.")
    refused = client.post(address, sent)
    assert refused.status_code == 409
    assert "It costs ten." in text(refused)
    client.post(address, {**sent, "version": seen(play)})
    assert Submission.objects.get().cost_note == "It costs ten."


def test_what_a_draft_lacks_is_shown(play: Play) -> None:
    submission = play.drafted("issue_notice", play.a_notice())
    edit_submission(by=play.officer, submission=submission, cost_note="", options=[])
    client = signed_in(play.officer)
    for below in ("", "offer/"):
        shown = text(client.get(at(play, f"{submission.pk}/{below}")))
        assert "The submission lacks its cost note." in shown
        assert "Give the options, doing nothing among them." in shown


def test_it_is_offered_cleared_with_the_password_and_goes_to_the_minister(play: Play) -> None:
    submission = play.drafted("issue_notice", play.a_notice())
    signed_in(play.officer).post(at(play, f"{submission.pk}/offer/"), {"version": seen(play)})
    deputy, address = signed_in(play.deputy_director), at(play, f"{submission.pk}/clear/")
    text(deputy.get(address))
    wrong = deputy.post(address, {"minister": "", "password": "wrong", "version": seen(play)})
    assert "Enter your correct password" in text(wrong)
    sent = {"minister": str(play.minister.pk), "password": PASSWORD, "version": seen(play)}
    assert "With the minister" in text(deputy.post(address, sent, follow=True))
    cleared = Submission.objects.get()
    assert (cleared.state, cleared.minister, cleared.cleared_by) == (
        "with_minister",
        play.minister,
        play.deputy_director,
    )


def test_it_is_returned_with_comments_that_the_drafter_sees(play: Play) -> None:
    submission = play.offered("issue_notice", play.a_notice())
    sent = {"comments": "Say more on cost.", "version": seen(play)}
    signed_in(play.deputy_director).post(at(play, f"{submission.pk}/return/"), sent)
    shown = text(signed_in(play.officer).get(at(play, f"{submission.pk}/")))
    assert "Returned with comments" in shown
    assert "Say more on cost." in shown


def test_it_is_taken_back_from_the_minister(play: Play) -> None:
    submission = play.asked("issue_notice", play.a_notice()).submission
    sent = {"reason": "A new chair.", "version": seen(play)}
    signed_in(play.officer).post(at(play, f"{submission.pk}/take-back/"), sent)
    assert Submission.objects.get().state == "draft"


def test_it_is_remarked_on_and_dropped(play: Play) -> None:
    submission = play.drafted("issue_notice", play.a_notice())
    client = signed_in(play.officer)
    client.post(at(play, f"{submission.pk}/comment/"), {"text": "The auditor wrote.", "version": seen(play)})
    client.post(at(play, f"{submission.pk}/drop/"), {"reason": "No longer wanted.", "version": seen(play)})
    shown = text(client.get(at(play, f"{submission.pk}/")))
    assert "The auditor wrote." in shown
    assert "Dropped" in shown


@pytest.mark.parametrize(
    ("who", "where", "steps"),
    [
        ("officer", "drafted", {"Edit the draft", "Send for clearance"}),
        ("officer", "offered", {"Take it back"}),
        ("deputy_director", "offered", {"Clear for the minister", "Return with comments"}),
        ("minister", "offered", {"Comment"}),
    ],
)
def test_the_page_offers_what_this_person_may_do_now(play: Play, who: str, where: str, steps: set[str]) -> None:
    submission = getattr(play, where)("issue_notice", play.a_notice())
    response = signed_in(getattr(play, who)).get(at(play, f"{submission.pk}/"))
    assert steps <= {each.text for each in response.context["steps"]}
    assert ("Edit the draft" in text(response)) is (where == "drafted")


def test_another_case_does_not_lend_its_submissions(play: Play) -> None:
    submission = play.drafted("issue_notice", play.a_notice())
    response = signed_in(play.officer).get(f"/cases/nothing/submissions/{submission.pk}/")
    assert response.status_code == 404


def test_a_long_submission_takes_as_many_queries_as_a_short_one(play: Play, django_assert_max_num_queries: Any) -> None:
    submission = play.drafted("issue_notice", play.a_notice())
    comment_on_submission(by=play.officer, submission=submission, text="A remark.")
    client, counts = signed_in(play.officer), []
    for _ in range(2):
        with django_assert_max_num_queries(40) as taken:
            text(client.get(at(play, f"{submission.pk}/")))
        counts.append(len(taken))
        for number in range(5):
            comment_on_submission(by=play.officer, submission=submission, text=f"Remark {number}.")
            edit_submission(by=play.officer, submission=submission, evidence_for="Evidence. " * 300)
    assert counts[0] == counts[1]


def test_the_list_takes_as_many_queries_however_long(play: Play, django_assert_max_num_queries: Any) -> None:
    client, counts = signed_in(play.officer), []
    play.drafted("issue_notice", play.a_notice())
    for _ in range(2):
        with django_assert_max_num_queries(40) as taken:
            text(client.get(at(play)))
        counts.append(len(taken))
        play.drafted("appoint_inspector", play.an_inspection())
    assert counts[0] == counts[1]


def test_annexes_are_added_to_a_draft_and_read_with_it(play: Play) -> None:
    submission = play.drafted("issue_notice", play.a_notice())
    client, address = signed_in(play.officer), at(play, f"{submission.pk}/annexes/")
    text(client.get(address))
    sent = {"uploads": SimpleUploadedFile("report.txt", b"Text."), "description": "Audit", "version": seen(play)}
    assert "The annexes are with the submission." in text(client.post(address, sent, follow=True))
    assert "report.txt" in text(client.get(at(play, f"{submission.pk}/")))


def test_versions_lead_to_the_texts_their_copies_and_their_comparison(play: Play) -> None:
    notice = play.a_notice()
    submission = play.asked("issue_notice", notice).submission
    client = signed_in(play.officer)
    shown = text(client.get(at(play, f"{submission.pk}/")))
    pack = submission.pack
    assert pack is not None
    word = f"/cases/{play.case.ref}/documents/{pack.pk}/letter.docx"
    assert word in shown
    assert client.get(word).content.startswith(b"PK")
    assert f"/cases/{play.case.ref}/documents/compare/" in shown


def test_the_notice_tells_what_ministers_were_asked_and_said(play: Play) -> None:
    notice = play.a_notice()
    play.approved("issue_notice", notice)
    edit_notice(by=play.officer, notice=notice, credit="A new chair.")
    shown = text(signed_in(play.officer).get(f"/cases/{play.case.ref}/notices/{notice.pk}/"))
    assert "approval void: the text was edited afterwards" in shown


def test_what_is_typed_and_not_saved_is_kept_and_offered_again(play: Play) -> None:
    submission = play.drafted("issue_notice", play.a_notice())
    client, address = signed_in(play.officer), at(play, f"{submission.pk}/edit/")
    sent = {**SENT, "cost_note": "Ten thousand.", "version": seen(play), "do": "keep"}
    assert "kept_at" in client.post(address, sent).json()
    assert "Ten thousand." in text(client.get(address))
    assert "Ten thousand." in text(client.get(f"{address}?unsaved=restore"))
    assert Submission.objects.get().cost_note == "Written."


def test_the_pack_is_shown_beside_the_form_as_it_would_read(play: Play) -> None:
    submission = play.drafted("issue_notice", play.a_notice())
    sent = {**SENT, "cost_note": "Ten thousand.", "version": seen(play), "do": "preview"}
    shown = text(signed_in(play.officer).post(at(play, f"{submission.pk}/edit/"), sent))
    assert "The submission so far" in shown
    assert shown.count("Ten thousand.") == 2
