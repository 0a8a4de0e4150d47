"""Every act and every unmet condition leads to a page that is there."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from cases.moves import MOVES
from cases.where import DONE_AT, MET_AT


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
