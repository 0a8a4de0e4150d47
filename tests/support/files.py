"""Files with words in them."""

import zipfile
from email.message import EmailMessage
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


def a_zip(parts: dict[str, str]) -> bytes:
    """A zip of these parts, by their names."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return content.getvalue()


SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OPEN_KIND = "application/vnd.oasis.opendocument.text"
OPEN_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
OPEN = f'xmlns:o="{OPEN_NAMES}:office:1.0" xmlns:t="{OPEN_NAMES}:text:1.0"'
DRAWN = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def an_excel_file(words: str) -> bytes:
    """A sheet with a row of words in two cells and a number, with a remark."""
    first, _, last = words.partition(" ")
    parts = {
        "workbook": '<sheets><sheet name="Costs" sheetId="1"/></sheets>',
        "sharedStrings": f"<si><t>Unused</t></si><si><r><t>{first[:1]}</t></r><r><t>{first[1:]}</t></r></si>",
        "worksheets/sheet1": '<sheetData><row><c t="s"><v>1</v></c><c t="inlineStr"><is><t>'
        f"{last}</t></is></c><c><f>A1+1</f><v>12.5</v></c></row></sheetData>",
        "comments1": "<commentList><comment><text><r><t>A remark</t></r></text></comment></commentList>",
    }
    written = {f"xl/{name}.xml": f"<part {SHEET}>{inside}</part>" for name, inside in parts.items()}
    return a_zip({"[Content_Types].xml": "<Types/>", **written})


def an_open_text(words: str) -> bytes:
    """An OpenDocument text with a heading and a paragraph in which a word stands out."""
    first, _, last = words.partition(" ")
    body = f"<o:body><t:h>Heading</t:h><t:p>{first}<t:s/><t:span>{last}</t:span></t:p></o:body>"
    return a_zip({"mimetype": OPEN_KIND, "content.xml": f"<o:document {OPEN}>{body}</o:document>"})


def some_slides(words: str) -> bytes:
    """A presentation of one slide."""
    return a_zip({"ppt/slides/slide1.xml": f"<s {DRAWN}><a:p><a:r><a:t>{words}</a:t></a:r></a:p></s>"})


def an_email(words: str) -> bytes:
    """A message whose text is a page, with a file attached."""
    message = EmailMessage()
    message["From"], message["Subject"] = "Ann <ann@exford.example>", "Zoë"
    message["Date"] = "Mon, 2 Mar 2026 10:00:00 +0000"
    page = f"<style>p {{}}</style><p>{words[:1]}<b>{words[1:]}</b></p><p>Yours</p>"
    message.set_content(page, subtype="html", charset="iso-8859-15")
    message.add_attachment(b"Hidden", maintype="text", subtype="plain", filename="list.txt")
    return message.as_bytes()
