"""What was observed: one line at a time, with the questions the line asks, never changed, counted or ordered."""

import datetime as dt
import html
import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bestvalue import clock
from bestvalue.accounts.models import Role
from bestvalue.records.services.events import transaction_time
from cases.models import Case
from tests.api.test_engagement import caller, send
from tests.api.world import an_authority
from tests.factories import person
from tests.lifecycle.build import Play, refusals
from tests.support.pages import Pages, on
from themes.models import Edition, Line, Observation, Theme, Wording
from themes.selectors import guidance_of
from themes.selectors.observing import current_observations, observed_theme
from themes.services.observing import observe

from .evidence import a_disclosure, an_item

ELECTIONS, LATE_ACCOUNTS = "ld-c-all-out-elections", "ur-i-late-accounts"


def a_line(slug: str) -> Line:
    return Line.objects.get(slug=slug)


def record(play: Play, line: str = "", **facts: Any) -> Observation:
    told: dict[str, Any] = {"finding": "observed", "narrative": "The auditor says so.", "on": clock.today()}
    about = {"line": a_line(line)} if line else {"theme": Theme.objects.get(code="ur"), "concern": "Loans grow."}
    return observe(by=play.officer, case=play.case, **{**told, **about, **facts})


def missing(play: Play, line: str = "", **facts: Any) -> set[str]:
    return refusals(lambda: record(play, line, **facts))


def test_a_new_observation_takes_the_place_of_the_old_one_which_stays(play: Play) -> None:
    first = record(play, "ur-i-excess-debt")
    second = record(play, "ur-i-excess-debt", finding="not_known", narrative="The figures were withdrawn.")
    assert second.replaces == first
    assert list(current_observations(play.case)) == [second]
    assert second.wording is not None
    assert second.wording.edition.slug == "2024-05"
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Observation.objects.filter(pk=first.pk).update(narrative="Better.")
    with pytest.raises(IntegrityError, match="same thing"), transaction.atomic():
        row = Observation.objects.get(pk=second.pk)
        row.id, row.wording, row.replaces = (
            uuid.uuid4(),
            Wording.objects.exclude(line__slug="ur-i-excess-debt")[0],
            first,
        )
        row.recorded_at = transaction_time()
        row.save(force_insert=True)
    event = play.case.events.latest("case_version")
    assert (event.verb, event.subject) == ("observe", second.key)


def test_a_case_knows_only_the_lines_of_its_own_edition(play: Play) -> None:
    later = Edition.objects.create(slug="x", title="X", published_on=clock.today(), in_force_from=clock.today())
    line = Line.objects.create(slug="ci-i-new", kind="indicator")
    Wording.objects.create(edition=later, line=line, text="New.")
    play.case.opened_on = later.in_force_from - dt.timedelta(days=1)
    Case.objects.filter(pk=play.case.pk).update(opened_on=play.case.opened_on)
    assert "not_in_edition" in missing(play, "ci-i-new")
    assert missing(play, "ur-i-excess-debt") == set()


def test_an_indicator_may_be_in_free_words_and_is_followed_like_any_other(play: Play) -> None:
    first = record(play)
    assert (first.says, first.is_indicator) == ("Loans grow.", True)
    assert missing(play) == {"recorded_already"}
    again = record(play, replaces=first, finding="not_observed")
    assert (again.concern, again.theme_id) == ("Loans grow.", "ur")
    assert missing(play, replaces=first) == {"replaced", "recorded_already"}
    assert missing(play, theme=None, concern="") == {"nothing_observed"}


@pytest.mark.parametrize(
    ("line", "answers", "told"),
    [
        ("sd-i-ombudsman-uphold-rate", (Decimal("61.50"), "Like authorities: 54%"), "61.5%"),
        ("gv-i-restricted-post-political-activity", ("A director",), "A director"),
        ("gv-i-no-action-on-allegations", ("Nothing for a year.",), "Nothing for a year."),
        ("ur-i-part-time-full-pay", ("Recruitment.",), "Recruitment."),
    ],
)
def test_a_line_makes_officials_answer_its_questions(play: Play, line: str, answers: Any, told: str) -> None:
    answers = dict(zip(slugs_of(line), answers, strict=True))
    assert missing(play, line) == {"unanswered"}
    assert missing(play, line, finding="not_observed") == set(), "nothing is asked about what was not observed"
    assert told in [each.told for each in record(play, line, answers=answers).answers.all()]


@pytest.mark.parametrize("share", ["-1", "100.1", "many", "NaN"])
def test_a_share_of_complaints_lies_between_none_and_all(play: Play, share: str) -> None:
    answers = dict.fromkeys(slugs_of("sd-i-ombudsman-uphold-rate"), share)
    assert missing(play, "sd-i-ombudsman-uphold-rate", answers=answers) == {"unanswered"}


