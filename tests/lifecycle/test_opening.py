"""Opening, engaging, supporting, closing quietly and reopening (T01 to T05, T68)."""

import datetime as dt
from typing import Any

import pytest

from bestvalue import clock
from bestvalue.accounts.models import Role, Team
from bestvalue.errors import Forbidden
from cases.models import Case
from cases.services.opening import agree_support, close_without_action, end_support, engage, log_contact
from cases.stages import Stage
from tests.api.world import an_authority, heard
from tests.factories import person
from tests.support.assessing import assessed

from .build import START, Play, refusals


def test_a_case_begins_in_early_engagement_with_one_event(play: Play) -> None:
    event = play.case.events.get()
    assert (event.verb, event.actor, event.after["stage"]) == ("engage", play.lead, "early_engagement")


@pytest.mark.parametrize(
    ("facts", "unmet"),
    [
        ({"reason": " "}, {"no_reason"}),
        ({"agreed_by": None}, {"not_agreed"}),
        ({"authority": "ended"}, {"not_an_authority"}),
        ({"authority": "not_begun"}, {"not_an_authority"}),
        ({}, set()),
    ],
)
def test_opening_needs_a_reason_an_agreement_and_an_authority(
    play: Play, facts: dict[str, Any], unmet: set[str]
) -> None:
    authorities = {
        "there": an_authority("there", "There Council"),
        "ended": an_authority("ended", "Ended Council", ends_on=START - dt.timedelta(days=1)),
        "not_begun": an_authority("not-begun", "Not Begun Council", starts_on=START + dt.timedelta(days=1)),
    }
    given: dict[str, Any] = {"reason": "A letter.", "agreed_by": play.lead} | facts
    authority = authorities[str(given.pop("authority", "there"))]
    assert refusals(lambda: engage(by=play.officer, authority=authority, team=play.team, **given)) == unmet


def test_an_authority_has_one_open_case_whoever_asks(play: Play) -> None:
    elsewhere = Team.objects.create(name="South", slug="south")
    lead = person(Role.TEAM_LEAD, team=elsewhere, since=START)
    again = refusals(lambda: engage(by=lead, authority=play.authority, team=elsewhere, reason="A letter."))
    assert again == {"case_open"}


def test_a_lead_of_another_team_does_not_agree_to_open_a_case(play: Play) -> None:
    lead = person(Role.TEAM_LEAD, since=START)
    authority = an_authority("there", "There Council")
    unmet = refusals(
        lambda: engage(by=play.officer, agreed_by=lead, authority=authority, team=play.team, reason="A letter.")
    )
    assert unmet == {"not_agreed"}


def test_somebody_from_another_team_does_not_act_on_a_case(play: Play) -> None:
    stranger = person(Role.OFFICER, since=START)
    with pytest.raises(Forbidden):
        log_contact(by=stranger, case=play.case, held_on=START, channel="call", people="Them", summary="Talk.")


def test_a_removed_role_bites_at_once(play: Play) -> None:
    play.officer.role_holdings.update(ends_on=START)
    play.wait(1)
    with pytest.raises(Forbidden):
        log_contact(by=play.officer, case=play.case, held_on=START, channel="call", people="Them", summary="Talk.")


def test_a_contact_is_not_logged_before_it_takes_place(play: Play) -> None:
    tomorrow = START + dt.timedelta(days=1)
    facts: dict[str, Any] = {"by": play.officer, "case": play.case, "channel": "call", "people": "Them"}
    assert refusals(lambda: log_contact(**facts, held_on=tomorrow, summary="Talk.")) == {"later"}
    assert refusals(lambda: log_contact(**facts, held_on=START, summary="")) == {"no_summary"}


def test_a_statutory_officers_approach_is_logged_and_moves_nothing(play: Play) -> None:
    facts: dict[str, Any] = {"channel": "call", "people": "The finance director", "summary": "They asked for advice."}
    contact = log_contact(by=play.officer, case=play.case, held_on=START, from_statutory_officer=True, **facts)
    assert contact.from_statutory_officer
    assert play.stage == Stage.EARLY_ENGAGEMENT


def test_support_is_agreed_and_ended_without_a_change_of_stage(play: Play) -> None:
    facts: dict[str, Any] = {"what": "A mentor", "provider": "LGA", "owner": "The chief executive"}
    late = refusals(lambda: agree_support(by=play.deputy_director, case=play.case, review_on=START, **facts))
    assert late == {"review_passed"}
    review_on = START + dt.timedelta(days=90)
    support = agree_support(by=play.deputy_director, case=play.case, review_on=review_on, **facts)
    early = refusals(lambda: end_support(by=play.deputy_director, support=support, reason="It has done its work."))
    assert early == {"no_assessment"}
    assessed(play.case)
    end_support(by=play.deputy_director, support=support, reason="It has done its work.")
    assert play.stage == Stage.EARLY_ENGAGEMENT
    again = refusals(lambda: end_support(by=play.deputy_director, support=support, reason="Again."))
    assert again == {"no_support"}


def test_support_may_end_with_its_case(play: Play) -> None:
    support = agree_support(
        by=play.deputy_director,
        case=assessed(play.case),
        what="A mentor",
        provider="LGA",
        owner="The chief executive",
        review_on=START + dt.timedelta(days=90),
    )
    end_support(by=play.deputy_director, support=support, reason="It has done its work.", close=True)
    assert play.stage == Stage.CLOSED


def test_support_does_not_end_with_its_case_while_a_notice_is_live(play: Play) -> None:
    support = agree_support(
        by=play.deputy_director,
        case=assessed(play.case),
        what="A mentor",
        provider="LGA",
        owner="The chief executive",
        review_on=START + dt.timedelta(days=90),
    )
    play.noticed()
    assert refusals(lambda: end_support(by=play.deputy_director, support=support, reason="Done.", close=True)) == {
        "instruments_live"
    }


def test_only_a_deputy_director_closes_without_action(play: Play) -> None:
    with pytest.raises(Forbidden):
        close_without_action(by=play.lead, case=heard(play.case), outcome="Nothing more.")
    close_without_action(by=play.deputy_director, case=heard(play.case), outcome="Nothing more.")
    closed = Case.objects.get(pk=play.case.pk)
    assert (closed.stage, closed.closed_on, closed.outcome) == (Stage.CLOSED, clock.today(), "Nothing more.")


def test_nothing_is_done_on_a_closed_case(play: Play) -> None:
    close_without_action(by=play.deputy_director, case=heard(play.case), outcome="Nothing more.")
    facts: dict[str, Any] = {"channel": "call", "people": "Them", "summary": "Talk."}
    assert refusals(lambda: log_contact(by=play.officer, case=play.case, held_on=START, **facts)) == {"case_closed"}
    assert refusals(play.a_notice) == {"case_closed"}


def test_a_closed_case_is_reopened_as_a_new_one_linked_to_it(play: Play) -> None:
    close_without_action(by=play.deputy_director, case=heard(play.case), outcome="Nothing more.")
    play.wait(100)
    again = engage(by=play.lead, authority=play.authority, team=play.team, reason="A new report.")
    assert again.previous == play.case
    assert again.handle != play.case.handle
    assert again.events.get().verb == "reopen"
    assert play.stage == Stage.CLOSED
