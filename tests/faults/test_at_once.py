"""Many sweep at the same moment, and people act meanwhile: each prompt once, and no task on what has ended (C5, N1)."""

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import OperationalError, connection

from bestvalue import clock
from cases.models import Clock, Prompt, SupportArrangement, Task
from cases.services import act, clocks, sweeping
from cases.services.opening import agree_support, end_support
from cases.services.sweeping import sweep
from tests.lifecycle.build import Play
from tests.lifecycle.test_races import race
from tests.support.assessing import assessed

from .due import a_case, assert_each_prompted_once, fall_due

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def play(transactional_db: None) -> Iterator[Play]:
    """A case that other connections can see."""
    with ExitStack() as days:
        play = Play.begin(days)
        assessed(play.case)
        yield play


def support_under_review(play: Play) -> SupportArrangement:
    """Agreed support whose review is due today, and nobody was asked yet."""
    parts: dict[str, Any] = dict.fromkeys(("what", "provider", "owner"), "Written.")
    review_on = clock.today() + dt.timedelta(days=30)
    support = agree_support(by=play.deputy_director, case=play.case, review_on=review_on, **parts)
    play.on(review_on)
    return support


def test_eight_sweeps_at_once_give_each_of_sixty_prompts_once() -> None:
    case = a_case()
    fall_due(case, 60)
    assert race(*[sweep] * 8) == [None] * 8
    assert_each_prompted_once(case)


def test_a_task_never_stays_open_on_a_clock_that_an_act_ended_meanwhile(play: Play) -> None:
    for _ in range(8):
        support = support_under_review(play)
        end = partial(end_support, by=play.deputy_director, support=support, reason="Done.")
        assert race(sweep, end, sweep) == [None] * 3
        ended = Clock.objects.get(subject=support.key)
        assert (ended.state, ended.tasks.filter(state="open").count()) == ("met", 0)
        assert ended.tasks.count() == ended.prompts.count()


def test_an_act_and_a_sweep_that_meet_on_one_case_do_not_stop_each_other(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sweep holds the clock and will name the case; the act holds the case and will end the clock."""
    support, both_hold = support_under_review(play), Barrier(2, timeout=20)
    gives, follows = sweeping._give, clocks.follow

    def give(*args: Any) -> int:
        count = gives(*args)
        both_hold.wait()
        return count

    def follow(*args: Any, **options: Any) -> None:
        both_hold.wait()
        follows(*args, **options)

    monkeypatch.setattr(sweeping, "_give", give)
    monkeypatch.setattr(act, "follow", follow)
    assert race(sweep, lambda: end_support(by=play.deputy_director, support=support, reason="Done.")) == [None, None]
    assert (Clock.objects.get(subject=support.key).state, Task.objects.get().closing) == ("met", "done")


def test_a_clock_that_another_act_holds_up_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock that does not come in time, or a deadlock, is this clock's own trouble; it is tried again later."""
    case = a_case()
    fall_due(case, 3)
    first, gives = Clock.objects.to_prompt(clock.now())[0], sweeping._give

    def give(kept: Clock, *args: Any) -> int:
        if kept.pk == first.pk:
            raise OperationalError("canceling statement due to lock timeout")
        return gives(kept, *args)

    monkeypatch.setattr(sweeping, "_give", give)
    done = sweep()
    assert (done.given, done.failed) == (2, 1)
    assert not Prompt.objects.filter(clock=first).exists()
    monkeypatch.undo()
    with clock.at(clock.now() + dt.timedelta(minutes=2)):
        assert sweep().given == 1


def test_a_database_that_goes_away_ends_the_sweep_and_the_next_one_goes_on() -> None:
    case = a_case()
    fall_due(case, 2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sweeping, "_give", lambda *_: cut_off())
        with pytest.raises(OperationalError):
            sweep()
    assert not Clock.objects.exclude(attempts=0).exists()
    assert sweep().given == 2
    assert_each_prompted_once(case)


def cut_off() -> int:
    """Let the server end the very connection that asks."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_terminate_backend(pg_backend_pid())")
    return 0
