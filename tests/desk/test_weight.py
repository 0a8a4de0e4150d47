"""What a first look at a page costs over the wire: the page and everything that it loads, compressed."""

import gzip
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.test import Client

from bestvalue.accounts.models import User
from bestvalue.accounts.services.demonstration import email_of

MOST = 60 * 1024  # bytes
PAGES = (
    *("/", "/cases/", "/cases/{ref}/", "/cases/{ref}/next/", "/cases/{ref}/timeline/", "/authorities/", "/tasks/"),
    *("/register/", "/forecast/", "/directions/", "/account/"),
)


def loaded(page: str) -> int:
    """Compressed bytes of the style sheets, scripts and images that a page loads; charts come after it."""
    soup = BeautifulSoup(page, "html.parser")
    found = {each["src"] for each in soup.select("script[src], img[src]")}
    found |= {each["href"] for each in soup.select("link[rel=stylesheet], link[rel=icon]")}
    files = [finders.find(str(each).removeprefix("/static/")) for each in found if str(each).startswith("/static/")]
    assert files
    assert None not in files, found
    return sum(len(gzip.compress(Path(str(each)).read_bytes())) for each in files)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_and_all_that_it_loads_is_small(demonstration: None, client: Client, address: str) -> None:
    client.force_login(User.objects.get(email=email_of("officer")))
    ref = str(client.get("/api/v1/cases/").json()["results"][0]["ref"])
    plain = client.get(address.format(ref=ref))
    sent = client.get(address.format(ref=ref), headers={"Accept-Encoding": "gzip"})
    assert sent.headers["Content-Encoding"] == "gzip"
    assert "<main" in gzip.decompress(sent.content).decode()
    assert len(sent.content) + loaded(plain.content.decode()) < MOST


def test_an_answer_of_the_api_keeps_its_strong_etag(demonstration: None, client: Client) -> None:
    client.force_login(User.objects.get(email=email_of("officer")))
    url = str(client.get("/api/v1/cases/").json()["results"][0]["url"])
    answer = client.get(url, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["ETag"].startswith('"')
