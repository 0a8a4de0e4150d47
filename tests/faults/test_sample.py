"""A worker dies in mid-task and Redis dies: nothing is lost, nothing doubled, and the pages go on working."""

from .due import a_case, assert_each_prompted_once, fall_due, none_waits
from .processes import until
from .stack import Stack


def test_a_worker_and_redis_are_killed_in_mid_task_and_two_hundred_prompts_are_given_once(stack: Stack) -> None:
    case = a_case()
    fall_due(case, 100)
    visitor = stack.visitor()
    stack.beat()
    victim, survivor = stack.worker(), stack.worker(processes=3)
    with stack.held(case.team):
        until(lambda: victim in stack.stopped(), "the victim is in the middle of a clock")
        victim.kill()
    until(none_waits, "the survivor has given what was due")
    fall_due(case, 50)
    with stack.held(case.team):
        until(lambda: survivor in stack.stopped(), "the survivor is in the middle of a clock")
        stack.kill_redis()
        until(lambda: survivor.said("Connection to broker lost"), "the survivor misses Redis")
    fall_due(case, 49)
    assert visitor.readiness() == "degraded"
    assert case.officer is not None
    visitor.works(case.officer)
    stack.broker.start()
    until(none_waits, "what fell due while Redis was away is given")
    fall_due(case, 1)
    until(none_waits, "the survivor goes on")
    assert survivor.runs
    until(lambda: visitor.readiness() == "ok", "the process says that all is well again")
    assert_each_prompted_once(case)
