"""A Word copy of a text, for working on: headings, paragraphs and real lists, made from the same blocks."""

from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from markdown_it.token import Token

from .text import for_xml, tokens

LONGEST_TITLE = 255  # characters, as Word takes them among the properties of a document
STYLES = {"bullet_list_open": "List Bullet", "ordered_list_open": "List Number"}


def to_word(title: str, text: str, *, digest: str) -> bytes:
    """The text as .docx, marked with the hash of the text that it is a copy of."""
    word = Document()
    word.core_properties.title, word.core_properties.language = for_xml(title)[:LONGEST_TITLE], "en-GB"
    word.styles["Normal"].font.name = "Arial"
    word.styles["Normal"].element.rPr.rFonts.set(qn("w:cs"), "Arial")
    word.sections[0].footer.paragraphs[0].text = f"Copy for working. The text itself is the one with the hash {digest}."
    _write(word, text)
    made = BytesIO()
    word.save(made)
    return made.getvalue()


def _write(word: WordDocument, text: str) -> None:
    lists: list[str] = []
    heading = 0
    for token in tokens(for_xml(text)):
        if token.type in STYLES:
            lists.append(STYLES[token.type])
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "heading_open":
            heading = min(int(token.tag[1:]), 3)
        elif token.type == "heading_close":
            heading = 0
        elif token.type == "inline":
            _paragraph(word, _typed(token.children or []), heading, lists)


def _paragraph(word: WordDocument, typed: str, heading: int, lists: list[str]) -> None:
    if heading:
        word.add_heading(typed, level=heading)
    else:
        word.add_paragraph(typed, style=lists[-1] if lists else None)


def _typed(children: list[Token]) -> str:
    """The words of a line with its breaks; escapes are already resolved."""
    return "".join("\n" if each.type in ("softbreak", "hardbreak") else each.content for each in children)
