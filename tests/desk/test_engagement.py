"""The engagement page of a case and the acts that it leads to."""

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from bestvalue import clock
from bestvalue.accounts.models import Role, Team, User
from bestvalue.records.models import Reading
from cases.models import Case, Contact, File, NextStep, OfficeHolding, SupportArrangement, SupportOffer
from cases.services.engaging import agree_next_step
from cases.services.opening import close_without_action, log_contact
from interventions.models import ExternalReview
from tests.api.world import a_case, an_authority, engaged, heard
from tests.factories import person
from tests.lifecycle.build import Play
from tests.support.assessing import assessed
from tests.support.html import assert_valid_html

TODAY = clock.today()


def on(name: str, day: dt.date = TODAY) -> dict[str, int]:
    """A date as a form sends it."""
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


SOON = TODAY + dt.timedelta(days=30)
ACTS: list[tuple[str, str, dict[str, Any], str]] = [
    ("officer", "support-offers/new/", {"what": "A mentor", "provider": "A body", **on("offered_on")}, "A mentor"),
    ("officer", "accounts/new/", {"text": "We disagree.", "given_by": "Chief", **on("given_on")}, "We disagree."),
    ("officer", "next-steps/new/", {"what": "A plan", "owner": "Chief", **on("due_on", SOON)}, "A plan"),
    (
        "deputy_director",
        "support/new/",
        {"what": "Peers", "provider": "A body", "owner": "Chief", **on("review_on", SOON)},
        "Peers",
    ),
    (
        "officer",
        "consultations/new/",
        {"consulted": "Home Office", "view": "Go", "other_regimes": "Engage", "exceptional_reasons": "Grave"}
        | on("held_on"),
        "Home Office",
    ),
]
EMPTY = (
    "No contact has been logged.",
    "own account has not been recorded.",
    "No next step has been agreed.",
    "No support has been offered.",
    "No support has been agreed.",
    "No external review has been drafted.",
)


@pytest.fixture
def case(lead: User, team: Team) -> Case:
    return a_case(lead, team)


@pytest.fixture
def full(case: Case, officer: User, deputy_director: User) -> Case:
    return engaged(assessed(case), officer, deputy_director)


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    """A case that days and acts can be played on."""
    with ExitStack() as days:
        yield Play.begin(days)


def page_of(client: Client, user: User, case: Case, query: str = "") -> str:
    """What a person reads on the engagement page."""
    client.force_login(user)
    response = client.get(f"/cases/{case.ref}/engagement/{query}")
    assert response.status_code == 200
    assert_valid_html(response)
    return response.content.decode()


def sent(client: Client, user: User, case: Case, below: str, **data: Any) -> Any:
    """A form of the case, sent as it stands now."""
    client.force_login(user)
    version = Case.objects.get(pk=case.pk).version
    return client.post(f"/cases/{case.ref}/{below}", {"version": version, **data})


def test_an_empty_engagement_says_so_and_its_reading_is_recorded(client: Client, case: Case, officer: User) -> None:
    shown = page_of(client, officer, case)
    assert [each for each in EMPTY if each not in shown] == []
    assert Reading.objects.filter(reader=officer, subject="desk:engagement").exists()


@pytest.mark.parametrize(("who", "below", "data", "words"), ACTS)
def test_what_is_recorded_is_on_the_page(
    client: Client, case: Case, request: pytest.FixtureRequest, who: str, below: str, data: dict[str, Any], words: str
) -> None:
    user = request.getfixturevalue(who)
    assert sent(client, user, case, below, **data).headers["Location"] == f"/cases/{case.ref}/engagement/"
    assert words in page_of(client, user, case)


@pytest.mark.parametrize(("who", "below", "data", "words"), ACTS)
def test_what_is_missing_is_named_and_nothing_typed_is_lost(
    client: Client, case: Case, request: pytest.FixtureRequest, who: str, below: str, data: dict[str, Any], words: str
) -> None:
    for name in (each for each in data if each.endswith("-day") or "-" not in each):
        response = sent(client, request.getfixturevalue(who), case, below, **{**data, name: ""})
        shown = response.content.decode()
        assert "There is a problem" in shown
        assert words in shown or data[name] == words
        assert_valid_html(response)
    assert Case.objects.get().version == 1


