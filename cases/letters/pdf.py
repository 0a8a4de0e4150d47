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
    context = {"title": title, "text": text, "letterhead": letterhead}
    return page_to_pdf(render_to_string("cases/letters/pdf.html", context), STYLES)


def page_to_pdf(page: str, *styles: Path) -> bytes:
    """A whole page of HTML as PDF, with these files of styles beside its own. Raises NoPdfError."""
    if why := why_no_pdf():
        raise NoPdfError(why)
    from weasyprint import CSS, HTML

    html = HTML(string=page, url_fetcher=_fetch_nothing)
    made: bytes = html.write_pdf(stylesheets=[CSS(filename=each) for each in styles], pdf_variant="pdf/ua-1")
    return made


def why_no_pdf() -> str:
    """Why this machine makes no PDFs, in words; empty where it does."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        return "PDFs need the library Pango, which is not installed on this machine."
    return ""


def _fetch_nothing(url: str, *more: object, **options: object) -> NoReturn:
    """A letter loads nothing from anywhere."""
    raise ValueError(f"A letter loads nothing: {url}")
