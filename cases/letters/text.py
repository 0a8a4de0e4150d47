"""The small markup of our texts: paragraphs, headings (#), lists (- and 1.) and line breaks, and nothing else.

The text itself is what is decided on and hashed; every form in which it is shown comes from here.
"""

import re

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("zero", {"html": False, "breaks": True}).enable(["heading", "list", "newline", "escape"])
_EMPTY_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]*#*[ \t]*$", re.MULTILINE)
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CLASSES = {
    "p": "govuk-body",
    "h1": "govuk-heading-l",
    "h2": "govuk-heading-m",
    "h3": "govuk-heading-s",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
}


def for_xml(text: str) -> str:
    """The text with a space for each character that XML cannot hold (1.0, 2.2), as Word leaves when it is pasted."""
    return _NOT_IN_XML.sub(" ", text)


def tokens(text: str) -> list[Token]:
    """The text as blocks, in the order in which they are read; a heading without words is none."""
    return _PARSER.parse(_EMPTY_HEADING.sub("", text))


def to_html(text: str, *, top: int = 1) -> SafeString:
    """The text as HTML whose highest heading has the level `top`. Whatever else it holds is shown as typed."""
    parsed = tokens(text)
    for token in parsed:
        if token.tag.startswith("h") and token.tag[1:].isdigit():
            if token.nesting == 1:
                token.attrSet("class", _CLASSES[f"h{min(int(token.tag[1:]), 3)}"])
            token.tag = f"h{min(int(token.tag[1:]) + top - 1, 6)}"
        elif token.nesting == 1 and token.tag in _CLASSES:
            token.attrSet("class", _CLASSES[token.tag])
    return SafeString(_PARSER.renderer.render(parsed, _PARSER.options, {}))


def plain(typed: str) -> str:
    """Typed text as it goes into a text of ours: its lists stay lists, but it makes no heading of its own."""
    return re.sub(r"^(\s*)#", r"\1\\#", typed.strip().replace("\r\n", "\n"), flags=re.MULTILINE)
