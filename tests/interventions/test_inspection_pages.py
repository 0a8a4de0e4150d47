"""An inspection by its pages, from the draft to the department's response (T22 to T2A; R10 to R14)."""

import datetime as dt

import pytest

from bestvalue import clock
from cases.models import File
from cases.stages import Stage
from interventions.models import CriticisedPerson, Inspection, InspectorsRequirement
from interventions.services.inspections import appoint_inspector
from tests.lifecycle.build import START, Play, refusals
from tests.support.pages import CONFIRM, PASSWORD, on

from .conftest import As

DRAFT = {
    "functions": "Governance\nProcurement",
    "inspector": "A. Inspector",
    "conflicts_check": "None found.",
    "fees": "At cost",
    "evidence": "A disclosure.",
}


def test_an_inspection_is_drafted_and_its_letter_shown(play: Play, as_: As) -> None:
    pages = as_(play.officer)
    assert "Draft an inspection" in pages.get("intervention/")
    status, page = pages.post("inspections/new/", do="preview", **DRAFT)
    assert (status, "Procurement" in page, Inspection.objects.exists()) == (200, True, False)
    pages.done("inspections/new/", **DRAFT, **on("report_due_on", START + dt.timedelta(days=90)))
    draft = Inspection.objects.get()
    assert (draft.functions, draft.drafted_by) == (["Governance", "Procurement"], play.officer)
    shown = pages.get(f"inspections/{draft.pk}/")
    assert "appoints A. Inspector" in shown
    assert "Ask for a decision: appoint an inspector" in shown


def test_a_draft_says_what_it_lacks_and_where(play: Play, as_: As) -> None:
    pages = as_(play.officer)
    pages.done("inspections/new/", inspector="A. Inspector")
    draft = Inspection.objects.get()
    shown = pages.get(f"inspections/{draft.pk}/")
    assert "Name the functions to be inspected (LGA 1999 s.10(1))." in shown
    assert f"/inspections/{draft.pk}/edit/#id_fees" in shown
    pages.done(f"inspections/{draft.pk}/edit/", **DRAFT, **on("report_due_on", START + dt.timedelta(days=90)))
    assert Inspection.objects.get().lacks() == []


def test_a_wrong_date_loses_nothing_that_was_typed(play: Play, as_: As) -> None:
    wrong = {"report_due_on-day": "31", "report_due_on-month": "2", "report_due_on-year": "2025"}
    status, page = as_(play.officer).post("inspections/new/", **DRAFT, **wrong)
    assert (status, "A. Inspector" in page, "There is a problem" in page) == (200, True, True)


def test_the_whole_inspection_by_its_pages(play: Play, as_: As) -> None:
    draft = play.an_inspection()
    play.approved("appoint_inspector", draft)
    base = f"inspections/{draft.pk}"
    assert "Appoint an inspector" in as_(play.lead).get(f"{base}/")
    as_(play.lead).done(f"{base}/appoint/", **CONFIRM)
    assert play.stage == Stage.INSPECTION

    pages = as_(play.officer)
    pages.done(
        f"{base}/requirement/",
        required_of="The finance director",
        what="The ledgers",
        **on("served_on", START),
        **on("comply_on", START + dt.timedelta(days=4)),
    )
    assert InspectorsRequirement.objects.get().comply_on == START + dt.timedelta(days=4)

    reported = play.wait(60)
    pages.done(
        f"{base}/report/",
        **on("sent_to_authority_on", reported),
        **on("sent_to_secretary_of_state_on", reported),
        recommends_directions="yes",
        alone="Publish the register of interests",
        supported="Rebuild internal audit",
    )
    shown = pages.get(f"{base}/")
    for said in ("(section 13(4))", "Rebuild internal audit (with support)", "register of interests (alone)"):
        assert said in shown

    pages.done(f"{base}/passages/", person="B. Former", passages="Page 3.", **on("sent_on", reported))
    person = CriticisedPerson.objects.get()
    play.approved("publish_inspection_report", draft)
    publish = f"{base}/publish/"
    status, page = as_(play.lead).post(publish, checks="Each was heard.", password=PASSWORD)
    assert (status, "still has time to answer" in page) == (409, True)
    as_(play.officer).done(f"{base}/passages/{person.pk}/answer/", answer="I disagree.", **on("answered_on", reported))
    as_(play.lead).done(publish, checks="Each was heard.", password=PASSWORD)
    assert Inspection.objects.get().published_on == reported

    play.approved("respond_to_inspection", draft)
    respond = {"reason": "They act by themselves.", "password": PASSWORD, "to": "early_engagement"}
    as_(play.lead).done(f"{base}/respond/", **respond)
    assert (Inspection.objects.get().ending, play.stage) == ("responded", Stage.EARLY_ENGAGEMENT)
    assert "The department responded" in as_(play.officer).get(f"{base}/")


