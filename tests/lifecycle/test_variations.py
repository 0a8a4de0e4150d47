"""What a minister decides about a change is the text as it will be after it (R1)."""

import datetime as dt
from typing import Any

import pytest

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.errors import Refused
from cases.models import Case, Instrument
from cases.services.submissions import clear_submission, decide, draft_submission, offer_for_clearance
from interventions.models import Inspection
from interventions.services.inspections import appoint_inspector, draft_inspection, vary_inspection
from interventions.services.packages import agree_package, draft_package, vary_package
from tests.api.world import a_case

from .build import PACK


class Office:
    """The people who take an act to a minister."""

    def __init__(self, officer: User, deputy_director: User, minister: User, case: Case) -> None:
        self.officer, self.deputy_director, self.minister, self.case = officer, deputy_director, minister, case

    def approve(self, move: str, instrument: Instrument, **changes: Any) -> None:
        """Have a minister approve an act, with the facts that it will set."""
        asked = [(move, instrument)]
        made = draft_submission(
            by=self.officer, case=self.case, question="?", acts=asked, changes={move: changes}, **PACK
        )
        offer_for_clearance(by=self.officer, submission=made)
        clear_submission(by=self.deputy_director, submission=made)
        decide(by=self.minister, asked=made.acts.get(), decision="approve", reasons="Read.")


@pytest.fixture
def office(officer: User, lead: User, deputy_director: User, minister: User) -> Office:
    """An office with one case."""
    team = lead.role_holdings.get().team
    assert team is not None
    return Office(officer, deputy_director, minister, a_case(lead, team))


@pytest.fixture
def inspection(office: Office, lead: User) -> Inspection:
    """An inspection under way, its report due in ninety days."""
    drafted = draft_inspection(
        by=office.officer,
        case=office.case,
        functions=["Governance"],
        inspector="A. Inspector",
        conflicts_check="None found.",
        fees="At cost",
        evidence="A disclosure.",
        report_due_on=clock.today() + dt.timedelta(days=90),
    )
    office.approve("appoint_inspector", drafted)
    return appoint_inspector(by=lead, inspection=drafted)


def test_a_report_date_is_moved_as_the_minister_decided(office: Office, inspection: Inspection, lead: User) -> None:
    later = clock.today() + dt.timedelta(days=150)
    office.approve("vary_inspection", inspection, report_due_on=later)
    vary_inspection(by=lead, inspection=inspection, report_due_on=later, reason="The inspector asked.")
    assert Inspection.objects.get(pk=inspection.pk).report_due_on == later


def test_a_report_date_other_than_decided_is_refused(office: Office, inspection: Inspection, lead: User) -> None:
    office.approve("vary_inspection", inspection, report_due_on=clock.today() + dt.timedelta(days=150))
    other = clock.today() + dt.timedelta(days=151)
    with pytest.raises(Refused, match="text has changed"):
        vary_inspection(by=lead, inspection=inspection, report_due_on=other, reason="The inspector asked.")


def test_of_several_approvals_the_one_that_fits_the_text_is_spent(
    office: Office, inspection: Inspection, lead: User
) -> None:
    days = [clock.today() + dt.timedelta(days=days) for days in (120, 150, 180)]
    for day in days:
        office.approve("vary_inspection", inspection, report_due_on=day)
    varied = vary_inspection(by=lead, inspection=inspection, report_due_on=days[1], reason="The inspector asked.")
    assert varied.report_due_on == days[1]


def test_a_package_is_changed_as_the_minister_decided(office: Office, lead: User) -> None:
    drafted = draft_package(
        by=office.officer,
        case=office.case,
        model="board",
        agreement="Their letter.",
        terms="Terms.",
        members="Three.",
        reporting="Quarterly",
        review_on=clock.today() + dt.timedelta(days=365),
    )
    office.approve("agree_package", drafted)
    agreed = agree_package(by=lead, package=drafted)
    office.approve("vary_package", agreed, members="Four.")
    assert vary_package(by=lead, package=agreed, reason="One more.", members="Four.").members == "Four."
