"""The case at a glance: whose move it is, rule by rule; its lifecycle, drawn and told alike; what is possible."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.utils import timezone

from bestvalue import clock
from bestvalue.accounts.models import RoleHolding
from bestvalue.desk.drawing import drawn
from bestvalue.desk.selectors.case_page import situation_of
from bestvalue.desk.selectors.lines import lines_of
from bestvalue.desk.selectors.path import Spell, StageOfCase, stages_of, ways_on
from bestvalue.desk.selectors.waiting import piles_for
from bestvalue.desk.turns import RULES, decisions, instruments, present_turns_of, turns_of
from bestvalue.desk.turns.facts import Facts, Rule
from bestvalue.records.models import Event
from cases.models import Case
from cases.moves import TABLE
from cases.selectors.cases import timeline
from cases.services.correcting import ask_correction, correct_record
from cases.services.engaging import agree_next_step, offer_support
from cases.services.opening import close_without_action
from cases.services.packs import prepare_publication
from cases.services.submissions import clear_submission, decide, offer_for_clearance, return_submission
from cases.services.sweeping import sweep
from cases.stages import Stage
from interventions.models import OversightPeriod
from interventions.services.directions import make_directions, make_urgent_directions, send_urgency_notices
from interventions.services.inspections import receive_inspection_report
from interventions.services.oversight import receive_oversight_review
from interventions.services.proposals import close_window
from interventions.services.reports import receive_progress_report
from interventions.services.reviews import commission_review, draft_review, receive_review_report
from notices.models import Notice
from notices.services import draft_requirement, issue_notice, serve_notice, serve_requirement, withdraw_notice
from tests.api.world import heard
from tests.lifecycle.build import Play
from tests.support.html import assert_valid_html


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    """A case in early engagement."""
    with ExitStack() as days:
        yield Play.begin(days)


def waits(play: Play, rule: Rule) -> list[tuple[str, str, dt.date | None, dt.date | None]]:
    """What one rule says of the case today: who, what, since and by."""
    case = Case.objects.select_related("authority", "officer").get(pk=play.case.pk)
    return [(each.who, each.what, each.since, each.by) for each in rule(Facts(situation_of(case)))]


def officer(play: Play) -> str:
    """How the case officer is named."""
    return f"{play.officer}, the case officer"


def an_approval_goes_its_way(play: Play) -> None:
    """A notice from its draft to the end of its period."""
    submission, day = play.drafted("issue_notice", play.a_notice()), clock.today()
    draft = "Finish the submission and send it for clearance: Is it so?"
    assert waits(play, decisions.a_draft_submission) == [(str(play.officer), draft, day, None)]
    offered = play.wait(1)
    offer_for_clearance(by=play.officer, submission=submission)
    clear = "Clear the submission or return it: Is it so?"
    assert waits(play, decisions.a_submission_to_clear) == [("A deputy director", clear, offered, None)]
    returned = play.wait(1)
    return_submission(by=play.deputy_director, submission=submission, comments="Shorter.")
    assert waits(play, decisions.a_submission_to_clear) == []
    assert waits(play, decisions.a_draft_submission) == [(str(play.officer), draft, returned, None)]
    offer_for_clearance(by=play.officer, submission=submission)
    sent = play.wait(1)
    cleared = clear_submission(by=play.deputy_director, submission=submission)
    with_minister = ("A minister, through private office", "Decide: Is it so?", sent, None)
    assert waits(play, decisions.a_submission_with_a_minister) == [with_minister]
    decided = play.wait(1)
    decide(by=play.minister, asked=cleared.acts.get(), decision="approve", reasons="Read.")
    assert waits(play, decisions.a_submission_with_a_minister) == []
    carry_out = (
        "A team lead or deputy director",
        "Carry out what was approved: issue a Best Value Notice",
        decided,
        None,
    )
    assert waits(play, decisions.an_approval_to_carry_out) == [carry_out]
    assert waits(play, decisions.an_approval_to_confirm) == []
    assert [each.heading for each in piles_for(play.lead)] == ["Approved by a minister, and not issued yet"]
    assert lines_of(play.lead, [play.case])[0].whose == "The team lead: what a minister approved"
    held = RoleHolding.objects.get(user=play.minister)
    RoleHolding.objects.filter(pk=held.pk).update(ends_on=decided)
    play.wait(1)
    assert waits(play, decisions.an_approval_to_carry_out) == []
    confirm = ("A minister", "Confirm what a predecessor approved: issue a Best Value Notice", decided, None)
    assert waits(play, decisions.an_approval_to_confirm) == [confirm]
    assert [each.heading for each in piles_for(play.lead)] == []
    assert lines_of(play.lead, [play.case])[0].whose == str(play.officer)
    RoleHolding.objects.filter(pk=held.pk).update(ends_on=None)
    notice, issued = issue_notice(by=play.lead, notice=Notice.objects.get()), clock.today()
    serve = (officer(play), f"Record that the notice was served on {notice.recipients.get()}", issued, None)
    assert waits(play, instruments.a_notice_to_serve) == [serve]
    serve_notice(by=play.officer, recipient=notice.recipients.get(), served_on=issued, how="By email", proof="Receipt")
    assert waits(play, instruments.a_notice_to_serve) == []
    assert notice.ends_on
    assert waits(play, instruments.a_period_that_ended) == []
    play.on(notice.ends_on + dt.timedelta(days=1))
    over = (officer(play), "Ask a minister what follows the notice", notice.ends_on, None)
    assert waits(play, instruments.a_period_that_ended) == [over]
    play.drafted("do_not_reissue_notice", notice)
    assert waits(play, instruments.a_period_that_ended) == []


def an_inspection_reports(play: Play) -> None:
    """From the appointment of the inspector to what is asked about the report."""
    inspection = play.inspected()
    report = ("A. Inspector, inspector", "Report on the inspection", inspection.appointed_on, inspection.report_due_on)
    assert waits(play, instruments.an_inspection_under_way) == [report]
    today = play.wait(60)
    reported = receive_inspection_report(
        by=play.officer,
        inspection=inspection,
        sent_to_authority_on=today,
        sent_to_secretary_of_state_on=today,
        recommends_directions=False,
    )
    respond = (officer(play), "Ask a minister what answers the inspection", today, None)
    assert waits(play, instruments.an_inspection_that_reported) == [respond]
    assert waits(play, instruments.an_inspection_under_way) == []
    play.drafted("respond_to_inspection", reported)
    assert waits(play, instruments.an_inspection_that_reported) == []


def directions_come_and_lapse(play: Play) -> None:
    """From the window to directions that ran out."""
    proposal = play.proposed()
    window = (
        f"{play.authority}, and others",
        "Make representations on the proposal",
        clock.today(),
        proposal.closes_on,
    )
    assert waits(play, instruments.a_window) == [window]
    assert waits(play, instruments.a_window_that_is_over) == []
    play.wait(15)
    assert waits(play, instruments.a_window) == []
    over = (officer(play), "Record that the time for representations is over", proposal.closes_on, None)
    assert waits(play, instruments.a_window_that_is_over) == [over]
    proposal = close_window(by=play.officer, proposal=proposal)
    weigh = (officer(play), "Answer the representations, and ask a minister to decide", clock.today(), None)
    assert waits(play, instruments.representations) == [weigh]
    direction = play.directions(proposal)
    play.approved("make_directions", direction)
    assert waits(play, instruments.representations) == []
    direction = make_directions(by=play.lead, direction=direction)
    received = play.wait(90)
    receive_progress_report(
        by=play.officer,
        case=play.case,
        author="The commissioners",
        dated_on=received,
        received_on=received,
        scope_recommended="None",
        text="On track.",
    )
    reply = (officer(play), "Ask a minister to reply to the report", received, None)
    assert waits(play, instruments.a_progress_report) == [reply]
    assert direction.ends_on
    play.on(direction.ends_on)
    assert waits(play, instruments.directions_that_lapsed) == []
    play.wait(1)
    lapsed = (officer(play), "Ask a minister what follows the directions", direction.ends_on, None)
    assert waits(play, instruments.directions_that_lapsed) == [lapsed]


def urgency_is_told(play: Play) -> None:
    """Directions that were made without representations."""
    direction = play.act(make_urgent_directions, "direction", play.urgent())
    today = clock.today()
    assert waits(play, instruments.notices_of_urgency) == [
        (officer(play), "Send both notices of urgency", today, today)
    ]
    send_urgency_notices(by=play.officer, direction=direction, authority_told_on=today, representatives_told_on=today)
    assert waits(play, instruments.notices_of_urgency) == []


def oversight_is_reviewed(play: Play) -> None:
    """The year after an exit."""
    play.watched()
    period = OversightPeriod.objects.get()
    review = (officer(play), "Review how it stands after the exit", period.starts_on, period.review_due_on)
    assert waits(play, instruments.oversight) == [review]
    assert period.review_due_on
    play.on(period.review_due_on)
    receive_oversight_review(
        by=play.deputy_director, case=play.case, reviewer="A body", findings="It holds.", independence="Outside."
    )
    follows = (officer(play), "Ask for a decision on what follows the review", clock.today(), None)
    assert waits(play, instruments.oversight) == [follows]


def others_are_waited_for(play: Play) -> None:
    """What the authority, reviewers, partners and the records manager have to do."""
    today, soon = clock.today(), clock.today() + dt.timedelta(days=30)
    offer_support(by=play.officer, case=play.case, offered_on=today, what="A mentor", provider="A body")
    offer = (str(play.authority), "Answer the offer of support from A body", today, None)
    assert waits(play, instruments.an_offer) == [offer]
    agree_next_step(by=play.officer, case=play.case, what="A plan", owner="The chief executive", due_on=soon)
    assert waits(play, instruments.a_next_step) == [("The chief executive", "A plan", None, soon)]
    review = draft_review(
        by=play.officer, case=play.case, terms="Capital.", reviewers="A. Accountant", basis="Consent."
    )
    review.set_facts(report_due_on=soon)
    review.save()
    review = play.act(commission_review, "review", review)
    assert waits(play, instruments.a_review) == [("The reviewers", "Report on the external review", today, soon)]
    receive_review_report(by=play.officer, review=review, reported_on=today, findings="It is fragile.")
    assert waits(play, instruments.a_review) == []
    asked = {
        "question": "Reserves",
        "function": "Finance",
        "format": "A table",
        "due_on": soon,
        "due_rule": "Three weeks",
    }
    required = draft_requirement(by=play.officer, case=play.case, purpose="To see reserves.", items=[asked])
    play.act(serve_requirement, "requirement", required)
    assert waits(play, instruments.a_return) == [(str(play.authority), "Send the return: Reserves", today, soon)]
    event = timeline(play.case).filter(verb="offer_support").get()
    ask_correction(by=play.lead, case=play.case, event=event, mistake="Twice.")
    correct = ("The records manager", "Agree to a correction, or refuse it", today, None)
    assert waits(play, instruments.a_correction) == [correct]


WALKS: dict[Callable[[Play], None], tuple[Rule, ...]] = {
    an_approval_goes_its_way: (
        *(decisions.a_draft_submission, decisions.a_submission_to_clear, decisions.a_submission_with_a_minister),
        *(decisions.an_approval_to_carry_out, decisions.an_approval_to_confirm),
        *(instruments.a_notice_to_serve, instruments.a_period_that_ended),
    ),
    an_inspection_reports: (instruments.an_inspection_under_way, instruments.an_inspection_that_reported),
    directions_come_and_lapse: (
        *(instruments.a_window, instruments.a_window_that_is_over, instruments.representations),
        *(instruments.a_progress_report, instruments.directions_that_lapsed),
    ),
    urgency_is_told: (instruments.notices_of_urgency,),
    oversight_is_reviewed: (instruments.oversight,),
    others_are_waited_for: (
        *(instruments.an_offer, instruments.a_next_step, instruments.a_review, instruments.a_return),
        instruments.a_correction,
    ),
}


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.__name__)
def test_each_rule_says_who_is_waited_for_since_when_and_by_when(play: Play, walk: Callable[[Play], None]) -> None:
    walk(play)


def test_no_rule_is_left_unproved() -> None:
    assert sorted(rule.__name__ for rules in WALKS.values() for rule in rules) == sorted(
        rule.__name__ for rule in RULES
    )


def test_on_a_new_case_and_on_a_closed_one_nobody_is_waited_for(play: Play) -> None:
    assert turns_of(situation_of(play.case)) == []
    offer_support(by=play.officer, case=play.case, offered_on=clock.today(), what="A mentor", provider="A body")
    assert len(turns_of(situation_of(play.case))) == 1
    closed = Case(pk=play.case.pk, stage=Stage.CLOSED, authority=play.authority, team=play.team)
    assert turns_of(situation_of(closed)) == []


def test_tasks_and_publications_are_told_to_those_who_may_know_of_them(play: Play) -> None:
    notice = play.noticed()
    assert notice.ends_on
    play.on(notice.ends_on - dt.timedelta(days=80))
    sweep()
    serve_notice(
        by=play.officer, recipient=notice.recipients.get(), served_on=clock.today(), how="By email", proof="Receipt"
    )
    prepare_publication(
        by=play.officer,
        instrument=notice,
        title="A notice",
        statement="It was issued.",
        body="Text.",
        redaction="Short.",
    )
    case = Case.objects.select_related("authority", "officer").get(pk=play.case.pk)
    told = present_turns_of(situation_of(case), play.officer)
    assert [(each.who, bool(each.page)) for each in told] == [(str(play.officer), True), ("A deputy director", True)]
    assert present_turns_of(situation_of(case), play.press) == []
    assert [each.who for each in present_turns_of(situation_of(case), play.minister)] == ["A deputy director"]


def lifecycle(client: Client, play: Play) -> BeautifulSoup:
    """The page of the case."""
    client.force_login(play.officer)
    response = client.get(f"/cases/{Case.objects.get(pk=play.case.pk).ref}/")
    assert_valid_html(response)
    return BeautifulSoup(response.content, "html.parser")


def test_the_list_and_the_drawing_say_alike_where_the_case_is_was_and_may_go(play: Play, client: Client) -> None:
    opened = clock.today()
    play.wait(30)
    play.noticed()
    page = lifecycle(client, play)
    told = [" ".join(each.text.split()) for each in page.select("ol.app-lifecycle-list > li")]
    assert len(told) == len(Stage)
    assert told[0].startswith(f"Early engagement. It was here {opened:%-d %B %Y} to {clock.today():%-d %B %Y}.")
    assert told[1] == f"Best Value Notice. The case is here, since {clock.today():%-d %B %Y}."
    assert "It may be next: appoint an inspector (T22)." in told[2]
    assert told[5] == "Exit. Not from here."
    assert [each.text.split(".")[0].strip() for each in page.select("[aria-current=step]")] == ["Best Value Notice"]
    drawn_words = [each.text for each in page.select("svg .app-lifecycle__status")]
    assert drawn_words == [
        "May be next",
        "Here now",
        *["May be next"] * 3,
        "Not from here",
        "Not from here",
        "May be next",
    ]
    assert page.select_one("svg[role=img] > title")
    assert not page.select("svg [style]")


def test_what_was_voided_as_a_mistake_is_no_stage_that_the_case_was_at(play: Play) -> None:
    play.noticed()
    notice = Notice.objects.get()
    case = Case.objects.get(pk=play.case.pk)
    assert [each.stage for each in stages_of(case, situation_of(case)) if each.spells] == [
        Stage.EARLY_ENGAGEMENT,
        Stage.BEST_VALUE_NOTICE,
    ]
    play.act(withdraw_notice, "notice", notice, reason="All is well.")
    event = timeline(case).filter(verb="issue_notice").get()
    correction = ask_correction(by=play.lead, case=case, event=event, mistake="Never issued.")
    correct_record(by=play.records_manager, correction=correction)
    case = Case.objects.get(pk=play.case.pk)
    assert [each.stage for each in stages_of(case, situation_of(case)) if each.spells] == [Stage.EARLY_ENGAGEMENT]


@pytest.mark.parametrize(
    ("doubts", "words", "within_it", "drawn_as"),
    [
        ({}, "since 6 January 2025", "on 6 January 2025", "6 Jan 2025"),
        ({"month_only": True}, "since January 2025", "in January 2025", "Jan 2025"),
        (
            {"on_or_before": True},
            "since on or before 6 January 2025",
            "on or before 6 January 2025 to on or before 6 January 2025",
            "by 6 Jan 2025",
        ),
    ],
)
def test_of_a_stay_no_more_is_told_than_was_published(
    play: Play, doubts: dict[str, bool], words: str, within_it: str, drawn_as: str
) -> None:
    event = timeline(play.case).get()
    event.after |= doubts
    stay = Spell(Stage.EARLY_ENGAGEMENT, event, None)
    assert stay.words == words
    over = Spell(Stage.EARLY_ENGAGEMENT, event, event)
    assert over.words == within_it
    (box, *_) = drawn([StageOfCase(each, (stay,), each == stay.stage, ()) for each in Stage]).boxes
    assert drawn_as in [line.words for line in box.lines]


@pytest.mark.parametrize("stage", Stage)
def test_every_way_on_is_a_move_of_the_table_from_there(play: Play, stage: Stage) -> None:
    ways = ways_on(situation_of(Case(pk=play.case.pk, stage=stage, authority=play.authority, team=play.team)))
    for to, moves in ways.items():
        assert to != stage
        assert all(to in each.paths[stage] and each in TABLE for each in moves)
    assert bool(ways) == (stage != Stage.CLOSED)


def test_a_case_that_came_back_is_drawn_with_both_its_stays(play: Play) -> None:
    play.act(withdraw_notice, "notice", play.noticed(), reason="All is well.")
    case = Case.objects.get(pk=play.case.pk)
    stages = stages_of(case, situation_of(case))
    assert [len(each.spells) for each in stages[:2]] == [2, 1]
    drawing = drawn(stages)
    assert sum(each.taken for each in drawing.arrows) == 2
    assert "and 1 before" in [line.words for line in drawing.boxes[0].lines]


def test_the_first_page_says_what_is_possible_and_what_is_missing_with_where_to_mend_it(
    play: Play, client: Client
) -> None:
    page = lifecycle(client, play)
    possible = page.select("h2:-soup-contains('What you can do now') ~ ul a")
    assert possible[0]["href"] == f"/cases/{play.case.ref}/contacts/new/"
    missing = page.select("h2:-soup-contains('What is missing') ~ ul a")
    assert f"/cases/{play.case.ref}/accounts/new/" in [each["href"] for each in missing]
    assert "Needed to close without further action" in " ".join(page.text.split())
    assert "Nobody is waited for." in page.text


def test_whose_move_it_was_is_told_of_the_past_too_and_what_you_can_do_is_not(play: Play, client: Client) -> None:
    offer_support(by=play.officer, case=play.case, offered_on=clock.today(), what="A mentor", provider="A body")
    client.force_login(play.officer)
    with clock.at(timezone.now()):
        page = client.get(f"/cases/{play.case.ref}/", {"as_stood": f"{clock.today() - dt.timedelta(days=1)}"})
    assert "Answer the offer of support from A body" in page.content.decode()
    assert "What you can do now" not in page.content.decode()


def test_a_case_that_was_closed_in_a_month_says_no_day(play: Play, client: Client) -> None:
    close_without_action(by=play.deputy_director, case=heard(play.case), outcome="Nothing is wrong.")
    event = timeline(play.case).get(verb="close_without_action")
    client.force_login(play.lead)
    page = f"/cases/{play.case.ref}/"
    assert f">{event.effective_on:%-d %B %Y}<br>Nothing" in client.get(page).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        Event.objects.filter(pk=event.pk).update(after={**event.after, "month_only": True})
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    assert f">{event.effective_on:%B %Y}<br>Nothing" in client.get(page).content.decode()
