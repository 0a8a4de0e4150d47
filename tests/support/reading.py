"""Reading all that a case has to show: every page that its pages lead to, and every resource of its API."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from django.test import Client
from django.urls import URLResolver, get_resolver, resolve
from django.utils import timezone

from bestvalue import clock
from bestvalue.desk.as_at import READ, rewritten
from bestvalue.records.as_at import as_known

NOT_TEXT = {
    "cases:document_pdf",
    "cases:document_word",
    "cases:file",
    "api:case_document_pdf",
    "api:case_document_word",
}
BANNER = re.compile(r'<div class="govuk-inset-text app-as-at".*?</div>', re.DOTALL)
CARRIED = re.compile(r'(\?|&amp;)as_known=[^"&#]*|<input type="hidden" name="as_known"[^>]*>')
LINK = re.compile(r'href="([^"#?]+)')

Shown = dict[str, Any]
Recorded = dict[tuple[dt.datetime, str], Shown]  # by instant, and by what the case was called then


def assert_found_again(client: Client, recorded: Recorded) -> None:
    """Every address that there was at an instant says what it said then, and no other is there."""
    assert recorded
    for (instant, ref), then in recorded.items():
        again = shown_now(client, ref, as_known=instant.isoformat())
        differs = {
            each: (then.get(each), again.get(each)) for each in then | again if then.get(each) != again.get(each)
        }
        assert not differs, (instant, differs)


def shown_now(client: Client, ref: str, **moment: str) -> Shown:
    """What the main content of every page of the case says, and every resource, by address.

    All by the machine's clock, by which it is recorded.
    """
    with clock.at(timezone.now()):
        return pages(client, ref, moment) | resources(client, ref, moment)


def pages(client: Client, ref: str, moment: dict[str, str]) -> Shown:
    """The pages that can be reached from the page of the case; a past one without its banner and what it carries."""
    waiting, found = [f"/cases/{ref}/"], Shown()
    while waiting:
        address = waiting.pop()
        if address in found or resolve(address).view_name in NOT_TEXT:
            continue
        response = client.get(address, moment)
        html = response.content.decode().partition("<main")[2].partition("</main>")[0]
        within = (each for each in LINK.findall(html) if each.startswith(f"/cases/{ref}/"))
        waiting += [each for each in within if resolve(each).view_name in READ]
        html = html if moment else rewritten(html, as_known(clock.now()))  # with nothing to act on
        found[address] = (response.status_code, CARRIED.sub("", BANNER.sub("", html)).split())
    return found


def resources(client: Client, ref: str, moment: dict[str, str]) -> Shown:
    """The lists of the case, and all that is on them."""
    found: Shown = {}
    for path in LISTS:
        address = path.replace("<slug:ref>", ref)
        found[address] = _answer(client, address, moment)
        listed = found[address].get("results", ()) if f"{path}<uuid:pk>/" in RESOURCES else ()
        for one in (f"{address}{each['id']}/" for each in listed):
            found[one] = _answer(client, one, moment)
    return found


def _answer(client: Client, address: str, moment: dict[str, str]) -> Any:
    """What a resource says, all pages of a list together."""
    answer = _page(client, address, moment)
    while following := answer.pop("next", None):
        page = _page(client, following, {})
        answer |= {"results": answer["results"] + page["results"], "next": page["next"]}
    return answer


def _page(client: Client, address: str, moment: dict[str, str]) -> Any:
    answer = client.get(address, moment)
    assert answer.status_code == 200, (address, answer.content)
    return answer.json()


def _reads(view: Any) -> bool:
    """Whether it reads, and the past too."""
    return hasattr(view, "get") and bool(view.reads_the_past)


def _below(resolver: URLResolver, before: str = "/") -> Iterator[str]:
    """The paths below one case that can be read."""
    for each in resolver.url_patterns:
        path = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _below(each, path)
        elif path.startswith("/api/v1/cases/<slug:ref>/") and _reads(each.callback.cls):  # type: ignore[attr-defined]
            yield path


RESOURCES = frozenset(_below(get_resolver()))
LISTS = sorted(each for each in RESOURCES if each.count("<") == 1)
