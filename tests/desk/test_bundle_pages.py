"""The pages and the API of decision bundles: making, following and fetching, each with a fresh proof of the person."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bestvalue import clock
from bestvalue.accounts.models import Scope, User
from bestvalue.accounts.services.step_up import mint_step_up
from bestvalue.accounts.services.tokens import issue_token
from bestvalue.accounts.step_up import in_words
from bestvalue.desk.bundles import plan
from bestvalue.desk.bundles.deciding import deciding_events
from bestvalue.desk.bundles.making import make_waiting
from bestvalue.desk.models import Bundle
from bestvalue.records.models import Event, Reading
from tests.lifecycle.build import Play
from tests.support.html import assert_valid_html
from themes.services.sealing import seal_evidence

from .bundled import asked_for, decided_on_a_notice, evidence_on, made

PASSWORD = "correct horse battery staple"


@pytest.fixture
def play(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Play]:
    """A case, a lead and a deputy director who can give their passwords, and no PDFs, which the pages do not need."""
    monkeypatch.setattr(plan, "why_no_pdf", lambda: "Pango is missing.")
    with ExitStack() as days:
        play = Play.begin(days)
        for each in (play.lead, play.deputy_director):
            each.set_password(PASSWORD)
            each.save()
        yield play


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def program(user: User) -> Client:
    """A program with a token of this person's that may act."""
    text = issue_token(user=user, name="Test", scopes=[Scope.WRITE])[1]
    return Client(headers={"Authorization": f"Bearer {text}"})


def at(play: Play, below: str = "") -> str:
    return f"/cases/{play.case.ref}/bundles/{below}"


def decision_of(play: Play) -> str:
    return deciding_events(play.case)[0].hash


def shown(response: Any) -> str:
    assert_valid_html(response)
    text: str = response.content.decode()
    return text


# Pages


def test_a_bundle_is_made_followed_and_downloaded_in_the_browser(play: Play) -> None:
    asked = decided_on_a_notice(play)
    browser = signed_in(play.lead)
    submission = shown(browser.get(f"/cases/{play.case.ref}/submissions/{asked.submission_id}/"))
    assert f'href="{at(play)}#decisions"' in submission
    assert "Issue a Best Value Notice: approved" in shown(browser.get(at(play)))
    make = at(play, f"new/{decision_of(play)}/")
    assert "sealed items that I am named to" not in shown(browser.get(make))
    waiting = browser.post(make, {"password": PASSWORD}, follow=True)
    assert "Waiting to be made" in shown(waiting)
    assert waiting.headers["Refresh"] == "5"
    bundle = Bundle.objects.get()
    Bundle.objects.update(steps_total=12, steps_done=5)
    assert "5 of 12 steps done" in shown(browser.get(at(play, f"{bundle.pk}/")))
    assert "Refresh" not in browser.get(at(play, f"{bundle.pk}/")).headers
    followed = at(play, f"{bundle.pk}/?follow=yes")
    before = Reading.objects.count()
    assert "for up to ten minutes" in shown(browser.get(followed))
    assert Reading.objects.count() == before
    with clock.at(clock.now() + dt.timedelta(minutes=10)):
        left = browser.get(followed)
    assert "Refresh" not in left.headers
    assert "by itself" not in shown(left)
    assert Reading.objects.count() == before + 1
    make_waiting()
    page = shown(browser.get(at(play, f"{bundle.pk}/")))
    bundle = Bundle.objects.get()
    assert bundle.sha256 in page
    assert "Ready to download" in shown(browser.get(at(play)))
    response: Any = browser.post(at(play, f"{bundle.pk}/"), {"password": PASSWORD})
    content = b"".join(response)
    assert hashlib.sha256(content).hexdigest() == bundle.sha256 == response.headers["Content-SHA256"]
    assert response.headers["Content-Disposition"].startswith("attachment; ")


def test_without_the_password_nothing_is_made_and_nothing_handed_out(play: Play) -> None:
    decided_on_a_notice(play)
    browser = signed_in(play.lead)
    for given in ({}, {"password": "wrong"}):
        assert browser.post(at(play, f"new/{decision_of(play)}/"), given).status_code == 200
    assert not Bundle.objects.exists()
    bundle = made(play)
    assert "Error" in shown(browser.post(at(play, f"{bundle.pk}/"), {"password": "wrong"}))
    assert not Event.objects.filter(verb="fetch_bundle").exists()


def test_the_list_is_empty_in_words_and_costs_the_same_however_long(play: Play) -> None:
    browser = signed_in(play.deputy_director)
    page = shown(browser.get(at(play)))
    assert "No bundle has been made" in page
    assert "Nothing has been decided" in page
    version = evidence_on(play)
    decided_on_a_notice(play, version)
    seal_evidence(by=play.deputy_director, evidence=version.evidence, reason="A source.")
    made(play, by=play.deputy_director, with_sealed=True)
    with CaptureQueriesContext(connection) as one:
        browser.get(at(play))
    for _ in range(3):
        made(play, by=play.deputy_director, with_sealed=True)
        made(play)
    with CaptureQueriesContext(connection) as several:
        browser.get(at(play))
    assert len(one) == len(several)


