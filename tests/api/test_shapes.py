"""A shape shows what the framework would, and shows the same of bare rows as of objects."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from bestvalue import clock
from bestvalue.accounts.models import Role, Team, User
from bestvalue.accounts.services.tokens import issue_token
from bestvalue.api.shapes import Shape, bare
from bestvalue.desk.api.events import FeedEventSerializer
from bestvalue.records.models import Event
from cases.api.cases import CaseSerializer, EventSerializer
from cases.api.register import InstrumentSerializer
from cases.models import Case
from cases.selectors.cases import with_ref
from cases.selectors.register import published_instruments
from tests.factories import person

from .world import a_case, an_authority, published

Rows = Callable[[], QuerySet[Any]]
SHOWN: dict[type[Any], tuple[Rows, Rows]] = {
    CaseSerializer: (Case.objects.all, lambda: with_ref(Case.objects.all())),
    EventSerializer: (Event.objects.all, Event.objects.all),
    FeedEventSerializer: (Event.objects.all, lambda: with_ref(Event.objects.all(), "case__")),
    InstrumentSerializer: (
        lambda: published_instruments(on=clock.today()),
        lambda: published_instruments(on=clock.today()),
    ),
}


@pytest.fixture
def world(lead: User, team: Team) -> None:
    """Cases with and without an officer and a reference, an act outside any case, and a tombstone."""
    known, private = a_case(lead, team), a_case(lead, team, an_authority("wyeford", "Wyeford District Council"))
    Case.objects.filter(pk=known.pk).update(reference="BV-2024-0001", officer=None)
    issue_token(user=person(Role.ADMINISTRATOR), name="Outside any case")
    published(known, lead)
    published(private, lead, "BVN-2024-0002", withdrawn_on=dt.date(2024, 7, 1), withdrawal_reason="In error.")


def shown(shape: type[Any], rows: QuerySet[Any]) -> list[Any]:
    request = Request(APIRequestFactory().get("/"))
    found: list[Any] = shape(rows.order_by("pk"), many=True, context={"request": request}).data
    return found


@pytest.mark.parametrize("shape", SHOWN)
def test_bare_rows_say_what_objects_say(world: None, shape: type[Any]) -> None:
    objects, columns = SHOWN[shape]
    more = ("withdrawn_on", "withdrawal_reason") if shape is InstrumentSerializer else ()
    assert shown(shape, bare(columns(), shape, *more)) == shown(shape, objects())


@pytest.mark.parametrize("shape", SHOWN)
def test_a_shape_says_what_the_framework_says(world: None, shape: type[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    ours = shown(shape, SHOWN[shape][0]())
    monkeypatch.setattr(Shape, "to_representation", serializers.Serializer.to_representation)
    assert ours == shown(shape, SHOWN[shape][0]())
    assert len(ours) >= 2


class Odd(Shape[Any]):
    """What the framework reads in ways of its own."""

    called = serializers.CharField()
    in_words = serializers.CharField()
    deep = serializers.IntegerField(source="part.number", default=7)
    none = serializers.CharField(allow_null=True)
    often = serializers.ListField(child=serializers.IntegerField())
    missing = serializers.CharField(required=False)


class Thing(SimpleNamespace):
    """Has a method where others have a member."""

    def called(self) -> str:
        return "by a method"


@pytest.mark.parametrize("part", [None, SimpleNamespace(number="3")])
def test_methods_parts_that_are_missing_and_members_that_need_not_be_there_are_read_as_ever(part: Any) -> None:
    found = {
        "called": "by a method",
        "in_words": "made of a method",
        "deep": int(part.number) if part else 7,
        "none": None,
        "often": [1, 2],
    }
    thing = Thing(part=part, none=None, often=[1, 2], in_words=partial(lambda words: words, "made of a method"))
    assert Odd(thing).data == found
    assert Odd({**vars(thing), "called": "by a method", "missing": "no"}).data == {**found, "missing": "no"}


def test_answers_share_no_field_that_belongs_to_one_of_them(world: None) -> None:
    first, second = EventSerializer(), EventSerializer()
    assert first.fields["actor"] is not second.fields["actor"]
    actor: Any = second.fields["actor"]
    assert actor.fields["name"].root is second
