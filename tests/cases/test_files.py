"""Files: known by their content, kept as they came, and handed out only as downloads to those on the case."""

import hashlib
import io
import socketserver
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client, override_settings
from pytest_django import Settings

from bestvalue.accounts.models import Team, User
from bestvalue.errors import Forbidden, Refused
from bestvalue.records.models import Reading
from cases.models import Case, File
from cases.services.files import keep_file, private_files
from tests.api.world import a_case
from tests.support.html import assert_valid_html

PDF = b"%PDF-1.7\n%%EOF\n"
EMAIL = b"From: a@b.example\r\nDate: Mon, 6 Jan 2025 10:00:00 +0000\r\nSubject: x\r\n\r\nHello\r\n"
OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "__properties_version1.0".encode("utf-16-le")


def zipped(**parts: bytes) -> bytes:
    """A zip of these parts; `__` stands for a slash."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            path = name.replace("__", "/").replace("_xml", ".xml")
            archive.writestr("[Content_Types].xml" if path == "Types" else path, content)
    return made.getvalue()


DOCX = zipped(Types=b"x", word__document_xml=b"x")
ODT = zipped(mimetype=b"application/vnd.oasis.opendocument.text", content_xml=b"x")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """A folder of our own for the files."""
    private = {**settings.STORAGES["private"], "OPTIONS": {"location": str(tmp_path), "base_url": None}}
    with override_settings(STORAGES={**settings.STORAGES, "private": private}):
        yield tmp_path


@pytest.fixture
def case(lead: User, team: Team) -> Case:
    """A private case of the officer's team."""
    return a_case(lead, team)


def upload(name: str = "a.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("a.DOCX", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.odt", ODT, "application/vnd.oasis.opendocument.text"),
        ("a.csv", "a,b\nü,1\n".encode(), "text/csv"),
        ("a.txt", b"<script>alert(1)</script>", "text/plain"),
        ("a.png", b"\x89PNG\r\n\x1a\n....", "image/png"),
        ("a.jpg", b"\xff\xd8\xff\xe0....", "image/jpeg"),
        ("a.eml", EMAIL, "message/rfc822"),
        ("a.msg", OUTLOOK, "application/vnd.ms-outlook"),
    ],
)
def test_a_file_is_known_by_its_content(case: Case, officer: User, name: str, content: bytes, media_type: str) -> None:
    file = keep_file(by=officer, case=case, upload=upload(name, content))
    assert (file.media_type, file.size, file.sha256) == (media_type, len(content), hashlib.sha256(content).hexdigest())
    with private_files().open(file.stored_as) as stored:
        assert stored.read() == content


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.exe", b"MZ", "must be one of these kinds"),
        ("a", PDF, "must be one of these kinds"),
        (".pdf", PDF, "must be one of these kinds"),
        ("a.pdf", b"MZ\x90 not a PDF", "not what its name says"),
        ("a.png", PDF, "not what its name says"),
        ("a.docx", b"PK not a zip", "not what its name says"),
        ("a.docx", zipped(**{"Types": b"x", "word__document_xml": b"x", "word__vbaProject.bin": b"x"}), "holds macros"),
        ("a.xlsx", DOCX, "not what its name says"),
        ("a.odt", zipped(mimetype=b"application/x-other", content_xml=b"x"), "not what its name says"),
        ("a.txt", b"a\0b", "not what its name says"),
        ("a.eml", b"just text", "not what its name says"),
        ("a.msg", OUTLOOK[:100], "not what its name says"),
        ("a.pdf", b"", "is empty"),
    ],
)
def test_what_is_not_what_it_says_is_not_kept(
    case: Case, officer: User, folder: Path, name: str, content: bytes, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        keep_file(by=officer, case=case, upload=upload(name, content))
    assert not File.objects.exists()
    assert list(folder.iterdir()) == []


def test_a_document_that_swells_beyond_measure_is_not_kept(case: Case, officer: User) -> None:
    bomb = zipped(Types=b"x", word__document_xml=b"\0" * 10)
    swollen = bomb.replace((10).to_bytes(4, "little"), (2**31 - 1).to_bytes(4, "little"))
    assert swollen != bomb
    with pytest.raises(Refused):
        keep_file(by=officer, case=case, upload=upload("a.docx", swollen))


def test_a_file_that_is_too_large_is_not_kept(case: Case, officer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cases.uploads.checking.LARGEST", 10)
    with pytest.raises(Refused, match="must be smaller than"):
        keep_file(by=officer, case=case, upload=upload())


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\x\\report.txt", "report.txt"),
        ("a\u202etxt.exe.txt", "atxt.exe.txt"),
        ("line\r\nbreak.txt", "linebreak.txt"),
        ("x" * 300 + ".txt", "x" * 150 + ".txt"),
    ],
)
def test_a_name_is_kept_without_what_could_mislead(case: Case, officer: User, given: str, kept: str) -> None:
    sent = upload("x.txt", b"text")
    sent._name = given  # type: ignore[attr-defined]  # a browser may send anything; Django's setter would tidy it
    file = keep_file(by=officer, case=case, upload=sent)
    assert file.name == kept
    assert file.stored_as.isalnum()


def test_the_same_file_twice_is_two_records(case: Case, officer: User) -> None:
    one, two = (keep_file(by=officer, case=case, upload=upload()) for _ in range(2))
    assert one.sha256 == two.sha256
    assert one.stored_as != two.stored_as


def test_keeping_a_file_is_an_act_of_the_team(case: Case, officer: User, stranger: User) -> None:
    keep_file(by=officer, case=case, upload=upload())
    assert case.events.latest("case_version").verb == "keep_file"
    with pytest.raises(Forbidden):
        keep_file(by=stranger, case=case, upload=upload())


