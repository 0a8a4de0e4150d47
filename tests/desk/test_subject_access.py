"""Subject access: every place a person appears within what the records manager may know of, and nothing beyond."""

from collections.abc import Iterator
from contextlib import ExitStack
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document as WordDocument

from bestvalue import clock
from bestvalue.accounts.models import Role
from bestvalue.desk.models import SubjectSearch
from bestvalue.desk.subject_access.inside import Inside, find_inside
from bestvalue.desk.subject_access.places import find
from bestvalue.desk.subject_access.searching import export_search, look, search_for_person
from bestvalue.errors import Forbidden
from bestvalue.records.models import Event, Reading
from cases.services.engaging import record_account
from cases.services.file_texts import read_waiting
from cases.services.files import keep_file
from cases.services.opening import log_contact
from interventions.services.representations import log_representation
from tests.factories import person
from tests.lifecycle.build import Play, refusals
from tests.support.files import a_pdf, an_excel_file, an_open_text
from tests.support.html import assert_valid_html
from tests.themes.evidence import an_item
from themes.services.sealing import seal_evidence
from themes.services.sources import load_sources

from .bundled import evidence_on

NAME = "Zoë Quill"
PASSWORD = "correct horse battery staple"


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    """A case on which one person appears in many places, and a records manager who can give a password."""
    with ExitStack() as days:
        play = Play.begin(days)
        play.records_manager.set_password(PASSWORD)
        play.records_manager.save()
        yield play


def everywhere(play: Play) -> None:
    """The person speaks in a contact, sends a representation, held a post, and is named in files and evidence."""
    today = clock.today()
    facts = {"held_on": today, "channel": "call", "people": f"{NAME}, leader", "summary": "We spoke."}
    log_contact(by=play.officer, case=play.case, **facts)  # type: ignore[arg-type]
    record_account(by=play.officer, case=play.case, given_on=today, given_by=NAME, text="So.")
    upload = SimpleUploadedFile("quill.txt", b"Text")
    keep_file(by=play.officer, case=play.case, upload=upload, description=f"Letter of {NAME.upper()}")
    play.authority.officers.create(post="leader", name=NAME, email="zoe.quill@exford.example", starts_on=today)
    said: Any = {"by": play.officer, "received_on": today, "channel": "post", "text": "No."}
    log_representation(proposal=play.proposed(), sender=NAME, **said)
    evidence_on(play, summary=f"What {NAME} wrote.")


def searched(play: Play, *names: str) -> SubjectSearch:
    return search_for_person(by=play.records_manager, names=names or [NAME], reason="Request 12.")


def places(play: Play, *names: str, by: Any = None) -> set[str]:
    return {each.place for each in find(by or play.records_manager, searched(play, *names))}


def test_a_person_is_found_wherever_they_appear_whatever_the_case_of_the_letters(play: Play) -> None:
    assert places(play) == set()
    everywhere(play)
    assert places(play, NAME.lower()) == {
        *("Contacts", "What the authority says", "Files, by name and description", "Posts in authorities"),
        *("Representations", "Evidence"),
    }
    assert places(play, "zoe.quill@exford.example") == {"Posts in authorities"}
    assert places(play, NAME, "nobody else") == places(play)


def a_word_file() -> bytes:
    """The person stands in a table of it."""
    document, content = WordDocument(), BytesIO()
    document.add_table(rows=1, cols=1).cell(0, 0).text = f"Spoke: {NAME}"
    document.save(content)
    return content.getvalue()


def kept(play: Play, *files: tuple[str, bytes]) -> None:
    for name, content in files:
        keep_file(by=play.officer, case=play.case, upload=SimpleUploadedFile(name, content))


def inside(play: Play) -> Inside:
    read_waiting()
    return look(by=play.records_manager, search=searched(play))[1]


def test_a_person_is_found_inside_files_of_every_kind_that_is_read_and_in_those_of_evidence(play: Play) -> None:
    text = f"{NAME} was there".encode()
    kept(play, ("a.docx", a_word_file()), ("b.txt", text), ("c.csv", text.decode().encode("cp1252")))
    kept(play, ("d.pdf", a_pdf(f"{NAME} was there")), ("f.xlsx", an_excel_file(NAME)), ("g.odt", an_open_text(NAME)))
    load_sources()
    upload = SimpleUploadedFile("e.txt", text)
    version = an_item(play.officer, play.authority, case=play.case, uploads=[upload])
    read = inside(play)
    assert {each.column for each in read.found} == {"a.docx", "b.txt", "c.csv", "d.pdf", "e.txt", "f.xlsx", "g.odt"}
    assert {each.case for each in read.found} == {play.case}
    assert {each.excerpt for each in read.found} >= {f"Spoke: {NAME}", f"{NAME} was there"}
    seal_evidence(by=play.deputy_director, evidence=version.evidence, reason="A source.")
    assert len(inside(play).found) == 6


