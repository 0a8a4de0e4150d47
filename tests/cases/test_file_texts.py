"""The text of files is read aside, within limits, kept with its file, and goes when its file goes."""

import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, OperationalError, transaction
from pypdf import PdfWriter

from bestvalue.accounts.models import Team, User
from cases.models import Case, File, FileText
from cases.services import file_texts
from cases.services.file_texts import read_file, read_waiting, waiting_files
from cases.services.files import keep_file, private_files
from cases.uploads import reader, reading
from cases.uploads.kinds import ACCEPTED
from cases.uploads.reading import NO_WORDS, TOO_MUCH, WHY_NOT, Text, read_text
from tests.api.world import a_case
from tests.support.files import a_pdf, a_word_file, a_zip, an_email, an_excel_file, an_open_text, some_slides

PDF, WORD, PLAIN, EXCEL, SLIDES, OPEN_TEXT, EMAIL = (
    ACCEPTED[each].media_type for each in ("pdf", "docx", "txt", "xlsx", "pptx", "odt", "eml")
)
MOST = 1000


@pytest.fixture
def case(lead: User, team: Team) -> Case:
    """A case on which files are kept."""
    return a_case(lead, team)


def kept(case: Case, name: str, content: bytes) -> File:
    lead = case.events.order_by("case_version")[0].actor
    return keep_file(by=lead, case=case, upload=SimpleUploadedFile(name, content))


def locked_pdf() -> bytes:
    writer, content = PdfWriter(clone_from=BytesIO(a_pdf("Locked."))), BytesIO()
    writer.encrypt("a password", algorithm="AES-256")
    writer.write(content)
    return content.getvalue()


def blank_pdf() -> bytes:
    writer, content = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(content)
    return content.getvalue()