def test_the_content_of_a_file_is_never_changed(case: Case, officer: User) -> None:
    file = keep_file(by=officer, case=case, upload=upload())
    for change in ({"sha256": "0" * 64}, {"stored_as": "other"}, {"name": "b.pdf"}):
        with pytest.raises(IntegrityError, match="as it came"), transaction.atomic():
            File.objects.filter(pk=file.pk).update(**change)


def test_where_nothing_can_be_stored_nothing_is_recorded(
    case: Case, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: Any, **kwargs: Any) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(private_files()), "save", full)
    with pytest.raises(Refused, match="could not be stored"):
        keep_file(by=officer, case=case, upload=upload())
    assert not File.objects.exists()


class Scanner(socketserver.StreamRequestHandler):
    """A scanner that speaks clamd's INSTREAM and finds one pattern."""

    seen: ClassVar[list[bytes]] = []

    def handle(self) -> None:
        """Read the command and the chunks, and answer."""
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while length := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(length)
        self.seen.append(content)
        self.wfile.write(b"stream: Eicar-Test FOUND\0" if b"EICAR" in content else b"stream: OK\0")


@pytest.fixture
def scanner(settings: Settings) -> Iterator[type[Scanner]]:
    """A running scanner, configured."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Scanner) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.CLAMD_URL = f"tcp://127.0.0.1:{server.server_address[1]}"
        Scanner.seen = []
        yield Scanner
        server.shutdown()


def test_a_scanned_file_says_so(case: Case, officer: User, scanner: type[Scanner]) -> None:
    content = b"x" * 200_000
    file = keep_file(by=officer, case=case, upload=upload("a.txt", content))
    assert file.scan == "clean"
    assert scanner.seen == [content]


def test_a_file_in_which_something_is_found_is_not_kept(case: Case, officer: User, scanner: type[Scanner]) -> None:
    with pytest.raises(Refused, match="found something"):
        keep_file(by=officer, case=case, upload=upload("a.txt", b"EICAR"))
    assert not File.objects.exists()
    assert len(scanner.seen) == 1


def test_a_scanner_that_is_away_lets_nothing_in(case: Case, officer: User, settings: Settings) -> None:
    settings.CLAMD_URL = "tcp://127.0.0.1:9"
    with pytest.raises(Refused, match="cannot be reached"):
        keep_file(by=officer, case=case, upload=upload())


def test_without_a_scanner_a_file_is_marked_as_not_scanned(case: Case, officer: User) -> None:
    assert keep_file(by=officer, case=case, upload=upload()).get_scan_display() == "Not scanned for viruses"


def test_a_file_is_only_ever_downloaded(
    client: Client, case: Case, officer: User, signed_in: Callable[[Client, User], Client]
) -> None:
    file = keep_file(by=officer, case=case, upload=upload("Bericht ü.txt", b"<script>alert(1)</script>"))
    response = signed_in(client, officer).get(f"/cases/{case.ref}/files/{file.pk}/")
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''Bericht%20%C3%BC.txt"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert response["Content-Type"] == "text/plain"
    assert b"".join(response) == b"<script>alert(1)</script>"
    assert Reading.objects.filter(subject=f"file:{file.pk}").exists()


def test_a_file_of_another_case_is_not_there(
    client: Client, case: Case, officer: User, lead: User, stranger: User, signed_in: Callable[[Client, User], Client]
) -> None:
    file = keep_file(by=officer, case=case, upload=upload())
    assert signed_in(client, stranger).get(f"/cases/{case.ref}/files/{file.pk}/").status_code == 404
    gone = file.stored_as
    private_files().delete(gone)
    assert signed_in(client, officer).get(f"/cases/{case.ref}/files/{file.pk}/").status_code == 404


def test_files_are_kept_by_the_page_all_or_none(
    client: Client, case: Case, officer: User, signed_in: Callable[[Client, User], Client]
) -> None:
    signed_in(client, officer)
    address = f"/cases/{case.ref}/files/new/"
    assert_valid_html(client.get(address))
    sent = {"version": case.version, "description": "Papers", "uploads": [upload(), upload("b.txt", b"text")]}
    assert client.post(address, sent).status_code == 302
    assert set(File.objects.values_list("name", flat=True)) == {"a.pdf", "b.txt"}
    page = client.get(f"/cases/{case.ref}/documents/")
    assert "Not scanned for viruses" in page.content.decode()
    assert_valid_html(page)
    again = client.post(address, {**sent, "uploads": [upload(), upload("c.exe", b"MZ")]})
    assert "c.exe must be one of these kinds" in again.content.decode()
    assert File.objects.count() == 2


def test_the_check_names_what_is_missing_what_differs_and_what_is_not_recorded(
    case: Case, officer: User, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("check_files")
    assert "0 files checked: no fault" in capsys.readouterr().out
    missing, changed = (keep_file(by=officer, case=case, upload=upload()) for _ in range(2))
    (folder / missing.stored_as).unlink()
    (folder / changed.stored_as).chmod(0o600)
    (folder / changed.stored_as).write_bytes(b"%PDF-other")
    (folder / "orphan").write_bytes(b"x")
    with pytest.raises(CommandError, match="2 files checked: 2 faults, 1 without a record"):
        call_command("check_files")
    told = capsys.readouterr()
    assert f"{missing.stored_as}): missing" in told.err
    assert f"{changed.stored_as}): not as it was kept" in told.err
    assert "orphan: stored without a record" in told.out
