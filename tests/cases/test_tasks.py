"""What the calendar asks of people: whose it is, how it is dealt with, and that nobody else learns of it (N7)."""

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bestvalue import clock
from bestvalue.accounts.models import Role, RoleHolding, Team, User
from bestvalue.accounts.services.tokens import issue_token
from bestvalue.errors import Forbidden, Refused
from bestvalue.messages.models import Message
from bestvalue.records.models import Event
from cases.models import Case, Clock, Task
from cases.policy import my_tasks
from cases.services.engaging import agree_next_step, end_next_step
from cases.services.handing_over import hand_over_case
from cases.services.sweeping import send_messages, sweep
from cases.services.tasks import call_off_absence, close_task, give_task, hand_over_work, record_absence
from tests.api.world import a_case, an_authority
from tests.factories import person
from tests.support.html import assert_valid_html

DUE = clock.today() + dt.timedelta(days=1)
LATER = DUE + dt.timedelta(days=2)


@pytest.fixture
def case(lead: User, officer: User, team: Team) -> Case:
    """A private case of the officer."""
    made = a_case(lead, team)
    return hand_over_case(by=lead, case=made, to=officer, reason="It is theirs.")


@pytest.fixture
def task(case: Case, officer: User) -> Task:
    """What the calendar asks once an agreed date has passed."""
    agree_next_step(by=officer, case=case, what="A plan", owner="The chief", due_on=DUE)
    with clock.at(LATER):
        sweep()
    return Task.objects.get()


@pytest.fixture
def colleague(team: Team) -> User:
    """Another case officer in the team."""
    return person(Role.OFFICER, team=team)


def those_asked(task: Task, *people: User) -> list[User]:
    """For whom of these the task waits."""
    return [each for each in people if my_tasks(each).filter(pk=task.pk).exists()]


def test_a_task_waits_for_the_officer_and_for_nobody_else(
    task: Task, officer: User, lead: User, colleague: User, stranger: User, minister: User, deputy_director: User
) -> None:
    everybody = (officer, lead, colleague, stranger, minister, deputy_director)
    assert those_asked(task, *everybody) == [officer]


def test_what_nobody_has_waits_for_the_lead_and_so_does_what_a_leaver_had(
    task: Task, officer: User, lead: User, colleague: User
) -> None:
    officer.role_holdings.update(ends_on=clock.today() - dt.timedelta(days=1))
    assert those_asked(task, officer, lead, colleague) == [lead]
    Task.objects.update(assignee=None)
    assert those_asked(task, officer, lead, colleague) == [lead]


def test_the_act_that_was_asked_for_closes_the_task(task: Task, officer: User, case: Case) -> None:
    step = case.nextsteps.get()
    end_next_step(by=officer, step=step, done=True, ended_on=clock.today(), result="It came.")
    task = Task.objects.get()
    assert (task.closing, task.closed_by) == ("done", officer)
    assert Clock.objects.get().state == "met"


def test_a_prompt_is_closed_with_reasons_that_stay_on_the_record(task: Task, officer: User, case: Case) -> None:
    version = Case.objects.get(pk=case.pk).version
    with pytest.raises(Refused):
        close_task(by=officer, task=task, reason=" ")
    close_task(by=officer, task=task, reason="The monitoring visits show progress.")
    closed = Task.objects.get()
    assert (closed.closing, closed.reason) == ("with_reasons", "The monitoring visits show progress.")
    assert Event.objects.get(verb="close_task").reason == closed.reason
    assert (Case.objects.get(pk=case.pk).version, Clock.objects.get().state) == (version, "running")
    with pytest.raises(Refused):
        give_task(by=officer, task=closed, to=officer)


def test_only_who_has_it_or_leads_the_team_deals_with_it(task: Task, colleague: User, stranger: User) -> None:
    for somebody in (colleague, stranger):
        with pytest.raises(Forbidden):
            close_task(by=somebody, task=task, reason="Mine.")


def test_a_task_goes_only_to_somebody_of_the_team(
    task: Task, officer: User, lead: User, colleague: User, stranger: User
) -> None:
    with pytest.raises(Refused):
        give_task(by=officer, task=task, to=stranger)
    give_task(by=lead, task=task, to=colleague, reason="You know the plan.")
    assert those_asked(task, officer, colleague) == [colleague]
    assert Message.objects.filter(recipient=colleague, kind="task").count() == 1


def test_while_somebody_is_away_their_tasks_wait_for_who_stands_in(
    task: Task, officer: User, colleague: User, stranger: User
) -> None:
    today = clock.today()
    with pytest.raises(Refused):
        record_absence(by=officer, person=officer, stand_in=stranger, starts_on=today, ends_on=today)
    with pytest.raises(Forbidden):
        record_absence(by=colleague, person=officer, stand_in=colleague, starts_on=today, ends_on=today)
    away = record_absence(by=officer, person=officer, stand_in=colleague, starts_on=today, ends_on=today)
    assert those_asked(task, officer, colleague) == [officer, colleague]
    with clock.at(today + dt.timedelta(days=1)):
        assert those_asked(task, officer, colleague) == [officer]
    with pytest.raises(Refused):
        record_absence(by=officer, person=officer, stand_in=colleague, starts_on=today, ends_on=LATER)
    call_off_absence(by=officer, absence=away)
    assert those_asked(task, officer, colleague) == [officer]


