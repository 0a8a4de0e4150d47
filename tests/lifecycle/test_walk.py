"""Whatever people try, in whatever order, over however many years, the promises hold."""

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from bestvalue.accounts.models import Team, User
from cases.models import Authority

from .walk import Walk


def test_no_walk_breaks_a_promise(people: dict[str, User], team: Team, authorities: list[Authority]) -> None:
    Walk.set_out(people, team, authorities)
    run_state_machine_as_test(Walk, settings=settings())
