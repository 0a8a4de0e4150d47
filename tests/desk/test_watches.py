"""The pages of watches on failing services, and the page of an authority: what they show, and to whom."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bestvalue import clock
from bestvalue.accounts.models import Role, Team, User
from cases.models import Authority, Case, ServiceFailureWatch, SupportOffer, Task
from cases.services.engaging import answer_offer
from cases.services.sweeping import sweep
from cases.services.watches import open_watch
from tests.api.world import a_case, an_authority, engaged
from tests.factories import person
from tests.support.exports import taken
from tests.support.html import assert_valid_html

D = dt.date


def watched(by: User, authority: Authority, service: str, began: dt.date, case: Case | None = None) -> str:
    """A watch on a service; the address of its page."""
    watch = open_watch(
        by=by,
        authority=authority,
        service=service,
        judged_by="An inspectorate",
        starts_on=began,
        why_then="The first judgement.",
        case=case,
    )
    return f"/service-failures/{watch.pk}/"


def shown(client: Client, path: str) -> str:
    """A page, which is valid."""
    response = client.get(path)
    assert response.status_code == 200
    assert_valid_html(response)
    return response.content.decode()


def posted(client: Client, path: str, **data: str) -> str:
    """The page to which a form leads, or the form with what is wrong."""
    return client.post(path, data, follow=True).content.decode()


def test_a_watch_is_opened_from_the_page_of_its_authority(client: Client, officer: User, team: Team) -> None:
    an_authority()
    client.force_login(officer)
    assert "/authorities/exford/service-failures/new/" in shown(client, "/authorities/exford/")
    new = "/authorities/exford/service-failures/new/"
    assert "Who keeps the watch" in shown(client, new)
    given = {"service": "Children", "judged_by": "An inspectorate", "why_then": "So.", "starts_on": "2999-01-01"}
    given |= {"team": str(team.pk), "officer": str(officer.pk)}
    page = posted(client, new, **given)
    assert "The start cannot be in the future." in page
    assert "An inspectorate" in page  # nothing typed is lost
    assert "The watch is open." in posted(client, new, **given | {"starts_on": clock.today().isoformat()})


def test_the_two_years_are_shown_in_order_with_what_was_written_down(client: Client, officer: User) -> None:
    page_of = watched(officer, an_authority(), "Children", clock.today())
    client.force_login(officer)
    note = {"direction": "improving", "text": "Visits show progress.", "rests_on": "Two letters."}
    posted(client, f"{page_of}note/", **note)
    posted(client, f"{page_of}contact/", held_on=clock.today().isoformat(), people="Them", summary="A visit comes.")
    posted(client, f"{page_of}reinspection/", body="An inspectorate", planned_on=clock.today().isoformat())
    look = ServiceFailureWatch.objects.get().reinspections.get().pk
    assert "record its judgement" in shown(client, page_of)
    words = {"held_on": clock.today().isoformat(), "judgement": "Requires improvement."}
    posted(client, f"{page_of}reinspection/{look}/judgement/", **words)
    page = shown(client, page_of)
    for said in ("Trajectory: improving", "It rests on: Two letters.", "A visit comes.", "Requires improvement."):
        assert said in page
    assert page.count("To come") == 4
    assert "It is no deadline" in page


def test_a_prompt_leads_to_three_ways_on_and_none_is_taken_by_itself(client: Client, officer: User) -> None:
    page_of = watched(officer, an_authority(), "Children", clock.today() - dt.timedelta(days=1000))
    sweep()
    client.force_login(officer)
    assert "Consider the Duty on what is known" in shown(client, page_of)
    page = shown(client, f"{page_of}consider/")
    for way in ("close", "end", "further"):
        assert f'href="{page_of}{way}/"' in page
    assert "The task is closed, and the watch goes on." in posted(client, f"{page_of}close/", reason="They improve.")
    assert (Task.objects.get().closing, ServiceFailureWatch.objects.get().state) == ("with_reasons", "running")
    assert "Considered and closed with reasons" in shown(client, page_of)
    assert client.get(f"{page_of}close/").status_code == 403  # nothing waits any more
    further = {"decided": "Open a case.", "reason": "It worsens.", "goes_on": "yes"}
    assert "Taken further" in posted(client, f"{page_of}further/", **further)
    assert not Case.objects.exists()


def test_every_act_on_a_watch_has_a_page_that_acts(client: Client, officer: User, team: Team) -> None:
    page_of = watched(officer, an_authority(), "Children", clock.today())
    client.force_login(officer)
    colleague = person(Role.OFFICER, team=team)
    earlier = (clock.today() - dt.timedelta(days=200)).isoformat()
    acts = (
        ("start", {"starts_on": earlier, "why_then": "An earlier letter."}, "counted from the new day"),
        ("hand-over", {"team": team.pk, "officer": colleague.pk, "reason": "Leave."}, "is handed over"),
        ("end", {"ending": "not_needed", "reason": "The service moved."}, "The watch has ended."),
    )
    for word, data, said in acts:
        assert_valid_html(client.get(f"{page_of}{word}/"))
        assert said in posted(client, f"{page_of}{word}/", **data)
    assert "Not asked: the watch ended first" in shown(client, page_of)


def test_a_link_to_a_case_is_shown_only_to_those_who_may_know_of_it(
    client: Client, lead: User, stranger: User, team: Team
) -> None:
    case = a_case(lead, team)
    page_of = watched(lead, case.authority, "Children", clock.today(), case)
    for user, told in ((lead, True), (stranger, False), (person(Role.ANALYST), False), (person(Role.MINISTER), True)):
        client.force_login(user)
        for path in (page_of, f"{page_of}consider/", "/service-failures/", "/authorities/exford/"):
            page = shown(client, path)
            assert told or case.handle not in page, path
        assert (case.handle in shown(client, page_of)) is told
    client.force_login(person(Role.PRESS))
    assert client.get(page_of).status_code == 404
    assert "being watched" not in shown(client, "/authorities/exford/")
    client.logout()
    assert "Children" not in shown(client, "/register/authorities/exford/")


def test_watches_are_listed_by_the_next_prompt_or_by_name_and_by_nothing_else(client: Client, officer: User) -> None:
    today = clock.today()
    watched(officer, an_authority("a", "Aford Council"), "Children", today)
    watched(officer, an_authority("b", "Bford Council"), "=Housing", today - dt.timedelta(days=300))
    client.force_login(officer)
    page = shown(client, "/service-failures/")
    assert page.index("Bford") < page.index("Aford")
    page = shown(client, "/service-failures/?sort=authority&mine=on&text=ford")
    assert page.index("Aford") < page.index("Bford")
    assert "No watch matches." in shown(client, "/service-failures/?state=ended")
    assert "There is a problem" in shown(client, "/service-failures/?sort=severity")
    (_, row) = taken(client, officer, "/service-failures/export/?text=bford")
    assert "'=Housing" in row  # no spreadsheet runs it


def test_the_pages_cost_the_same_for_much_as_for_little(
    client: Client, lead: User, deputy_director: User, team: Team
) -> None:
    case = a_case(lead, team)
    page_of = watched(lead, case.authority, "Children", clock.today(), case)
    client.force_login(lead)
    paths = (page_of, f"{page_of}consider/", "/service-failures/", "/authorities/exford/")
    for path in paths:
        shown(client, path)
    few = [queries(client, path) for path in paths]
    engaged(case, lead, deputy_director)
    for number in range(3):
        watched(lead, case.authority, f"Service {number}", clock.today(), case)
        look = {"body": f"Body {number}", "planned_on": clock.today().isoformat()}
        posted(client, f"{page_of}reinspection/", **look)
        posted(client, f"{page_of}note/", direction="static", text=f"Note {number}", rests_on="A letter.")
        case.authority.officers.create(
            post="leader", name="A", starts_on=D(2000 + number, 1, 1), ends_on=D(2000 + number, 5, 1)
        )
    assert [queries(client, path) for path in paths] == few


def queries(client: Client, path: str) -> int:
    """How often a page asks the database."""
    with CaptureQueriesContext(connection) as captured:
        shown(client, path)
    return len(captured)


def test_officers_over_time_show_how_long_each_held_a_post_and_when_nobody_did(client: Client, lead: User) -> None:
    hold = an_authority().officers.create
    hold(post="head_of_paid_service", name="First Chief", starts_on=D(2020, 1, 1), ends_on=D(2022, 3, 31))
    hold(post="head_of_paid_service", name="Cover", starts_on=D(2022, 7, 1), ends_on=D(2022, 9, 30), is_interim=True)
    hold(post="head_of_paid_service", name="Second Chief", starts_on=D(2022, 9, 15), ends_on=D(2023, 9, 14))
    hold(post="leader", name="Still There", starts_on=D(2019, 5, 1))
    hold(post="leader", name="Stand-in", starts_on=D(2021, 5, 1), ends_on=D(2021, 6, 1), is_interim=True)
    client.force_login(lead)
    with clock.at(D(2024, 9, 14)):
        person_page = shown(client, "/authorities/exford/#officers")
    table = person_page.partition('id="officers"')[2]
    for said in ("2 years 3 months", "3 months", "1 year", "Nobody is recorded", "1 Apr 2022", "15 Sep 2023"):
        assert said in table
    assert table.count("Nobody is recorded") == 2
    for word in ("score", "turnover", "total", "average"):
        assert word not in table


def test_support_and_past_cases_are_those_one_may_know_of(
    client: Client, lead: User, deputy_director: User, stranger: User, team: Team
) -> None:
    case = engaged(a_case(lead, team), lead, deputy_director)
    answer_offer(
        by=lead, offer=SupportOffer.objects.get(), taken_up=False, answered_on=clock.today(), answer="No, thank you."
    )
    client.force_login(lead)
    page = shown(client, f"/authorities/{case.authority.slug}/")
    assert "refused on" in page
    client.force_login(stranger)
    page = shown(client, f"/authorities/{case.authority.slug}/")
    assert "secret" not in page.lower()
    assert "No support is recorded on a case that you can see." in page


@pytest.mark.parametrize("role", [Role.MINISTER, Role.ANALYST])
def test_who_does_not_keep_a_watch_reads_it_without_its_acts(client: Client, officer: User, role: Role) -> None:
    page_of = watched(officer, an_authority(), "Children", clock.today() - dt.timedelta(days=1000))
    sweep()
    client.force_login(person(role))
    assert f"{page_of}end/" not in shown(client, f"{page_of}consider/")
    assert (f"{page_of}note/" in shown(client, page_of)) is (role == Role.ANALYST)