def test_what_was_not_searched_inside_is_counted_and_said(play: Play) -> None:
    kept(play, ("a.png", b"\x89PNG\r\n\x1a\n"), ("b.pdf", b"%PDF-1.7 " + NAME.encode()), ("c.txt", NAME.encode()))
    read = inside(play)
    assert (read.of_other_kinds, read.waiting, read.unreadable, len(read.found)) == (1, 0, 1, 1)
    kept(play, ("d.txt", NAME.encode()))
    page = shown(browser_of(play).get(f"/subject-access/{searched(play).pk}/"))
    assert "1 file of other kinds is known by name and description alone" in page
    assert "1 file that came just now and is not read yet" in page
    assert "1 file that cannot be read" in page


def test_to_another_team_no_file_is_there(play: Play) -> None:
    kept(play, ("c.txt", NAME.encode()))
    other = person(Role.RECORDS_MANAGER, since=clock.today())
    assert find_inside(other, searched(play)) == Inside([])


def test_people_of_the_department_are_found_by_what_they_did_and_were_told(play: Play) -> None:
    found = {each.place: each for each in find(play.records_manager, searched(play, play.lead.email))}
    assert {"People of the department", "Events: who acted"} <= found.keys()
    assert all(not each.excerpt for each in found.values() if each.place.startswith("Messages"))


def test_what_is_sealed_is_not_told_and_it_says_whom_to_ask(play: Play) -> None:
    version = evidence_on(play, summary=f"What {NAME} wrote.")
    seal_evidence(by=play.deputy_director, evidence=version.evidence, reason="A source.", people=[play.records_manager])
    assert places(play) == set()
    page = shown(browser_of(play).get(f"/subject-access/{searched(play).pk}/"))
    assert f"ask a deputy director ({play.deputy_director.name})" in page
    assert str(version.pk) not in page


def test_a_records_manager_of_another_team_finds_nothing_of_the_case(play: Play) -> None:
    everywhere(play)
    other = person(Role.RECORDS_MANAGER, since=clock.today())
    assert places(play, by=other) == {"Posts in authorities"}


@pytest.mark.parametrize("role", ["officer", "lead", "deputy_director", "minister", "press"])
def test_nobody_else_searches(play: Play, role: str) -> None:
    search, by = searched(play), getattr(play, role)
    for act in (
        lambda: search_for_person(by=by, names=[NAME], reason="Mine."),
        lambda: look(by=by, search=search),
        lambda: export_search(by=by, search=search),
    ):
        with pytest.raises(Forbidden):
            act()


def test_each_search_look_and_export_is_recorded_and_no_event_tells_the_name(play: Play) -> None:
    everywhere(play)
    search = searched(play)
    export_search(by=play.records_manager, search=search)
    told = Event.objects.filter(subject=search.key).order_by("case_version")
    assert [each.verb for each in told] == ["search_for_person", "export_search"]
    assert NAME not in str([*told.values()])
    assert set(Reading.objects.filter(subject=search.key).values_list("case", flat=True)) == {None, play.case.pk}


def test_a_search_needs_a_name_and_a_reason(play: Play) -> None:
    by = play.records_manager
    assert refusals(lambda: search_for_person(by=by, names=["ab"], reason="Yes.")) == {"too_short"}
    assert refusals(lambda: search_for_person(by=by, names=[NAME], reason=" ")) == {"no_reason"}


@pytest.mark.parametrize("change", ["UPDATE desk_subjectsearch SET reason = 'x'", "DELETE FROM desk_subjectsearch"])
def test_a_search_stays_as_it_was_made(play: Play, change: str) -> None:
    searched(play)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


# Pages


def browser_of(play: Play) -> Client:
    client = Client()
    client.force_login(play.records_manager)
    return client


def shown(response: Any) -> str:
    assert_valid_html(response)
    text: str = response.content.decode()
    return text


def test_a_person_is_searched_for_and_taken_away_in_the_browser(play: Play) -> None:
    everywhere(play)
    browser = browser_of(play)
    assert "Nobody has been searched for" in shown(browser.get("/subject-access/"))
    empty = shown(browser.post("/subject-access/new/", {"names": "", "reason": ""}))
    assert "Enter at least one name" in empty
    short = shown(browser.post("/subject-access/new/", {"names": "ab", "reason": "Request 12."}))
    assert "at least 3 characters" in short
    made = browser.post("/subject-access/new/", {"names": f"{NAME}\r\n", "reason": "Request 12."}, follow=True)
    page = shown(made)
    assert "What Zoë Quill wrote." in page
    assert "6 records" in page
    address = made.redirect_chain[-1][0]
    assert "Enter your password" in shown(browser.post(address, {}))
    taken: Any = browser.post(address, {"password": PASSWORD})
    lines = b"".join(taken).decode().splitlines()
    assert lines[0] == "place,record,case,authority,column,excerpt"
    assert len(lines) == 7
    nobody = searched(play, "Nobody at all")
    assert "None of these names appears" in shown(browser.get(f"/subject-access/{nobody.pk}/"))


def test_a_search_costs_the_same_however_much_it_finds(play: Play) -> None:
    browser, address = browser_of(play), f"/subject-access/{searched(play).pk}/"
    everywhere(play)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for _ in range(3):
        facts = {"held_on": clock.today(), "channel": "call", "people": NAME, "summary": "Again."}
        log_contact(by=play.officer, case=play.case, **facts)  # type: ignore[arg-type]
    with CaptureQueriesContext(connection) as more:
        browser.get(address)
    assert len(few) == len(more)
