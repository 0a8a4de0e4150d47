"""A question is asked by many at the same moment: real threads, committed rows."""

from functools import partial

import pytest
from django.db.models import CharField

from bestvalue.accounts.models import Team
from bestvalue.questions import Given, Question
from tests.factories import TeamFactory
from tests.support.at_once import at_once
from tests.support.database import let_tests_clear_tables

let_tests_clear_tables()


@pytest.mark.django_db(transaction=True)
def test_who_asks_at_the_same_time_gets_their_own_answer() -> None:
    """Who is first puts it into SQL, and all are first."""
    teams = TeamFactory.create_batch(8)
    for _ in range(10):
        ask = Question(Team.objects.filter(slug=Given("slug", CharField()))).ask
        answers = at_once(*(partial(ask, slug=each.slug) for each in teams))
        assert answers == [[each] for each in teams]
