"""The public register: what was published, for anyone, and not one private byte (R46, N7)."""

import pytest
from django.test import Client

from bestvalue.accounts.models import User
from bestvalue.accounts.services.demonstration import email_of
from cases.models import Case, Publication
from cases.services.publication import withdraw_publication
from tests.support.html import assert_valid_html


@pytest.fixture
def register(demonstration: None, client: Client) -> Client:
    """A visitor who has not signed in, and a register with something in it."""
    return client


def test_anyone_may_read_the_register(register: Client) -> None:
    response = register.get("/register/")
    assert response.status_code == 200
    assert_valid_html(response)
    assert "Ashmere County Council (fictional)" in response.content.decode()


def test_every_entry_has_a_page_of_its_own(register: Client) -> None:
    for publication in Publication.objects.all():
        response = register.get(f"/register/{publication.register_id}/")
        assert response.status_code == 200
        assert_valid_html(response)
        assert publication.title in response.content.decode()


def test_no_page_of_the_register_has_a_trace_of_a_private_case(register: Client) -> None:
    private = Case.objects.filter(reference__isnull=True)
    assert private.exists()
    pages = ["/register/", "/register/?text=brackwater"] + [
        f"/register/authorities/{case.authority.slug}/" for case in private
    ]
    for path in pages:
        page = register.get(path).content.decode()
        for case in private:
            assert case.handle not in page
        assert "Early engagement" not in page


def test_the_register_does_not_tell_the_stage_or_the_handle_of_a_published_case(register: Client) -> None:
    for publication in Publication.objects.select_related("case"):
        page = register.get(f"/register/{publication.register_id}/").content.decode()
        assert publication.case.handle not in page
        assert str(publication.case_id) not in page


def test_the_same_page_is_shown_to_those_signed_in(register: Client) -> None:
    stranger = register.get("/register/").content
    register.force_login(User.objects.get(email=email_of("officer")))
    assert register.get("/register/").content == stranger


def test_caches_may_keep_the_register_and_search_engines_may_read_it(register: Client) -> None:
    response = register.get("/register/")
    assert response["Cache-Control"] == "public, max-age=60"
    assert "noindex" not in response.content.decode()


def test_what_was_withdrawn_leaves_a_tombstone(register: Client) -> None:
    publication = Publication.objects.filter(kind="notice").first()
    assert publication is not None
    press = User.objects.get(email=email_of("press"))
    withdraw_publication(by=press, publication=publication, reason="Published in error.")
    page = register.get(f"/register/{publication.register_id}/").content.decode()
    assert "withdrawn from the register" in page
    assert "Published in error." in page
    assert "What was published" not in page


def test_the_register_is_narrowed_to_what_is_in_force_or_ended(register: Client) -> None:
    for standing, named in (("in_force", True), ("ended", False)):
        page = register.get(f"/register/?standing={standing}&text=ashmere").content.decode()
        assert ("BVN-2026-0001" in page) is named


def test_an_identifier_that_was_never_given_is_not_found(register: Client) -> None:
    assert register.get("/register/BVN-1999-0001/").status_code == 404
