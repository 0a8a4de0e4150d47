"""The disk for files is full: nothing is kept by halves, what was typed stays, and people and programs are told so."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bestvalue.accounts.models import Role, Scope, User
from bestvalue.accounts.services.tokens import issue_token
from bestvalue.errors import Refused
from cases.models import Case, Contact, File
from cases.services.files import attach
from tests.factories import person
from themes.models import MetricImport

from .due import a_case

ROOM = 100_000  # bytes
SMALL, LARGE = b"%PDF-1.7\n%%EOF\n", b"%PDF-1.7\n" + b"0" * 3 * ROOM
HUGE = b"%PDF-1.7\n" + b"0" * 3_000_000  # more than is held in memory while it comes in


@pytest.fixture
def files(settings: Any, tmp_path: Path) -> Path:
    """A folder of files of the test's own."""
    folder = tmp_path / "files"
    private = settings.STORAGES["private"]
    kept = private | {"OPTIONS": private["OPTIONS"] | {"location": str(folder)}}
    settings.STORAGES = settings.STORAGES | {"private": kept}
    return folder


@pytest.fixture
def case(db: None, files: Path) -> Case:
    """A case with an officer."""
    return a_case()


@pytest.fixture
def officer(case: Case) -> User:
    """Its officer."""
    assert case.officer is not None
    return case.officer


@contextmanager
def a_full_disk() -> Iterator[None]:
    """No file of this process can grow any more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def names(files: Path) -> list[str]:
    """What lies in the folder."""
    return [each.name for each in files.iterdir()] if files.exists() else []


def contact(officer: User, case: Case, *contents: bytes) -> Any:
    """What a browser is answered to a contact with files."""
    browser = Client(raise_request_exception=False)
    browser.force_login(officer)
    typed = {"held_on": "2020-02-01", "channel": "call", "people": "Both.", "summary": "Kept words."}
    uploads = [SimpleUploadedFile("a.pdf", content) for content in contents]
    return browser.post(f"/cases/{case.ref}/contacts/new/", {**typed, "version": case.version, "uploads": uploads})


def test_a_form_says_that_its_file_could_not_be_kept_and_keeps_what_was_typed(
    officer: User, case: Case, files: Path
) -> None:
    with a_full_disk():
        answer = contact(officer, case, SMALL, LARGE)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "The file could not be stored, and nothing was changed." in answer.content.decode()
    summary = BeautifulSoup(answer.content, "html5lib").select_one("textarea[name=summary]")
    assert summary is not None
    assert summary.text.strip() == "Kept words."
    assert (Contact.objects.count(), File.objects.count(), names(files)) == (0, 0, [])
    assert contact(officer, case, SMALL, LARGE).status_code == HTTPStatus.FOUND
    assert (Contact.objects.count(), File.objects.count(), len(names(files))) == (1, 2, 2)


def test_where_the_file_cannot_even_come_in_the_page_says_so_and_half_of_it_goes(
    officer: User, case: Case, files: Path, settings: Any, tmp_path: Path
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "coming in"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    with a_full_disk():
        answer = contact(officer, case, HUGE)
        assert list(settings.FILE_UPLOAD_TEMP_DIR.iterdir()) == []
    assert answer.status_code == HTTPStatus.INSUFFICIENT_STORAGE
    page = answer.content.decode()
    assert "Sorry, there is no room to keep files just now" in page
    assert "Back button" in page
    assert answer.headers["X-Request-ID"] in page
    assert (Contact.objects.count(), names(files)) == (0, [])


@pytest.mark.parametrize("content", [LARGE, HUGE])
def test_a_program_is_told_so_and_may_send_it_again(officer: User, case: Case, files: Path, content: bytes) -> None:
    _, token = issue_token(user=officer, name="Act", scopes=[Scope.WRITE])
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "one"}
    program = Client(raise_request_exception=False, headers=headers)

    def sent() -> Any:
        upload = SimpleUploadedFile("a.pdf", content)
        return program.post(f"/api/v1/cases/{case.ref}/files/", {"file": upload})

    with a_full_disk():
        answer = sent()
    assert (answer.status_code, answer.json()["code"]) == (HTTPStatus.INSUFFICIENT_STORAGE, "no_room")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Retry-After"] == "60"
    assert (File.objects.count(), names(files)) == (0, [])
    assert sent().status_code == HTTPStatus.CREATED


def test_a_letter_that_an_act_cannot_keep_refuses_the_act(officer: User, case: Case, files: Path) -> None:
    with a_full_disk(), pytest.raises(Refused, match="could not be stored"):
        attach(by=officer, case=case, subject="notice:1", name="notice.pdf", content=LARGE)
    assert (File.objects.count(), names(files)) == (0, [])


def test_figures_that_cannot_be_kept_are_not_taken_for_the_background(files: Path, db: None) -> None:
    browser = Client()
    browser.force_login(person(Role.ANALYST))
    with a_full_disk():
        answer = browser.post("/metrics/imports/new/", {"upload": SimpleUploadedFile("a.csv", LARGE)})
    assert "The file could not be stored" in answer.content.decode()
    assert (MetricImport.objects.count(), names(files)) == (0, [])
