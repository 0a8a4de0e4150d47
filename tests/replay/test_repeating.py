"""A history may be entered again: nothing is doubled, later events are added,
what people did is left alone (rulings 31).
"""

import datetime as dt

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.desk.replay.report import latest_case
from bestvalue.records.models import Event
from bestvalue.records.services.verifying import verify_chains
from cases.models import Case, PastEvent, Publication
from cases.services.opening import log_contact

from .conftest import Play, told

ISSUED = told("2023-12-19", "bvn_issued", in_force_until="2024-12-19")
ENDED = told("2024-12-19", "bvn_not_reissued")
MEETING = told("2024-05-01", "other")


def test_a_second_run_doubles_nothing(play: Play) -> None:
    first = play(ISSUED, ENDED)
    counts = (Event.objects.count(), PastEvent.objects.count(), Publication.objects.count())
    second = play(ISSUED, ENDED)
    assert [each.moves for each in first.events] == [each.moves for each in second.events]
    assert (Event.objects.count(), PastEvent.objects.count(), Publication.objects.count()) == counts


def test_events_told_later_are_added(play: Play) -> None:
    play(ISSUED)
    played = play(ISSUED, ENDED)
    assert [each.outcome for each in played.events] == ["accepted", "accepted"]
    assert PastEvent.objects.count() == 2


def test_an_event_put_in_before_one_already_entered_is_refused_by_name(play: Play) -> None:
    play(ISSUED, ENDED)
    played = play(ISSUED, MEETING, ENDED)
    assert "other of 2024-05-01 stands before bvn_not_reissued of 2024-12-19" in played.problem
    assert Event.objects.filter(verb="note_published_fact").count() == 0


def test_an_authority_on_which_a_person_has_since_acted_is_left_alone(play: Play, officer: User) -> None:
    play(ISSUED)
    log_contact(
        by=officer,
        case=Case.objects.get(),
        held_on=clock.today(),
        channel="call",
        people="Two officers",
        summary="They called.",
    )
    played = play(ISSUED, ENDED)
    assert "A person has acted" in played.problem
    assert Case.objects.get().stage == "best_value_notice"


def test_alike_events_are_told_apart_by_their_order(play: Play) -> None:
    report = told("2024-02-22", "external_report")
    assert [each.outcome for each in play(report, report).events] == ["accepted", "accepted"]
    assert list(PastEvent.objects.values_list("ordinal", flat=True)) == [0, 1]


def test_the_chain_of_a_replayed_case_is_intact(play: Play) -> None:
    play(ISSUED, ENDED)
    assert list(verify_chains()) == []


def test_the_events_date_is_the_legal_day_and_the_clock_is_the_databases(play: Play) -> None:
    play(ISSUED)
    event = Event.objects.get(verb="issue_notice")
    assert event.effective_on == dt.date(2023, 12, 19)
    assert event.recorded_at.date() >= dt.date(2026, 1, 1)


def test_the_decider_is_the_office_as_it_then_was(play: Play) -> None:
    play(ISSUED)
    event = Event.objects.get(verb="issue_notice")
    assert event.acting_for == "Secretary of State for Levelling Up, Housing and Communities"
    assert event.actor.name != event.acting_for


def test_an_unconfirmed_event_never_reaches_the_register(play: Play) -> None:
    play(told("2023-05-25", "directions_urgent", confidence="unconfirmed", source=None))
    assert Publication.objects.count() == 0


def test_early_engagement_never_reaches_the_register(play: Play) -> None:
    played = play(told("2023-02", "early_engagement"))
    case = latest_case(played.authority)
    assert case is not None
    assert case.reference is None
    assert Publication.objects.count() == 0


def test_a_published_notice_is_in_the_register_with_each_statement(play: Play) -> None:
    play(ISSUED, ENDED)
    publication = Publication.objects.get()
    assert publication.register_id == "BVN-2023-0001"
    assert publication.case.reference == "BV-2023-0001"
    assert (str(publication.in_force_until), str(publication.ended_on)) == ("2024-12-19", "2024-12-19")
    assert publication.steps.count() == 2
