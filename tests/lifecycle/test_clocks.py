"""What acts do to the dates that run: started, moved and ended with them, and asked about late rather than never."""

import datetime as dt
from typing import Any

from bestvalue import clock
from bestvalue.accounts.models import Role
from bestvalue.messages.models import Message
from cases.models import Case, Clock, Correction, Task
from cases.services.correcting import ask_correction, correct_record
from cases.services.engaging import agree_next_step
from cases.services.handing_over import hand_over_case
from cases.services.opening import close_without_action
from cases.services.sweeping import sweep
from interventions.services.appointments import clear_conflicts, draft_appointment, end_appointment, make_appointment
from interventions.services.inspections import receive_inspection_report
from interventions.services.proposals import extend_window
from notices.services import draft_requirement, log_return, serve_requirement
from tests.api.world import heard, published
from tests.factories import person

from .build import Play


def asked() -> list[str]:
    """What the open tasks ask, once the sweep has run."""
    sweep()
    return [each.clock.kind for each in Task.objects.filter(state="open").order_by("due_on")]


def running(kind: str) -> dt.date | None:
    """The date of the one running clock of a kind."""
    found = Clock.objects.running().filter(kind=kind).first()
    return found.due_on if found else None


def test_a_report_that_is_logged_days_after_it_came_still_asks_for_its_publication(play: Play) -> None:
    inspection, sent = play.inspected(), play.wait(60)
    play.wait(3)
    receive_inspection_report(
        by=play.officer,
        inspection=inspection,
        sent_to_authority_on=sent,
        sent_to_secretary_of_state_on=sent,
        recommends_directions=True,
    )
    assert asked() == ["publish_recommendation"]


def test_a_return_that_was_late_already_when_its_turn_came_is_asked_about(play: Play) -> None:
    first = play.case.opened_on + dt.timedelta(days=7)
    item: dict[str, Any] = {"question": "Cash", "function": "Finance", "format": "Table", "frequency": "weekly"}
    drafted = draft_requirement(
        by=play.officer, case=play.case, purpose="To see the cash.", items=[{**item, "due_on": first}]
    )
    served = play.act(serve_requirement, "requirement", drafted)
    play.wait(20)
    log_return(by=play.officer, item=served.items.get(), received_on=clock.today(), summary="The first week.")
    assert asked() == ["requirement_return"]
    assert running("requirement_return") == first + dt.timedelta(days=7)


def test_more_time_for_representations_takes_back_what_was_asked_for_the_old_date(play: Play) -> None:
    proposal = play.proposed()
    play.wait(20)
    assert asked() == ["representations"]
    later = clock.today() + dt.timedelta(days=5)
    extend_window(by=play.deputy_director, proposal=proposal, closes_on=later, reason="They asked.")
    assert (asked(), running("representations")) == ([], later)
    _, moved = Clock.objects.get(kind="representations").changes.all()
    assert (moved.by, moved.reason, moved.legal_basis) == (play.deputy_director, "They asked.", "LGA 1999 s.15(9)")
    play.wait(6)
    assert asked() == ["representations"]


def a_commissioner(play: Play, name: str) -> Any:
    """Somebody who reports, appointed today."""
    drafted = draft_appointment(
        by=play.officer, case=play.case, person=name, role="commissioner", starts_on=clock.today(), duties="Report."
    )
    return play.act(
        make_appointment, "appointment", clear_conflicts(by=play.lead, appointment=drafted, finding="None found.")
    )


def test_commissioners_who_come_and_go_do_not_put_off_the_report(play: Play) -> None:
    play.intervened()
    first = a_commissioner(play, "A. First")
    due = running("progress_report")
    play.wait(100)
    a_commissioner(play, "B. Second")
    play.wait(10)
    play.act(end_appointment, "appointment", first, ended_on=clock.today(), reason="They moved on.")
    assert due is not None
    assert running("progress_report") == due


def test_a_case_that_a_correction_opens_again_has_its_dates_again(play: Play) -> None:
    agree_next_step(
        by=play.officer, case=play.case, what="A plan", owner="The chief", due_on=clock.today() + dt.timedelta(days=30)
    )
    close_without_action(by=play.deputy_director, case=heard(play.case), outcome="Nothing is wrong.")
    assert running("next_step") is None
    closing = play.case.events.get(verb="close_without_action")
    ask_correction(by=play.lead, case=Case.objects.get(), event=closing, mistake="The wrong case.")
    correct_record(by=play.records_manager, correction=Correction.objects.get())
    assert running("next_step") is not None


def test_the_tasks_of_a_case_pass_with_it(play: Play) -> None:
    colleague = person(Role.OFFICER, team=play.team, since=play.case.opened_on)
    agree_next_step(
        by=play.officer, case=play.case, what="A plan", owner="The chief", due_on=clock.today() + dt.timedelta(days=1)
    )
    play.wait(3)
    assert asked() == ["next_step"]
    hand_over_case(by=play.lead, case=play.case, to=colleague, reason="They take it on.")
    assert Task.objects.get().assignee == colleague


def test_what_is_new_and_unpublished_on_a_published_case_is_told_in_private(play: Play) -> None:
    published(play.case, play.press)
    proposal = play.a_proposal()
    play.offered("propose_intervention", proposal)
    said = Message.objects.filter(about=f"case:{play.case.pk}")
    assert said.exists()
    assert all(each.private for each in said)