def test_a_bundle_with_sealed_items_is_there_only_for_those_named(play: Play) -> None:
    version = evidence_on(play)
    decided_on_a_notice(play, version)
    seal_evidence(by=play.deputy_director, evidence=version.evidence, reason="A source.")
    browser = signed_in(play.deputy_director)
    make = at(play, f"new/{decision_of(play)}/")
    assert "sealed items that I am named to" in shown(browser.get(make))
    browser.post(make, {"password": PASSWORD, "with_sealed": "on"})
    bundle = Bundle.objects.get(with_sealed=True)
    make_waiting()
    assert signed_in(play.lead).get(at(play, f"{bundle.pk}/")).status_code == 404
    assert str(bundle.pk) not in shown(signed_in(play.lead).get(at(play)))
    assert str(bundle.pk) in shown(browser.get(at(play)))


def test_what_was_sealed_meanwhile_is_refused_in_words(play: Play) -> None:
    version = evidence_on(play)
    decided_on_a_notice(play, version)
    bundle = made(play)
    seal_evidence(by=play.deputy_director, evidence=version.evidence, reason="A source.")
    response = signed_in(play.lead).post(at(play, f"{bundle.pk}/"), {"password": PASSWORD})
    assert response.status_code == 403


def test_a_decision_of_another_case_and_an_event_that_decided_nothing_have_no_page(play: Play) -> None:
    decided_on_a_notice(play)
    browser = signed_in(play.lead)
    nothing = play.case.events.earliest("case_version").hash
    assert browser.get(at(play, f"new/{nothing}/")).status_code == 404
    assert browser.get(at(play, f"new/{'0' * 64}/")).status_code == 404


# The API


def test_a_program_makes_follows_and_fetches_a_bundle_with_a_code_each_time(play: Play) -> None:
    decided_on_a_notice(play)
    caller, address = program(play.lead), f"/api/v1{at(play)}"
    body: Any = {"data": {"decision": decision_of(play)}, "content_type": "application/json"}
    refused = caller.post(address, **body).json()
    assert refused["code"] == "step_up_required"
    code = mint_step_up(user=play.lead, act="export_bundle", document=f"decision:{decision_of(play)}")
    answer = caller.post(address, **body, headers={"Step-Up-Code": code})
    assert (answer.status_code, answer.json()["state"]) == (201, "waiting")
    make_waiting()
    read = caller.get(answer.headers["Location"])
    bundle = read.json()
    assert (bundle["state"], bundle["steps_done"]) == ("ready", bundle["steps_total"])
    assert [each["id"] for each in caller.get(address).json()["results"]] == [bundle["id"]]
    for times in (1, 2):
        code = mint_step_up(user=play.lead, act="export_bundle", document=f"bundle:{bundle['id']}")
        headers = {"If-Match": read.headers["ETag"], "Step-Up-Code": code}
        fetched: Any = caller.post(f"{address}{bundle['id']}/fetch/", headers=headers, content_type="application/json")
        assert fetched.status_code == 200
        assert hashlib.sha256(b"".join(fetched)).hexdigest() == bundle["sha256"]
        assert Event.objects.filter(verb="fetch_bundle").count() == times
        again = caller.post(f"{address}{bundle['id']}/fetch/", headers=headers, content_type="application/json")
        assert again.json()["code"] == "step_up_required"


def test_a_fetch_with_a_key_is_done_once_and_says_so_when_it_is_sent_again(play: Play) -> None:
    decided_on_a_notice(play)
    bundle, caller = made(play), program(play.lead)
    address = f"/api/v1{at(play, f'{bundle.pk}/')}"
    code = mint_step_up(user=play.lead, act="export_bundle", document=bundle.key)
    headers = {"If-Match": caller.get(address).headers["ETag"], "Step-Up-Code": code, "Idempotency-Key": "once"}
    asked: Any = {"headers": headers, "content_type": "application/json"}
    assert b"".join(caller.post(f"{address}fetch/", **asked)).startswith(b"PK")
    assert caller.post(f"{address}fetch/", **asked).json()["code"] == "answer_lost"
    assert Event.objects.filter(verb="fetch_bundle").count() == 1


def test_a_program_is_told_what_it_asked_for_wrongly(play: Play) -> None:
    decided_on_a_notice(play)
    caller, address = program(play.lead), f"/api/v1{at(play)}"
    assert caller.post(address, {"decision": "x"}, content_type="application/json").status_code == 400
    code = mint_step_up(user=play.lead, act="export_bundle", document=f"decision:{'0' * 64}")
    unknown = {"data": {"decision": "0" * 64}, "content_type": "application/json"}
    assert caller.post(address, **unknown, headers={"Step-Up-Code": code}).status_code == 404  # type: ignore[arg-type]


def test_what_a_code_is_for_is_told_only_to_who_may_have_the_bundle(play: Play) -> None:
    decided_on_a_notice(play)
    bundle = asked_for(play)
    for document in (bundle.key, f"decision:{decision_of(play)}"):
        assert "Issue a Best Value Notice" in str(in_words(play.lead, document))
        assert in_words(play.officer, document) is None
    assert in_words(play.lead, "bundle:nonsense") is None


# Without Redis


def test_a_command_makes_what_waits(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    decided_on_a_notice(play)
    asked_for(play)
    out = StringIO()
    call_command("make_bundles", stdout=out)
    assert out.getvalue() == "1 bundles made, none waits.\n"
    asked_for(play)
    monkeypatch.setattr("bestvalue.desk.bundles.making.pack", lambda *given: 1 / 0)
    with pytest.raises(CommandError, match="1 still wait"):
        call_command("make_bundles", stdout=out)
