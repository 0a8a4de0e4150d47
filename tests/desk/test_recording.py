"""The record itself, by its pages and API: corrections, an abolished authority, a court's order, past events."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.accounts.services.step_up import mint_step_up
from cases.models import Authority, Case, Correction, PastEvent
from cases.services.opening import close_without_action
from cases.stages import Stage
from interventions.models import Direction, Proposal
from notices.services import issue_notice
from tests.api.test_engagement import caller, send
from tests.api.test_notice_acts import act, at
from tests.api.world import an_authority, heard
from tests.factories import TeamFactory, person
from tests.lifecycle.build import Play
from tests.support.html import assert_valid_html
from tests.support.pages import PASSWORD, Pages, on

As = Callable[[User], Pages]


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    with ExitStack() as days:
        yield Play.begin(days)


@pytest.fixture
def as_(client: Client, play: Play) -> As:
    """A browser of whoever it is called with."""
    return lambda user: Pages(client, play, user)


# Corrections (T70)


def test_two_people_void_an_event_by_the_pages(play: Play, as_: As) -> None:
    close_without_action(by=play.deputy_director, case=heard(play.case), outcome="The wrong case.")
    event = play.case.events.latest("case_version")
    assert "corrections" in as_(play.lead).get("timeline/")
    assert "Nothing on this case was said to be a mistake." in as_(play.lead).get("corrections/")
    as_(play.lead).done("corrections/new/", event=event.pk, mistake="The wrong case was closed.")
    correction = Correction.objects.get()
    client = as_(play.records_manager).client
    assert str(play.authority) in client.get("/").content.decode()
    page = as_(play.records_manager).get(f"corrections/{correction.pk}/agree/")
    for said in ("The wrong case was closed.", "Early engagement", "Nothing is live."):
        assert said in page
    assert as_(play.records_manager).post(f"corrections/{correction.pk}/agree/", password="wrong")[0] == 200
    as_(play.records_manager).done(f"corrections/{correction.pk}/agree/", password=PASSWORD)
    assert (play.stage, Correction.objects.get().state) == (Stage.EARLY_ENGAGEMENT, "made")
    assert "<strong>Void</strong>" in as_(play.lead).get("corrections/")


def test_a_correction_that_contradicts_what_is_live_says_so_before_and_after(play: Play, as_: As) -> None:
    play.noticed()
    event = play.case.events.filter(verb="issue_notice").latest("case_version")
    as_(play.lead).done("corrections/new/", event=event.pk, mistake="It was never issued.")
    address = f"corrections/{Correction.objects.get().pk}/agree/"
    assert "End it first, by its own act, saying why." in as_(play.records_manager).get(address)
    status, page = as_(play.records_manager).post(address, password=PASSWORD)
    assert (status, "This was not done" in page) == (409, True)
    as_(play.records_manager).done(f"corrections/{Correction.objects.get().pk}/let-stand/", note="It was issued.")
    assert Correction.objects.get().state == "refused"


def test_two_people_are_told_what_becomes_of_an_approval_with_its_event(play: Play, as_: As) -> None:
    notice = play.a_notice()
    submission = play.approved("issue_notice", notice).submission
    event = play.case.events.filter(verb="decide").latest("case_version")
    as_(play.lead).done("corrections/new/", event=event.pk, mistake="The minister returned it.")
    address = f"corrections/{Correction.objects.get().pk}/agree/"
    assert "needs a new decision by a minister" in as_(play.records_manager).get(address)
    issue_notice(by=play.lead, notice=notice)
    assert "The decision has been carried out" in as_(play.records_manager).get(address)
    status, page = as_(play.records_manager).post(address, password=PASSWORD)
    assert (status, "This was not done" in page) == (409, True)
    assert "Approved and done" in as_(play.lead).get(f"submissions/{submission.pk}/")


def code_for(user: User, name: str, play: Play) -> str:
    """A fresh proof that it is the person, for an act on the case."""
    return mint_step_up(user=user, act=name, document=f"case:{play.case.pk}")


def test_a_correction_through_the_api(play: Play) -> None:
    close_without_action(by=play.deputy_director, case=heard(play.case), outcome="The wrong case.")
    number = Case.objects.get().version
    wrong = send(caller(play.lead), at(play, "corrections"), {"event": 999, "mistake": "?"})
    assert wrong.status_code == 400
    made = send(caller(play.lead), at(play, "corrections"), {"event": number, "mistake": "The wrong case."})
    assert made.status_code == 201, made.content
    where = at(play, f"corrections/{made.json()['id']}")
    assert act(play.lead, where, "agree", {}).status_code == 403
    assert act(play.records_manager, where, "agree", {}).json()["code"] == "step_up_required"
    agreed = act(play.records_manager, where, "agree", {}, code_for(play.records_manager, "correct_record", play))
    assert (agreed.status_code, agreed.json()["stage_after"]) == (200, "early_engagement"), agreed.content


# Abolition (T69) and courts (T71)


def test_the_case_of_an_abolished_authority_is_closed_with_all_that_ends(play: Play, as_: As) -> None:
    play.intervened()
    assert "You cannot do this yet" in as_(play.officer).get("supersede/")
    Authority.objects.filter(pk=play.authority.pk).update(ends_on=clock.today())
    play.wait(1)
    page = as_(play.officer).get("supersede/")
    for said in ("Set of directions", "No successor is recorded.", "Nothing rolls over to a successor"):
        assert said in page
    as_(play.officer).done("supersede/", transfer_note="The improvement plan.", password=PASSWORD)
    assert (play.stage, Direction.objects.get().ending) == (Stage.CLOSED, "authority_abolished")


def test_an_abolition_through_the_api(play: Play) -> None:
    Authority.objects.filter(pk=play.authority.pk).update(ends_on=clock.today())
    play.wait(1)
    code = code_for(play.officer, "supersede", play)
    closed = act(play.officer, f"/api/v1/cases/{play.case.handle}/", "supersede", {"transfer_note": "Nothing."}, code)
    assert (closed.status_code, closed.json()["stage"]) == (200, "closed"), closed.content


def an_order() -> SimpleUploadedFile:
    """The paper of a court."""
    return SimpleUploadedFile("order.txt", b"The directions are quashed.", content_type="text/plain")


def test_a_courts_order_is_carried_out_with_its_paper(play: Play, as_: As) -> None:
    direction = play.intervened()
    order = {
        "quashed": direction.key,
        "court": "High Court, CO/1/2025",
        "order": "They are quashed.",
        "password": PASSWORD,
        **on("ordered_on", clock.today()),
    }
    status, page = as_(play.lead).post("court-order/", **order)
    assert (status, "Select a file" in page, "They are quashed." in page) == (200, True, True)
    as_(play.lead).done("court-order/", **order, uploads=an_order())
    assert (Direction.objects.get().ending, play.stage) == ("quashed", Stage.EARLY_ENGAGEMENT)
    assert "order.txt" in as_(play.officer).get(f"directions/{direction.pk}/")


def test_a_courts_order_through_the_api(play: Play) -> None:
    proposal = play.proposed()
    case = f"/api/v1/cases/{play.case.handle}/"
    kept = caller(play.lead).post(f"{case}files/", {"file": an_order(), "description": "Sealed order"})
    assert kept.status_code == 201, kept.content
    body = {"quashed": proposal.key, "order": "CO/1/2025: it is quashed.", "sealed": kept.json()["id"]}
    assert act(play.lead, case, "court-order", body).json()["code"] == "step_up_required"
    code = code_for(play.lead, "restore_by_court_order", play)
    assert act(play.lead, case, "court-order", {**body, "quashed": "proposal:nonsense"}, code).status_code == 400
    done = act(play.lead, case, "court-order", body, code_for(play.lead, "restore_by_court_order", play))
    assert done.status_code == 200, done.content
    assert (Proposal.objects.get().state, play.stage) == ("not_proceeded_with", Stage.EARLY_ENGAGEMENT)


# Past events (rulings 25)


@pytest.fixture
def records(db: None) -> User:
    """A records manager with a team."""
    return person(Role.RECORDS_MANAGER, team=TeamFactory.create(), since=dt.date(2020, 1, 1))


TOLD: dict[str, Any] = {
    "type": "bvn_issued",
    "date": "2024-01-10",
    "description": "A Best Value Notice was published.",
    "source": "https://www.example.org/notice",
    "confidence": "source",
}
PLACE = "/authorities/past-place/past-events/"


def entered(client: Client, **changes: Any) -> Any:
    """What sending the form answers."""
    response = client.post(f"{PLACE}new/", {**TOLD, **changes})
    if response.status_code != 302:
        assert_valid_html(response)
    return response


def test_a_past_event_is_entered_by_hand_and_played_through_the_steps(client: Client, records: User) -> None:
    an_authority("past-place", "Past Place Council")
    client.force_login(records)
    empty = client.get(PLACE)
    assert_valid_html(empty)
    assert "No past event has been entered" in empty.content.decode()
    assert entered(client).status_code == 302
    case = Case.objects.get()
    assert (case.stage, case.events.latest("case_version").actor) == (Stage.BEST_VALUE_NOTICE, records)
    shown = client.get(PLACE).content.decode()
    for said in ("A Best Value Notice was issued", "Issue a Best Value Notice", "https://www.example.org/notice"):
        assert said in shown
    assert entered(client, type="bvn_not_reissued", date="2025-01-10").status_code == 302
    assert PastEvent.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        ({"type": ""}, 200, "Choose what happened"),
        ({"date": "10 January"}, 200, "must be written YYYY-MM-DD"),
        ({"source": ""}, 200, "give the address of the published page"),
        ({"confidence": ""}, 200, "Select whether you have read the source itself"),
        ({"date": "2999-01-01"}, 409, "has not come yet"),
        ({"type": "s230_notice", "date": "2019-01-01"}, 409, "This was not done"),
    ],
)
def test_what_is_wrong_with_a_past_event_is_said_and_nothing_typed_is_lost(
    client: Client, records: User, changes: dict[str, str], status: int, said: str
) -> None:
    authority = an_authority("past-place", "Past Place Council")
    Authority.objects.filter(pk=authority.pk).update(starts_on=dt.date(2020, 1, 1))
    client.force_login(records)
    response = entered(client, **changes)
    shown = response.content.decode()
    assert (response.status_code, said in shown) == (status, True), shown
    assert "A Best Value Notice was published." in shown
    assert not PastEvent.objects.exists()


def test_an_authority_on_which_people_act_is_left_alone(client: Client, play: Play) -> None:
    client.force_login(play.records_manager)
    path = f"/authorities/{play.authority.slug}/past-events/new/"
    response = client.post(path, TOLD)
    assert response.status_code == 409
    assert "has a record made by people here" in response.content.decode()


def test_a_past_event_through_the_api(records: User) -> None:
    an_authority("past-place", "Past Place Council")
    where = "/api/v1/authorities/past-place/past-events/"
    made = send(caller(records), where, TOLD)
    assert (made.status_code, made.json()["moves"][-1]) == (201, "issue_notice"), made.content
    assert caller(records).get(made.headers["Location"]).json() == made.json()
    before = send(caller(records), where, {**TOLD, "date": "2023-01-01", "type": "other"})
    assert before.status_code == 409
    assert before.json()["unmet_conditions"][0]["code"] == "out_of_order"
    assert send(caller(records), where, {**TOLD, "date": "soon"}).status_code == 400
