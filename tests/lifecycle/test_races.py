"""Two people make rival moves at once: one wins, the other gets a clear error, and one event is written."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from contextvars import copy_context
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, transaction

from bestvalue import clock
from bestvalue.accounts.models import Role
from bestvalue.errors import ActError, Refused
from bestvalue.records.models import Event
from bestvalue.records.services.verifying import verify_chains
from cases.models import Case, PublishedStep, ServiceFailureWatch, Submission, SubmissionAct
from cases.services import waiting
from cases.services.opening import engage, log_contact
from cases.services.packs import approve_publication, prepare_publication, publish_pack
from cases.services.submissions import clear_submission, decide, take_back_submission
from cases.services.watches import open_watch
from cases.stages import Stage
from interventions.models import Direction, OversightPeriod, Proposal
from interventions.services.directions import make_directions
from interventions.services.leaving import let_directions_lapse, revoke_directions
from interventions.services.oversight import close_after_oversight, receive_oversight_review, return_to_engagement
from interventions.services.proposals import do_not_intervene
from notices.models import Notice
from notices.services import (
    do_not_reissue_notice,
    edit_notice,
    issue_notice,
    reissue_notice,
    serve_notice,
    withdraw_notice,
)
from tests.api.world import an_authority
from tests.factories import person
from tests.support.database import let_tests_clear_tables

from .build import Play

pytestmark = pytest.mark.django_db(transaction=True)
let_tests_clear_tables()


@pytest.fixture
def play(transactional_db: None) -> Iterator[Play]:
    """A case that other connections can see."""
    with ExitStack() as days:
        yield Play.begin(days)


def race(*acts: Callable[[], Any]) -> list[Exception | None]:
    """Run the acts at the same moment, each on its own connection; what each raised."""
    start = Barrier(len(acts))
    outcomes: list[Exception | None] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        start.wait()
        try:
            act()
        except Exception as error:
            outcomes[place] = error
        finally:
            connection.close()

    threads = [Thread(target=copy_context().run, args=(run, place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
        assert not thread.is_alive()
    return outcomes


def one_wins(case: Case, *acts: Callable[[], Any]) -> None:
    """One act goes through with one event; every other is refused in words."""
    before = Event.objects.filter(case=case).count()
    outcomes = race(*acts)
    losers = [error for error in outcomes if error is not None]
    assert len(losers) == len(acts) - 1, outcomes
    assert all(isinstance(error, ActError) and str(error) for error in losers), losers
    assert Event.objects.filter(case=case).count() == before + 1
    assert list(verify_chains()) == []


def test_two_people_issue_the_same_notice(play: Play) -> None:
    notice = play.a_notice()
    asked = play.approved("issue_notice", notice)
    one_wins(
        play.case,
        lambda: issue_notice(by=play.lead, notice=notice),
        lambda: issue_notice(by=play.deputy_director, notice=notice),
    )
    assert SubmissionAct.objects.get(pk=asked.pk).state == "spent"
    assert play.stage == Stage.BEST_VALUE_NOTICE


def test_two_people_open_a_case_for_one_authority(play: Play) -> None:
    authority = an_authority("wyford", "Wyford Borough Council")
    opening: dict[str, Any] = {"authority": authority, "team": play.team, "reason": "A letter."}
    outcomes = race(
        lambda: engage(by=play.lead, **opening),
        lambda: engage(by=play.officer, agreed_by=play.lead, **opening),
    )
    (loser,) = [error for error in outcomes if error]
    assert isinstance(loser, Refused)
    assert [each.code for each in loser.unmet] == ["case_open"]
    assert Event.objects.filter(case__authority=authority).count() == 1


def test_a_notice_is_issued_while_another_edits_it(play: Play) -> None:
    notice = play.a_notice()
    play.approved("issue_notice", notice)
    one_wins(
        play.case,
        lambda: issue_notice(by=play.lead, notice=notice),
        lambda: edit_notice(by=play.officer, notice=notice, credit="New steps."),
    )
    notice = Notice.objects.get(pk=notice.pk)
    assert (notice.state, notice.credit) in {("issued", "A new finance director."), ("draft", "New steps.")}


def test_one_withdraws_a_notice_while_another_decides_not_to_reissue_it(play: Play) -> None:
    notice = play.noticed()
    play.wait(366)
    play.approved("withdraw_notice", notice)
    play.approved("do_not_reissue_notice", notice)
    one_wins(
        play.case,
        lambda: withdraw_notice(by=play.lead, notice=notice, reason="They improved."),
        lambda: do_not_reissue_notice(by=play.deputy_director, notice=notice, reason="They improved."),
    )


def test_the_period_ends_and_one_reissues_the_notice_while_another_decides_not_to(play: Play) -> None:
    notice, following = play.noticed(), play.a_notice()
    play.wait(366)
    play.approved("reissue_notice", following)
    play.approved("do_not_reissue_notice", notice)
    one_wins(
        play.case,
        lambda: reissue_notice(by=play.lead, notice=following),
        lambda: do_not_reissue_notice(by=play.deputy_director, notice=notice, reason="They improved."),
    )
    assert Notice.objects.filter(state="issued").count() == (Notice.objects.get(pk=notice.pk).ending == "reissued")


def test_two_people_publish_the_same_pack(play: Play) -> None:
    notice = play.noticed()
    serve_notice(by=play.officer, recipient=notice.recipients.get(), served_on=clock.today(), how="Email")
    pack = prepare_publication(by=play.officer, instrument=notice, title="Notice", statement="It was issued.")
    approve_publication(by=play.deputy_director, pack=pack, digest=pack.digest())
    colleague = person(Role.PRESS)
    one_wins(
        play.case,
        lambda: publish_pack(by=play.press, pack=pack, digest=pack.digest()),
        lambda: publish_pack(by=colleague, pack=pack, digest=pack.digest()),
    )
    assert PublishedStep.objects.count() == 1


def test_one_makes_directions_while_another_records_that_there_is_no_intervention(play: Play) -> None:
    proposal = play.heard()
    direction = play.directions(proposal)
    play.approved("make_directions", direction)
    play.approved("do_not_intervene", proposal)
    one_wins(
        play.case,
        lambda: make_directions(by=play.lead, direction=direction),
        lambda: do_not_intervene(by=play.deputy_director, proposal=proposal, reason="They are on the mend."),
    )
    proposal = Proposal.objects.get(pk=proposal.pk)
    made = Direction.objects.filter(case=play.case, state="made").exists()
    assert made == (proposal.outcome == "intervene") == (play.stage == Stage.INTERVENTION)


def test_one_revokes_directions_while_another_lets_them_lapse(play: Play) -> None:
    direction = play.intervened()
    play.wait(730)
    play.approved("revoke_directions", direction)
    play.approved("let_directions_lapse", direction)
    one_wins(
        play.case,
        lambda: revoke_directions(by=play.lead, direction=direction, **play.leaving()),
        lambda: let_directions_lapse(by=play.deputy_director, direction=direction, **play.leaving()),
    )
    assert play.stage == Stage.OVERSIGHT


def test_one_closes_a_case_after_oversight_while_another_returns_it_to_engagement(play: Play) -> None:
    period = play.watched()
    play.wait(365)
    receive_oversight_review(
        by=play.deputy_director, case=play.case, reviewer="LGA", findings="It holds.", independence="Outside."
    )
    period = OversightPeriod.objects.get(pk=period.pk)
    play.approved("close_after_oversight", period)
    one_wins(
        play.case,
        lambda: close_after_oversight(by=play.lead, period=period, reason="It holds."),
        lambda: return_to_engagement(by=play.deputy_director, period=period, reason="A new report."),
    )


def test_two_ministers_decide_the_same_act(play: Play) -> None:
    asked = play.asked("issue_notice", play.a_notice())
    one_wins(
        play.case,
        lambda: decide(by=play.minister, asked=asked, decision="approve", reasons="Yes."),
        lambda: decide(by=play.secretary_of_state, asked=asked, decision="decline", reasons="No."),
    )
    assert SubmissionAct.objects.get(pk=asked.pk).state in {"approved", "declined"}


def test_a_minister_approves_while_the_drafter_takes_it_back_to_edit(play: Play) -> None:
    asked = play.asked("issue_notice", play.a_notice())
    one_wins(
        play.case,
        lambda: decide(by=play.minister, asked=asked, decision="approve", reasons="Yes."),
        lambda: take_back_submission(by=play.officer, submission=asked.submission, reason="A new chair."),
    )
    state = SubmissionAct.objects.get(pk=asked.pk).state
    assert (state, Submission.objects.get().state) in {("approved", "decided"), ("asked", "draft")}


def test_a_minister_approves_while_the_drafter_edits_what_they_both_saw(play: Play) -> None:
    notice = play.a_notice()
    asked = play.asked("issue_notice", notice)
    version = Case.objects.get(pk=play.case.pk).version
    one_wins(
        play.case,
        lambda: decide(by=play.minister, asked=asked, decision="approve", reasons="Yes.", expected_version=version),
        lambda: edit_notice(by=play.officer, notice=notice, credit="New steps.", expected_version=version),
    )
    assert SubmissionAct.objects.get(pk=asked.pk).state == "approved"
    assert Notice.objects.get(pk=notice.pk).credit == "A new finance director."


def test_one_minister_returns_it_while_another_approves(play: Play) -> None:
    asked = play.asked("issue_notice", play.a_notice())
    one_wins(
        play.case,
        lambda: decide(by=play.minister, asked=asked, decision="return_for_changes", reasons="Give credit."),
        lambda: decide(by=play.secretary_of_state, asked=asked, decision="approve", reasons="Yes."),
    )
    assert SubmissionAct.objects.get(pk=asked.pk).state in {"returned", "approved"}


def test_a_deputy_director_clears_while_the_drafter_edits_the_text(play: Play) -> None:
    notice = play.a_notice()
    submission = play.offered("issue_notice", notice)
    one_wins(
        play.case,
        lambda: clear_submission(by=play.deputy_director, submission=submission),
        lambda: edit_notice(by=play.officer, notice=notice, credit="New steps."),
    )


def test_people_who_saw_the_same_version_do_not_act_over_each_other(play: Play) -> None:
    contact: dict[str, Any] = {"held_on": clock.today(), "channel": "call", "people": "Them", "summary": "Talk."}
    version = Case.objects.get(pk=play.case.pk).version
    one_wins(
        play.case,
        *(
            lambda person=person: log_contact(by=person, case=play.case, expected_version=version, **contact)
            for person in (play.officer, play.lead, play.deputy_director, play.officer)
        ),
    )


def test_acts_that_are_not_rivals_all_go_through(play: Play) -> None:
    contact: dict[str, Any] = {"held_on": clock.today(), "channel": "call", "people": "Them", "summary": "Talk."}
    before = Event.objects.filter(case=play.case).count()
    outcomes = race(*(lambda: log_contact(by=play.officer, case=play.case, **contact) for _ in range(8)))
    assert outcomes == [None] * 8
    assert Event.objects.filter(case=play.case).count() == before + 8
    assert list(verify_chains()) == []


def test_two_people_start_the_same_watch(play: Play) -> None:
    watch: dict[str, Any] = {
        "authority": play.authority,
        "service": "Children's services",
        "judged_by": "Ofsted",
        "starts_on": clock.today() - dt.timedelta(days=1),
        "why_then": "The judgement was published.",
    }
    outcomes = race(lambda: open_watch(by=play.officer, **watch), lambda: open_watch(by=play.lead, **watch))
    (loser,) = [error for error in outcomes if error]
    assert isinstance(loser, Refused)
    assert ServiceFailureWatch.objects.count() == 1


def test_whoever_waits_too_long_for_another_persons_act_is_told_so(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "LOCK_WAIT", "100ms")
    notice = Notice.objects.get(pk=play.a_notice().pk)
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=play.case.pk)
        (error,) = race(lambda: edit_notice(by=play.officer, notice=notice, credit="New steps."))
    assert isinstance(error, Refused)
    assert [each.code for each in error.unmet] == ["busy"]