def test_an_offer_is_answered_and_a_step_ended_from_the_page(client: Client, full: Case, officer: User) -> None:
    offer, step = SupportOffer.objects.get(), NextStep.objects.get()
    answer = {"taken_up": "no", "answer": "We have one.", **on("answered_on")}
    assert sent(client, officer, full, f"support-offers/{offer.pk}/answer/", **answer).status_code == 302
    ending = {"done": "yes", "result": "It was sent.", **on("ended_on")}
    assert sent(client, officer, full, f"next-steps/{step.pk}/end/", **ending).status_code == 302
    shown = page_of(client, officer, full)
    assert "Secret provider: refused" in shown
    assert "We have one." in shown
    assert "Done on" in shown
    again = sent(client, officer, full, f"support-offers/{offer.pk}/answer/", **answer)
    assert again.status_code == 409
    assert "The answer was recorded already" in again.content.decode()


def test_a_letter_is_kept_with_its_contact_or_neither_is(client: Client, case: Case, officer: User) -> None:
    said = {"channel": "letter", "people": "The chief", "summary": "We wrote.", **on("held_on")}
    letter = SimpleUploadedFile("letter.txt", b"Dear chief executive", "text/plain")
    assert sent(client, officer, case, "contacts/new/", **said, uploads=letter).status_code == 302
    assert File.objects.get().subject == Contact.objects.get().key
    assert "letter.txt" in page_of(client, officer, case)
    bad = SimpleUploadedFile("run.exe", b"MZ\x90\x00", "application/octet-stream")
    assert "There is a problem" in sent(client, officer, case, "contacts/new/", **said, uploads=bad).content.decode()
    assert (Contact.objects.count(), File.objects.count()) == (1, 1)


def test_an_approach_of_a_statutory_officer_is_encouraged_and_nobodys_duty(
    client: Client, case: Case, officer: User
) -> None:
    log_contact(
        by=officer, case=case, held_on=TODAY, channel="call", people="A", summary="B", from_statutory_officer=True
    )
    shown = page_of(client, officer, case)
    assert "Encouraged contact" in shown
    form = client.get(f"/cases/{case.ref}/contacts/new/").content.decode()
    assert "nobody is under a duty to make one" in form
    for word in ("must report", "duty to report", "required to report", "failed to report"):
        assert word not in shown + form


def test_a_date_that_has_passed_is_said_in_words_and_not_in_colour(client: Client, case: Case, officer: User) -> None:
    with clock.at(TODAY - dt.timedelta(days=9)):
        agree_next_step(by=officer, case=case, what="A plan", owner="Chief", due_on=TODAY - dt.timedelta(days=2))
    shown = page_of(client, officer, case)
    assert "(this date has passed)" in shown
    assert "red" not in {word for part in shown.split('class="')[1:] for word in part.split('"')[0].split("-")}


def test_long_lists_come_in_pages_of_their_own(client: Client, full: Case, officer: User) -> None:
    for number in range(12):
        log_contact(by=officer, case=full, held_on=TODAY, channel="call", people="A", summary=f"Call {number}.")
    assert "Pages of contacts" in page_of(client, officer, full)
    last = page_of(client, officer, full, "?contacts=3")
    assert last.count("What was said") == 3
    assert client.get(f"/cases/{full.ref}/engagement/?contacts=9").status_code == 404


