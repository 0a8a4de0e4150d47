"""Row history: every table that a page of a case reads keeps it, by the database itself (design 7, R42)."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.utils import timezone

from bestvalue.desk.histories import ARRIVALS, DATED, NO_HISTORY, VERSIONS
from bestvalue.records.as_at import AS_STOOD, as_known, looking_at, named
from bestvalue.records.history import forget, histories
from cases.models import Case
from notices.models import Notice
from tests.lifecycle.build import Play
from tests.lifecycle.conftest import play  # noqa: F401 - a fixture

LEGAL = ("cases", "themes", "notices", "interventions")


def history_of(row: Model) -> list[tuple[str, object]]:
    """The labels of the versions of a row, the oldest first, each with the stage or text that it holds."""
    model = next(each for each in histories() if each.pgh_tracked_model is type(row))
    return list(model.objects.filter(id=row.pk).order_by("pgh_id").values_list("pgh_label", flat=True))


def test_every_table_keeps_history_or_says_why_it_need_not() -> None:
    models = {
        each._meta.label
        for each in apps.get_models(include_auto_created=True)
        if each._meta.app_label in LEGAL and not hasattr(each, "pgh_tracked_model")
    }
    listed = [*VERSIONS, *DATED, *ARRIVALS, *NO_HISTORY]
    assert sorted(listed) == sorted(models)
    assert all(NO_HISTORY.values())


def test_each_change_is_one_version_and_no_change_is_none(play: Play) -> None:  # noqa: F811
    before = len(history_of(play.case))
    Case.objects.filter(pk=play.case.pk).update(outcome="")
    assert len(history_of(play.case)) == before
    Case.objects.filter(pk=play.case.pk).update(officer=play.lead)
    assert len(history_of(play.case)) == before + 1


def test_a_version_names_the_event_of_its_act(play: Play) -> None:  # noqa: F811
    notice = play.a_notice()
    model = next(each for each in histories() if each.pgh_tracked_model is type(notice))
    first = model.objects.filter(id=notice.pk).earliest("pgh_id")
    assert first.pgh_act == f"case:{play.case.pk} {Case.objects.get(pk=play.case.pk).version}"


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM cases_casehistory",
        "UPDATE cases_casehistory SET outcome = 'All is well.'",
        "TRUNCATE cases_casehistory",
        "SET pgtrigger.ignore = '{cases_casehistory:never_deleted}'; DELETE FROM cases_casehistory",
    ],
)
def test_history_is_not_rewritten(play: Play, statement: str) -> None:  # noqa: F811
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_what_a_row_no_longer_says_its_versions_forget(play: Play) -> None:  # noqa: F811
    notice = play.a_notice()
    Notice.objects.filter(pk=notice.pk).update(what_prompted="Removed.")
    versions = len(history_of(notice))
    assert forget(Notice.objects.get(pk=notice.pk), "what_prompted") == versions
    model = next(each for each in histories() if each.pgh_tracked_model is Notice)
    assert set(model.objects.filter(id=notice.pk).values_list("what_prompted", flat=True)) == {"Removed."}


def test_a_look_at_one_case_does_not_read_the_history_of_the_others(play: Play) -> None:  # noqa: F811
    """However many versions there are, those of one case are found by an index."""
    play.a_notice()
    with connection.cursor() as cursor:
        cursor.execute(OTHERS)
        cursor.execute("ANALYZE notices_noticehistory")
    for moment in (as_known(timezone.now()), named(AS_STOOD, str(timezone.now().date()))):
        with looking_at(moment, play.case.pk):
            plan = Notice.objects.filter(case=play.case).explain()
        assert "noticehistory" in plan
        assert "Seq Scan" not in plan, plan


OTHERS = """
    INSERT INTO notices_noticehistory SELECT (jsonb_populate_record(NULL::notices_noticehistory, to_jsonb(one)
        || jsonb_build_object('pgh_id', pgh_id + n, 'id', gen_random_uuid(), 'case_id', gen_random_uuid())
    )).* FROM (SELECT * FROM notices_noticehistory LIMIT 1) one, generate_series(1, 5000) n
"""
