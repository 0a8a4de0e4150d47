"""Two years' watch on a failing service: it prompts people and decides nothing (C8, R32, N14)."""

import datetime as dt
from functools import partial
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from bestvalue import clock
from bestvalue.accounts.models import Role, Team, User
from bestvalue.errors import Forbidden, Refused
from bestvalue.records.models import Event
from cases.models import Case, Clock, ServiceFailureWatch, StartCorrection, Task
from cases.policy import my_tasks
from cases.services.sweeping import sweep
from cases.services.tasks import close_task, hand_over_work
from cases.services.watches import correct_start, end_watch, hand_over_watch, open_watch, take_further
from cases.services.watching import (
    call_off_reinspection,
    hold_reinspection,
    log_watch_contact,
    note_trajectory,
    plan_reinspection,
)
from cases.stages import Stage
from tests.api.world import a_case, an_authority
from tests.factories import TeamFactory, person

NOTE = {"direction": "improving", "text": "Two monitoring visits show progress.", "rests_on": "Both letters."}
DAY = dt.timedelta(days=1)


@pytest.fixture
def watch(officer: User) -> ServiceFailureWatch:
    """A watch on children's services that began today, without a case."""
    return open_watch(by=officer, authority=an_authority(), **facts())


def facts(**given: Any) -> dict[str, Any]:
    """What a watch needs."""
    today = clock.today()
    return {"service": "Children", "judged_by": "Ofsted", "starts_on": today, "why_then": "Published.", **given}


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    """What was unmet."""
    return [each.code for each in refused.value.unmet]


@pytest.mark.parametrize(
    ("given", "unmet"),
    [
        ({"service": ""}, "no_service"),
        ({"judged_by": " "}, "no_body"),
        ({"why_then": ""}, "no_why"),
        ({"starts_on": dt.date(2999, 1, 1)}, "later"),
    ],
)
def test_a_watch_says_which_service_who_judged_it_and_why_then(
    officer: User, given: dict[str, Any], unmet: str
) -> None:
    with pytest.raises(Refused) as refused:
        open_watch(by=officer, authority=an_authority(), **facts(**given))
    assert codes(refused) == [unmet]


def test_a_service_is_watched_once_at_a_time(watch: ServiceFailureWatch, officer: User) -> None:
    again = partial(open_watch, by=officer, authority=watch.authority, **facts(service="children "))
    with pytest.raises(Refused):
        again()
    end_watch(by=officer, watch=watch, ending="corrected", reason="Good now.")
    assert again().state == "running"


def test_an_officer_keeps_the_watch_for_a_team_and_who_has_none_names_them(officer: User, team: Team) -> None:
    authority, analyst = an_authority(), person(Role.ANALYST)
    with pytest.raises(Refused) as refused:
        open_watch(by=analyst, authority=authority, **facts())
    assert codes(refused) == ["no_keeper"]
    with pytest.raises(Refused) as refused:
        open_watch(by=analyst, authority=authority, officer=person(Role.OFFICER), team=team, **facts())
    assert codes(refused) == ["not_in_team"]
    kept = open_watch(by=analyst, authority=authority, officer=officer, team=team, **facts())
    begun = Clock.objects.get(subject=kept.key)
    assert (kept.officer, kept.team, begun.owner, begun.team) == (officer, team, officer, team)


def test_two_years_pass_and_nothing_is_decided(watch: ServiceFailureWatch, officer: User) -> None:
    with clock.at(clock.today() + dt.timedelta(days=800)):
        sweep()
        note_trajectory(by=officer, watch=watch, **NOTE)
        close_task(by=officer, task=Task.objects.get(state="open"), reason="The visits show progress.")
    watch = ServiceFailureWatch.objects.get(pk=watch.pk)
    assert (watch.state, watch.notes.count(), watch.escalations.count()) == ("running", 1, 0)
    assert Clock.objects.get(subject=watch.key).state == "running"
    assert not Case.objects.exists()


