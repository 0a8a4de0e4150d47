"""A case as at a past moment: as known, as stood, by whom, and never to be acted on (design 7, rulings 22)."""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any
from urllib.parse import quote

import pytest
from django.db import InternalError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.desk.as_at import OF_CASES, leads_to_an_act, rewritten
from bestvalue.records.as_at import AS_STOOD, as_known, looking_at, named
from bestvalue.records.models import Event, Reading
from cases.models import Case
from cases.services.act import Past
from cases.services.correcting import ask_correction, correct_record
from cases.services.engaging import record_account
from cases.services.opening import close_without_action, log_contact
from tests.factories import person
from tests.lifecycle.build import START, Play
from tests.support.assessing import assessed
from tests.support.database import let_tests_clear_tables
from tests.support.html import assert_valid_html
from tests.support.reading import LINK, pages

pytestmark = pytest.mark.django_db(transaction=True)
let_tests_clear_tables()


@pytest.fixture
def play(transactional_db: None) -> Iterator[Play]:
    """A case whose acts are each a transaction of their own."""
    with ExitStack() as days:
        yield Play.begin(days)


def opened(client: Client, play: Play, route: str = "desk:case", **query: str) -> Any:
    """The answer to a page of the case, by the machine's clock, by which everything is recorded."""
    with clock.at(timezone.now()):
        return client.get(reverse(route, args=[play.case.ref]), query)


def main(client: Client, play: Play, route: str = "desk:case", **query: str) -> str:
    """The main content of a page of the case."""
    response = opened(client, play, route, **query)
    assert response.status_code == 200
    return str(response.content.decode().partition("<main")[2].partition("</main>")[0])


def now() -> str:
    """The present instant, as an address gives it."""
    return timezone.now().isoformat()


def test_a_page_of_the_past_says_so_and_stays_in_the_moment(play: Play, client: Client) -> None:
    client.force_login(play.officer)
    before = now()
    play.noticed()
    assert "Nothing is live on this case." in (then := main(client, play, as_known=before))
    assert "This is the case as it was known at" in then
    assert '<form method="post"' not in then
    assert f"/cases/{play.case.ref}/timeline/?as_known=" in then
    assert f'href="/cases/{play.case.ref}/">Go back to now</a>' in then
    title = opened(client, play, as_known=before).content.decode().partition("</title>")[0]
    assert "<title>As it was known at" in title
    assert "Best Value Notice" in main(client, play)


@pytest.mark.parametrize("role", ["officer", "minister", "records_manager"])
def test_on_no_page_of_the_past_is_there_anything_with_which_to_act(play: Play, client: Client, role: str) -> None:
    """Whoever looks, at whatever moment: no form that writes, no link to an act, no heading left over nothing."""
    play.asked("issue_notice", play.a_notice())
    client.force_login(getattr(play, role))
    with clock.at(timezone.now()):
        shown = pages(client, play.case.ref, {"as_known": now()})
    assert len(shown) > 15
    for address, (_, words) in shown.items():
        html = " ".join(words)
        acts = [each for each in LINK.findall(html) if leads_to_an_act(each)]
        assert (address, acts, POSTS.findall(html)) == (address, [], [])
        assert [over for over, under in EMPTY.findall(html) if not under or under <= over] == [], address


POSTS = re.compile(r'method="post"|href="[^"]*" role="button"')
EMPTY = re.compile(r"<h([2-4])\b[^>]*>[^<]*</h\1>\s*(?:<h([2-4])|</section>|$)")


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ('Text<form class="x" method="post" action="/"><button>Do</button></form>.', "Text."),
        ("Open<span data-present> to others</span><section data-present><h2>Yours</h2></section>.", "Open."),
        ('<p><a href="/cases/a/files/new/">Keep files</a></p>.', "."),
        ('<a class="govuk-button" href="/cases/a/files/new/">Keep</a>.', "."),
        ('See <a href="/cases/a/files/new/">files</a>.', "See files."),
        ('<a href="/cases/a/notices/#b">N</a>', '<a href="/cases/a/notices/?as_stood=2026-01-07#b">N</a>'),
        ('<a href="/register/">R</a>', '<a href="/register/">R</a>'),
        ('<a data-as-at href="/cases/a/">Now</a>', '<a data-as-at href="/cases/a/">Now</a>'),
    ],
)
def test_what_acts_is_gone_whatever_a_page_says_and_what_reads_stays_in_the_moment(html: str, left: str) -> None:
    assert rewritten(html, named(AS_STOOD, "2026-01-07")) == left


def addresses(resolver: URLResolver, before: str = "/") -> Iterator[str]:
    """Every address of the product, as its route is written."""
    for each in resolver.url_patterns:
        address = f"{before}{each.pattern}"
        yield from addresses(each, address) if isinstance(each, URLResolver) else [address]


def test_a_link_to_a_page_of_a_case_is_known_by_how_its_address_begins() -> None:
    of_one_case = [each for each in addresses(get_resolver()) if ":ref>" in each and not each.startswith("/api/")]
    assert of_one_case
    assert [each for each in of_one_case if not each.startswith(OF_CASES)] == []


