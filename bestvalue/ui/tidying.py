"""What people paste, tidied as it arrives: what nobody sees, or what only looks like a space, costs no one an error.

Nobody can see the difference, so no word is changed: the text that is kept, hashed and decided on is the tidied one.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
MARKS = ("\u00ad\u200b\u2060\ufeff", "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Soft hyphens, spaces of no width and byte order marks; and what turns the direction of writing, which deceives."""
SEEN_AS: dict[int, str | None] = {
    **{ord(each): " " for each in SPACES},
    **{ord(each): None for marks in MARKS for each in marks},
    **{ord("\u2011"): "-", ord("\u2028"): "\n", ord("\u2029"): "\n", ord("\x85"): "\n"},
}
END_OF_LINE = re.compile(r"[ \t]*(\r\n|\r|\n)")


def tidied(text: str) -> str:
    """The same text in composed letters, without unseen marks, with plain spaces, none at the end of a line."""
    return END_OF_LINE.sub("\n", unicodedata.normalize("NFC", text.translate(SEEN_AS)))


class PastedTextMiddleware:
    """Tidies what comes in forms of pages and in the address, but for passwords, before any page looks at it.

    It stands after the check of a form's token, which reads the form first.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Tidy it; the API takes text as it is sent."""
        if request.path.startswith("/api/"):
            return
        request.GET = _all_tidied(request.GET)
        if request.method == "POST" and request.content_type in FORMS:
            request.POST = _all_tidied(request.POST)


def _all_tidied(given: QueryDict) -> Any:
    found = given.copy()
    for name, values in given.lists():
        if "password" not in name:
            found.setlist(name, [tidied(each) for each in values])
    found._mutable = False
    return found