@pytest.mark.parametrize("ending", ["corrected", "not_needed"])
def test_a_person_ends_a_watch_early_or_late_with_a_reason(
    watch: ServiceFailureWatch, officer: User, ending: str
) -> None:
    with pytest.raises(Refused):
        end_watch(by=officer, watch=watch, ending=ending, reason=" ")
    ended = end_watch(by=officer, watch=watch, ending=ending, reason="As told.")
    assert (ended.state, ended.ending, Clock.objects.get(subject=watch.key).state) == ("ended", ending, "met")
    with pytest.raises(Refused) as refused:
        note_trajectory(by=officer, watch=ended, **NOTE)
    assert codes(refused) == ["ended"]


@pytest.mark.parametrize("goes_on", [True, False])
def test_taking_a_failure_further_is_recorded_and_moves_no_case(
    officer: User, lead: User, team: Team, goes_on: bool
) -> None:
    case = a_case(lead, team)
    watch = open_watch(by=officer, authority=case.authority, case=case, **facts())
    with clock.at(clock.today() + dt.timedelta(days=200)):
        sweep()
        further: dict[str, Any] = {
            "decided": "Advise on a notice.",
            "reason": "It worsens.",
            "goes_on": goes_on,
        }
        watch = take_further(by=officer, watch=watch, **further)
    assert (watch.state, watch.ending) == (("running", "") if goes_on else ("ended", "escalated"))
    assert watch.escalations.get().decided == "Advise on a notice."
    assert Task.objects.get().closing == "done"
    case = Case.objects.get(pk=case.pk)
    assert (case.stage, case.version) == (Stage.EARLY_ENGAGEMENT, 1)
    with pytest.raises(Refused):
        end_watch(by=officer, watch=watch, ending="escalated", reason="Without saying what was decided.")


def test_a_corrected_start_keeps_the_old_one_and_the_clock_follows(watch: ServiceFailureWatch, officer: User) -> None:
    before, corrected = watch.starts_on, watch.starts_on - dt.timedelta(days=400)
    with pytest.raises(Refused) as refused:
        correct_start(by=officer, watch=watch, starts_on=before, why_then="")
    assert codes(refused) == ["no_why", "same"]
    watch = correct_start(by=officer, watch=watch, starts_on=corrected, why_then="The first report was earlier.")
    kept = StartCorrection.objects.get()
    assert (kept.starts_on_before, kept.why_before, watch.starts_on) == (before, "Published.", corrected)
    old, new = Clock.objects.filter(subject=watch.key).order_by("created_at")
    assert (old.state, new.state, new.started_on) == ("cancelled", "running", corrected)
    assert list(new.prompts.values_list("point", "passed_before_recording")) == [("month-6", True), ("month-12", True)]
    call_command("verify_records")


def test_two_years_that_are_over_when_they_are_recorded_still_ask(officer: User) -> None:
    begun = clock.today() - dt.timedelta(days=1000)
    open_watch(by=officer, authority=an_authority(), **facts(starts_on=begun))
    assert sweep().given == 1
    assert Task.objects.get().asks.startswith("Consider the Duty")


def test_handing_a_watch_over_passes_the_clock_and_the_open_task(
    watch: ServiceFailureWatch, officer: User, team: Team
) -> None:
    south = TeamFactory.create()
    colleague, elsewhere = person(Role.OFFICER, team=team), person(Role.TEAM_LEAD, team=south)
    with clock.at(clock.today() + dt.timedelta(days=200)):
        sweep()
        watch = hand_over_watch(by=officer, watch=watch, to=colleague, team=team, reason="Leave.")
        assert (Clock.objects.get().owner, my_tasks(colleague).count(), my_tasks(officer).count()) == (colleague, 1, 0)
        hand_over_watch(by=colleague, watch=watch, to=elsewhere, team=south, reason="Their field.")
        assert (Clock.objects.get().team, Task.objects.get().team, my_tasks(elsewhere).count()) == (south, south, 1)
        with pytest.raises(Forbidden):
            hand_over_watch(by=officer, watch=watch, to=officer, team=team, reason="Back.")


