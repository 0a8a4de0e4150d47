"""An agreed assessment, which closing a case and proposing to intervene need."""

from typing import Any

from bestvalue.accounts.models import Role, User
from cases.models import Case
from tests.factories import person
from themes.models import Assessment, Theme
from themes.services.assessing import agree_assessment, draft_assessment

CHECKS = {"checks_exist": "Scrutiny.", "checks_used": "In part.", "checks_found": "Reserves fall."}


def on_theme(code: str, **facts: Any) -> dict[str, Any]:
    """One theme, written in full."""
    words = dict.fromkeys(("narrative", "context", "pressures", "trajectory_why", "account", "gap"), "Written.")
    return {"theme_id": code, "trajectory": "static", **words, **facts}


def on_every_theme() -> list[dict[str, Any]]:
    """Every theme, written in full."""
    return [on_theme(each.code) for each in Theme.objects.all()]


def drafted(case: Case, by: User | None = None, **parts: Any) -> Assessment:
    """A draft that lacks nothing."""
    by = by or person(Role.OFFICER, team=case.team)
    return draft_assessment(by=by, case=case, **{"themes": on_every_theme(), **CHECKS, **parts})


def assessed(case: Case) -> Case:
    """The case, with an agreed assessment."""
    if not Assessment.objects.filter(case=case, state="agreed").exists():
        agree_assessment(by=person(Role.DEPUTY_DIRECTOR), assessment=drafted(case))
    return case
