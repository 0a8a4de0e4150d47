"""The minister's box: who has one, what is in it, and every way a decision is taken or refused (N6, R1, R2)."""

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bestvalue import clock
from bestvalue.accounts.models import Role, RoleHolding, User
from bestvalue.desk.selectors.waiting import piles_for
from bestvalue.records.models import Reading
from cases.models import Recusal, Submission, SubmissionAct
from cases.services.opening import log_contact
from cases.services.submissions import (
    add_annexes,
    clear_submission,
    confirm_decision,
    decide,
    offer_for_clearance,
    recuse,
    take_back_submission,
)
from interventions.services.directions import make_urgent_directions
from notices.models import Notice
from notices.services import edit_notice
from tests.factories import person
from tests.lifecycle.build import Play, refusals
from tests.support.html import assert_valid_html

PASSWORD = "correct horse battery staple"
READY = "Approved by a minister, and not carried out yet"


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    """A case, and people who can give their password."""
    with ExitStack() as days:
        play = Play.begin(days)
        for each in (play.minister, play.secretary_of_state, play.private_office):
            each.set_password(PASSWORD)
            each.save()
        yield play


@pytest.fixture
def asked(play: Play) -> SubmissionAct:
    """A notice that waits for a minister's decision."""
    return play.asked("issue_notice", play.a_notice())


def page(asked: SubmissionAct, below: str = "") -> str:
    """The address of its submission in the box."""
    return f"/decisions/{asked.submission_id}/{below}"


def signed_in(user: User) -> Client:
    """A browser of this person."""
    client = Client()
    client.force_login(user)
    return client


def decision(asked: SubmissionAct, **given: str) -> dict[str, Any]:
    """What the page sends when this act is decided."""
    form = {
        "decision": "approve",
        "reasons": "The case is made.",
        "has_interest": "no",
        "interest": "",
        "password": PASSWORD,
        **given,
    }
    version = asked.submission.case.__class__.objects.get(pk=asked.submission.case_id).version
    named = {f"act-{asked.pk}-{name}": value for name, value in form.items()}
    return {"act": str(asked.pk), "version": version, **named}


def now(asked: SubmissionAct) -> SubmissionAct:
    """The act as it now stands."""
    return SubmissionAct.objects.get(pk=asked.pk)


def text(response: Any) -> str:
    """What is on the page."""
    assert_valid_html(response)
    shown: str = response.content.decode()
    return shown


@pytest.mark.parametrize("role", ["officer", "lead", "deputy_director", "press", "records_manager"])
def test_for_everybody_else_there_is_no_box(play: Play, asked: SubmissionAct, role: str) -> None:
    client = signed_in(getattr(play, role))
    assert client.get("/decisions/").status_code == 404
    assert client.get(page(asked)).status_code == 404
    assert client.post(page(asked), decision(asked)).status_code == 404
    assert 'href="/decisions/"' not in client.get("/").content.decode()


def test_the_box_says_what_waits_since_when_about_whom_and_from_whom(play: Play, asked: SubmissionAct) -> None:
    shown = text(signed_in(play.minister).get("/decisions/"))
    for words in (asked.submission.question, "6 January 2025", play.authority.name, play.deputy_director.name):
        assert words in shown
    assert 'href="/decisions/"' in shown


def test_the_oldest_comes_first_and_what_is_addressed_to_another_stands_apart(play: Play) -> None:
    first = play.asked("issue_notice", play.a_notice())
    play.wait(1)
    second = play.asked("appoint_inspector", play.an_inspection())
    play.wait(1)
    third = play.asked("agree_package", play.a_package())
    Submission.objects.filter(pk=third.submission_id).update(minister=play.secretary_of_state)
    response = signed_in(play.minister).get("/decisions/")
    assert [each.pk for each in response.context["page"]] == [first.submission_id, second.submission_id]
    assert [each.pk for each in response.context["box"].with_others] == [third.submission_id]
    everything = signed_in(play.private_office).get("/decisions/").context["page"]
    assert [each.pk for each in everything] == [each.submission_id for each in (first, second, third)]


