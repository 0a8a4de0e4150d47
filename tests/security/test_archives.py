"""Documents made to swell, to fetch or to write elsewhere when they are opened: refused, or read without harm."""

import tracemalloc
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from cases.uploads import reader
from cases.uploads.kinds import ACCEPTED, LARGEST_EXPANDED

WORD = ACCEPTED["docx"]
TEXT, OWN = ACCEPTED["odt"], b"application/vnd.oasis.opendocument.text"
HARMED = ["encrypted", "packed in an unknown way", "with a wrong sum"]
SECRET = "root:"
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
ENTITIES = {
    "ten to the ninth laughs": (f'<!DOCTYPE d [<!ENTITY a0 "ha">{LAUGHS}]>', "&a9;"),
    "a long entity many times": (f'<!DOCTYPE d [<!ENTITY a "{"ha" * 50_000}">]>', "&a;" * 10_000),
    "a file of the server": ('<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;"),
    "an address inside the network": ('<!DOCTYPE d [<!ENTITY a SYSTEM "http://127.0.0.1:9/secret">]>', "&a;"),
    "a declaration elsewhere": ('<!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd">', "Words."),
    "parameters": ('<!DOCTYPE d [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>', "Words."),
}


def word(parts: dict[str, bytes] | None = None, *, doctype: str = "", said: str = "Words.") -> bytes:
    """A Word document that says something, with a declaration of its own and more parts."""
    made, bent = BytesIO(), BytesIO()
    paper = Document()
    paper.add_paragraph("PLACE")
    paper.save(made)
    with zipfile.ZipFile(made) as archive, zipfile.ZipFile(bent, "w", zipfile.ZIP_DEFLATED) as out:
        for name in archive.namelist():
            content = archive.read(name)
            if name == "word/document.xml":
                head, _, body = content.partition(b"?>")
                content = head + b"?>" + doctype.encode() + body.replace(b"PLACE", said.encode())
            out.writestr(name, content)
        for name, content in (parts or {}).items():
            out.writestr(name, content)
    return bent.getvalue()


def read(paper: bytes) -> str:
    """What is read of a Word document, here and now; in use it is read by a process of its own."""
    return reader.text_of(reader.word(paper), 10_000)


@pytest.mark.parametrize("kind", ENTITIES)
def test_no_entity_of_a_word_document_is_resolved(kind: str) -> None:
    doctype, said = ENTITIES[kind]
    try:
        text = read(word(doctype=doctype, said=said))
    except Exception as refused:
        text = str(refused)
    assert SECRET not in text
    assert len(text) < 1000


def test_a_word_document_that_swells_beyond_measure_is_not_kept() -> None:
    bomb = word({"word/media/image1.bin": bytes(LARGEST_EXPANDED + 1)})
    assert len(bomb) * 100 < LARGEST_EXPANDED
    assert not WORD.fits(BytesIO(bomb))
    assert WORD.fits(BytesIO(word()))


def test_of_an_open_document_that_swells_little_is_unpacked() -> None:
    bomb = open_document(bytes(200_000_000))
    tracemalloc.start()
    assert not TEXT.fits(BytesIO(bomb))
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(("local", "central", "value"), [(6, 8, 1), (8, 10, 99), (14, 16, 1)], ids=HARMED)
def test_an_open_document_that_cannot_be_unpacked_is_refused(local: int, central: int, value: int) -> None:
    paper = bytearray(open_document(OWN))
    assert TEXT.fits(BytesIO(paper))
    paper[local], paper[paper.index(b"PK\x01\x02") + central] = value, value
    assert not TEXT.fits(BytesIO(paper))


def open_document(said: bytes) -> bytes:
    """An OpenDocument text that says this of itself."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", said)
        archive.writestr("content.xml", b"x")
    return made.getvalue()


def test_an_archive_within_an_archive_is_not_opened() -> None:
    within = word({"word/media/image1.bin": bytes(1_000_000)})
    paper = word({f"word/embeddings/{n}.docx": within for n in range(10)})
    assert WORD.fits(BytesIO(paper))
    assert read(paper) == "Words."


def test_a_part_that_names_a_place_outside_is_never_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    paper = word({"../../outside.txt": b"out", "/tmp/outside.txt": b"out"})  # noqa: S108
    read(paper)
    assert not [each for each in (Path("../../outside.txt"), Path("/tmp/outside.txt")) if each.exists()]  # noqa: S108


def test_a_part_that_lies_about_its_size_is_read_no_further_than_it_says() -> None:
    paper = bytearray(word())
    place = paper.index(b"PK\x01\x02")
    paper[place + 24 : place + 28] = (4).to_bytes(4, "little")
    with pytest.raises(Exception, match=r"CRC|overlap|Bad|no relationship|not"):
        read(bytes(paper))


def test_a_document_that_swells_while_it_is_searched_is_not_read() -> None:
    paper = word({"word/media/image1.bin": bytes(reader.MOST_UNPACKED + 1)})
    with pytest.raises(SystemExit, match=str(reader.TOO_MUCH)):
        read(paper)
