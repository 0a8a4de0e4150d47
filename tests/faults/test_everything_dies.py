"""Everything dies in turn in the middle of its work: each prompt is given once, within two minutes (N1, N11, N12).

What was measured is printed, for `make proof` to keep.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from cases.models import Case

from .due import a_case, assert_each_prompted_once, fall_due, none_waits
from .processes import PATIENCE, until
from .stack import Stack
from .visitor import Visitor

MANY, SOME = 2000, 200
AWAY = 10.0  # seconds


@dataclass
class Service:
    """A service at work: two workers of two processes each, two beats, and somebody at a browser."""

    stack: Stack
    case: Case
    visitor: Visitor

    @classmethod
    def begin(cls, stack: Stack) -> "Service":
        """Start everything."""
        for number in range(2):
            stack.beat(f"schedule{number}")
            stack.worker(processes=2)
        service = cls(stack, a_case(), stack.visitor())
        stack.ready()
        return service

    def is_used(self) -> None:
        """Somebody signs in and reads."""
        assert self.case.officer is not None
        self.visitor.works(self.case.officer)


@dataclass(frozen=True)
class Fault:
    """What dies in the middle of a clock, and what happens until it is back."""

    dies: str
    kill: Callable[[Stack], object]
    come_back: Callable[[Service], object] = Service.is_used


def kill_beats(stack: Stack) -> None:
    for process in stack.processes:
        if process.name == "beat":
            process.kill()


def redis_comes_back(service: Service) -> None:
    """The pages go on without it; what falls due once the running sweeps are over waits for it."""
    assert service.visitor.readiness() == "degraded"
    service.is_used()
    time.sleep(AWAY)
    service.is_used()
    fall_due(service.case, SOME)
    service.stack.broker.start()


def postgres_comes_back(service: Service) -> None:
    assert service.visitor.readiness() == "unavailable"
    time.sleep(AWAY)
    service.stack.postgres.start()
    until(lambda: service.visitor.readiness() == "ok", "the web process has found the database again")
    service.is_used()


FAULTS = (
    Fault("the process of a worker", lambda stack: stack.stopped()[0].kill_child(stack.waiting_ports())),
    Fault("a worker", lambda stack: stack.stopped()[0].kill(), lambda service: service.stack.worker(processes=2)),
    # one comes back, with the schedule file that the dead one left
    Fault("both beats", kill_beats, lambda service: service.stack.beat("schedule0")),
    Fault("Redis", Stack.kill_redis, redis_comes_back),
    Fault("Redis again", Stack.kill_redis, redis_comes_back),
    Fault("PostgreSQL", Stack.kill_postgres, postgres_comes_back),
)


def test_two_beats_and_four_worker_processes_give_two_thousand_prompts_once(stack: Stack) -> None:
    service = Service.begin(stack)
    fall_due(service.case, MANY)
    seconds = until(none_waits, "all were given", 5 * PATIENCE)
    print(f"\n{MANY} prompts by two beats and four worker processes: {MANY / seconds:.0f} a second")  # noqa: T201
    assert_each_prompted_once(service.case)


def test_whatever_dies_in_the_middle_of_a_clock_all_is_caught_up_within_two_minutes(stack: Stack) -> None:
    service = Service.begin(stack)
    for fault in FAULTS:
        fall_due(service.case, SOME)
        with stack.held(service.case.team):
            until(stack.stopped, "a worker is in the middle of a clock")
            fault.kill(stack)
        fault.come_back(service)
        seconds = until(none_waits, f"all was caught up after {fault.dies} died", PATIENCE)
        print(f"\n{fault.dies} died: all caught up {seconds:.1f} seconds after it was back")  # noqa: T201
        assert_each_prompted_once(service.case)
    assert sorted(each.name for each in stack.processes if each.runs) == ["beat", "web", "worker", "worker"]