def test_the_watches_of_a_leaver_pass_with_all_their_work_and_the_lead_finds_what_nobody_has(
    watch: ServiceFailureWatch, officer: User, lead: User, team: Team
) -> None:
    colleague = person(Role.OFFICER, team=team)
    with clock.at(clock.today() + dt.timedelta(days=200)):
        sweep()
        assert hand_over_work(by=lead, leaver=officer, team=team, to=colleague, reason="A new post.") == 1
        watch = ServiceFailureWatch.objects.get(pk=watch.pk)
        assert (watch.officer, Task.objects.get().assignee) == (colleague, colleague)
    colleague.role_holdings.update(ends_on=clock.today())
    with clock.at(clock.today() + dt.timedelta(days=400)):
        sweep()
        asked = Task.objects.get(state="open")
        assert (asked.assignee, asked.team, my_tasks(lead).get()) == (None, team, asked)


def test_a_reinspection_is_planned_and_held_with_its_judgement_in_the_bodys_own_words(
    watch: ServiceFailureWatch, officer: User
) -> None:
    planned = plan_reinspection(by=officer, watch=watch, body="Ofsted", planned_on=clock.today() + 30 * DAY)
    with pytest.raises(Refused) as refused:
        hold_reinspection(by=officer, reinspection=planned, held_on=clock.today() + DAY, judgement="")
    assert codes(refused) == ["later", "no_judgement"]
    held = hold_reinspection(by=officer, reinspection=planned, held_on=clock.today(), judgement="Still inadequate.")
    assert (held.state, held.judgement) == ("held", "Still inadequate.")
    with pytest.raises(Refused):
        call_off_reinspection(by=officer, reinspection=held, reason="Too late.")
    other = plan_reinspection(by=officer, watch=watch, body="Ofsted", planned_on=clock.today())
    assert call_off_reinspection(by=officer, reinspection=other, reason="Put off.").state == "called_off"
    assert ServiceFailureWatch.objects.get(pk=watch.pk).state == "running"


@pytest.mark.parametrize(
    ("given", "unmet"),
    [
        ({"direction": "terrible"}, "no_direction"),
        ({"text": " "}, "no_note"),
        ({"rests_on": ""}, "no_evidence"),
    ],
)
def test_a_trajectory_is_told_in_words_with_what_it_rests_on(
    watch: ServiceFailureWatch, officer: User, given: dict[str, str], unmet: str
) -> None:
    with pytest.raises(Refused) as refused:
        note_trajectory(by=officer, watch=watch, **{**NOTE, **given})
    assert codes(refused) == [unmet]


def test_every_act_stands_on_the_authoritys_own_chain(watch: ServiceFailureWatch, officer: User) -> None:
    note_trajectory(by=officer, watch=watch, **NOTE)
    log_watch_contact(by=officer, watch=watch, held_on=clock.today(), people="An inspector", summary="A visit in May.")
    end_watch(by=officer, watch=watch, ending="not_needed", reason="The service moved.")
    events = Event.objects.filter(subject=watch.key).order_by("pk")
    assert [each.verb for each in events] == ["open_watch", "note_trajectory", "log_watch_contact", "end_watch"]
    assert {(each.case, each.stream) for each in events} == {(None, watch.authority.stream_name)}


def test_only_officials_and_analysts_add_to_a_watch_and_only_its_team_ends_it(
    watch: ServiceFailureWatch, minister: User, stranger: User, deputy_director: User
) -> None:
    with pytest.raises(Forbidden):
        note_trajectory(by=minister, watch=watch, **NOTE)
    note_trajectory(by=person(Role.ANALYST), watch=watch, **NOTE)
    note_trajectory(by=stranger, watch=watch, **NOTE)
    with pytest.raises(Forbidden):
        end_watch(by=stranger, watch=watch, ending="corrected", reason="Good now.")
    assert end_watch(by=deputy_director, watch=watch, ending="corrected", reason="Good now.").state == "ended"


def test_a_watch_is_linked_only_to_a_case_on_its_authority_that_the_person_may_know_of(
    officer: User, stranger: User, lead: User, team: Team
) -> None:
    case = a_case(lead, team)
    for by, authority in ((stranger, case.authority), (officer, an_authority("other", "Other Council"))):
        with pytest.raises(Refused) as refused:
            open_watch(by=by, authority=authority, case=case, **facts())
        assert codes(refused) == ["no_case"]
    elsewhere = open_watch(by=officer, authority=an_authority("third", "Third Council"), **facts())
    with pytest.raises(IntegrityError, match="own authority"):
        ServiceFailureWatch.objects.filter(pk=elsewhere.pk).update(case=case)
