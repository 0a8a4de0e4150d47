"""Files with words in them."""

from io import BytesIO

from docx import Document as WordDocument
from weasyprint import HTML


def a_pdf(words: str) -> bytes:
    """A PDF of one page."""
    content: bytes = HTML(string=f"<p>{words}</p>").write_pdf()
    return content


def a_word_file(words: str) -> bytes:
    """A Word document of one paragraph."""
    document, content = WordDocument(), BytesIO()
    document.add_paragraph(words)
    document.save(content)
    return content.getvalue()
