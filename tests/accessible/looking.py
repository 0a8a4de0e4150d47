"""Going about as a person, and failing with all that is wrong with what they meet."""

from collections.abc import Iterable, Iterator

from django.test import Client

from bestvalue.accounts.models import User
from tests.access.walk import walk

from .drawn import Drawing
from .sound import unsound
from .states import Distinct, Shown

STARTS = ("/", "/account/", "/register/")
NOT_OURS = ("/admin/", "/api/")  # Django's own pages, and the reader of API descriptions


def met(user: User | None, distinct: Distinct, *, state: str, every: int) -> Iterator[Shown]:
    """What a person meets who follows every link; of all kinds of page, one in so many is taken."""
    browser, visitor = Client(), user.email if user else ""
    if user:
        browser.force_login(user)
    for number, (path, response) in enumerate(walk(browser, STARTS, alike=1)):
        if number % every == 0 and not path.startswith(NOT_OURS):
            yield from distinct.found(browser, response, visitor=visitor, state=state, path=path)


def none_is_wrong(pages: Iterable[Shown], drawing: Drawing) -> None:
    """Fail with all that is wrong with any of them."""
    faults = [f"{page}: {each}" for page in pages for each in (*unsound(page), *drawing.faults(page))]
    assert not faults, "\n".join(faults)
