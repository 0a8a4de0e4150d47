"""Whatever people did, in whatever order, every state that a reader saw is found again (design 7)."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, run_state_machine_as_test

from bestvalue.accounts.models import Role, Team, User
from cases.models import Authority, Case
from tests.factories import person
from tests.support.database import Kept, let_tests_clear_tables
from tests.support.reading import Recorded, assert_found_again, shown_now

from .walk import Walk

WALKS, STEPS = (20, 12) if os.environ.get("PROOF") == "full" else (1, 4)
pytestmark = pytest.mark.django_db(transaction=True)
let_tests_clear_tables()


class RememberedWalk(Walk):
    """A walk whose acts are each committed, with a reader who looks at every case after each step."""

    reader: Client
    kept: Kept

    def __init__(self) -> None:
        super().__init__()
        self.recorded: Recorded = {}

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Clear every table, and have the people back who were there before."""
        try:
            yield
        finally:
            call_command("flush", interactive=False, verbosity=0)
            self.kept.bring_back()

    @initialize(which=st.sampled_from([0, 1]), data=st.data())
    def sets_out(self, which: int, data: st.DataObject) -> None:
        """A few steps are to show more than an empty case: it begins where directions have been made."""
        self.open_case(which)
        self.is_heard_and_directed(which, data)

    @invariant()
    def everything_is_read(self) -> None:
        """Record all that can be read now of every case."""
        for case in Case.objects.all():
            self.recorded[timezone.now(), case.ref] = shown_now(self.reader, case.ref)

    def teardown(self) -> None:
        """Find every state again, then forget everything."""
        try:
            assert_found_again(self.reader, self.recorded)
        finally:
            super().teardown()


def test_every_state_of_a_walk_is_found_again(
    client: Client, people: dict[str, User], team: Team, authorities: list[Authority]
) -> None:
    RememberedWalk.set_out(people, team, authorities)
    client.force_login(person(Role.DIRECTOR))
    RememberedWalk.reader, RememberedWalk.kept = client, Kept()
    RememberedWalk.kept.keep()
    shortly = settings(max_examples=WALKS, stateful_step_count=STEPS, phases=[Phase.generate])  # shrinking takes hours
    run_state_machine_as_test(RememberedWalk, settings=shortly)
