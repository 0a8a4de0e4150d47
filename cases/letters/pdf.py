"""The PDF of a letter: tagged, with title and language, made from the same HTML that is shown (PDF/UA)."""

from pathlib import Path
from typing import NoReturn

from django.template.loader import render_to_string

from .letterhead import Letterhead

STYLES = Path(__file__).resolve().parent / "letter.css"


class NoPdfError(Exception):
    """PDFs cannot be made on this machine; the message says what is missing."""


def to_pdf(title: str, text: str, letterhead: Letterhead) -> bytes:
    """The letter as PDF; the same letter gives the same bytes. Raises NoPdfError where Pango is missing."""
    try:
        from weasyprint import CSS, HTML
    except (ImportError, OSError) as error:
        raise NoPdfError("PDFs need the library Pango, which is not installed on this machine.") from error
    context = {"title": title, "text": text, "letterhead": letterhead}
    html = HTML(string=render_to_string("cases/letters/pdf.html", context), url_fetcher=_fetch_nothing)
    made: bytes = html.write_pdf(stylesheets=[CSS(filename=STYLES)], pdf_variant="pdf/ua-1")
    return made


def _fetch_nothing(url: str, *more: object, **options: object) -> NoReturn:
    """A letter loads nothing from anywhere."""
    raise ValueError(f"A letter loads nothing: {url}")