def swelling_word_file(megabytes: int) -> bytes:
    """A document of a few kilobytes with one word that is so long."""
    swollen = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(a_word_file("x"))) as plain,
        zipfile.ZipFile(swollen, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for name in plain.namelist():
            held = plain.read(name)
            out.writestr(name, held.replace(b"<w:t>x</w:t>", b"<w:t>" + b"y" * 1_000_000 * megabytes + b"</w:t>"))
    return swollen.getvalue()


def swelling_pdf(megabytes: int) -> bytes:
    """A page whose one stream is so long once it is unpacked."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"(" + b"a" * 1_000_000 + b") Tj ") for _ in range(megabytes)) + packer.flush()
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream",
    )
    content = b"%PDF-1.7\n"
    for number, part in enumerate(parts, start=1):
        content += b"%d 0 obj\n" % number + part + b"\nendobj\n"
    return content + b"trailer << /Root 1 0 R /Size 5 >>\nstartxref\n0\n%%EOF"


@pytest.mark.parametrize(
    ("made", "media_type", "body"),
    [
        (lambda: a_pdf("Zoë in Llŷn"), PDF, "Zoë in Llŷn"),
        (lambda: a_word_file("Zoë in Llŷn"), WORD, "Zoë in Llŷn"),
        (lambda: an_excel_file("Zoë Llŷn"), EXCEL, "Costs\nA remark\nZoë Llŷn 12.5"),
        (lambda: an_open_text("Zoë Llŷn"), OPEN_TEXT, "Heading\nZoë Llŷn"),
        (lambda: some_slides("Zoë in Llŷn"), SLIDES, "Zoë in Llŷn"),
        (lambda: "Zoë\tin\r\nLlŷn\0\x07".encode(), PLAIN, "Zoë\tin \nLlŷn  "),
        (lambda: "Zoë".encode("cp1252"), PLAIN, "Zoë"),
    ],
)
def test_the_words_of_each_kind_are_read(made: Callable[[], bytes], media_type: str, body: str) -> None:
    assert read_text(made(), media_type, MOST) == Text(body)


def test_an_email_is_read_by_what_it_shows_and_names_what_is_attached() -> None:
    body = read_text(an_email("Zoë was there."), EMAIL, MOST).body
    for said in ("Ann <ann@exford.example>", "2 Mar 2026", "Zoë was there.\n", "\nYours", "list.txt"):
        assert said in body
    for hidden in ("Hidden", "{", "<p>"):
        assert hidden not in body


def test_an_email_in_an_unknown_alphabet_is_read_all_the_same() -> None:
    odd = an_email("Zoe").replace(b"iso-8859-15", b"x-unknown")
    assert "Zoe" in read_text(odd, EMAIL, MOST).body


def test_of_a_long_text_only_the_beginning_is_kept() -> None:
    assert read_text(b"word " * MOST, PLAIN, MOST) == Text(("word " * MOST)[:MOST], is_cut=True)


@pytest.mark.parametrize(
    ("made", "media_type", "why"),
    [
        (lambda: b"%PDF-1.7 and no more", PDF, WHY_NOT[reader.BROKEN]),
        (lambda: b"PK\x03\x04 and no more", WORD, WHY_NOT[reader.BROKEN]),
        (locked_pdf, PDF, WHY_NOT[reader.PROTECTED]),
        (blank_pdf, PDF, NO_WORDS),
        (lambda: swelling_word_file(60), WORD, TOO_MUCH),
        (
            lambda: a_zip({"content.xml": '<!DOCTYPE o [<!ENTITY e "words">]><o>&e;</o>'}),
            OPEN_TEXT,
            WHY_NOT[reader.BROKEN],
        ),
        (lambda: a_zip({"content.xml": "<o>" + "y" * 60_000_000 + "</o>"}), OPEN_TEXT, TOO_MUCH),
        (lambda: a_zip({"x.xml": "<o/>"}), EXCEL, WHY_NOT[reader.BROKEN]),
        (lambda: a_zip({"META-INF/manifest.xml": "<m><encryption-data/></m>"}), OPEN_TEXT, WHY_NOT[reader.PROTECTED]),
    ],
    ids=[
        *("broken PDF", "broken Word", "locked", "blank", "swelling Word"),
        *("entities", "swelling text", "no Excel", "locked text"),
    ],
)
def test_what_cannot_be_read_says_why(made: Callable[[], bytes], media_type: str, why: str) -> None:
    assert read_text(made(), media_type, MOST) == Text(unreadable=why)


def test_a_pdf_that_swells_is_read_to_no_harm() -> None:
    assert read_text(swelling_pdf(600), PDF, MOST).unreadable


@pytest.mark.parametrize(
    "deed",
    [
        "held = bytearray(4 * 1024**3)",
        "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 1))\n    while True: pass",
        "import time; time.sleep(60)",
        "raise RecursionError",
    ],
    ids=["memory", "processor", "clock", "depth"],
)
def test_whatever_a_document_does_happens_aside(deed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = (
        Path(reader.__file__)
        .read_text()
        .replace("    try:\n        yield content.decode(", f"    {deed}\n    try:\n        yield content.decode(")
    )
    hostile = tmp_path / "reader.py"
    hostile.write_text(program)
    assert deed in program
    monkeypatch.setattr(reader, "__file__", str(hostile))
    monkeypatch.setattr(reading, "SECONDS", 5.0)
    assert read_text(b"x", PLAIN, MOST) == Text(unreadable=TOO_MUCH)


def test_the_program_that_reads_has_no_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spy = tmp_path / "reader.py"
    spy.write_text("import os, sys\nsys.stdout.write(repr(sorted(os.environ)) + repr('django' in sys.modules))")
    monkeypatch.setattr(reader, "__file__", str(spy))
    monkeypatch.setenv("SECRET_KEY", "x")
    body = read_text(b"x", PLAIN, MOST).body
    assert "SECRET_KEY" not in body
    assert "DATABASE_URL" not in body
    assert body.endswith("False")


def test_what_waits_is_read_once_and_says_so(case: Case) -> None:
    file, picture = kept(case, "a.txt", b"Some words."), kept(case, "b.png", b"\x89PNG\r\n\x1a\n")
    assert "in a minute or two" in file.reading
    assert "are not searched" in picture.reading
    assert list(waiting_files()) == [file]
    assert (read_waiting(), read_waiting()) == (1, 0)
    assert File.objects.get(pk=file.pk).reading == "Found by its words"
    read_file(file)
    assert FileText.objects.get().body == "Some words."


def test_one_that_fails_stops_no_other_and_is_tried_again(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(case, "a.txt", b"One.")
    kept(case, "b.txt", b"Two.")
    held, fetch = [OSError("The disk is away.")], private_files().open

    def once(name: str, *more: Any) -> Any:
        if held:
            raise held.pop()
        return fetch(name, *more)

    monkeypatch.setattr(private_files(), "open", once)
    with pytest.raises(CommandError, match="1 files read, 1 still wait"):
        call_command("read_files")
    call_command("read_files")
    assert FileText.objects.count() == 2


@pytest.mark.parametrize("error", [OSError("The disk is away."), OperationalError("The table is locked.")])
def test_the_oldest_that_fail_each_time_keep_no_later_file_from_being_read(
    case: Case, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    kept(case, "a.txt", b"One.")
    later = kept(case, "b.txt", b"Two.")
    oldest, fetch = waiting_files()[0].stored_as, private_files().open

    def failing(name: str, *more: Any) -> Any:
        if name == oldest:
            raise error
        return fetch(name, *more)

    monkeypatch.setattr(private_files(), "open", failing)
    monkeypatch.setattr(file_texts, "MOST_AT_ONCE", 1)
    assert (read_waiting(), read_waiting()) == (1, 0)
    assert FileText.objects.get().file == later


def test_a_file_whose_content_is_missing_says_so(case: Case) -> None:
    file = kept(case, "a.txt", b"One.")
    private_files().delete(file.stored_as)
    assert read_waiting() == 1
    assert "its content is not where it is kept" in File.objects.get().reading


def test_a_text_with_too_many_different_words_is_not_searched(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    words = " ".join(f"{chr(0x4E00 + number % 20000) * 6}{number}" for number in range(60_000))
    monkeypatch.setattr(file_texts, "read_text", lambda *given: Text(words[:500_000]))
    kept(case, "a.txt", b"One.")
    assert read_waiting() == 1
    assert "too many different words" in File.objects.get().reading


def test_a_text_is_never_deleted_and_is_a_text_or_a_reason(case: Case) -> None:
    kept(case, "a.txt", b"One.")
    read_waiting()
    for change in (lambda: FileText.objects.all().delete(), lambda: FileText.objects.update(unreadable="No.")):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
