"""The routes of the admin, which holds reference data alone: for administrators, and not there for anybody else."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.db import models

from cases.models import AuthorityKind, BankHoliday, KindPost, PreElectionPeriod
from themes.models import AccountsDates, SourceType

from .table import ROLES, People, Route

DAY = dt.date(2031, 5, 5)


def a_kind() -> AuthorityKind:
    """A kind of authority."""
    return AuthorityKind.objects.get_or_create(
        code="council", label="Council", defaults={"s230_reach": "yes", "is_local_authority": True}
    )[0]


MADE: Mapping[str, Callable[[], models.Model]] = {
    "cases_bankholiday": lambda: BankHoliday.objects.get_or_create(on=DAY, name="Early May")[0],
    "cases_preelectionperiod": lambda: PreElectionPeriod.objects.get_or_create(
        election="Local elections", starts_on=DAY, polling_day=DAY
    )[0],
    "cases_kindpost": lambda: KindPost.objects.get_or_create(
        kind=a_kind(), post="chief_executive", role="to", position=1
    )[0],
    "cases_authoritykind": a_kind,
    "themes_sourcetype": lambda: SourceType.objects.get_or_create(
        slug="letter", position=1, name="A letter", made_by="Anyone", arrives="By post", publicity="No"
    )[0],
    "themes_accountsdates": lambda: AccountsDates.objects.get_or_create(financial_year="2031-32", basis="Law")[0],
}
REMOVABLE = ("cases_bankholiday", "cases_preelectionperiod", "cases_kindpost")


def row_of(table: str) -> Callable[[People], dict[str, Any]]:
    """The arguments of the pages of a row of this table."""
    return lambda people: {"object_id": MADE[table]().pk}


REFERENCE: dict[str, Route] = {
    "admin:index": ROLES("admin"),
    "admin:jsi18n": ROLES("admin"),
    "admin:app_list": ROLES("admin", kwargs=lambda people: {"app_label": "cases"}),
    **{f"admin:{table}_changelist": ROLES("admin") for table in MADE},
    **{f"admin:{table}_add": ROLES("admin") for table in MADE},
    **{f"admin:{table}_change": ROLES("admin", kwargs=row_of(table)) for table in MADE},
    **{
        f"admin:{table}_delete": ROLES("admin", status=200 if table in REMOVABLE else 403, kwargs=row_of(table))
        for table in MADE
    },
}
