"""Evidence by its pages: added, corrected and checked in forms, read in registers, and listed in a submission."""

import datetime as dt
import html
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bestvalue.accounts.models import Role, User
from bestvalue.records.models import Reading
from cases.models import Authority, Case, Document
from cases.services.submissions import clear_submission, draft_submission, offer_for_clearance
from cases.services.watches import open_watch
from tests.factories import person
from tests.lifecycle.build import PACK, Play
from tests.support.html import assert_valid_html
from tests.support.pages import on
from themes.models import Evidence, EvidenceVersion, Line, Theme, Wording
from themes.services.checking import verify_evidence
from themes.services.editions import load_editions

from .evidence import an_item


class Reader:
    """One person's browser on evidence."""

    def __init__(self, client: Client, user: User) -> None:
        client.force_login(user)
        self.client = client

    def get(self, name: str, *args: Any, query: str = "") -> str:
        """A page, which must be valid."""
        response = self.client.get(reverse(f"evidence:{name}", args=args) + query)
        assert response.status_code == 200
        assert_valid_html(response)
        return response.content.decode()

    def post(self, name: str, *args: Any, query: str = "", status: int = 302, **sent: Any) -> str:
        """What sending a form answers, on the item as it now is."""
        item = Evidence.objects.filter(pk=args[0]).first() if name != "add" and "rely" not in name else None
        version = {"version": item.version} if item else {}
        response = self.client.post(reverse(f"evidence:{name}", args=args) + query, {**version, **sent})
        if response.status_code != 302:
            assert_valid_html(response)
        assert response.status_code == status, response.content.decode()[:3000]
        return response.content.decode()


@pytest.fixture
def reader(client: Client, play: Play) -> Reader:
    """The officer's browser."""
    load_editions()
    return Reader(client, play.officer)


def facts(play: Play, **more: Any) -> dict[str, Any]:
    """What the form takes for an item."""
    told = {"title": "Annual letter", "body": "The ombudsman", "summary": "More is upheld.", "sensitivity": "public"}
    return {**told, **on("received_on", play.case.opened_on), **more}


def test_an_item_is_added_corrected_and_checked(play: Play, reader: Reader) -> None:
    slug, line = play.authority.slug, Line.objects.get(slug="sd-i-ombudsman-uphold-rate").pk
    assert "use the rate" in reader.get("add", slug).lower()
    assert "What the figure does not show" in reader.get("add", slug, query="?source=ombudsman")
    figure: dict[str, Any] = {"value": "61.5", "unit": "per cent upheld", "comparator": "Like authorities: 54"}
    bears: dict[str, Any] = {"theme_sd": "context", "line_1": f"sd:{line}", "direction_1": "supports"}
    sent = facts(play, **figure, **bears, uploads=SimpleUploadedFile("a.txt", b"Text"))
    again = reader.post("add", slug, query="?source=ombudsman", status=409, **sent)
    assert "what the figure does not show" in again
    assert 'value="61.5"' in again
    reader.post(
        "add",
        slug,
        query="?source=ombudsman",
        **{**sent, "caveat": "Few.", "uploads": SimpleUploadedFile("a.txt", b"T")},
    )
    version = EvidenceVersion.objects.get()
    item = version.evidence
    assert set(version.bearings.values_list("line", "direction")) == {(line, "supports"), (None, "context")}

    corrected = facts(play, **figure, caveat="Few.", title="Annual letter, 2024", reason="The year was missing.")
    reader.post("correct", item.pk, **corrected, **bears)
    reader.post("verify", item.pk, reason="Read beside the original.")
    told: dict[str, Any] = {"given_by": "A. Chief", "text": "It improves.", **on("given_on", play.case.opened_on)}
    reader.post("record_account", item.pk, **told)
    page = reader.get("item", item.pk)
    for words in (
        "Annual letter, 2024",
        "Verified",
        "It improves.",
        "Earlier versions",
        "The year was missing.",
        "a.txt",
    ):
        assert words in page
    assert "already" in reader.post("verify", item.pk, status=409, reason="Again.")