def test_accounts_that_were_late_for_want_of_an_auditor_are_context_and_no_indicator(play: Play) -> None:
    late = record(play, LATE_ACCOUNTS, answers={"audit-supply": True})
    assert (late.is_context, late.shows_an_indicator) == (True, False)
    assert missing(play, ELECTIONS, answers={"beside-which": [late]}) == {"stands_alone"}
    caused = record(play, LATE_ACCOUNTS, answers={"audit-supply": False})
    assert (caused.is_context, caused.shows_an_indicator) == (False, True)


def test_all_out_elections_are_never_shown_alone(play: Play) -> None:
    debt = record(play, "ur-i-excess-debt")
    unknown = record(play, "ur-i-poor-procurement", finding="not_known")
    good = record(play, "ld-c-clear-vision")
    for beside in ([], [unknown], [good]):
        for finding in ("observed", "not_observed"):
            assert missing(play, ELECTIONS, finding=finding, answers={"beside-which": beside}) == {"stands_alone"}
    shown = record(play, ELECTIONS, answers={"beside-which": [debt]})
    for finding, is_context in (("observed", False), ("not_observed", True), ("observed", False)):
        record(play, "ur-i-excess-debt", finding=finding)
        now = next(each for each in current_observations(play.case) if each == shown)
        assert now.is_context == is_context, "it is context only as long as no other indicator is shown"


def test_evidence_is_cited_by_version_and_says_what_it_shows(play: Play) -> None:
    item = an_item(play.officer, play.authority, case=play.case)
    sealed = a_disclosure(play.officer, play.authority, play.deputy_director)
    shows = [{"version": item, "shows": "Reserves fell."}]
    made = record(play, "ur-i-no-reserves-review", evidence=shows)
    assert [each.version for each in made.evidence.all()] == [item]
    assert missing(play, "ur-i-excess-debt", evidence=[{"version": item, "shows": " "}]) == {"shows_nothing"}
    assert missing(play, "ur-i-excess-debt", evidence=shows * 2) == {"cited_twice"}
    assert "sealed" in missing(play, "ur-i-excess-debt", evidence=[{"version": sealed, "shows": "x"}])
    other = an_item(play.officer, an_authority("elsewhere", "Elsewhere District Council"))
    assert missing(play, "ur-i-excess-debt", evidence=[{"version": other, "shows": "x"}]) == {"no_such_evidence"}


def test_what_contradicts_each_other_stands_side_by_side(play: Play) -> None:
    bad, good = record(play, "ur-i-no-reserves-review"), record(play, "ur-c-reserves-reviewed")
    theme = next(each for each in guidance_of(play.case) if each.code == "ur")
    observed = observed_theme(theme, current_observations(play.case))
    assert observed.sides == ((good,), (bad,))


def test_observing_everything_moves_nothing_and_changes_no_order(play: Play) -> None:
    order = [each.wording.line.slug for theme in guidance_of(play.case) for each in theme.indicators]
    for wording in Wording.objects.filter(line__kind="indicator").prefetch_related("questions"):
        told = {"yes_no": False, "percentage": 99}
        answers = {each.slug: told.get(each.answer, "Told.") for each in wording.questions.all()}
        record(play, wording.line.slug, answers=answers)
    case = Case.objects.get(pk=play.case.pk)
    assert (case.stage, play.stage) == ("early_engagement", "early_engagement")
    assert {each.verb for each in case.events.all()} == {"engage", "observe"}
    assert [each.wording.line.slug for theme in guidance_of(case) for each in theme.indicators] == order


def test_the_page_of_a_theme_reads_in_the_order_of_the_guidance_and_costs_the_same(play: Play, client: Client) -> None:
    pages = Pages(client, play, play.officer)
    costs = []
    for line in ("ur-i-excess-debt", "ur-i-poor-procurement", "ur-c-mtfs"):
        record(play, line)
        with CaptureQueriesContext(connection) as captured:
            page = pages.get("observations/?theme=use-of-resources")
        costs.append(len(captured))
    assert len(set(costs)) == 1
    theme = next(each for each in guidance_of(play.case) if each.code == "ur")
    read = [html.unescape(page).rindex(f">{each.wording.text}<") for each in theme.indicators]
    assert read == sorted(read)


def test_an_observation_is_recorded_on_its_page_and_changed_there(play: Play, client: Client) -> None:
    item = an_item(play.officer, play.authority, case=play.case)
    pages = Pages(client, play, play.officer)
    path = f"observations/line/{LATE_ACCOUNTS}/"
    assert "name nobody" in pages.get(path)
    sent = {
        "finding": "observed",
        "narrative": "Signed a year late.",
        **on("on", clock.today()),
        "evidence_1_version": str(item.pk),
        "evidence_1_shows": "When they were signed.",
    }
    status, page = pages.post(path, **sent)
    assert status == 409
    assert "Was this caused by a shortage of auditors?" in page
    assert "Signed a year late." in page, "nothing that was typed is lost"
    pages.done(path, **sent, **{"ask_audit-supply": "yes"})
    made = current_observations(play.case).get()
    assert "context only" in pages.get("observations/?theme=use-of-resources")
    play.wait(40)
    again = pages.get(path)
    assert "Signed a year late." in again, "what stands is filled in"
    assert all(f'value="{each}"' in again for each in on("on", clock.today()).values()), "as at today, though"
    pages.done(path, **{**sent, "narrative": "Signed two years late."}, **{"ask_audit-supply": "no"})
    history = pages.get(f"observations/{made.pk}/")
    assert "Signed a year late." in history
    assert "Signed two years late." in history
    pages.done("observations/own/culture/", **sent, concern="Loans grow.")
    own = current_observations(play.case).get(concern="Loans grow.")
    pages.done(f"observations/{own.pk}/again/", **{**sent, "finding": "not_known"})
    assert current_observations(play.case).get(concern="Loans grow.").finding == "not_known"


