"""An anchor over all chains is taken once a day, and kept."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.records.models import Anchor, Event
from bestvalue.records.services import anchor_chains
from bestvalue.records.services.anchors import heads
from bestvalue.records.tasks import anchor_chains_task
from cases.models import Case
from cases.services.opening import log_contact

from .conftest import Tampering

MONDAY = dt.date(2025, 6, 2)


def test_an_anchor_counts_every_chain_and_event(case: Case) -> None:
    anchor = anchor_chains()
    assert (anchor.chains, anchor.events) == (len(list(heads())), Event.objects.count())


def test_the_second_anchor_of_a_day_is_the_first_whatever_happened_since(case: Case, lead: User) -> None:
    first = anchor_chains()
    log_contact(by=lead, case=case, held_on=clock.today(), channel="call", people="The leader", summary="Fourth call.")
    assert anchor_chains() == first
    assert Anchor.objects.count() == 1


def test_each_day_has_its_own_anchor(case: Case) -> None:
    for day in range(3):
        with clock.at(MONDAY + dt.timedelta(days=day)):
            anchor_chains()
    assert Anchor.objects.count() == 3


def test_an_anchor_of_a_rewritten_chain_differs(case: Case, tampering: Tampering) -> None:
    with clock.at(MONDAY):
        before = anchor_chains()
    with tampering():
        Case.objects.filter(pk=case.pk).update(head="0" * 64)
    with clock.at(MONDAY + dt.timedelta(days=1)):
        assert anchor_chains().digest != before.digest


@pytest.mark.parametrize("deed", ["update", "delete"])
def test_an_anchor_is_never_changed_or_deleted(case: Case, deed: str) -> None:
    anchor_chains()
    anchors = Anchor.objects.all()
    with pytest.raises(IntegrityError, match="never"), transaction.atomic():
        anchors.update(digest="0" * 64) if deed == "update" else anchors.delete()


def test_the_scheduler_takes_the_anchor_and_reports_its_digest(case: Case) -> None:
    assert anchor_chains_task.apply().get() == Anchor.objects.get().digest
