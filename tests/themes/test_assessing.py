"""An assessment covers every theme in words, is agreed by somebody who wrote none of it, and is then frozen (R30)."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bestvalue import clock
from bestvalue.accounts.models import Role, RoleHolding
from bestvalue.errors import Forbidden
from bestvalue.records.services import note_reading
from cases.models import Document, UnsavedWork
from cases.services.opening import close_without_action
from tests.api.test_engagement import caller, send
from tests.api.world import a_case, heard
from tests.factories import person
from tests.lifecycle.build import Play, refusals
from tests.support.assessing import assessed, drafted, on_every_theme, on_theme
from tests.support.html import assert_valid_html
from tests.support.pages import Pages, on
from themes.models import Assessment, Reference, Theme
from themes.selectors import assessing
from themes.selectors.assessing import agreed_at, citable, compare_assessments, last_seen_by_a_minister
from themes.services.assessing import agree_assessment, draft_assessment, edit_assessment
from themes.services.checking import corroborate

from .evidence import an_item


def agreed(play: Play, **parts: Any) -> Assessment:
    return agree_assessment(by=play.lead, assessment=drafted(play.case, play.officer, **parts))


def lacks(play: Play, *themes: dict[str, Any], **parts: Any) -> set[str]:
    """What keeps an assessment from being agreed when these themes are written otherwise."""
    draft = drafted(play.case, play.officer, themes=[*on_every_theme(), *themes], **parts)
    return refusals(lambda: agree_assessment(by=play.lead, assessment=draft))


def test_all_seven_themes_are_assessed_before_it_is_agreed(play: Play) -> None:
    six = [each for each in on_every_theme() if each["theme_id"] != "cu"]
    draft = drafted(play.case, play.officer, themes=six)
    assert refusals(lambda: agree_assessment(by=play.lead, assessment=draft)) == {"theme_missing"}
    edit_assessment(by=play.officer, assessment=draft, themes=[on_theme("cu")])
    assert agree_assessment(by=play.lead, assessment=draft).state == "agreed"


def test_each_theme_tells_its_trajectory_pressures_and_the_authoritys_own_account(play: Play) -> None:
    bare = on_theme("ur", **dict.fromkeys(("narrative", "pressures", "trajectory_why", "account", "gap"), ""))
    assert lacks(play, bare) == {"no_narrative", "no_pressures", "no_trajectory_why", "no_account", "no_gap"}


def test_local_checks_are_asked_for(play: Play) -> None:
    assert lacks(play, checks_used="", checks_found=" ") == {"no_checks_used", "no_checks_found"}


def test_not_known_is_a_proper_answer(play: Play) -> None:
    unknown = {"theme_id": "ur", "not_known": True, "context": "A small place."}
    assert lacks(play, unknown) == set()


def test_nothing_is_saved_without_the_local_context(play: Play) -> None:
    assert refusals(lambda: drafted(play.case, play.officer, themes=[on_theme("ur", context=" ")])) == {"no_context"}
    draft = drafted(play.case, play.officer)
    with pytest.raises(IntegrityError, match="context"), transaction.atomic():
        draft.themes.update(context="")


def test_evidence_stands_on_both_sides_or_the_gap_is_named(play: Play) -> None:
    one, other = (an_item(play.officer, play.authority, title=title) for title in ("One", "Other"))
    rows = [
        {"version": one, "side": "for", "shows": "Debt."},
        {"version": other, "side": "against", "shows": "A plan."},
    ]
    assert lacks(play, on_theme("ur", gap="", evidence=rows[:1])) == {"no_gap"}
    draft = Assessment.objects.get(case=play.case)
    edit_assessment(by=play.officer, assessment=draft, themes=[on_theme("ur", gap="", evidence=rows)])
    text = agree_assessment(by=play.lead, assessment=draft).full_text()
    assert text.index("- One: Debt.") < text.index("weighs against") < text.index("- Other: A plan.")


def test_press_alone_is_not_relied_on_until_something_bears_it_out(play: Play) -> None:
    press = an_item(play.officer, play.authority, "press", title="A story")
    cited = on_theme("ur", evidence=[{"version": press, "side": "for", "shows": "A deficit."}])
    assert lacks(play, cited) == {"not_corroborated"}
    report = an_item(play.officer, play.authority)
    corroborate(by=play.officer, evidence=press.evidence, borne_out_by=report.evidence, note="The same figures.")
    draft = Assessment.objects.get(case=play.case)
    assert agree_assessment(by=play.lead, assessment=draft).state == "agreed"


def test_what_it_lacks_is_found_in_as_many_queries_whatever_it_cites(play: Play) -> None:
    draft, rows, costs = drafted(play.case, play.officer), [], []
    for title in ("One", "Other", "Third"):
        rows.append(
            {"version": an_item(play.officer, play.authority, "press", title=title), "side": "for", "shows": "x"}
        )
        edit_assessment(by=play.officer, assessment=draft, themes=[on_theme("ur", evidence=rows)])
        with CaptureQueriesContext(connection) as captured:
            assert [each.code for each in draft.lacks()] == ["not_corroborated"] * len(rows)
        costs.append(len(captured))
    assert len(set(costs)) == 1


def test_the_latest_items_are_offered_with_those_cited_already(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assessing, "MOST_OFFERED", 1)
    days = [clock.today() - dt.timedelta(days=ago) for ago in (2, 1, 0)]
    oldest, _, latest = (an_item(play.officer, play.authority, case=play.case, received_on=day) for day in days)
    assert assessing.citable(play.officer, play.case) == [latest]
    assert assessing.citable(play.officer, play.case, [oldest]) == [latest, oldest]


def test_it_is_agreed_by_a_lead_or_deputy_director_who_wrote_none_of_it(play: Play) -> None:
    draft = drafted(play.case, play.officer)
    with pytest.raises(Forbidden):
        agree_assessment(by=play.officer, assessment=draft)
    edit_assessment(by=play.lead, assessment=draft, themes=[on_theme("ur")])
    assert refusals(lambda: agree_assessment(by=play.lead, assessment=draft)) == {"own_draft"}
    with pytest.raises(IntegrityError, match="agreed_by_another"), transaction.atomic():
        Assessment.objects.filter(pk=draft.pk).update(state="agreed", agreed_by=play.officer, agreed_at=clock.now())
    assert agree_assessment(by=play.deputy_director, assessment=draft).agreed_by == play.deputy_director


@pytest.mark.parametrize("part", ["checks_found", "principles", "citations", "themes"])
def test_who_wrote_any_part_does_not_agree_it_whoever_saved_it_again(play: Play, part: str) -> None:
    written: dict[str, Any] = {
        "checks_found": "Debt.",
        "principles": [{"principle_id": "P1", "text": "Asked."}],
        "citations": [{"reference": Reference.objects.all()[0], "what_for": "Pay."}],
        "themes": [on_theme("ur")],
    }
    draft = drafted(play.case, play.officer)
    for writer in (play.lead, play.officer):
        edit_assessment(by=writer, assessment=draft, **{part: written[part]})
    assert refusals(lambda: agree_assessment(by=play.lead, assessment=draft)) == {"own_draft"}
    agree_assessment(by=play.deputy_director, assessment=draft)
    later = draft_assessment(by=play.officer, case=play.case)
    assert agree_assessment(by=play.lead, assessment=later).agreed_by == play.lead, "what was taken over bars nobody"


def test_an_agreed_text_is_frozen_and_a_new_one_takes_its_place(play: Play) -> None:
    cited = {"reference": Reference.objects.get(slug="special-severance-2022"), "what_for": "Pay."}
    noted = {"principle_id": "P1", "text": "The committee asked."}
    first = agreed(play, principles=[noted], citations=[cited])
    document = Document.objects.get(subject=first.key)
    assert document.body == first.full_text()
    assert "special severance" in document.body
    changes: list[tuple[Any, dict[str, Any]]] = [
        (Assessment.objects.filter(pk=first.pk), {"checks_found": "Nothing."}),
        (first.themes, {"narrative": "All is well."}),
        (first.citations, {"what_for": "x"}),
    ]
    for rows, change in changes:
        with pytest.raises(IntegrityError, match="not changed"), transaction.atomic():
            rows.update(**change)
    assert refusals(lambda: edit_assessment(by=play.officer, assessment=first)) >= {"not_a_draft"}
    second = draft_assessment(by=play.officer, case=play.case)
    assert second.replaces == first
    assert second.full_text() == document.body, "it begins with all that the last one says"
    assert [each.text for each in second.principles.all()] == ["The committee asked."]
    assert [each.what_for for each in second.citations.all()] == ["Pay."]
    assert refusals(lambda: draft_assessment(by=play.officer, case=play.case)) == {"already_drafted"}
    agree_assessment(by=play.lead, assessment=second)
    assert Assessment.objects.get(pk=first.pk).state == "superseded"


def test_agreeing_moves_nothing(play: Play) -> None:
    before = play.case.events.count()
    agreed(play)
    assert play.stage == "early_engagement"
    assert [each.verb for each in play.case.events.order_by("case_version")][before:] == [
        *("draft_assessment", "agree_assessment")
    ]


def test_a_proposal_rests_on_an_agreed_assessment(play: Play) -> None:
    proposal = play.a_proposal()
    assert "no_assessment" not in {each.code for each in proposal.lacks()}
    Assessment.objects.filter(case=play.case, state="agreed").update(state="superseded")
    assert {each.code for each in proposal.lacks()} == {"no_assessment"}
    assert "no_assessment" in refusals(lambda: play.asked("propose_intervention", proposal))


def test_two_dates_stand_side_by_side(play: Play, client: Client) -> None:
    first = agreed(play)
    play.wait(30)
    second = draft_assessment(by=play.officer, case=play.case, themes=[on_theme("ur", narrative="A plan was agreed.")])
    agree_assessment(by=play.lead, assessment=second)
    differing = [pair for part in compare_assessments(play.officer, first, second) for pair in part.differing]
    assert [(each.name, each.fate) for each in differing] == [("What is known", "changed")]
    pages = Pages(client, play, play.officer)
    days = {**on("a", clock.today() - dt.timedelta(days=10)), **on("b", clock.today())}
    answer = client.get(f"{pages.base}assessments/compare/", days)
    assert_valid_html(answer)
    assert "<ins>" in answer.content.decode()
    early = {**on("a", dt.date(2020, 1, 1)), **on("b", dt.date(2020, 1, 2))}
    assert "No assessment had been agreed" in client.get(f"{pages.base}assessments/compare/", early).content.decode()
    told = caller(play.officer).get(
        f"/api/v1/cases/{play.case.ref}/assessments/{second.pk}/comparison/?before={first.pk}"
    )
    assert [pair["name"] for part in told.json()["parts"] for pair in part["pairs"] if pair["fate"] == "changed"] == [
        "What is known"
    ]


def test_what_changed_since_a_minister_last_saw_it(play: Play, client: Client) -> None:
    assert last_seen_by_a_minister(play.case) is None
    agreed(play)
    play.asked("issue_notice", play.a_notice())
    play.wait(5)
    note_reading(reader=play.officer, case_id=play.case.pk, subject="submission:1")
    yesterday, tomorrow = (clock.today() + dt.timedelta(days=each) for each in (-1, 1))
    for term in ({"starts_on": tomorrow}, {"starts_on": dt.date(2020, 1, 1), "ends_on": yesterday}):
        RoleHolding.objects.create(user=play.officer, role=Role.MINISTER, **term)
    assert last_seen_by_a_minister(play.case) is None, "who was or will be a minister reads as an official today"
    note_reading(reader=play.minister, case_id=play.case.pk, subject="submission:1")
    seen = last_seen_by_a_minister(play.case)
    assert seen is not None
    assert (seen.how, agreed_at(play.case, seen.at)) == ("opened", Assessment.objects.get())
    pages = Pages(client, play, play.officer)
    assert "It is the same" in pages.get("assessments/since-a-minister/")
    play.wait(5)
    second = draft_assessment(by=play.officer, case=play.case, themes=[on_theme("ur", narrative="Reserves are spent.")])
    agree_assessment(by=play.lead, assessment=second)
    page = pages.get("assessments/since-a-minister/")
    assert "As the minister saw it" in page
    assert "Reserves are spent." in page
    assert "What they found" not in page, "what did not change is not shown"


def test_an_assessment_is_written_theme_by_theme_and_agreed_on_its_pages(play: Play, client: Client) -> None:
    item = an_item(play.officer, play.authority, case=play.case)
    pages = Pages(client, play, play.officer)
    assert "No assessment has been agreed" in pages.get("assessments/")
    pages.done("assessments/new/")
    draft = Assessment.objects.get()
    base = f"assessments/{draft.pk}/"
    words = {name: str(value) for name, value in on_theme("ur").items() if name != "theme_id"}
    rows = {"for_1_version": str(item.pk), "for_1_shows": "Debt grows.", "against_1_version": "", "against_1_shows": ""}
    status, page = pages.post(f"{base}themes/use-of-resources/", **{**words, **rows, "context": ""})
    assert (status, "Enter the local context" in page) == (200, True)
    assert "Debt grows." in page
    kept = client.post(f"{pages.base}{base}themes/use-of-resources/", {**words, **rows, "do": "keep", "version": 1})
    assert "kept_at" in kept.json()
    assert UnsavedWork.objects.get().user == play.officer
    for theme in Theme.objects.all():
        pages.done(f"{base}themes/{theme.slug}/", **words, **(rows if theme.code == "ur" else {}))
    checks = {"checks_exist": "Scrutiny.", "checks_used": "Yes.", "checks_found": "Debt."}
    citing = {"citation_1_reference_id": str(Reference.objects.all()[0].pk), "citation_1_what_for": "Pay."}
    pages.done(f"{base}whole/", **checks, **citing, principle_P1="The committee asked.")
    page = pages.get(base)
    assert "What it still needs" not in page
    assert "The committee asked." in page
    assert "Debt grows." in page
    leads = Pages(Client(), play, play.lead)
    assert "Read and agree" in leads.get(base)
    assert leads.post(f"{base}agree/")[0] == 200, "it is read before it is agreed"
    leads.done(f"{base}agree/", read="true")
    assert "Agreed, and stands" in pages.get("assessments/")
    assert "Frozen text" in pages.get(base)
    assert "No assessment is being written" in pages.get(f"{base}whole/")


def test_assessments_are_written_and_agreed_through_the_api(play: Play) -> None:
    officer, lead, base = caller(play.officer), caller(play.lead), f"/api/v1/cases/{play.case.ref}/assessments/"
    written = [on_theme(each.slug) for each in Theme.objects.all()]
    noted = [{"principle_id": "P1", "text": "Asked."}]
    body = {"themes": written, "principles": noted, "checks_exist": "Scrutiny."}
    twice = send(officer, base, {**body, "principles": noted * 2})
    assert (twice.status_code, [each["code"] for each in twice.json()["unmet_conditions"]]) == (409, ["noted_twice"])
    made = send(officer, base, body)
    assert made.status_code == 201, made.json()
    address = f"{base}{made.json()['id']}/"
    assert {each["code"] for each in made.json()["missing"]} == {"no_checks_used", "no_checks_found"}
    edited = send(officer, f"{address}edit/", {"checks_used": "Yes.", "checks_found": "Debt."}, address)
    assert edited.json()["missing"] == []
    assert len(edited.json()["themes"]) == 7
    assert send(officer, f"{address}agree/", {}, address).status_code == 403
    assert send(lead, f"{address}agree/", {}, address).json()["state"] == "agreed"
    listed = officer.get("/api/v1/assessments/").json()["results"]
    assert [each["case"] for each in listed] == [play.case.ref]
    stranger = caller(person(Role.OFFICER))
    assert stranger.get("/api/v1/assessments/").json()["results"] == []
    assert stranger.get(address).status_code == 404


def test_evidence_of_another_case_of_the_authority_is_neither_offered_nor_cited(play: Play) -> None:
    item = an_item(play.officer, play.authority, case=play.case)
    close_without_action(by=play.deputy_director, case=heard(assessed(play.case)), outcome="Nothing more.")
    later = a_case(play.lead, play.team, play.authority)
    assert citable(play.lead, later, [item]) == [item], "what is cited already stays"
    assert citable(play.lead, later) == []
    cited = on_theme("ur", evidence=[{"version": item, "side": "for", "shows": "Debt."}])
    assert refusals(lambda: draft_assessment(by=play.lead, case=later, themes=[cited])) == {"no_such_evidence"}
