"""Help in place: every page says on what it rests, and the words of the regime are explained."""

from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bestvalue.accounts.models import User
from bestvalue.accounts.services.demonstration import email_of
from bestvalue.desk.help import Topic, glossary, topics, tour, without_help
from tests.access.test_counterparts import WEB
from tests.support.html import assert_valid_html

OPEN = ("register:", "help:")


def test_every_page_says_on_what_it_rests_or_why_it_need_not() -> None:
    explained = [route for topic in topics().values() for route in topic.routes]
    listed = [*explained, *without_help()]
    assert len(listed) == len(set(listed))
    assert {name for name in WEB if not name.startswith(OPEN)} == set(listed)


@pytest.mark.parametrize("topic", topics().values(), ids=list(topics()))
def test_a_topic_names_the_law_and_cites_what_it_says(topic: Topic) -> None:
    assert topic.law
    assert topic.here
    assert all(each.startswith(("response para ", "guidance s.")) for each in topic.guidance)


def test_the_glossary_explains_each_word_once_and_the_kinds_of_instrument() -> None:
    words = [each.term for each in glossary()]
    assert len(words) == len({each.slug for each in glossary()}) == len(set(words))
    named = " ".join(words).casefold()
    for word in ("best value notice", "requirement", "review", "inspection", "proposal", "directions", "non-statutory"):
        assert word in named


def test_anyone_reads_help_and_the_glossary_as_a_page_and_as_data(client: Client, db: None) -> None:
    for path in ("/help/", "/help/glossary/"):
        response = client.get(path)
        assert response.status_code == 200
        assert_valid_html(response)
    data = client.get("/api/v1/glossary/").json()["terms"]
    assert [each["term"] for each in data] == [each.term for each in glossary()]


@pytest.mark.parametrize(
    ("route", "words"),
    [("desk:cases", "LGA 1999 s.3 (the best value duty)"), ("desk:directions", "LGA 1999 s.15(6)")],
)
def test_a_page_has_its_help_one_click_away(demonstration: None, client: Client, route: str, words: str) -> None:
    client.force_login(User.objects.get(email=email_of("officer")))
    response = client.get(reverse(route))
    assert_valid_html(response)
    assert words in response.content.decode()
    assert "About this page" in response.content.decode()


def test_a_public_page_has_none_of_it(client: Client, db: None) -> None:
    assert "About this page" not in client.get("/register/").content.decode()


def test_there_is_a_walk_where_there_is_a_demonstration_and_nowhere_else(
    client: Client, db: None, settings: Any
) -> None:
    response = client.get("/help/tour/")
    assert_valid_html(response)
    assert all(each.link in unescape(response.content.decode()) for each in tour())
    settings.DEMONSTRATION = False
    assert client.get("/help/tour/").status_code == 404
    assert "/help/tour/" not in client.get("/help/").content.decode()