def test_all_that_a_leaver_had_is_handed_over_or_nothing_is(
    task: Task, case: Case, officer: User, lead: User, colleague: User, stranger: User, team: Team
) -> None:
    with pytest.raises(Forbidden):
        hand_over_work(by=colleague, leaver=officer, team=team, to=colleague, reason="They left.")
    with pytest.raises(Refused):
        hand_over_work(by=lead, leaver=officer, team=team, to=stranger, reason="They left.")
    assert hand_over_work(by=lead, leaver=officer, team=team, to=colleague, reason="They left.") == 1
    assert Case.objects.get(pk=case.pk).officer == colleague
    assert those_asked(task, officer, colleague) == [colleague]
    assert hand_over_work(by=lead, leaver=officer, team=team, to=colleague, reason="Again.") == 0


def test_an_email_about_a_private_case_says_only_that_something_waits(task: Task, case: Case, officer: User) -> None:
    said = Message.objects.get(recipient=officer, kind="due")
    assert str(case.authority) in said.subject
    send_messages()
    sent = [each for each in mail.outbox if officer.email in each.to]
    assert sent
    assert not any(word in f"{each.subject} {each.body}" for each in sent for word in (case.authority.name, case.ref))


def test_a_past_entry_asks_nobody_and_tells_nobody(db: None) -> None:
    from cases.clocks import Deadline
    from cases.services.clocks import Cause, keep

    authority, day = an_authority(), clock.today() - dt.timedelta(days=400)
    running = [Deadline("service_failure", "service_failure:1", "A service", day - dt.timedelta(days=365), day)]
    cause, about = Cause(clock.today(), from_record=True), "service_failure:1"
    keep(authority, running, cause, kinds={"service_failure"}, subject=about)
    assert (sweep().given, Task.objects.count(), Message.objects.count()) == (0, 0, 0)
    assert {each.passed_before_recording for each in Clock.objects.get().prompts.all()} == {True}


# By the pages and by the API


def test_my_work_shows_what_is_asked_why_and_where_it_is_done(
    client: Client, task: Task, case: Case, officer: User, stranger: User
) -> None:
    client.force_login(officer)
    page = client.get("/tasks/")
    assert_valid_html(page)
    for words in (task.asks, str(case.authority), "Next step agreed with the authority", "Close with reasons"):
        assert words in page.content.decode()
    client.force_login(stranger)
    for address in ("/tasks/", "/tasks/?of=team", f"/tasks/{task.pk}/close/", f"/clocks/{task.clock_id}/"):
        assert case.authority.name not in client.get(address).content.decode()


def test_the_pages_of_a_task_close_it_and_keep_what_was_typed(client: Client, task: Task, officer: User) -> None:
    client.force_login(officer)
    page = client.post(f"/tasks/{task.pk}/close/", {"reason": ""})
    assert_valid_html(page)
    assert client.post(f"/tasks/{task.pk}/close/", {"reason": "It is done elsewhere."}).status_code == 302
    assert client.get(f"/tasks/{task.pk}/close/").status_code == 404
    late = client.post(f"/tasks/{task.pk}/close/", {"reason": "A colleague was quicker."})
    assert (late.status_code, "A colleague was quicker." in late.content.decode()) == (409, True)
    assert Task.objects.get().reason == "It is done elsewhere."


def test_the_page_of_a_clock_tells_its_prompts_and_its_history(
    client: Client, task: Task, lead: User, officer: User
) -> None:
    client.force_login(lead)
    address = f"/clocks/{task.clock_id}/"
    assert_valid_html(client.get(address))
    assert client.post(f"{address}pause/", {"reason": "They asked for time."}).status_code == 302
    page = client.get(address)
    assert_valid_html(page)
    assert "They asked for time." in page.content.decode()
    assert client.post(f"{address}resume/", {"reason": "It is over."}).status_code == 302
    client.force_login(officer)
    assert client.post(f"{address}pause/", {"reason": "Me too."}).status_code == 403


def test_the_pages_of_absences_and_of_handing_over(
    client: Client, task: Task, officer: User, lead: User, colleague: User, team: Team
) -> None:
    client.force_login(officer)
    assert_valid_html(client.get("/absences/"))
    days = {f"{name}-{part}": value for name in ("starts_on", "ends_on") for part, value in parts(LATER).items()}
    assert client.post("/absences/new/", {**days, "stand_in": colleague.pk}).status_code == 302
    listed = client.get("/absences/")
    assert_valid_html(listed)
    assert colleague.name in listed.content.decode()
    client.force_login(lead)
    address = f"/colleagues/{team.slug}/{officer.pk}/hand-over/"
    for page in (client.get("/colleagues/"), client.get(address)):
        assert_valid_html(page)
    assert client.post(address, {"to": colleague.pk, "reason": "They left."}).status_code == 302
    assert Task.objects.get().assignee == colleague