def test_a_requirement_leaves_three_clear_days(play: Play, as_: As) -> None:
    inspection = play.inspected()
    status, page = as_(play.officer).post(
        f"inspections/{inspection.pk}/requirement/",
        required_of="The chief executive",
        what="The minutes",
        **on("served_on", START),
        **on("comply_on", START + dt.timedelta(days=3)),
    )
    assert (status, "Three clear days are needed" in page, "The minutes" in page) == (409, True, True)


def test_the_report_date_is_moved_to_the_day_that_was_decided(play: Play, as_: As) -> None:
    inspection, later = play.inspected(), START + dt.timedelta(days=200)
    address = f"inspections/{inspection.pk}/change/"
    assert "A minister has not decided this" in as_(play.lead).get(address)
    play.approved("vary_inspection", inspection, report_due_on=later, functions=["Governance", "Finance"])
    as_(play.lead).done(address, reason="The inspector asked.", password=PASSWORD)
    changed = Inspection.objects.get()
    assert (changed.report_due_on, changed.functions) == (later, ["Governance", "Finance"])


def test_an_inspection_ends_early_with_its_letter(play: Play, as_: As) -> None:
    inspection = play.inspected()
    play.approved("end_inspection_early", inspection)
    page = as_(play.lead).get(f"inspections/{inspection.pk}/end/")
    assert "We write to say so" in page
    as_(play.lead).done(
        f"inspections/{inspection.pk}/end/", reason="A new law.", password=PASSWORD, to="early_engagement"
    )
    assert Inspection.objects.get().ending == "ended_early"


def test_a_body_that_holds_a_role_here_inspects_only_with_a_recorded_reason(play: Play) -> None:
    play.inspected()
    second = play.an_inspection(inspector="A. Inspector")
    play.approved("appoint_inspector", second)
    assert refusals(lambda: appoint_inspector(by=play.lead, inspection=second)) == {"two_roles"}
    third = play.an_inspection(inspector="A. Inspector", two_roles_reason="The same people know the ground.")
    assert play.act(appoint_inspector, "inspection", third).state == "appointed"


def test_a_draft_that_is_not_wanted_is_discarded(play: Play, as_: As) -> None:
    draft = play.an_inspection()
    as_(play.officer).done(f"inspections/{draft.pk}/discard/", reason="A peer challenge comes first.")
    assert Inspection.objects.get().state == "discarded"
    assert "draft, discarded" in as_(play.officer).get("intervention/")
    assert as_(play.officer).post(f"inspections/{draft.pk}/discard/", reason="Again.")[0] == 409


def test_papers_are_kept_with_what_they_belong_to(play: Play, as_: As) -> None:
    inspection, day = play.inspected(), clock.today()
    from django.core.files.uploadedfile import SimpleUploadedFile

    letter = SimpleUploadedFile("letter.txt", b"Page 3 says so.", content_type="text/plain")
    pages = as_(play.officer)
    pages.done(
        f"inspections/{inspection.pk}/passages/", person="B. F.", passages="P. 3", uploads=letter, **on("sent_on", day)
    )
    assert File.objects.get().subject == f"criticisedperson:{CriticisedPerson.objects.get().pk}"
    assert "letter.txt" in pages.get(f"inspections/{inspection.pk}/")


@pytest.mark.parametrize("place", ["inspections/00000000-0000-0000-0000-000000000000/", "packages/new/x/"])
def test_what_is_not_there_is_not_found(play: Play, as_: As, place: str) -> None:
    pages = as_(play.officer)
    assert pages.client.get(pages.base + place).status_code == 404
