"""Two years' watch on a failing service: it prompts people and decides nothing (C8, R32, N14)."""

import datetime as dt
from functools import partial
from typing import Any

import pytest

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.errors import Forbidden, Refused
from bestvalue.records.models import Event
from cases.models import Case, ServiceFailureWatch
from cases.services.watches import end_watch, note_trajectory, open_watch
from tests.api.world import an_authority


@pytest.fixture
def watch(officer: User) -> ServiceFailureWatch:
    """A watch on children's services that began today, without a case."""
    return open_watch(by=officer, authority=an_authority(), **facts())


def facts(**given: Any) -> dict[str, Any]:
    """What a watch needs."""
    today = clock.today()
    return {"service": "Children", "judged_by": "Ofsted", "starts_on": today, "why_then": "Published.", **given}


@pytest.mark.parametrize(
    ("given", "unmet"),
    [
        ({"service": ""}, "no_service"),
        ({"judged_by": " "}, "no_body"),
        ({"why_then": ""}, "no_why"),
        ({"starts_on": dt.date(2999, 1, 1)}, "later"),
    ],
)
def test_a_watch_says_which_service_who_judged_it_and_why_then(
    officer: User, given: dict[str, Any], unmet: str
) -> None:
    with pytest.raises(Refused) as refused:
        open_watch(by=officer, authority=an_authority(), **facts(**given))
    assert [each.code for each in refused.value.unmet] == [unmet]


def test_a_service_is_watched_once_at_a_time(watch: ServiceFailureWatch, officer: User) -> None:
    again = partial(open_watch, by=officer, authority=watch.authority, **facts())
    with pytest.raises(Refused):
        again()
    end_watch(by=officer, watch=watch, ending="corrected", reason="Good now.")
    assert again().state == "running"


def test_two_years_pass_and_nothing_is_decided(watch: ServiceFailureWatch, officer: User) -> None:
    with clock.at(clock.today() + dt.timedelta(days=800)):
        note_trajectory(by=officer, watch=watch, text="Two monitoring visits show progress.")
    watch = ServiceFailureWatch.objects.get(pk=watch.pk)
    assert (watch.state, watch.notes.count()) == ("running", 1)
    assert not Case.objects.exists()


@pytest.mark.parametrize("ending", ServiceFailureWatch.Ending.values)
def test_a_person_ends_a_watch_early_or_late_with_a_reason(
    watch: ServiceFailureWatch, officer: User, ending: str
) -> None:
    with pytest.raises(Refused):
        end_watch(by=officer, watch=watch, ending=ending, reason=" ")
    ended = end_watch(by=officer, watch=watch, ending=ending, reason="As told.")
    assert (ended.state, ended.ending) == ("ended", ending)
    with pytest.raises(Refused):
        note_trajectory(by=officer, watch=ended, text="More.")


def test_a_watch_stands_on_the_authoritys_own_chain(watch: ServiceFailureWatch) -> None:
    event = Event.objects.get(subject=watch.key)
    assert (event.verb, event.case, event.stream) == ("open_watch", None, watch.authority.stream_name)


def test_only_an_official_keeps_a_watch(watch: ServiceFailureWatch, minister: User) -> None:
    with pytest.raises(Forbidden):
        note_trajectory(by=minister, watch=watch, text="Better.")