def test_the_box_takes_as_many_queries_however_much_waits(
    play: Play, asked: SubmissionAct, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(play.minister)
    counts = []
    for _ in range(2):
        with django_assert_max_num_queries(40) as taken:
            client.get("/decisions/")
        counts.append(len(taken))
        play.asked("appoint_inspector", play.an_inspection())
    assert counts[0] == counts[1]


def test_a_submission_is_read_on_one_page_with_nothing_chosen(play: Play, asked: SubmissionAct) -> None:
    response = signed_in(play.minister).get(page(asked))
    shown = text(response)
    for words in ("Do nothing", "Evidence for", "Evidence against", "What the authority says", "Local checks"):
        assert words in shown
    assert asked.document.sha256 in shown
    assert "Agree a balanced plan." in shown
    assert "checked" not in shown
    assert Reading.objects.filter(reader=play.minister, subject=asked.submission.key).exists()


@pytest.mark.parametrize(
    ("choice", "state"), [("approve", "approved"), ("return_for_changes", "returned"), ("decline", "declined")]
)
def test_a_minister_decides_with_reasons_interests_and_the_password(
    play: Play, asked: SubmissionAct, choice: str, state: str
) -> None:
    sent = decision(asked, decision=choice, has_interest="yes", interest="I once lived there.")
    response = signed_in(play.minister).post(page(asked), sent, follow=True)
    assert "Nothing moves until an official acts on it." in text(response)
    decided = now(asked)
    assert (decided.state, decided.decided_by, decided.recorded_by) == (state, play.minister, None)
    assert (decided.reasons, decided.interests) == ("The case is made.", "I once lived there.")


@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        ({"decision": ""}, "Select a decision"),
        ({"reasons": ""}, "Enter the reasons"),
        ({"has_interest": ""}, "Select whether there is an interest to declare"),
        ({"has_interest": "yes"}, "Enter the interest"),
        ({"interest": "Shares."}, "Select yes, as you have entered an interest"),
        ({"password": ""}, "Enter your password"),
        ({"password": "wrong"}, "Enter your correct password"),
    ],
)
def test_what_is_left_out_is_named_and_nothing_is_decided(
    play: Play, asked: SubmissionAct, left_out: dict[str, str], words: str
) -> None:
    response = signed_in(play.minister).post(page(asked), decision(asked, **left_out))
    assert words in text(response)
    assert now(asked).state == "asked"


def test_a_decision_on_a_page_opened_before_another_decided_is_refused_and_its_reasons_kept(
    play: Play, asked: SubmissionAct
) -> None:
    sent = decision(asked, reasons="My own considered reasons.")
    decide(by=play.secretary_of_state, asked=asked, decision="decline", reasons="No.")
    response = signed_in(play.minister).post(page(asked), sent)
    assert response.status_code == 409
    shown = text(response)
    assert f"{play.secretary_of_state} did this: record a minister&#x27;s decision" in shown
    assert "My own considered reasons." in shown
    assert now(asked).state == "declined"


def test_a_decision_on_a_page_opened_before_the_text_changed_is_refused_and_its_reasons_kept(
    play: Play, asked: SubmissionAct
) -> None:
    sent = decision(asked, reasons="My own considered reasons.")
    take_back_submission(by=play.officer, submission=asked.submission, reason="A new chair was elected.")
    edit_notice(by=play.officer, notice=Notice.objects.get(), credit="A new chair.")
    response = signed_in(play.minister).post(page(asked), sent)
    shown = text(response)
    assert response.status_code == 409
    assert "take back a submission" in shown
    assert "edit a draft notice" in shown
    assert "My own considered reasons." in shown
    assert now(asked).state == "asked"