def test_what_was_open_is_told_of_nobody_in_particular(play: Play, client: Client) -> None:
    client.force_login(play.officer)
    assert "Open to you" in main(client, play, "desk:case_moves")
    then = main(client, play, "desk:case_moves", as_known=now())
    assert "to you" not in then
    assert ">Open</h3>" in then
    assert "Log a contact" in then


def test_each_event_leads_to_the_case_as_known_just_after_it(play: Play, client: Client) -> None:
    client.force_login(play.officer)
    play.noticed()
    for address in re.findall(r'data-as-at href="([^"]*)"', main(client, play, "desk:case_timeline")):
        with clock.at(timezone.now()):
            assert "as it was known" in client.get(address).content.decode()


A_TIME, NO_TIME = "Give a day and a time, such as 2026-05-01T12:00.", "Give a day without a time, such as 2026-05-01."
TO_COME = "The moment must be in the past."


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ({"as_known": "yesterday"}, A_TIME),
        ({"as_known": "2026-02-30T00:00"}, A_TIME),
        ({"as_known": "2026-01-07"}, A_TIME),
        ({"as_known": "2026-01-07T12:00:00 00:00"}, A_TIME),
        ({"as_known": ""}, A_TIME),
        ({"as_known": "2999-01-01T00:00"}, TO_COME),
        ({"as_known": "0001-01-01T00:00+14:00"}, TO_COME),
        ({"as_stood": "2999-01-01"}, TO_COME),
        ({"as_stood": "2026-02-30"}, NO_TIME),
        ({"as_stood": "2026-01-07T12:00"}, NO_TIME),
        ({"as_stood": ""}, NO_TIME),
        ({"as_known": "2026-01-01T00:00", "as_stood": "2026-01-01"}, "Ask for as_known or as_stood, not for both."),
    ],
)
def test_a_moment_that_is_none_is_refused_in_words(play: Play, client: Client, query: dict[str, str], why: str) -> None:
    client.force_login(play.officer)
    page = opened(client, play, **query)
    assert page.status_code == 400
    assert_valid_html(page)
    assert "This cannot be seen as at that moment" in page.content.decode()
    assert why in page.content.decode()
    answer = opened(client, play, "api:case", **query)
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert (error["code"], error["message"]) == ("bad_moment", why)


@pytest.mark.parametrize("path", ["/cases/", "/authorities/", "/register/", "/themes/", "/"])
def test_a_page_that_has_no_past_does_not_show_the_present_instead(play: Play, client: Client, path: str) -> None:
    client.force_login(play.officer)
    page = client.get(path, {"as_stood": "2026-01-01"})
    assert page.status_code == 400
    assert "Only what can be read about a case" in page.content.decode()
    assert client.get("/api/v1/cases/", {"as_stood": "2026-01-01"}).json()["errors"][0]["code"] == "unknown_parameter"


def test_nothing_is_done_in_the_past(play: Play, client: Client) -> None:
    client.force_login(play.officer)
    for route in ("cases:log_contact", "cases:keep_file", "desk:case"):
        page = client.post(reverse(route, args=[play.case.ref]) + f"?as_known={quote(now())}", {"summary": "Talk."})
        assert page.status_code == 400
    assert opened(client, play, "cases:log_contact", as_known=now()).status_code == 400
    contacts = reverse("api:case_contacts", args=[play.case.ref]) + f"?as_known={quote(now())}"
    answer = client.post(contacts, {}, content_type="application/json")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "unknown_parameter")
    assert not play.case.contacts.exists()


def test_the_database_refuses_what_is_written_while_looking_back(play: Play) -> None:
    look, savepoint = looking_at(as_known(timezone.now()), play.case.pk), transaction.atomic()
    with look, pytest.raises(InternalError, match="read-only"), savepoint:
        Reading.objects.create(reader=play.officer, subject="case", read_at=timezone.now())
    look = looking_at(as_known(timezone.now()), play.case.pk)
    with pytest.raises(InternalError, match="read-only"), look, connection.cursor() as cursor:
        cursor.execute("UPDATE public.cases_case SET outcome = 'None.'")
    Reading.objects.create(reader=play.officer, subject="case", read_at=timezone.now())


def test_who_may_look_is_judged_by_now(play: Play, client: Client) -> None:
    """Whoever left sees nothing of the past either; whoever came since sees all of it."""
    then = now()
    newcomer = person(Role.OFFICER)
    Case.objects.filter(pk=play.case.pk).update(team=newcomer.role_holdings.get().team)
    for user, status in ((play.officer, 404), (newcomer, 200), (person(Role.PRESS), 404)):
        client.force_login(user)
        for route in ("desk:case", "desk:case_timeline", "api:case", "api:case_events"):
            assert opened(client, play, route, as_known=then).status_code == status
    assert play.team.name in main_of(newcomer, client, play, then)