def test_who_works_there_no_more_is_listed_for_the_lead_while_anything_is_theirs(
    client: Client, task: Task, officer: User, lead: User, colleague: User, team: Team
) -> None:
    address = f"/colleagues/{team.slug}/{officer.pk}/hand-over/"
    RoleHolding.objects.filter(user=officer).update(ends_on=clock.today() - dt.timedelta(days=1))
    client.force_login(lead)
    assert all(words in client.get("/colleagues/").content.decode() for words in ("still have some", address))
    client.post(address, {"to": colleague.pk, "reason": "They left."})
    assert "still have some" not in client.get("/colleagues/").content.decode()


def parts(day: dt.date) -> dict[str, int]:
    """A date as its three boxes are sent."""
    return {"day": day.day, "month": day.month, "year": day.year}


def test_my_work_takes_as_many_queries_however_much_there_is(
    client: Client, task: Task, case: Case, officer: User
) -> None:
    client.force_login(officer)
    client.get("/tasks/")
    with CaptureQueriesContext(connection) as few:
        client.get("/tasks/")
    for number in range(5):
        agree_next_step(by=officer, case=case, what=f"Step {number}", owner="The chief", due_on=DUE)
    with clock.at(LATER):
        sweep()
    with CaptureQueriesContext(connection) as many:
        assert client.get("/tasks/").content.decode().count("app-tasks__item") == 6
    assert len(many) == len(few)


def test_through_the_api_a_person_reads_and_deals_with_their_tasks(
    task: Task, officer: User, stranger: User, lead: User, colleague: User, team: Team
) -> None:
    mine = caller(officer)
    [listed] = mine.get("/api/v1/tasks/").json()["results"]
    assert (listed["asks"], listed["kind"]) == (task.asks, "next_step")
    assert caller(stranger).get("/api/v1/tasks/?of=team").json()["results"] == []
    assert caller(stranger).get(f"/api/v1/tasks/{task.pk}/").status_code == 404
    assert caller(stranger).get(f"/api/v1/clocks/{task.clock_id}/").status_code == 404
    sent = act(caller(lead), f"/api/v1/clocks/{task.clock_id}/", "pause", {"reason": "They asked for time."})
    assert (sent.status_code, sent.json()["paused_on"]) == (200, clock.today().isoformat())
    given = act(mine, f"/api/v1/tasks/{task.pk}/", "give", {"to": colleague.pk})
    assert given.json()["assignee"] == colleague.pk
    closed = act(caller(lead), f"/api/v1/tasks/{task.pk}/", "close", {"reason": "Nothing is to be done."})
    assert (closed.status_code, closed.json()["closing"]) == (200, "with_reasons")
    assert mine.get("/api/v1/tasks/").json()["count"] == 0
    handed = act(caller(lead), f"/api/v1/teams/{team.slug}/", "hand-over", handing(officer, colleague))
    assert handed.status_code == 200
    assert Case.objects.get().officer == colleague


def test_tasks_are_narrowed_to_an_authority_a_case_or_a_date(task: Task, officer: User, case: Case) -> None:
    mine = caller(officer)
    for query, count in {
        "authority=exford": 1,
        "authority=axford": 0,
        f"case={case.handle}": 1,
        "case=bcdfghjkmn": 0,
        f"due_before={DUE}": 1,
        f"due_after={LATER}": 0,
    }.items():
        assert mine.get(f"/api/v1/tasks/?{query}").json()["count"] == count, query
        assert mine.get(f"/api/v1/clocks/?{query}").json()["count"] == count, query


def test_a_person_reads_who_their_colleagues_are_and_a_lead_alone_hands_their_work_over(
    team: Team, officer: User, lead: User, colleague: User, minister: User
) -> None:
    (told,) = caller(officer).get("/api/v1/teams/").json()["results"]
    assert told == caller(officer).get(f"/api/v1/teams/{team.slug}/").json()
    assert {each["id"] for each in told["colleagues"]} == {officer.pk, lead.pk, colleague.pk}
    assert caller(minister).get("/api/v1/teams/").json()["results"] == []
    refused = act(caller(officer), f"/api/v1/teams/{team.slug}/", "hand-over", handing(colleague, officer))
    assert refused.status_code == 404


def handing(leaver: User, to: User) -> dict[str, Any]:
    """The body that hands everything over."""
    return {"leaver": leaver.pk, "to": to.pk, "reason": "They left."}


def caller(user: User) -> Client:
    """A program that acts in this person's name."""
    return Client(headers={"Authorization": f"Bearer {issue_token(user=user, name='Act', scopes=['write'])[1]}"})


def act(client: Client, resource: str, word: str, body: Any) -> Any:
    """Post an act on a resource as it is now."""
    seen = {"If-Match": client.get(resource).headers["ETag"]}
    return client.post(f"{resource}{word}/", body, content_type="application/json", headers=seen)