def test_the_number_of_queries_does_not_grow(
    client: Client,
    full: Case,
    officer: User,
    deputy_director: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(officer)
    address = f"/cases/{full.ref}/engagement/"
    with CaptureQueriesContext(connection) as before:
        client.get(address)
    for _ in range(3):
        engaged(full, officer, deputy_director)
    with django_assert_num_queries(len(before)):
        client.get(address)


def test_support_may_end_with_its_case_after_a_page_that_says_so(
    client: Client, full: Case, deputy_director: User
) -> None:
    support = SupportArrangement.objects.get()
    below = f"support/{support.pk}/end/"
    client.force_login(deputy_director)
    assert "Close the case as well" in client.get(f"/cases/{full.ref}/{below}").content.decode()
    assert sent(client, deputy_director, full, below, reason="Done.", close="true").status_code == 302
    assert Case.objects.get().stage == "closed"
    assert "Record an offer of support" not in page_of(client, deputy_director, full)


def test_closing_says_what_will_happen_and_leads_back_to_a_new_request(
    client: Client, full: Case, deputy_director: User
) -> None:
    client.force_login(deputy_director)
    asked = client.get(f"/cases/{full.ref}/close/")
    assert "Reopening makes a new case, linked to this one." in asked.content.decode()
    assert_valid_html(asked)
    closed = sent(client, deputy_director, full, "close/", outcome="The accounts are signed.")
    assert closed.headers["Location"] == f"/cases/{full.ref}/"
    assert "Ask for a new case to be opened" in client.get(f"/cases/{full.ref}/").content.decode()


def test_no_case_is_closed_before_the_authority_has_been_heard(
    client: Client, case: Case, deputy_director: User
) -> None:
    client.force_login(deputy_director)
    asked = client.get(f"/cases/{case.ref}/close/").content.decode()
    assert "Record first what the authority itself says." in asked
    assert f"/cases/{case.ref}/accounts/new/" in asked
    assert f"/cases/{case.ref}/assessments/" in asked


def test_what_must_be_ended_first_is_shown_with_where_it_is_ended(play: Play, client: Client) -> None:
    play.noticed()
    client.force_login(play.deputy_director)
    asked = client.get(f"/cases/{play.case.ref}/close/").content.decode()
    assert "You cannot do this yet" in asked
    assert "must be ended first by its own decision" in asked
    assert f"/cases/{play.case.ref}/next/" in asked


def test_only_a_deputy_director_is_asked_to_confirm_a_closing(client: Client, full: Case, officer: User) -> None:
    client.force_login(officer)
    assert client.get(f"/cases/{full.ref}/close/").status_code == 403


def test_a_case_is_handed_over_from_its_page(client: Client, case: Case, officer: User, lead: User) -> None:
    client.force_login(lead)
    assert "Hand the case over" in client.get(f"/cases/{case.ref}/").content.decode()
    form = client.get(f"/cases/{case.ref}/hand-over/").content.decode()
    assert str(officer) in form
    sent(client, lead, case, "hand-over/", to=officer.pk, reason="A new post.")
    assert Case.objects.get().officer == officer
    assert str(officer) in client.get(f"/cases/{case.ref}/").content.decode()


def test_somebody_of_another_team_is_no_choice(client: Client, case: Case, officer: User, stranger: User) -> None:
    response = sent(client, officer, case, "hand-over/", to=stranger.pk, reason="Why.")
    assert "Select one of the choices that are listed" in response.content.decode()
    assert Case.objects.get().officer != stranger


def test_a_review_is_put_to_a_minister_and_carried_out_only_then(client: Client, full: Case, lead: User) -> None:
    review = ExternalReview.objects.get()
    shown = page_of(client, lead, full)
    assert f"?act=commission_review&amp;of={review.key}" in shown
    commission = f"external-reviews/{review.pk}/commission/"
    page = client.get(f"/cases/{full.ref}/{commission}").content.decode()
    assert "No minister has approved this text." in page
    assert f"/cases/{full.ref}/submissions/new/?act=commission_review" in page
    assert "There is a problem" in sent(client, lead, full, commission).content.decode()
    assert ExternalReview.objects.get().state == "draft"


def test_other_regimes_are_asked_for_at_a_body_that_is_no_local_authority(
    client: Client, case: Case, officer: User
) -> None:
    assert "Other regimes" not in page_of(client, officer, case)
    case.authority.kind.is_local_authority = False
    case.authority.kind.save()
    assert "Record whom you consulted first" in page_of(client, officer, case)
    assert f"/cases/{case.ref}/consultations/new/" in client.get(f"/cases/{case.ref}/next/").content.decode()


def test_a_closed_case_offers_no_act(client: Client, case: Case, deputy_director: User) -> None:
    close_without_action(by=deputy_director, case=heard(case), outcome="Nothing more.")
    assert "Log a contact" not in page_of(client, deputy_director, case)


def test_who_took_and_left_a_post_is_recorded_from_the_authoritys_page(client: Client, officer: User) -> None:
    authority = an_authority("quiet", "Quiet Council")
    client.force_login(officer)
    assert "Record who took a post" in client.get("/authorities/quiet/").content.decode()
    came = {"post": "leader", "name": "Una Ashby", **on("starts_on", dt.date(2025, 1, 6))}
    assert "Enter the name" in client.post("/authorities/quiet/officers/new/", {**came, "name": ""}).content.decode()
    assert client.post("/authorities/quiet/officers/new/", came).status_code == 302
    twice = client.post("/authorities/quiet/officers/new/", came)
    assert (twice.status_code, "Record when they left it first" in twice.content.decode()) == (409, True)
    assert_valid_html(twice)
    holding = OfficeHolding.objects.get(authority=authority)
    left = f"/authorities/quiet/officers/{holding.pk}/left/"
    assert "Una Ashby, leader" in client.get(left).content.decode()
    client.post(left, on("ends_on", dt.date(2025, 6, 30)))
    assert OfficeHolding.objects.get().ends_on == dt.date(2025, 6, 30)


def test_ministers_read_the_engagement_and_record_nothing(client: Client, full: Case) -> None:
    shown = page_of(client, person(Role.MINISTER), full)
    assert "A secret word." in shown
    assert "Log a contact" not in shown
