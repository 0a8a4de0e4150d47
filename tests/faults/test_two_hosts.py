"""Workers on two hosts share a broker and a database; one is cut off in mid-task and comes back (N1)."""

from contextlib import ExitStack

import pytest

from .due import a_case, assert_each_prompted_once, fall_due, given, none_waits
from .links import ARRANGEMENT, a_link
from .processes import until
from .stack import Stack

DUE = 300


@pytest.mark.parametrize("arrangement", [ARRANGEMENT])
def test_a_host_that_is_cut_off_in_mid_task_and_comes_back_doubles_nothing(stack: Stack, arrangement: str) -> None:
    """Its clock stays locked while it is away; the other host gives all the rest."""
    case = a_case()
    fall_due(case, DUE)
    with ExitStack() as undo:
        links = [undo.enter_context(a_link(place, stack.addresses)) for place in range(2)]
        left, right = (stack.worker(*link.before, addresses=link.addresses) for link in links)
        stack.ready()
        with stack.held(case.team):
            stack.beat()
            until(lambda: len(stack.waiting_ports()) == 2, "both hosts are in the middle of a clock")
            links[1].cut()
        rest = until(lambda: given() >= DUE - 1, "the other host has given the rest")
        links[1].mend()
        own = until(none_waits, "what the host that came back had locked is given")
        print(f"\nTwo hosts ({arrangement}): the rest in {rest:.1f} s, the last {own:.1f} s after the link was mended")  # noqa: T201
        done = right.said("succeeded")
        until(lambda: right.said("succeeded") > done, "the host that came back goes on working")
        assert left.runs
        for process in stack.processes:
            process.kill()
    assert_each_prompted_once(case)
