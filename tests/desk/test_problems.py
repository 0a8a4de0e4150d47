"""Problems with pages: anybody reports one, once, and administrators answer it; and what the service says of itself."""

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client

from bestvalue import clock
from bestvalue.accounts.models import Scope, User
from bestvalue.accounts.services.demonstration import email_of
from bestvalue.accounts.services.tokens import issue_token
from bestvalue.desk import reporting
from bestvalue.desk.help import cookies_set
from bestvalue.desk.models import ProblemReport
from bestvalue.desk.reporting import answer_report, forget_answered, report_problem
from bestvalue.errors import Forbidden, Refused
from bestvalue.messages.models import Message
from bestvalue.records.models import Event
from tests.support.html import assert_valid_html

REPORT = "/help/report-a-problem/"
WORDS = {"doing": "Reading the register.", "wrong": "Nothing came."}
pytestmark = pytest.mark.usefixtures("demonstration")


def the(login: str) -> User:
    """A person of the demonstration."""
    return User.objects.get(email=email_of(login))


def reported(by: User | None = None, once: UUID | None = None, **facts: Any) -> ProblemReport:
    """One report."""
    about = {"page": "/register/", "reference": "", **WORDS, "address": "192.0.2.1", **facts}
    return report_problem(by=by, once=once or uuid4(), **about)


def test_anybody_reports_a_problem_and_administrators_are_told_that_there_is_one(client: Client) -> None:
    form = client.get(f"{REPORT}?from=/register/%3Ftext%3Dexford&reference={'a' * 32}")
    assert_valid_html(form)
    response = client.post(REPORT, {**WORDS, "page": "/register/?text=exford", "reference": "a" * 32, "once": uuid4()})
    assert response.headers["Location"] == f"{REPORT}thank-you/"
    assert_valid_html(client.get(response.headers["Location"]))
    report = ProblemReport.objects.get()
    assert (report.page, report.reference, report.reported_by, report.roles) == ("/register/", "a" * 32, None, "")
    told = Message.objects.get(key=report.key)
    assert told.recipient == the("admin")
    assert "Nothing came" not in told.text


def test_a_report_of_somebody_signed_in_names_them_and_their_roles(client: Client) -> None:
    client.force_login(the("officer"))
    client.post(REPORT, {**WORDS, "page": "/cases/k3x9/engagement/"})
    report = ProblemReport.objects.get()
    assert report.page == "/cases/<slug:ref>/engagement/"
    assert (report.reported_by, report.roles) == (the("officer"), "Case officer")
    assert len(report.reference) == 32
    assert Event.objects.filter(verb="report_problem", subject=report.key, actor=the("officer")).count() == 1


def test_a_report_that_is_sent_again_is_the_same_report(client: Client) -> None:
    sent = {**WORDS, "once": uuid4()}
    for _ in range(2):
        assert client.post(REPORT, sent).status_code == 302
    assert ProblemReport.objects.count() == 1


def test_what_lacks_words_is_refused_and_keeps_what_was_typed(client: Client) -> None:
    response = client.post(REPORT, {"doing": "Reading.", "wrong": ""})
    assert_valid_html(response)
    assert "Reading." in response.content.decode()
    assert not ProblemReport.objects.exists()


@pytest.mark.parametrize("page", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_an_address_elsewhere_is_not_kept(client: Client, page: str) -> None:
    client.post(REPORT, {**WORDS, "page": page, "reference": "no reference"})
    report = ProblemReport.objects.get()
    assert report.page == ""
    assert report.reference != "no reference"


def test_a_program_that_fills_in_what_nobody_sees_is_thanked_and_not_heard(client: Client) -> None:
    assert client.post(REPORT, {**WORDS, "website": "https://a.example"}).status_code == 302
    assert not ProblemReport.objects.exists()


def test_one_address_reports_so_much_in_an_hour_and_no_more_while_others_and_people_do() -> None:
    first = uuid4()
    reported(once=first)
    for _ in range(reporting.MOST_OF_AN_ADDRESS - 1):
        reported()
    with pytest.raises(Refused, match="Too many"):
        reported()
    assert reported(once=first).pk == first
    reported(address="192.0.2.2")
    reported(by=the("officer"))
    with clock.at(clock.now() + dt.timedelta(hours=2)):
        reported()


def test_all_who_have_not_signed_in_report_so_much_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "MOST_OF_ALL", 2)
    reported(address="192.0.2.1")
    reported(address="192.0.2.2")
    with pytest.raises(Refused):
        reported(address="192.0.2.3")


