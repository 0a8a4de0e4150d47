"""Reading all that a case has to show: every page that its pages lead to, and every resource of its API."""

import re
from collections.abc import Iterator
from typing import Any

from django.test import Client
from django.urls import URLResolver, get_resolver, resolve

from bestvalue import clock
from bestvalue.desk.as_at import READ, rewritten
from bestvalue.records.as_at import as_known
from cases.models import Case

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


def everything_shown(client: Client, case: Case, **moment: str) -> dict[str, Any]:
    """What the main content of every page of the case says, and every resource, by address."""
    return pages(client, case, moment) | resources(client, case, moment)


def pages(client: Client, case: Case, moment: dict[str, str]) -> dict[str, Any]:
    """The pages that can be reached from the page of the case; a past one without its banner and what it carries."""
    waiting, found = [f"/cases/{case.ref}/"], dict[str, Any]()
    while waiting:
        address = waiting.pop()
        if address in found or resolve(address).view_name in NOT_TEXT:
            continue
        response = client.get(address, moment)
        html = response.content.decode().partition("<main")[2].partition("</main>")[0]
        within = (each for each in LINK.findall(html) if each.startswith(f"/cases/{case.ref}/"))
        waiting += [each for each in within if resolve(each).view_name in READ]
        html = html if moment else rewritten(html, as_known(clock.now()))  # with nothing to act on
        found[address] = (response.status_code, CARRIED.sub("", BANNER.sub("", html)).split())
    return found


def resources(client: Client, case: Case, moment: dict[str, str]) -> dict[str, Any]:
    """The lists of the case, and all that is on their first pages."""
    found: dict[str, Any] = {}
    for path in LISTS:
        address = path.replace("<slug:ref>", case.ref)
        found[address] = _answer(client, address, moment)
        listed = found[address].get("results", ()) if f"{path}<uuid:pk>/" in RESOURCES else ()
        for one in (f"{address}{each['id']}/" for each in listed):
            found[one] = _answer(client, one, moment)
    return found


def _answer(client: Client, address: str, moment: dict[str, str]) -> Any:
    answer = client.get(address, moment)
    assert answer.status_code == 200, (address, answer.content)
    return answer.json()


def _below(resolver: URLResolver, before: str = "/") -> Iterator[str]:
    """The paths below one case that can be read."""
    for each in resolver.url_patterns:
        path = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _below(each, path)
        elif path.startswith("/api/v1/cases/<slug:ref>/") and hasattr(each.callback.cls, "get"):  # type: ignore[attr-defined]
            yield path


RESOURCES = frozenset(_below(get_resolver()))
LISTS = sorted(each for each in RESOURCES if each.count("<") == 1)
