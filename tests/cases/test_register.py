"""The public register: what was published, for anyone, and not one private byte (R46, N7)."""

import pytest
from django.test import Client

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.accounts.services.demonstration import email_of
from cases.models import Case, Publication, PublicationKind
from cases.published_kinds import published_kinds
from cases.selectors.register import Standing, published_instruments
from cases.services.publication import BASES, withdraw_publication
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
    assert response["Cache-Control"] == "public, no-cache"
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
    assert publication.title not in page
    assert '<meta name="robots" content="noindex">' in page


def test_what_is_published_is_asked_anew_each_time(register: Client) -> None:
    first, *_ = published_instruments(on=clock.today())
    press = User.objects.get(email=email_of("press"))
    withdraw_publication(by=press, publication=first, reason="Published in error.")
    now = {each.pk: each.standing for each in published_instruments(on=clock.today())}  # type: ignore[attr-defined]
    assert now[first.pk] == Standing.WITHDRAWN


def test_the_register_is_narrowed_to_what_is_in_force_or_ended(register: Client) -> None:
    for standing, named in (("in_force", True), ("ended", False)):
        page = register.get(f"/register/?standing={standing}&text=ashmere").content.decode()
        assert ("BVN-2026-0001" in page) is named


def test_an_identifier_that_was_never_given_is_not_found(register: Client) -> None:
    assert register.get("/register/BVN-1999-0001/").status_code == 404


def test_a_page_that_was_kept_is_asked_for_again_and_is_right_at_once_after_a_withdrawal(register: Client) -> None:
    publication = Publication.objects.filter(kind="notice").first()
    assert publication is not None
    path = f"/register/{publication.register_id}/"
    kept = register.get(path)
    held = {"If-None-Match": kept["ETag"]}
    assert register.get(path, headers=held).status_code == 304
    press = User.objects.get(email=email_of("press"))
    withdraw_publication(by=press, publication=publication, reason="Published in error.")
    after = register.get(path, headers=held)
    assert after.status_code == 200
    assert after["ETag"] != kept["ETag"]


def test_an_entry_says_when_it_last_changed_and_how_to_cite_it(register: Client) -> None:
    publication = Publication.objects.filter(kind="notice").first()
    assert publication is not None
    before = publication.changed_at
    page = register.get(f"/register/{publication.register_id}/").content.decode()
    assert f"{publication.register_id}, Best Value register, published" in page
    assert f"http://localhost:8000/register/{publication.register_id}/" in page
    press = User.objects.get(email=email_of("press"))
    withdraw_publication(by=press, publication=publication, reason="Published in error.")
    publication.refresh_from_db()
    assert publication.changed_at > before


def test_every_kind_that_is_published_is_explained_with_the_law_it_rests_on() -> None:
    assert [each.kind for each in published_kinds().values()] == list(PublicationKind)
    for each in published_kinds().values():
        assert all(words.strip() for words in (each.summary, each.decides, each.requires, each.follows, each.lasts))
        for provision in each.law:
            assert provision.href.startswith("https://www.legislation.gov.uk/ukpga/")
        sections = {name for name in ("section 10", "section 15", "section 230") if name in BASES[each.kind]}
        assert all(any(name in provision.name for provision in each.law) for name in sections)
