"""The demonstration portfolio is played through the ordinary services, and reaches every stage."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django import Settings

from bestvalue import clock
from bestvalue.records.models import Event
from bestvalue.records.services.verifying import verify_chains
from cases.conditions import Situation
from cases.models import Case
from cases.stages import Stage


def test_there_is_a_fictional_case_at_every_stage(demonstration: None) -> None:
    assert set(Case.objects.values_list("stage", flat=True)) == set(Stage.values)
    assert not Case.objects.filter(authority__is_fictional=False).exists()


def test_one_notice_and_one_set_of_directions_wait_for_a_decision(demonstration: None) -> None:
    standing = [
        each.standing(clock.today()) for case in Case.objects.all() for each in Situation(case, clock.today()).live()
    ]
    assert "period_ended" in standing
    assert "lapsed_undecided" in standing


def test_a_second_load_adds_nothing(demonstration: None) -> None:
    before = Event.objects.count()
    call_command("load_demonstration", verbosity=0)
    assert Event.objects.count() == before


def test_the_chains_of_the_demonstration_are_intact(demonstration: None) -> None:
    assert list(verify_chains()) == []


def test_a_production_service_refuses_the_demonstration(db: None, settings: Settings) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="DEMONSTRATION"):
        call_command("load_demonstration", verbosity=0)
