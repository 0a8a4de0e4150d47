"""Every act and every unmet condition leads to a page that is there."""

import pytest
from django.urls import reverse

from cases.moves import MOVES
from cases.where import DONE_AT, MET_AT


@pytest.mark.parametrize("name", sorted({*DONE_AT.values(), *MET_AT.values()}))
def test_every_page_is_a_page_of_a_case(name: str) -> None:
    assert reverse(name, args=["abcdefgh"]).startswith("/cases/abcdefgh/")


def test_only_acts_of_the_table_have_pages() -> None:
    assert set(DONE_AT) <= set(MOVES)
