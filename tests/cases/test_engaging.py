"""Talking with an authority in private: offers, its own account, next steps, handing over (P3, R31)."""

import datetime as dt
from typing import Any

import pytest

from bestvalue import clock
from bestvalue.accounts.models import Role, Team, User
from bestvalue.errors import Changed, Forbidden
from cases.models import Case, NextStep, SupportOffer
from cases.services.engaging import agree_next_step, answer_offer, end_next_step, offer_support, record_account
from cases.services.handing_over import hand_over_case
from cases.services.opening import close_without_action
from tests.api.world import a_case, heard
from tests.factories import TeamFactory, person
from tests.lifecycle.build import refusals

DAY = dt.timedelta(days=1)


@pytest.fixture
def case(lead: User, team: Team) -> Case:
    return a_case(lead, team)


@pytest.fixture
def offer(case: Case, officer: User) -> SupportOffer:
    return offer_support(by=officer, case=case, offered_on=clock.today() - DAY, what="A mentor", provider="A body")


@pytest.fixture
def step(case: Case, officer: User) -> NextStep:
    return agree_next_step(by=officer, case=case, what="A plan", owner="The chief", due_on=clock.today())


@pytest.mark.parametrize(("taken_up", "state"), [(True, "taken_up"), (False, "refused")])
def test_an_offer_is_taken_up_or_refused_once(
    case: Case, offer: SupportOffer, officer: User, taken_up: bool, state: str
) -> None:
    facts: dict[str, Any] = {"by": officer, "offer": offer, "taken_up": taken_up, "answered_on": clock.today()}
    assert answer_offer(**facts, answer="So they said.").state == state
    event = case.events.latest("case_version")
    assert (event.verb, event.subject, event.after["answer"]) == ("answer_offer", offer.key, state)
    assert refusals(lambda: answer_offer(**facts, answer="Again.")) == {"answered"}


def test_an_answer_has_words_and_comes_after_the_offer(offer: SupportOffer, officer: User) -> None:
    early = offer.offered_on - DAY
    unmet = refusals(lambda: answer_offer(by=officer, offer=offer, taken_up=True, answered_on=early, answer=" "))
    assert unmet == {"no_answer", "wrong_day"}


def test_the_authoritys_own_account_keeps_its_words_and_who_recorded_it(case: Case, officer: User) -> None:
    facts: dict[str, Any] = {"by": officer, "case": case, "given_by": "The leader"}
    assert refusals(lambda: record_account(**facts, given_on=clock.today() + DAY, text=" ")) == {"later", "incomplete"}
    account = record_account(**facts, given_on=clock.today(), text="We disagree.")
    assert (account.text, account.recorded_by) == ("We disagree.", officer)


def test_a_next_step_ends_done_or_dropped_with_a_result(case: Case, step: NextStep, officer: User) -> None:
    facts: dict[str, Any] = {"by": officer, "step": step, "done": False, "ended_on": clock.today()}
    assert refusals(lambda: end_next_step(**facts, result="")) == {"no_result"}
    assert end_next_step(**facts, result="Overtaken.").state == "dropped"
    assert refusals(lambda: end_next_step(**facts, result="Again.")) == {"ended"}
    assert case.events.latest("case_version").after["result"] == "dropped"


def test_a_next_step_whose_day_has_passed_is_only_said_to_have(step: NextStep) -> None:
    assert step.standing(step.due_on) == "agreed"
    assert step.standing(step.due_on + DAY) == "agreed, and its date has passed"
    assert not step.is_live


@pytest.mark.parametrize("fact", [{"what": " "}, {"owner": ""}])
def test_a_step_says_what_and_who(case: Case, officer: User, fact: dict[str, str]) -> None:
    given: dict[str, Any] = {"what": "A plan", "owner": "The chief", **fact}
    assert refusals(lambda: agree_next_step(by=officer, case=case, due_on=clock.today(), **given)) == {"incomplete"}


def test_a_case_goes_to_a_colleague_who_works_in_its_team(case: Case, officer: User, lead: User) -> None:
    hand_over_case(by=lead, case=case, to=officer, reason="A new post.")
    case = Case.objects.get()
    event = case.events.latest("case_version")
    assert case.officer == officer
    assert (event.before["officer"], event.after["officer"], event.reason) == (lead.pk, officer.pk, "A new post.")


def test_a_case_goes_to_nobody_else(case: Case, officer: User, lead: User, stranger: User) -> None:
    for to, unmet in ((stranger, {"not_in_team"}), (lead, {"same_officer"})):
        assert refusals(lambda to=to: hand_over_case(by=officer, case=case, to=to, reason="Why.")) == unmet  # type: ignore[misc]
    left = person(Role.OFFICER, team=case.team)
    left.role_holdings.update(ends_on=clock.today() - DAY)
    assert refusals(lambda: hand_over_case(by=officer, case=case, to=left, reason=" ")) == {"not_in_team", "no_reason"}


def test_a_colleague_of_another_team_hands_nothing_over(case: Case, stranger: User) -> None:
    with pytest.raises(Forbidden):
        hand_over_case(by=stranger, case=case, to=stranger, reason="Mine.")


def test_two_people_do_not_answer_one_offer_unseen(case: Case, offer: SupportOffer, officer: User, lead: User) -> None:
    facts: dict[str, Any] = {"offer": offer, "answered_on": clock.today(), "answer": "Yes.", "expected_version": 2}
    answer_offer(by=officer, taken_up=True, **facts)
    with pytest.raises(Changed):
        answer_offer(by=lead, taken_up=False, **facts)


def test_a_closed_case_takes_no_more(case: Case, officer: User, deputy_director: User) -> None:
    close_without_action(by=deputy_director, case=heard(case), outcome="Nothing more.")
    facts: dict[str, Any] = {"what": "A mentor", "provider": "A body", "offered_on": clock.today()}
    assert refusals(lambda: offer_support(by=officer, case=case, **facts)) == {"case_closed"}


def test_teams_do_not_share_officers(officer: User) -> None:
    elsewhere = TeamFactory.create()
    case = a_case(person(Role.TEAM_LEAD, team=elsewhere), elsewhere)
    assert refusals(
        lambda: hand_over_case(by=person(Role.OFFICER, team=elsewhere), case=case, to=officer, reason="Why.")
    ) == {"not_in_team"}