def test_an_act_on_the_case_meanwhile_is_shown_and_the_same_page_then_decides(play: Play, asked: SubmissionAct) -> None:
    sent = decision(asked)
    contact: dict[str, Any] = {"held_on": clock.today(), "channel": "call", "people": "Them", "summary": "Talk."}
    log_contact(by=play.officer, case=play.case, **contact)
    client = signed_in(play.minister)
    response = client.post(page(asked), sent)
    assert response.status_code == 409
    assert "log a contact" in text(response)
    again = client.post(page(asked), decision(asked))
    assert again.status_code == 302
    assert now(asked).state == "approved"


def test_private_office_is_told_only_what_was_done_with_the_submission(play: Play, asked: SubmissionAct) -> None:
    play.wait(1)
    sent = recorded(play, asked, reasons="My own considered reasons.")
    contact: dict[str, Any] = {"held_on": clock.today(), "channel": "call", "people": "Them", "summary": "zzsecret"}
    log_contact(by=play.officer, case=play.case, **contact)
    client = signed_in(play.private_office)
    for version, told in ((sent["version"], 0), (0, 3)):
        response = client.post(page(asked), {**sent, "version": version})
        assert response.status_code == 409
        shown = text(response)
        assert "has changed since you opened this page" in shown
        assert "My own considered reasons." in shown
        assert "contact" not in shown
        assert shown.count("did this:") == told  # drafted, offered and cleared
    assert "did this: clear a submission" in shown


def test_each_act_of_a_pack_is_decided_on_its_own(play: Play) -> None:
    notice, inspection = play.a_notice(), play.an_inspection()
    first = play.asked("issue_notice", notice)
    other = SubmissionAct.objects.create(
        submission=first.submission,
        move="appoint_inspector",
        subject=inspection.key,
        document=first.document,
    )
    client = signed_in(play.minister)
    client.post(page(first), decision(first))
    assert (now(first).state, now(other).state) == ("approved", "asked")
    client.post(page(other), decision(other, decision="decline"))
    assert now(other).state == "declined"


def test_what_only_the_secretary_of_state_decides_is_said_to_be_theirs(play: Play) -> None:
    asked = play.asked("make_urgent_directions", play.urgent())
    response = signed_in(play.minister).get(page(asked))
    assert "This is for the Secretary of State to decide." in text(response)
    refused = signed_in(play.minister).post(page(asked), decision(asked))
    assert refused.status_code == 403
    assert now(asked).state == "asked"


def recorded(play: Play, asked: SubmissionAct, **given: str) -> dict[str, Any]:
    """What private office sends."""
    known = {
        "minister": str(play.minister.pk),
        "decided_on-day": "6",
        "decided_on-month": "1",
        "decided_on-year": "2025",
        "decided_time": "13:30",
        "proof": "The box note of 6 January.",
    }
    return decision(asked, **{**known, **given})


def test_private_office_records_whose_decision_it_was_when_and_on_what_proof(play: Play, asked: SubmissionAct) -> None:
    play.wait(1)
    client = signed_in(play.private_office)
    shown = text(client.post(page(asked), recorded(play, asked), follow=True))
    assert f"Recorded by private office ({play.private_office})" in shown
    assert "The box note of 6 January." in shown
    decided = now(asked)
    assert (decided.decided_by, decided.recorded_by) == (play.minister, play.private_office)
    assert decided.decided_at == dt.datetime(2025, 1, 6, 13, 30, tzinfo=clock.LONDON)
    assert "recorded by private office" in text(signed_in(play.minister).get("/decisions/"))


@pytest.mark.parametrize(
    ("given", "status", "words"),
    [
        ({"proof": ""}, 200, "Enter the proof of the decision"),
        ({"minister": ""}, 200, "Select the minister who decided"),
        ({"decided_time": "soon"}, 200, "Enter a time such as 14:30"),
        ({"decided_on-year": "2024"}, 409, "Give a time between its going to the minister and now."),
        ({"decided_on-year": "2026"}, 409, "Give a time between its going to the minister and now."),
    ],
)
def test_private_office_records_nothing_without_minister_time_and_proof(
    play: Play, asked: SubmissionAct, given: dict[str, str], status: int, words: str
) -> None:
    play.wait(1)
    response = signed_in(play.private_office).post(page(asked), recorded(play, asked, **given))
    assert (response.status_code, now(asked).state) == (status, "asked")
    assert words in text(response)


