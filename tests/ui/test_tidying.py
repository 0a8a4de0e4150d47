"""Text that people paste: nothing is refused for what nobody sees, and no word is changed."""

import unicodedata

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from bestvalue.accounts.models import Team, User
from bestvalue.ui.tidying import SPACES, tidied
from cases.models import CaseNote
from tests.api.world import a_case

UNSEEN = "\u200b\u2060\ufeff\u00ad\u202e\u2066"


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("\u00a0BV\u20112026\u20110001\u200b", " BV-2026-0001"),
        ("A line.  \r\nAnother.\t\r\n\r\nThe end.", "A line.\nAnother.\n\nThe end."),
        ("Cw\u0302m Taf", "Cŵm Taf"),
        ("soft\u00adware and \ufeffmarks", "software and marks"),
        ("paid \u202eelbisnopser\u202c", "paid elbisnopser"),
        ("two\u2028lines", "two\nlines"),
        ("👩\u200d⚖️ stays joined", "👩\u200d⚖️ stays joined"),
        ("  indented", "  indented"),
    ],
)
def test_what_nobody_sees_goes_and_every_word_stays(pasted: str, kept: str) -> None:
    assert tidied(pasted) == kept


@given(st.text())
def test_tidied_once_is_tidied_for_good_and_holds_every_word(text: str) -> None:
    once = tidied(text)
    assert tidied(once) == once
    assert not set(once) & {*SPACES, *UNSEEN, "\r"}
    before, after = ([each for each in unicodedata.normalize("NFD", one) if each.isalnum()] for one in (text, once))
    assert before == after


@pytest.mark.django_db
def test_a_pasted_note_and_a_pasted_search_are_tidied_and_a_password_is_not(
    client: Client, lead: User, team: Team
) -> None:
    case = a_case(lead, team)
    client.force_login(lead)
    page = f"/cases/{case.ref}/notes/new/"
    sent = {"text": "The\u00a0leader \r\nasks\u200b.", "version": f"{case.version}\u200b"}
    assert client.post(page, sent).status_code == 302
    assert CaseNote.objects.get().text == "The leader\nasks."
    found = client.get("/cases/", {"text": f"\u200b{case.authority.name}\u00a0"})
    assert case.authority.name in found.content.decode()
    lead.set_password("four\u00a0odd words here")
    lead.save(update_fields=["password"])
    client.logout()
    signed_in = client.post("/sign-in/", {"username": f"{lead.email}\u00a0", "password": "four\u00a0odd words here"})
    assert signed_in.status_code == 302
