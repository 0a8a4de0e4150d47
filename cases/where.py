"""Where each act is done, and where each unmet condition is put right: addresses that take a case (design 4)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.urls import reverse

from bestvalue.errors import Unmet

from .models import Case

# The page of the case on which an act is done, by the name of its move.
DONE_AT: Mapping[str, str] = {
    "log_contact": "cases:log_contact",
}

# The page of the case on which a condition is met, by its code.
MET_AT: Mapping[str, str] = {}


def linked(unmet: Iterable[Unmet], case: Case) -> list[Unmet]:
    """The same conditions, each with the address of the page on which it is met, where there is one."""
    return [each if each.link else replace(each, link=_page(MET_AT, each.code, case)) for each in unmet]


def page_of_act(name: str, case: Case) -> str:
    """The address of the page on which this act is done on this case; empty where it has none."""
    return _page(DONE_AT, name, case)


def _page(table: Mapping[str, str], name: str, case: Case) -> str:
    return reverse(table[name], args=[case.ref]) if name in table else ""
