"""Frozen texts: read as letters, compared, and taken away as PDF and Word by those on the case."""

import datetime as dt
import io
import re
import sys
import zipfile
import zlib

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document as WordDocument

from bestvalue.accounts.models import Team, User
from cases.letters import Letterhead
from cases.letters.pdf import to_pdf
from cases.letters.word import to_word
from cases.models import Case, Document
from cases.services.documents import keep
from tests.api.world import a_case
from tests.support.html import assert_valid_html

TEXT = """# A letter

One paragraph.
A second line.

- a
- b

1. first
2. second

## A part

<b>typed</b> \\# here"""


@pytest.fixture
def case(lead: User, team: Team) -> Case:
    return a_case(lead, team)


@pytest.fixture
def versions(case: Case) -> tuple[Document, Document]:
    """Two versions of one text."""
    first = keep(case.pk, subject="notice:1", title="Best Value Notice", body=TEXT)
    return first, keep(case.pk, subject="notice:1", title="Best Value Notice", body=TEXT.replace("One", "Another"))


@pytest.fixture
def page(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def test_a_text_is_read_as_a_letter_that_was_not_sent(
    page: Client, case: Case, versions: tuple[Document, Document]
) -> None:
    response = page.get(f"/cases/{case.ref}/documents/{versions[0].pk}/")
    shown = response.content.decode()
    for said in ("Draft: not sent", "Local Government Stewardship and Interventions", versions[0].sha256, "version 2"):
        assert said in shown
    assert "&lt;b&gt;typed&lt;/b&gt; # here" in shown
    assert_valid_html(response)


def test_two_texts_are_compared(page: Client, case: Case, versions: tuple[Document, Document]) -> None:
    first, second = versions
    response = page.get(f"/cases/{case.ref}/documents/compare/?a={first.pk}&b={second.pk}")
    shown = response.content.decode()
    assert "1 paragraph changed." in shown
    assert '<ins><span class="govuk-visually-hidden">added: </span>Another </ins>' in shown
    assert_valid_html(response)
    assert_valid_html(page.get(f"/cases/{case.ref}/documents/compare/"))
    assert "There is a problem" in page.get(f"/cases/{case.ref}/documents/compare/?a=x&b=").content.decode()


def test_only_texts_that_differ_are_offered_to_compare_and_the_last_two_are_chosen(
    page: Client, case: Case, versions: tuple[Document, Document]
) -> None:
    first, second = versions
    again = keep(case.pk, subject=first.subject, title=first.title, body=first.body)
    address = f"/cases/{case.ref}/documents/compare/"
    form = page.get(address).context["form"]
    assert [pk for pk, _ in form.fields["a"].choices] == [again.pk, second.pk]
    assert form.initial == {"a": second, "b": again}
    response = page.get(f"{address}?a={first.pk}&b={again.pk}")
    assert "The two texts are the same." in response.content.decode()
    assert first.pk in [pk for pk, _ in response.context["form"].fields["a"].choices]
    itself = page.get(f"{address}?a={second.pk}&b={second.pk}").content.decode()
    assert "Choose another text: this is the earlier one itself" in itself
    assert "The two texts are the same." not in itself


def test_where_all_texts_say_the_same_there_is_nothing_to_compare(page: Client, case: Case) -> None:
    for _ in range(2):
        keep(case.pk, subject="notice:1", title="One", body="1")
    keep(case.pk, subject="submission:1", title="Another kind", body="2")
    response = page.get(f"/cases/{case.ref}/documents/compare/")
    assert "There are no two texts of one kind on this case that differ." in response.content.decode()
    assert_valid_html(response)


def test_versions_are_compared_in_their_order_from_either_page(
    page: Client, case: Case, versions: tuple[Document, Document]
) -> None:
    first, second = versions
    for each in versions:
        shown = page.get(f"/cases/{case.ref}/documents/{each.pk}/").content.decode()
        assert f"?a={first.pk}&amp;b={second.pk}" in shown


def test_a_pdf_is_tagged_and_the_same_each_time() -> None:
    head = Letterhead(date=None, today=dt.date(2025, 1, 6))
    made = to_pdf("A letter", TEXT, head)
    assert made == to_pdf("A letter", TEXT, head)
    inside = b"".join(
        zlib.decompressobj().decompress(each) for each in re.findall(rb"stream\r?\n(x.*?)endstream", made, re.S)
    )
    for said in (b"/StructTreeRoot", b"/Lang", b"/MarkInfo"):
        assert said in made + inside, said
    assert b"pdfuaid" in made + inside


def test_the_pdf_is_a_download(page: Client, case: Case, versions: tuple[Document, Document]) -> None:
    response = page.get(f"/cases/{case.ref}/documents/{versions[1].pk}/letter.pdf")
    assert response["Content-Disposition"] == 'attachment; filename="Best Value Notice, version 2.pdf"'
    assert response.content.startswith(b"%PDF-")


def test_where_no_pdf_can_be_made_the_page_says_what_is_missing(
    page: Client, case: Case, versions: tuple[Document, Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    response = page.get(f"/cases/{case.ref}/documents/{versions[1].pk}/letter.pdf")
    assert response.status_code == 503
    assert "Pango" in response.content.decode()


def test_the_word_copy_has_headings_lists_and_the_hash_of_the_text(
    page: Client, case: Case, versions: tuple[Document, Document]
) -> None:
    response = page.get(f"/cases/{case.ref}/documents/{versions[0].pk}/letter.docx")
    word = WordDocument(io.BytesIO(response.content))
    styles = [(each.style.name if each.style else "", each.text) for each in word.paragraphs]
    assert ("Heading 1", "A letter") in styles
    assert ("List Bullet", "a") in styles
    assert ("List Number", "second") in styles
    assert ("Normal", "<b>typed</b> # here") in styles
    assert versions[0].sha256 in word.sections[0].footer.paragraphs[0].text
    assert zipfile.is_zipfile(io.BytesIO(response.content))


def test_a_word_copy_is_made_of_a_long_title_and_of_what_xml_cannot_hold() -> None:
    word = WordDocument(io.BytesIO(to_word("\x0b" + "a" * 299, "# Pasted\x0bfrom Word\x1b", digest="0")))
    assert word.core_properties.title == " " + "a" * 254
    assert [each.text for each in word.paragraphs] == ["Pasted from Word"]


def test_to_strangers_no_document_exists(
    client: Client, case: Case, versions: tuple[Document, Document], stranger: User
) -> None:
    client.force_login(stranger)
    for path in ("", "compare/", *(f"{versions[0].pk}/{part}" for part in ("", "letter.pdf", "letter.docx"))):
        assert client.get(f"/cases/{case.ref}/documents/{path}").status_code == 404, path


def test_the_list_of_documents_takes_the_same_queries_for_many(page: Client, case: Case) -> None:
    keep(case.pk, subject="notice:1", title="One", body="1")
    with CaptureQueriesContext(connection) as few:
        page.get(f"/cases/{case.ref}/documents/")
    for number in range(20):
        keep(case.pk, subject="notice:1", title="Text", body=str(number))
    with CaptureQueriesContext(connection) as many:
        page.get(f"/cases/{case.ref}/documents/")
    assert len(many) == len(few)
