"""A case on which a notice is drafted, and its officer's browser."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest
from django.test import Client

from tests.api.world import a_case, an_authority
from tests.lifecycle.build import Play


@pytest.fixture
def play(guidance: None, db: None) -> Iterator[Play]:
    """A case in early engagement, on its day, with the guidance."""
    with ExitStack() as days:
        play = Play.begin(days)
        play.authority.kind.posts.create(post="head_of_paid_service", role="to", position=1)
        yield play


@pytest.fixture
def page(client: Client, play: Play) -> Client:
    """The case officer, signed in."""
    client.force_login(play.officer)
    return client


@pytest.fixture
def other(play: Play) -> Play:
    """A case of another team, at another authority."""
    authority = an_authority("elsewhere", "Elsewhere District Council")
    chief = authority.officers.create(post="head_of_paid_service", name="B. Chief", starts_on=play.chief.starts_on)
    theirs = replace(play, authority=authority, chief=chief)
    theirs.case = a_case(play.lead, play.team, authority)
    return theirs
