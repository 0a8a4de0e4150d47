"""Questions that are put into SQL once: each asking gives what the query itself would give, at that moment."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import CharField, F, Prefetch, QuerySet, UUIDField
from django.test.utils import CaptureQueriesContext

from bestvalue.accounts.models import Role, Team
from bestvalue.questions import Given, Question
from bestvalue.ui.counting import CountedPaginator
from cases.models import Authority, Case, Submission, SubmissionAct
from cases.selectors.cases import case_for
from tests.factories import TeamFactory, person

CASE, REF = Given("case", UUIDField()), Given("ref", CharField())

ANY_SHAPE: dict[str, Callable[[Any], QuerySet[Any, Any]]] = {
    "objects": lambda ref: Case.objects.filter(handle=ref),
    "objects with what they belong to": lambda ref: Case.objects.filter(handle=ref).select_related("authority__kind"),
    "objects with more": lambda ref: Case.objects.filter(handle=ref).annotate(called=F("authority__name")),
    "tuples": lambda ref: Case.objects.filter(handle=ref).values_list("stage", "officer__name", "opened_on"),
    "named tuples": lambda ref: Case.objects.filter(handle=ref).values_list("stage", "authority__name", named=True),
    "dictionaries": lambda ref: Case.objects.filter(handle=ref).values("id", "stage"),
    "single values": lambda ref: Case.objects.filter(handle=ref).values_list("id", flat=True),
}


def held(row: Any) -> Any:
    """What a row holds, with what was read along with it."""
    return {k: held(v) for k, v in vars(row).items()} if hasattr(row, "__dict__") else row


@pytest.mark.parametrize("shape", ANY_SHAPE)
def test_an_asking_gives_what_the_query_gives(demonstration: None, shape: str) -> None:
    question, handles = Question(ANY_SHAPE[shape](REF)), list(Case.objects.values_list("handle", flat=True))
    assert len(handles) > 1
    for handle in (*handles, handles[0]):
        found, expected = question.ask(ref=handle), list(ANY_SHAPE[shape](handle))
        assert len(found) == 1
        assert [(type(each), held(each)) for each in found] == [(type(each), held(each)) for each in expected]


def test_what_is_fetched_beside_the_rows_belongs_to_what_was_given(demonstration: None) -> None:
    acts = Prefetch("acts", SubmissionAct.objects.order_by("pk"))
    question = Question(Submission.objects.filter(case=CASE).prefetch_related(acts))
    for case in Case.objects.all():
        for submission in question.ask(case=case.pk):
            with CaptureQueriesContext(connection) as queries:
                found = list(submission.acts.all())
            assert submission.case_id == case.pk and len(queries) == 0
            assert found == list(SubmissionAct.objects.filter(submission=submission).order_by("pk"))


def test_each_asking_reads_the_database(team: Team) -> None:
    question = Question(Team.objects.filter(slug=Given("slug", CharField())))
    assert question.ask(slug="nowhere") == []
    assert question.ask(slug=team.slug)[0].name == "North"
    Team.objects.filter(pk=team.pk).update(name="North and east")
    with CaptureQueriesContext(connection) as queries:
        assert question.ask(slug=team.slug)[0].name == "North and east"
    assert len(queries) == 1


def test_what_is_given_is_a_value_and_never_sql(team: Team) -> None:
    assert Question(Team.objects.filter(slug=Given("slug", CharField()))).ask(slug="' OR true --") == []


def test_a_list_that_is_kept_is_paged_and_counted_as_any_other(reference: None) -> None:
    rows = Authority.objects.order_by("name", "pk").values_list("name", named=True)
    question, names = Question(rows), [each.name for each in rows.all()]
    for number in (1, 2, 3, 1):
        page = CountedPaginator(question.rows(), 50).page(number)
        assert [each.name for each in page] == names[50 * (number - 1) : 50 * number]
        assert page.paginator.count == min(len(names), 1000)
        assert page.has_next() is (len(names) > 50 * number)


def test_a_list_that_is_narrowed_is_another_question(reference: None) -> None:
    question = Question(Authority.objects.order_by("name", "pk"))
    CountedPaginator(question.rows(), 50).page(1)
    fewer = CountedPaginator(question.rows().filter(name__startswith="B"), 50)
    assert 0 < fewer.count < Authority.objects.count()
    assert all(each.name.startswith("B") for each in fewer.page(1))


def test_a_list_that_is_kept_holds_no_answer(team: Team) -> None:
    question = Question(Team.objects.filter(name__in=("East", "North")).order_by("name"))
    assert CountedPaginator(question.rows(), 10).count == len(question.rows()) == 1
    TeamFactory.create(name="East")
    paginator = CountedPaginator(question.rows(), 10)
    assert (paginator.count, [each.name for each in paginator.page(1)]) == (2, ["East", "North"])
    assert len(question.rows()) == 2


def test_a_part_of_nothing_is_nothing(team: Team) -> None:
    question = Question(Team.objects.order_by("name"))
    assert [len(question.ask(first=0, last=last)) for last in (1, 0)] == [1, 0]
    assert question.ask(first=1, last=1) == []


def test_nobody_of_no_team_finds_a_case(demonstration: None) -> None:
    """A question that can have no answer is asked like any other."""
    handle = Case.objects.latest("created_at").handle
    assert case_for(person(Role.PRESS), handle) is None
    assert case_for(person(Role.OFFICER), handle) is None
    assert case_for(person(Role.MINISTER), handle) is not None


def test_a_role_that_is_given_or_ended_bites_at_the_next_asking(demonstration: None) -> None:
    case = Case.objects.latest("created_at")
    official = person(Role.OFFICER, team=case.team)
    assert case_for(official, case.handle) == case
    official.role_holdings.update(withdrawn=True)
    assert case_for(official, case.handle) is None


def test_a_case_that_goes_to_another_team_leaves_the_first(demonstration: None) -> None:
    case, other = Case.objects.latest("created_at"), TeamFactory.create()
    before, after = person(Role.OFFICER, team=case.team), person(Role.OFFICER, team=other)
    assert (case_for(before, case.handle), case_for(after, case.handle)) == (case, None)
    Case.objects.filter(pk=case.pk).update(team=other)
    assert (case_for(before, case.handle), case_for(after, case.handle)) == (None, case)
