"""No mass of figures, observations and prompts moves a case: only what a named person decides does (N1)."""

import datetime as dt
from typing import Any

from bestvalue import clock
from bestvalue.accounts.models import User
from cases.models import Case, Clock, Instrument
from cases.services.sweeping import sweep
from tests.lifecycle.build import Play
from themes.models import Metric, Wording
from themes.services.observing import observe

from .figures import csv_of, imported, row

LONG_AFTER = dt.timedelta(days=365 * 20)


def where_all_stands() -> dict[str, list[Any]]:
    """Where every case and every instrument stands, in the words of the database."""
    kinds = {each._meta.label: each.objects.order_by("pk").values_list("pk", "state") for each in below(Instrument)}
    cases = Case.objects.values_list("pk", "stage", "outcome", "closed_on")
    return {name: list(rows) for name, rows in {**kinds, "cases": cases}.items()}


def below(kind: type[Any]) -> list[type[Any]]:
    """Every kind of instrument that has a table."""
    found = [deeper for each in kind.__subclasses__() for deeper in [each, *below(each)]]
    return [each for each in found if not each._meta.abstract]


def test_bad_figures_every_indicator_and_every_prompt_together_move_nothing(
    play: Play, analyst: User, metric: Metric
) -> None:
    play.intervened()
    case = Case.objects.get(pk=play.case.pk)
    before = where_all_stands()
    lines = [row(play.authority.slug, year, 10_000 + year) for year in range(1990, 2020)]
    made = imported(analyst, csv_of(*lines))
    assert (made.state, made.added) == ("done", len(lines))
    indicators = Wording.objects.filter(line__kind="indicator").select_related("line").prefetch_related("questions")
    for wording in indicators:
        told = {"yes_no": False, "percentage": 99}
        answers = {each.slug: told.get(each.answer, "Told.") for each in wording.questions.all()}
        facts: dict[str, Any] = {"finding": "observed", "narrative": "Seen.", "on": clock.today(), "answers": answers}
        observe(by=play.officer, case=case, line=wording.line, **facts)
    assert Clock.objects.filter(case=case, next_at__isnull=False).exists()
    with clock.at(clock.today() + LONG_AFTER):
        swept = sweep()
    assert swept.given > 0
    assert swept.failed == 0
    assert not Clock.objects.filter(next_at__isnull=False).exists(), "every clock has given all its prompts"
    assert where_all_stands() == before
    since = case.events.filter(case_version__gt=case.version)
    assert [each.verb for each in since] == ["observe"] * len(indicators), "and nothing else was done on the case"