def test_private_office_names_only_ministers_in_office(play: Play, asked: SubmissionAct) -> None:
    play.wait(1)
    sent = recorded(play, asked, minister=str(play.deputy_director.pk))
    assert signed_in(play.private_office).post(page(asked), sent).status_code == 200
    assert now(asked).state == "asked"


def test_a_minister_with_an_interest_stands_aside_and_the_box_passes_on(play: Play, asked: SubmissionAct) -> None:
    version = play.case.__class__.objects.get().version
    sent = {"version": version, "interest": "My sister works there.", "to": str(play.secretary_of_state.pk)}
    client = signed_in(play.minister)
    shown = text(client.post(page(asked, "stand-aside/"), sent, follow=True))
    assert "You stood aside from this submission." in shown
    assert "My sister works there." in shown
    assert Submission.objects.get(pk=asked.submission_id).minister == play.secretary_of_state
    assert client.post(page(asked), decision(asked)).status_code == 403
    assert not client.get("/decisions/").context["page"].object_list
    assert signed_in(play.secretary_of_state).post(page(asked), decision(asked)).status_code == 302
    assert now(asked).decided_by == play.secretary_of_state


def test_standing_aside_names_the_interest(play: Play, asked: SubmissionAct) -> None:
    response = signed_in(play.minister).post(page(asked, "stand-aside/"), {"version": 1, "interest": " "})
    assert "Enter the interest" in text(response)
    assert not Recusal.objects.exists()


def test_what_nobody_is_left_to_decide_still_stands_in_the_box_of_those_who_stood_aside(
    play: Play, asked: SubmissionAct
) -> None:
    recuse(by=play.minister, submission=asked.submission, interest="A friend.")
    (left,) = signed_in(play.minister).get("/decisions/").context["box"].with_others
    assert left.pk == asked.submission_id


def test_what_is_addressed_to_a_minister_who_left_waits_for_whoever_holds_the_office(
    play: Play, asked: SubmissionAct
) -> None:
    Submission.objects.filter(pk=asked.submission_id).update(minister=play.minister)
    successor = signed_in(play.secretary_of_state)
    case_page = signed_in(play.officer)
    assert not successor.get("/decisions/").context["page"].object_list
    assert f"{play.minister}, through private office" in text(case_page.get(f"/cases/{play.case.ref}/"))
    RoleHolding.objects.filter(user=play.minister).update(ends_on=clock.today())
    play.wait(1)
    box = successor.get("/decisions/").context
    assert [each.pk for each in box["page"].object_list] == [asked.submission_id]
    assert not box["box"].with_others
    told = text(case_page.get(f"/cases/{play.case.ref}/"))
    assert "A minister, through private office" in told
    assert f"{play.minister}, through private office" not in told


def test_an_edit_after_approval_shows_as_void_wherever_the_approval_shows(play: Play) -> None:
    asked = play.approved("issue_notice", play.a_notice())
    edit_notice(by=play.officer, notice=Notice.objects.get(), credit="A new chair.")
    minister, officer = signed_in(play.minister), signed_in(play.officer)
    words = "Approval void: the text was edited afterwards"
    assert words in text(minister.get("/decisions/"))
    assert words in text(minister.get(page(asked)))
    assert words in text(officer.get(f"/cases/{play.case.ref}/submissions/"))
    assert words in text(officer.get(f"/cases/{play.case.ref}/submissions/{asked.submission_id}/"))
    assert words in text(officer.get("/"))
    assert "An approval was made void by this" in text(officer.get(f"/cases/{play.case.ref}/timeline/"))