def test_elections_are_chosen_beside_another_indicator_on_the_page(play: Play, client: Client) -> None:
    pages = Pages(client, play, play.officer)
    path = f"observations/line/{ELECTIONS}/"
    sent = {"finding": "not_observed", "narrative": "Elections by thirds.", **on("on", clock.today())}
    status, page = pages.post(path, **sent)
    assert status == 409
    assert "means nothing on its own" in page
    debt = record(play, "ur-i-excess-debt")
    pages.done(path, **sent, beside_1_other=str(debt.pk))


def test_observations_are_recorded_and_read_through_the_api(play: Play) -> None:
    officer, base = caller(play.officer), f"/api/v1/cases/{play.case.ref}/"
    body: dict[str, Any] = {
        "line": "sd-i-ombudsman-uphold-rate",
        "finding": "observed",
        "on": clock.today().isoformat(),
        "narrative": "Three in five.",
        "answers": [{"question": slug, "words": "60"} for slug in slugs_of("sd-i-ombudsman-uphold-rate")],
    }
    made = send(officer, f"{base}observations/", body)
    assert made.status_code == 201, made.json()
    assert (made.json()["edition"], made.json()["context_only"]) == ("2024-05", False)
    refused = send(officer, f"{base}observations/", {**body, "answers": []})
    assert refused.status_code == 409
    own = {key: body[key] for key in ("finding", "on", "narrative")} | {"theme": "culture", "concern": "Fear."}
    assert send(officer, f"{base}observations/", own).json()["says"] == "Fear."
    read = officer.get(f"{base}observations/").json()
    assert "Fear." in [each["says"] for each in read["results"]]
    stranger = caller(person(Role.OFFICER))
    assert stranger.get(f"{base}observations/").status_code == 404
    assert send(stranger, f"{base}observations/", own).status_code == 404


@pytest.mark.parametrize(
    ("line", "question", "answer", "told"),
    [
        (LATE_ACCOUNTS, "audit-supply", "beside", (409, "unanswered")),
        (LATE_ACCOUNTS, "audit-supply", "words", (409, "unanswered")),
        ("gv-i-no-action-on-allegations", "", "yes", (409, "unanswered")),
        (ELECTIONS, "beside-which", "words", (409, "stands_alone")),
        (ELECTIONS, "beside-which", "yes", (409, "stands_alone")),
        (ELECTIONS, "beside-which", "both", (400, None)),
    ],
)
def test_an_answer_of_the_wrong_sort_is_no_answer(play: Play, line: str, question: str, answer: str, told: Any) -> None:
    other = str(record(play, "ur-i-excess-debt").pk)
    members: dict[str, Any] = {"words": {"words": "x"}, "yes": {"yes": True}, "beside": {"beside": [other]}}
    members["both"] = {**members["words"], **members["beside"]}
    answers = [{"question": question or slugs_of(line)[0], **members[answer]}]
    body = {"line": line, "finding": "observed", "on": clock.today().isoformat(), "narrative": "x", "answers": answers}
    refused = send(caller(play.officer), f"/api/v1/cases/{play.case.ref}/observations/", body)
    assert (
        refused.status_code,
        next((each["code"] for each in refused.json().get("unmet_conditions", ())), None),
    ) == told


def slugs_of(line: str) -> list[str]:
    return list(Wording.objects.get(line__slug=line).questions.values_list("slug", flat=True))


def test_what_the_writer_may_not_know_of_is_answered_like_what_does_not_exist(play: Play) -> None:
    kept_from_them = a_disclosure(play.lead, play.authority, play.deputy_director, case=play.case)
    body = {"line": "ur-i-excess-debt", "finding": "observed", "on": str(clock.today()), "narrative": "Debt."}
    answers = []
    for key in (kept_from_them.pk, uuid.uuid4()):
        cited = {**body, "evidence": [{"version": str(key), "shows": "It."}]}
        answer = send(caller(play.officer), f"/api/v1/cases/{play.case.ref}/observations/", cited)
        answers.append(str({**answer.json(), "request_id": ""}).replace(str(key), ""))
    assert "'status': 400" in answers[0]
    assert answers[0] == answers[1]
    row = [{"version": kept_from_them, "shows": "It."}]
    assert missing(play, "ur-i-excess-debt", evidence=row) == {"no_such_evidence"}
