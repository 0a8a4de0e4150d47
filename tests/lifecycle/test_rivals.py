"""Two people at the same moment, in real threads: one wins, the other gets a clear error, and one event is kept."""

import datetime as dt
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from bestvalue.accounts.models import User
from bestvalue.accounts.services.demonstration import load_people
from bestvalue.desk.demonstration.cast import Cast
from bestvalue.desk.demonstration.scenes import early_talks, minded_to, noticed
from bestvalue.errors import ActError
from bestvalue.records.models import Event
from bestvalue.records.services.anchors import verify_chains
from cases.models import Authority, Case
from cases.services.opening import close_without_action, engage
from interventions.models import Proposal
from interventions.services.directions import draft_directions, make_directions
from interventions.services.proposals import close_window, do_not_intervene
from interventions.services.representations import answer_representation
from notices.models import Notice
from notices.services import do_not_reissue_notice, draft_notice, edit_notice, issue_notice, withdraw_notice
from tests.support.database import let_tests_clear_tables

let_tests_clear_tables()
pytestmark = pytest.mark.django_db(transaction=True)
SLUG = "fictional-ashmere-county-council"
OTHER = "fictional-brackwater-district-council"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The people of the demonstration, and the authorities, without any case."""
    call_command("load_reference_data", demonstration=True, verbosity=0)
    load_people("a password for rivals")
    return Cast.gather()


def rivals(*acts: Callable[[], Any]) -> list[BaseException | None]:
    """Run the acts at the same moment, each in its own thread and connection; what each raised."""
    barrier = threading.Barrier(len(acts))
    raised: list[BaseException | None] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            barrier.wait()
            act()
        except Exception as error:
            raised[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def one_winner(raised: list[BaseException | None]) -> None:
    """Exactly one act succeeded, and every other was refused in plain words."""
    lost = [error for error in raised if error is not None]
    assert len(lost) == len(raised) - 1, raised
    assert all(isinstance(error, ActError) and str(error) for error in lost), lost
    assert list(verify_chains()) == []


def an_approved_notice(cast: Cast) -> Notice:
    """A notice that a minister approved and nobody has issued."""
    case = early_talks(cast, SLUG)
    notice = draft_notice(
        by=cast.officer,
        case=case,
        concerns=[{"theme_id": "ur", "text": "Reserves."}],
        expectations=["A plan."],
        recipients=[{"officer": case.authority.officers.first(), "role": "to"}],
        what_prompted="The auditor's report.",
        private_response="They replied.",
    )
    cast.approved("issue_notice", notice, "Issue it?")
    return notice


def test_two_people_issue_the_same_notice(cast: Cast) -> None:
    notice = an_approved_notice(cast)
    people = (cast.lead, cast.deputy_director)
    one_winner(rivals(*[lambda by=by: issue_notice(by=by, notice=notice) for by in people]))
    assert Event.objects.filter(verb="issue_notice").count() == 1
    assert Notice.objects.get().state == "issued"


def test_two_people_open_a_case_for_one_authority(cast: Cast) -> None:
    authority, team = Authority.objects.get(slug=OTHER), cast.lead.role_holdings.get().team
    assert team is not None

    def open_by(person: User) -> Callable[[], Case]:
        return lambda: engage(by=person, agreed_by=cast.lead, authority=authority, team=team, reason="A report.")

    one_winner(rivals(open_by(cast.officer), open_by(cast.lead)))
    assert Case.objects.count() == 1
    assert Event.objects.filter(verb="engage").count() == 1


def test_a_notice_is_issued_while_it_is_edited(cast: Cast) -> None:
    notice = an_approved_notice(cast)
    one_winner(
        rivals(
            lambda: issue_notice(by=cast.lead, notice=notice),
            lambda: edit_notice(by=cast.officer, notice=notice, what_prompted="Other words."),
        )
    )
    notice = Notice.objects.get()
    assert (notice.state == "issued") is (notice.what_prompted == "The auditor's report.")


def test_a_notice_is_withdrawn_while_it_is_not_reissued(cast: Cast) -> None:
    noticed(cast, SLUG)
    notice = Notice.objects.get()
    cast.approved("withdraw_notice", notice, "Withdraw it?")
    cast.approved("do_not_reissue_notice", notice, "Not reissue it?")
    Notice.objects.filter(pk=notice.pk).update(ends_on=dt.date.today())  # noqa: DTZ011 (the period ends today)
    one_winner(
        rivals(
            lambda: withdraw_notice(by=cast.lead, notice=notice, reason="Progress."),
            lambda: do_not_reissue_notice(by=cast.deputy_director, notice=notice, reason="Progress."),
        )
    )
    assert Event.objects.filter(verb__in=("withdraw_notice", "do_not_reissue_notice")).count() == 1


def test_directions_are_made_while_it_is_decided_not_to_intervene(cast: Cast) -> None:
    minded_to(cast, SLUG)
    proposal = Proposal.objects.get()
    for each in proposal.representations.exclude(state="answered"):
        answer_representation(by=cast.officer, representation=each, summary="Short.", reply="Thanked.")
    close_window(by=cast.officer, proposal=proposal, nothing_more_to_say="We have no more to say.")
    direction = draft_directions(
        by=cast.officer,
        case=proposal.case,
        proposal=proposal,
        recitals="Failing.",
        actions=["A plan."],
        ends_on=dt.date(2030, 1, 1),
    )
    cast.approved("make_directions", direction, "Make them?")
    cast.approved("do_not_intervene", proposal, "Or not?")
    one_winner(
        rivals(
            lambda: make_directions(by=cast.lead, direction=direction),
            lambda: do_not_intervene(by=cast.deputy_director, proposal=proposal, reason="Not needed."),
        )
    )
    assert Event.objects.filter(verb__in=("make_directions", "do_not_intervene")).count() == 1


def test_a_case_is_closed_twice(cast: Cast) -> None:
    case = early_talks(cast, SLUG)
    one_winner(rivals(*[lambda: close_without_action(by=cast.deputy_director, case=case, outcome="No concern.")] * 2))
    assert Event.objects.filter(verb="close_without_action").count() == 1


def test_of_two_who_saw_the_same_version_the_second_is_told(cast: Cast) -> None:
    case = early_talks(cast, SLUG)
    version = Case.objects.get().version
    raised = rivals(
        *[
            lambda: close_without_action(
                by=cast.deputy_director, case=case, outcome="No concern.", expected_version=version
            )
        ]
        * 2
    )
    one_winner(raised)
    assert "changed since you opened it" in str(next(error for error in raised if error))