def test_a_change_by_somebody_else_is_shown_and_nothing_typed_is_lost(play: Play, reader: Reader) -> None:
    item = an_item(play.officer, play.authority).evidence
    verify_evidence(by=play.lead, evidence=item, reason="Read.")
    response = reader.client.post(reverse("evidence:dispute", args=[item.pk]), {"version": 1, "reason": "It is wrong."})
    page = response.content.decode()
    assert response.status_code == 409
    assert "This item has changed since you opened this page" in page
    assert "It is wrong." in page


def test_a_register_is_narrowed_and_its_private_items_are_noted_as_read(play: Play, reader: Reader) -> None:
    press = an_item(play.officer, play.authority, "press", title="A story")
    private = an_item(play.officer, play.authority, case=play.case, title="A private letter")
    page = reader.get("of_authority", play.authority.slug)
    assert "A story" in page
    assert "A private letter" in page
    assert Reading.objects.filter(case=play.case, subject=private.evidence.key).exists()
    narrowed = reader.get("of_authority", play.authority.slug, query="?source=press&status=unverified")
    assert "A private letter" not in narrowed
    assert "A story" not in reader.get("of_authority", play.authority.slug, query="?theme=ur")
    assert "A story" not in reader.get("of_case", play.case.ref)
    assert "another item must bear it out" in reader.get("item", press.evidence_id)


def test_the_sectors_picture_shows_statutory_dates_as_context(play: Play, reader: Reader) -> None:
    sent = play.case.opened_on
    item = an_item(play.officer, play.authority, "section-114-report", counts_from=sent, title="Section 114").evidence
    peers: dict[str, Any] = {"happened_on": sent.replace(year=2020), "step": "held", "title": "Peer challenge"}
    an_item(play.officer, play.authority, "peer-challenge", **peers)
    page = reader.get("of_authority", play.authority.slug)
    for words in ("Last day for the meeting: 26 January 2025", "No meeting is recorded", "6 January 2025", "2024-25"):
        assert words in page
    held: dict[str, Any] = {"note": "It agreed a plan.", **on("held_on", sent)}
    reader.post("record_meeting", item.pk, **held)
    assert "It met on 6 January 2025" in reader.get("item", item.pk)


def test_what_a_submission_relies_on_is_listed_shown_and_frozen(play: Play, reader: Reader) -> None:
    kept, press = an_item(play.officer, play.authority), an_item(play.officer, play.authority, "press", title="A story")
    acts = [("issue_notice", play.a_notice())]
    draft = draft_submission(by=play.officer, case=play.case, question="Issue it?", acts=acts, **PACK)
    where = (play.case.ref, draft.pk)
    seen = Case.objects.get().version
    refused = reader.post("rely_on", *where, status=409, versions=[press.pk], version=seen)
    assert "another item must bear it out" in refused
    reader.post("rely_on", *where, versions=[kept.pk], version=seen)
    pages = (reverse("cases:submission", args=where), reverse("evidence:item", args=[kept.evidence_id]))
    assert all("Issue it?" in reader.client.get(page).content.decode() for page in pages)
    offer_for_clearance(by=play.officer, submission=draft)
    sent = clear_submission(by=play.deputy_director, submission=draft)
    assert "The auditor's report (version 1)" in Document.objects.get(sent_as=sent).body
    for user in (play.minister, play.private_office):
        reader.client.force_login(user)
        page = reader.client.get(reverse("desk:decision", args=[draft.pk])).content.decode()
        assert "The evidence it relies on" in page