def test_a_void_approval_leaves_the_lists_once_it_is_asked_again(play: Play) -> None:
    play.approved("issue_notice", play.a_notice())
    notice = edit_notice(by=play.officer, notice=Notice.objects.get(), credit="A new chair.")
    play.asked("issue_notice", notice)
    assert not signed_in(play.minister).get("/decisions/").context["box"].void


def test_a_successor_confirms_what_a_minister_who_left_approved(play: Play) -> None:
    asked = play.approved("issue_notice", play.a_notice())
    RoleHolding.objects.filter(user=play.minister).update(ends_on=clock.today())
    play.wait(1)
    client = signed_in(play.secretary_of_state)
    assert "To be confirmed by a successor" in text(client.get("/decisions/"))
    confirm = f"/decisions/{asked.submission_id}/confirm/{asked.pk}/"
    assert confirm in text(client.get(page(asked)))
    assert confirm not in text(signed_in(play.private_office).get(page(asked)))
    text(client.get(confirm))
    client.post(confirm, {"version": play.case.__class__.objects.get().version, "password": PASSWORD})
    confirmed = now(asked)
    assert (confirmed.confirmed_by, confirmed.confirmed_on) == (play.secretary_of_state, clock.today())
    assert f"Confirmed by {play.secretary_of_state}" in text(client.get(page(asked)))


def test_a_draft_is_not_in_the_box(play: Play) -> None:
    asked = play.asked("issue_notice", play.a_notice())
    other = play.asked("appoint_inspector", play.an_inspection())
    Submission.objects.filter(pk=other.submission_id).update(pack=None)
    assert signed_in(play.minister).get(page(other)).status_code == 404
    assert signed_in(play.minister).get(page(asked)).status_code == 200


def test_nothing_in_the_box_counts_or_scores_indicators(play: Play, asked: SubmissionAct) -> None:
    client = signed_in(play.minister)
    for address in ("/decisions/", page(asked)):
        words = text(client.get(address)).casefold()
        assert not [each for each in ("score", "rating", "ranking", "indicators") if each in words]


def test_private_office_opens_annexes_of_what_was_sent_and_nothing_else_of_the_case(play: Play) -> None:
    submission = play.drafted("issue_notice", play.a_notice())
    (kept,) = add_annexes(
        by=play.officer, submission=submission, uploads=[SimpleUploadedFile("a.txt", b"The auditor's report.")]
    )
    client = signed_in(play.private_office)
    address = f"/decisions/{submission.pk}/annexes/{kept.pk}/"
    assert client.get(address).status_code == 404
    offer_for_clearance(by=play.officer, submission=submission)
    clear_submission(by=play.deputy_director, submission=submission)
    assert address in text(client.get(f"/decisions/{submission.pk}/"))
    assert b"".join(client.get(address)) == b"The auditor's report."
    assert client.get(f"/cases/{play.case.ref}/").status_code == 404


def test_an_approval_is_ready_only_while_its_giver_holds_an_office_that_decides_it(play: Play) -> None:
    direction = play.urgent()
    asked = play.approved("make_urgent_directions", direction)
    assert [each.heading for each in piles_for(play.lead)] == [READY]
    held = RoleHolding.objects.filter(user=play.secretary_of_state)
    held.update(ends_on=clock.today())
    play.wait(1)
    RoleHolding.objects.create(user=play.secretary_of_state, role=Role.MINISTER, starts_on=clock.today())
    assert piles_for(play.lead) == []
    assert refusals(lambda: make_urgent_directions(by=play.lead, direction=direction)) == {"decider_left"}
    box = signed_in(play.private_office).get("/decisions/").context["box"]
    assert ([*box.to_confirm], [*box.to_be_done]) == ([asked], [])
    confirm = f"/decisions/{asked.submission_id}/confirm/{asked.pk}/"
    assert confirm not in text(signed_in(play.minister).get(page(asked)))
    successor = person(Role.SECRETARY_OF_STATE, since=clock.today())
    assert confirm in text(signed_in(successor).get(page(asked)))
    confirm_decision(by=successor, asked=asked)
    assert [each.heading for each in piles_for(play.lead)] == [READY]