def main_of(user: User, client: Client, play: Play, then: str) -> str:
    """The page of the case as known, for this person."""
    client.force_login(user)
    return main(client, play, as_known=then)


def test_what_was_not_there_yet_is_not_found_and_the_page_says_as_at_when(play: Play, client: Client) -> None:
    """Before the case was opened, and before the notice was drafted; the way back to now is there."""
    before, notice = now(), play.a_notice()
    client.force_login(play.officer)
    address = reverse("notices:notice", args=[play.case.ref, notice.pk])
    with clock.at(timezone.now()):
        page = client.get(address, {"as_known": before})
    assert page.status_code == 404
    assert "There was nothing here that you may know of, as it was known at" in page.content.decode()
    assert f'href="{address}">See it as it is now</a>' in page.content.decode()
    for query in ({"as_known": "2020-01-01T12:00"}, {"as_stood": "2020-01-01"}):
        for route in ("desk:case", "cases:documents", "api:case", "api:case_documents"):
            answer = opened(client, play, route, **query)
            assert answer.status_code == 404
            assert "1 January 2020" in answer.content.decode()


def test_a_look_at_the_past_is_recorded_with_its_moment(play: Play, client: Client) -> None:
    client.force_login(play.officer)
    then = now()
    opened(client, play, as_known=then)
    opened(client, play, "api:case", as_known=then)
    read = list(Reading.objects.order_by("id").values_list("reader", "case", "subject"))
    assert read == [(play.officer.pk, play.case.pk, f"{what} as_known={then}") for what in ("desk:case", "api: case")]


def test_a_past_state_has_no_etag_to_act_on(play: Play, client: Client) -> None:
    client.force_login(play.officer)
    assert "ETag" in opened(client, play, "api:case").headers
    past = opened(client, play, "api:case", as_known=now())
    assert "ETag" not in past.headers
    assert past.headers["Cache-Control"] == "no-store"


def test_a_page_of_the_past_takes_as_many_queries_however_much_happened(play: Play, client: Client) -> None:
    client.force_login(play.officer)
    opened(client, play)  # that somebody is here is noted once a minute
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            opened(client, play, "desk:case_timeline", as_known=now())
        counts.append(len(queries))
        play.noticed() if len(counts) == 1 else None
    assert counts[0] == counts[1]


def test_what_was_recorded_late_stood_before_it_was_known(play: Play, client: Client) -> None:
    """Entered on 20 January, of 10 January: on the 12th it stood, and nobody knew."""
    client.force_login(play.officer)
    before = now()
    play.wait(14)
    past = Past(on=START + dt.timedelta(days=4), decider="A minister", source="https://example.org/n", reason="Late.")
    enter_contact(play, past)
    assert "Late talk." not in main(client, play, "desk:engagement", as_known=before)
    assert "Late talk." in main(client, play, "desk:engagement", as_stood=str(past.on))
    assert "Late talk." not in main(client, play, "desk:engagement", as_stood=str(past.on - dt.timedelta(days=1)))


def enter_contact(play: Play, past: Past) -> None:
    """A contact of the past, entered by the records manager."""
    given: dict[str, Any] = {"held_on": past.on, "channel": "call", "people": "Them", "summary": "Late talk."}
    log_contact(by=play.records_manager, case=play.case, past=past, **given)


def test_what_was_voided_never_stood_and_was_known_all_the_same(play: Play, client: Client) -> None:
    client.force_login(play.officer)
    play.wait(1)
    record_account(by=play.officer, case=play.case, given_on=clock.today(), given_by="Chief", text="Theirs.")
    assessed(play.case)
    close_without_action(by=play.deputy_director, case=play.case, outcome="Closed by mistake.")
    known, day = now(), clock.today()
    play.wait(1)
    event = Event.objects.get(case=play.case, verb="close_without_action")
    correction = ask_correction(by=play.lead, case=play.case, event=event, mistake="The wrong case.")
    correct_record(by=play.records_manager, correction=correction)
    assert "Closed by mistake." in main(client, play, as_known=known)
    stood = main(client, play, as_stood=str(day))
    assert "Closed by mistake." not in stood
    assert "Officials are talking with the authority in private." in stood


def test_the_form_leads_to_the_moment_and_keeps_what_was_typed(play: Play, client: Client) -> None:
    client.force_login(play.officer)
    given = {"kind": "as_stood", "day-day": "7", "day-month": "1", "day-year": "2025"}
    assert opened(client, play, "desk:choose_moment", **given).url == f"/cases/{play.case.ref}/?as_stood=2025-01-07"
    known = opened(client, play, "desk:choose_moment", **given | {"kind": "as_known", "time": "14:30"})
    assert known.url == f"/cases/{play.case.ref}/?as_known=2025-01-07T14%3A30"
    wrong = opened(client, play, "desk:choose_moment", **given | {"day-year": "2999"})
    assert "The moment must be in the past." in wrong.content.decode()
    assert 'value="2999"' in wrong.content.decode()