@pytest.mark.parametrize("name", ["of_authority", "of_case"])
def test_a_register_takes_the_same_number_of_queries_however_long(play: Play, reader: Reader, name: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            reader.get(name, play.authority.slug if name == "of_authority" else play.case.ref)
        return len(captured)

    an_item(play.officer, play.authority, case=play.case)
    few = queries()
    for _ in range(4):
        an_item(play.officer, play.authority, case=play.case)
    assert queries() == few


def test_an_authority_with_private_evidence_looks_to_others_like_one_without(
    client: Client, play: Play, stranger: User
) -> None:
    authority: Authority = play.authority
    client.force_login(stranger)
    before = client.get(reverse("evidence:of_authority", args=[authority.slug])).content
    an_item(play.officer, authority, case=play.case)
    after = client.get(reverse("evidence:of_authority", args=[authority.slug])).content
    assert before.split(b"csrf")[0] == after.split(b"csrf")[0]
    assert b"A case" not in after


def test_what_is_known_of_a_failing_service_stands_where_the_duty_is_considered(play: Play, client: Client) -> None:
    began = play.case.opened_on - dt.timedelta(days=2)
    told: dict[str, Any] = {"service": "Children", "judged_by": "An inspectorate", "why_then": "The first judgement."}
    watch = open_watch(by=play.officer, authority=play.authority, starts_on=began, **told)
    delivers = {"theme": Theme.objects.get(code="sd"), "line": None, "direction": "supports"}
    other = {**delivers, "theme": Theme.objects.get(code="gv")}
    an_item(play.officer, play.authority, title="Of another theme", bearings=[other])
    early = began - dt.timedelta(days=1)
    an_item(play.officer, play.authority, title="Before it began", bearings=[delivers], received_on=early)
    an_item(play.officer, play.authority, title="Later", bearings=[delivers])
    an_item(play.officer, play.authority, title="Earlier", bearings=[delivers], received_on=began)
    an_item(play.officer, play.authority, title="Private", bearings=[delivers], case=play.case)
    client.force_login(play.officer)
    page = shown(client, reverse("authorities:consider", args=[watch.pk]))
    assert 0 < page.index(">Earlier<") < page.index(">Later<")
    assert ">Private<" in page
    for title in ("Of another theme", "Before it began"):
        assert title not in page
    assert reverse("evidence:of_authority", args=[play.authority.slug]) in page
    client.force_login(person(Role.ANALYST))
    page = shown(client, reverse("authorities:consider", args=[watch.pk]))
    assert ">Earlier<" in page
    assert "Private" not in page


def test_the_page_of_an_authority_shows_what_is_known_at_one_cost(play: Play, client: Client) -> None:
    address = reverse("desk:authority", args=[play.authority.slug])
    client.force_login(play.officer)
    assert "No evidence is recorded here that you can see." in shown(client, address)

    def record(number: int) -> None:
        held: dict[str, Any] = {"happened_on": dt.date(2015 + number, 5, 1), "step": "held"}
        an_item(play.officer, play.authority, "peer-challenge", title=f"Challenge {number}", **held)
        sent = dt.date(2024, 1, 1 + number)
        an_item(play.officer, play.authority, "section-114-report", title=f"Report {number}", counts_from=sent)
        an_item(play.officer, play.authority, title=f"Private {number}", case=play.case)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            shown(client, address)
        return len(captured)

    record(0)
    few = queries()
    for number in range(1, 8):
        record(number)
    assert queries() == few
    page = shown(client, address)
    assert "Five years from the last one: 1 May 2027" in page
    assert page.count("No meeting is recorded") == 5
    client.force_login(person(Role.ANALYST))
    assert "Private" not in shown(client, address)


def shown(client: Client, path: str) -> str:
    """A page outside the register, which is valid."""
    response = client.get(path)
    assert response.status_code == 200
    assert_valid_html(response)
    return response.content.decode()


def test_what_an_item_bears_on_is_told_in_the_words_of_the_line(client: Client, play: Play) -> None:
    wording = Wording.objects.get(line__slug="ur-i-excess-debt")
    bears = [{"theme": Theme.objects.get(code="ur"), "line": wording.line, "direction": "supports"}]
    item = an_item(play.officer, play.authority, bearings=bears).evidence
    client.force_login(play.officer)
    page = html.unescape(client.get(reverse("evidence:item", args=[item.pk])).content.decode())
    assert f"“{wording.text}” ({wording.edition})" in page