def test_an_administrator_answers_once_and_who_reported_it_is_told(client: Client) -> None:
    report = reported(by=the("officer"))
    client.force_login(the("admin"))
    assert_valid_html(client.get("/problems/"))
    assert_valid_html(client.get(f"/problems/{report.pk}/"))
    assert client.post(f"/problems/{report.pk}/", {"answer": "It was put right."}).status_code == 302
    assert Message.objects.get(key=f"{report.key}:answered").recipient == the("officer")
    again = client.post(f"/problems/{report.pk}/", {"answer": "Again."})
    assert again.status_code == 409
    report.refresh_from_db()
    assert (report.answer, report.answered_by) == ("It was put right.", the("admin"))
    assert_valid_html(client.get(f"/problems/{report.pk}/"))


def test_what_nobody_answered_comes_first_and_the_latest_of_it_before_the_rest(client: Client) -> None:
    first, answered, second, last = (at_hour(hour) for hour in range(4))
    for report in (answered, first):
        answer_report(by=the("admin"), report=report, answer="Done.")
    client.force_login(the("admin"))
    assert list(client.get("/problems/").context["page"]) == [last, second, first, answered]


def at_hour(hour: int) -> ProblemReport:
    """A report of so many hours from now."""
    with clock.at(clock.now() + dt.timedelta(hours=hour)):
        return reported()


def test_nobody_but_an_administrator_reads_or_answers(client: Client) -> None:
    report = reported()
    with pytest.raises(Forbidden):
        answer_report(by=the("deputy.director"), report=report, answer="Mine.")
    client.force_login(the("deputy.director"))
    assert client.get(f"/problems/{report.pk}/").status_code == 403


def test_a_program_of_an_administrator_lists_and_answers(client: Client) -> None:
    report = reported()
    secret = issue_token(user=the("admin"), name="problems", scopes=[Scope.READ, Scope.WRITE])[1]
    held = {"authorization": f"Bearer {secret}"}
    assert client.get("/api/v1/problem-reports/?answered=false", headers=held).json()["count"] == 1
    one = client.get(f"/api/v1/problem-reports/{report.pk}/", headers=held)
    done = client.post(
        f"/api/v1/problem-reports/{report.pk}/answer/",
        {"answer": "Done."},
        content_type="application/json",
        headers=held | {"If-Match": one.headers["ETag"]},
    )
    assert (done.status_code, done.json()["answer"]) == (200, "Done.")
    assert client.get("/api/v1/problem-reports/?answered=false", headers=held).json()["count"] == 0


def test_a_report_is_deleted_a_year_after_it_was_answered() -> None:
    kept, answered = reported(), reported()
    answer_report(by=the("admin"), report=answered, answer="Done.")
    with clock.at(clock.now() + dt.timedelta(days=364)):
        assert forget_answered() == 0
    with clock.at(clock.now() + dt.timedelta(days=366)):
        assert forget_answered() == 1
    assert list(ProblemReport.objects.all()) == [kept]


def test_the_database_keeps_what_was_reported_and_no_half_an_answer() -> None:
    report = reported()
    for change in ({"wrong": "Other words."}, {"answer": "Nobody said it."}, {"page": "/cases/?q=name"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ProblemReport.objects.filter(pk=report.pk).update(**change)


def test_every_page_leads_to_what_the_service_says_of_itself(client: Client) -> None:
    for path in ("/register/", "/sign-in/", "/no-such-page/"):
        page = client.get(path).content.decode()
        for name in ("accessibility", "privacy", "cookies", "glossary", "report-a-problem"):
            assert f'href="/help/{name}/' in page, (path, name)
    for name in ("accessibility", "privacy", "cookies"):
        assert_valid_html(client.get(f"/help/{name}/"))


def test_where_there_is_an_address_to_write_to_the_statements_name_it(client: Client, settings: Any) -> None:
    assert "mailto:" not in client.get("/help/accessibility/").content.decode()
    settings.CONTACT_EMAIL = "help@bestvalue.example"
    for name in ("accessibility", "privacy"):
        assert "mailto:help@bestvalue.example" in client.get(f"/help/{name}/").content.decode()


def test_the_cookies_named_are_those_that_are_set_and_the_register_sets_none(client: Client) -> None:
    for path in ("/register/", "/register/data/", "/help/", "/help/cookies/", "/sitemap.xml"):
        assert client.get(path).cookies == {}, path
    client.get(REPORT)
    sign_in = {"username": email_of("officer"), "password": settings.DEMONSTRATION_PASSWORD}
    client.post("/sign-in/", sign_in)
    client.post("/account/tokens/", {})
    named = {each.name for each in cookies_set()}
    assert set(client.cookies) <= named
    assert {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.DEVICE_COOKIE_NAME} <= set(client.cookies)
    page = client.get("/help/cookies/").content.decode()
    assert all(each in page for each in named)
