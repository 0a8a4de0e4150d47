"""Every act and every unmet condition leads to a page that is there."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from bestvalue.accounts.models import Role
from bestvalue.errors import Unmet
from cases.models import Case
from cases.moves import MOVES
from cases.where import DONE_AT, MET_AT, page_for, without_what_is_shut


@pytest.mark.parametrize("name", sorted({*DONE_AT.values(), *MET_AT.values()}))
def test_every_page_is_a_page_of_a_case(name: str) -> None:
    assert reverse(name, args=["abcdefgh"]).startswith("/cases/abcdefgh/")


def test_only_acts_of_the_table_have_pages() -> None:
    assert set(DONE_AT) <= set(MOVES)


# What nothing that a person does on the case puts right: the law, the stage, or the calendar says no.
NOTHING_TO_PUT_RIGHT = {
    *("wrong_stage", "case_closed", "case_exists", "not_an_authority", "authority_exists", "worked_out"),
    *("section_230_reach", "status_unconfirmed"),
}


@pytest.mark.parametrize("module", ["cases/conditions.py", "notices/conditions.py", "interventions/conditions.py"])
def test_every_condition_that_is_not_met_leads_to_where_it_is(module: str) -> None:
    written = (Path(settings.BASE_DIR) / module).read_text(encoding="utf-8")
    codes = {*re.findall(r'Unmet\(\s*"(\w+)"', written), *re.findall(r'"(\w+)",\s*f?"[A-Z{]', written)}
    assert codes - NOTHING_TO_PUT_RIGHT <= set(MET_AT)


@pytest.mark.parametrize(
    ("role", "led_to"),
    [
        (Role.DEPUTY_DIRECTOR, ["/support/new/", "/edit/", "/submissions/"]),
        (Role.OFFICER, ["", "/edit/", "/submissions/"]),
        (Role.RECORDS_MANAGER, ["", "", "/submissions/"]),
    ],
)
def test_nobody_is_led_to_a_page_that_is_shut_to_them(role: Role, led_to: list[str]) -> None:
    codes = {"no_support": "/support/new/", "no_prompt": "/edit/", "no_decision": "/submissions/"}
    unmet = [Unmet(code, "It is missing.", link) for code, link in codes.items()]
    assert [each.link for each in without_what_is_shut(unmet, frozenset({role}))] == led_to


@pytest.mark.parametrize(
    ("role", "page"), [(Role.OFFICER, "/submissions/new/"), (Role.DEPUTY_DIRECTOR, "/submissions/")]
)
def test_who_clears_submissions_is_led_to_them_and_not_to_a_new_one(role: Role, page: str) -> None:
    case = Case(handle="abcdefgh")
    assert page_for(frozenset({role}), "submit_notice", case) == f"/cases/{case.ref}{page}"
