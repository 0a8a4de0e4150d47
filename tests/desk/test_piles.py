"""What waits on the first page: there until it is done, for who does it, and for nobody who may not know of it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from bestvalue import clock
from bestvalue.accounts.models import Role, RoleHolding, User
from bestvalue.api.services.webhooks import approve_webhook, create_webhook
from bestvalue.desk.selectors.waiting import PILES, piles_for
from cases.selectors.cases import timeline
from cases.services.correcting import ask_correction, correct_record
from cases.services.engaging import offer_support
from cases.services.openings import ask_for_case, decline_request
from cases.services.packs import (
    approve_publication,
    edit_publication,
    prepare_publication,
    publish_pack,
    send_back_publication,
)
from cases.services.submissions import clear_submission, decide
from interventions.services.reviews import commission_review, draft_review
from notices.services import edit_notice, issue_notice, serve_notice
from tests.api.world import an_authority
from tests.factories import person
from tests.lifecycle.build import Play

Walk = Iterator[dict[str, set[User]]]
CLEAR, OPENINGS, VOID = "Submissions to clear", "Requests to open a case", "Approvals that need a new decision"
ISSUE, CARRY_OUT = "Approved by a minister, and not issued yet", "Approved by a minister, and not carried out yet"
SERVE, CORRECT = "Issued, and not recorded as served", "Corrections to agree to"
APPROVE, PUBLISH = "Publications to approve", "Approved and ready to publish"
SENT_BACK, WEBHOOKS = "Publications sent back to be changed", "Webhooks to approve"


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    """A private case, and days that pass."""
    with ExitStack() as days:
        yield Play.begin(days)


def officials(play: Play) -> set[User]:
    """Those who may do what every official may."""
    return {play.officer, play.lead, play.deputy_director}


def a_decision(play: Play) -> Walk:
    """A notice is cleared, approved, edited, approved again, issued and served."""
    notice = play.a_notice()
    submission = play.offered("issue_notice", notice)
    yield {CLEAR: {play.deputy_director}}
    submission = clear_submission(by=play.deputy_director, submission=submission)
    yield {}
    decide(by=play.minister, asked=submission.acts.get(), decision="approve", reasons="Read.")
    yield {ISSUE: {play.lead, play.deputy_director}}
    notice = edit_notice(by=play.officer, notice=notice, credit="A new chair.")
    yield {VOID: officials(play)}
    play.approved("issue_notice", notice)
    yield {ISSUE: {play.lead, play.deputy_director}}
    notice = issue_notice(by=play.lead, notice=notice)
    yield {SERVE: officials(play)}
    for each in notice.recipients.all():
        serve_notice(by=play.officer, recipient=each, served_on=clock.today(), how="By email", proof="Receipt")
    yield {}


def what_is_not_issued(play: Play) -> Walk:
    """A review is commissioned as a minister approved."""
    review = draft_review(by=play.officer, case=play.case, terms="Capital.", reviewers="A. Body", basis="Consent.")
    play.approved("commission_review", review)
    yield {CARRY_OUT: {play.lead, play.deputy_director}}
    commission_review(by=play.lead, review=review)
    yield {}


def a_correction(play: Play) -> Walk:
    """Two people void an event, and who asked is not the second."""
    offer_support(by=play.officer, case=play.case, offered_on=clock.today(), what="A mentor", provider="A body")
    event = timeline(play.case).get(verb="offer_support")
    yield {}
    asked = ask_correction(by=play.lead, case=play.case, event=event, mistake="Twice.")
    yield {CORRECT: {play.records_manager}}
    correct_record(by=play.records_manager, correction=asked)
    yield {}


def a_publication(play: Play) -> Walk:
    """A notice is prepared for the register, sent back, approved and published."""
    notice = play.noticed()
    for each in notice.recipients.all():
        serve_notice(by=play.officer, recipient=each, served_on=clock.today(), how="By email", proof="Receipt")
    facts: Any = {"title": "A notice", "statement": "It was issued.", "body": "Text.", "redaction": "Short."}
    pack = prepare_publication(by=play.officer, instrument=notice, **facts)
    yield {APPROVE: {play.deputy_director}}
    send_back_publication(by=play.deputy_director, pack=pack, note="Say more.")
    yield {SENT_BACK: officials(play)}
    pack = edit_publication(by=play.officer, pack=pack, redaction="Shorter.")
    yield {APPROVE: {play.deputy_director}}
    pack = approve_publication(by=play.deputy_director, pack=pack, digest=pack.digest())
    yield {PUBLISH: {play.press}}
    publish_pack(by=play.press, pack=pack, digest=pack.digest())
    yield {}


def a_request(play: Play) -> Walk:
    """A case is asked for and declined."""
    asked = ask_for_case(
        by=play.officer, authority=an_authority("wyford", "Wyford"), team=play.team, reason="A report."
    )
    yield {OPENINGS: {play.deputy_director}}
    decline_request(by=play.deputy_director, request=asked, answer="Not yet.")
    yield {}


def a_webhook(play: Play) -> Walk:
    """A program's address is approved."""
    administrator = person(Role.ADMINISTRATOR, since=clock.today())
    made = create_webhook(by=play.officer, target="https://hub.example/", description="The data hub.")
    yield {WEBHOOKS: {administrator}}
    approve_webhook(by=administrator, webhook=made, look_up=lambda *host: ["93.184.216.34"])
    yield {}


WALKS = (a_decision, what_is_not_issued, a_correction, a_publication, a_request, a_webhook)


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.__name__)
def test_what_waits_is_there_until_it_is_done_and_for_who_may_know_of_it_alone(
    play: Play, walk: Callable[[Play], Walk]
) -> None:
    outsiders = [person(role, since=clock.today()) for role in (Role.OFFICER, Role.TEAM_LEAD, Role.RECORDS_MANAGER)]
    for waits in walk(play):
        everybody = {*officials(play), play.records_manager, play.press, play.minister}.union(*waits.values())
        found = {(heading, user) for user in everybody for heading in headings(user)}
        assert found == {(heading, user) for heading, users in waits.items() for user in users}
        assert [headings(each) for each in outsiders] == [set(), set(), set()]


def headings(user: User) -> set[str]:
    """What waits for this person."""
    return {pile.heading for pile in piles_for(user)}


def test_no_pile_is_left_unproved() -> None:
    assert {heading for heading, *_ in PILES} == {
        *(CLEAR, OPENINGS, VOID, ISSUE, CARRY_OUT, SERVE, CORRECT, APPROVE, PUBLISH, SENT_BACK, WEBHOOKS)
    }


def test_nobody_is_asked_to_clear_what_they_drafted_or_to_agree_to_what_they_asked(play: Play) -> None:
    for user, role in ((play.deputy_director, Role.OFFICER), (play.lead, Role.RECORDS_MANAGER)):
        RoleHolding.objects.create(user=user, role=role, team=play.team, starts_on=clock.today())
    play.officer = play.deputy_director
    play.offered("issue_notice", play.a_notice())
    assert CLEAR not in headings(play.deputy_director)
    ask_correction(by=play.lead, case=play.case, event=timeline(play.case).latest("case_version"), mistake="Twice.")
    assert CORRECT not in headings(play.lead)
