"""Running an intervention, leaving it, and the year after, by their pages (T30 to T32, T51 to T67; R23 to R28, R43)."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bestvalue import clock
from cases.models import Case
from cases.stages import Stage
from interventions.models import (
    Appointment,
    Direction,
    ExitStrategy,
    ExternalReview,
    OversightPeriod,
    Package,
    ProgressReport,
)
from interventions.services.running import log_instruction, record_action_progress, record_cost
from tests.lifecycle.build import Play
from tests.support.pages import CONFIRM, PASSWORD, on

from .conftest import As

SAID = {"reason": "As decided.", "password": PASSWORD}


def test_a_package_is_drafted_agreed_changed_and_ended(play: Play, as_: As) -> None:
    pages, until = as_(play.officer), clock.today() + dt.timedelta(days=365)
    draft = {"model": "board", "agreement": "Their letter.", "terms": "Terms.", "members": "Three."}
    pages.done("packages/new/", **draft, reporting="Quarterly", **on("review_on", until))
    package = Package.objects.get()
    assert package.lacks() == []
    base = f"packages/{package.pk}"
    play.approved("agree_package", package)
    as_(play.lead).done(f"{base}/agree/", **CONFIRM)
    assert play.stage == Stage.INTERVENTION
    play.approved("vary_package", Package.objects.get(), members="Four.")
    as_(play.lead).done(f"{base}/change/", **SAID)
    assert Package.objects.get().members == "Four."
    play.approved("end_package", Package.objects.get())
    end = {**SAID, "final_view": "It holds.", "to": "oversight"}
    status, page = as_(play.lead).post(f"{base}/end/", **end)
    assert (status, "Enter when the review is due" in page) == (200, True)
    as_(play.lead).done(f"{base}/end/", **end, **on("review_due_on", until))
    assert (play.stage, OversightPeriod.objects.get().review_due_on) == (Stage.OVERSIGHT, until)


def test_a_commissioner_is_proposed_checked_appointed_and_ends(play: Play, as_: As) -> None:
    play.intervened()
    pages = as_(play.officer)
    draft = {"person": "A. Commissioner", "role": "lead_commissioner", "powers": "active", "daily_rate": "1200"}
    wrong = {**on("starts_on", clock.today()), **on("ends_on", clock.today() - dt.timedelta(days=1))}
    assert "must not come before the first day" in pages.post("appointments/new/", **draft, **wrong)[1]
    pages.done("appointments/new/", **draft)
    appointment = Appointment.objects.get()
    base = f"appointments/{appointment.pk}"
    as_(play.lead).done(f"{base}/conflicts/", finding="None found.")
    play.approved("make_appointment", Appointment.objects.get())
    as_(play.lead).done(f"{base}/make/", **CONFIRM)
    assert "A. Commissioner" in as_(play.officer).get(f"directions/{Direction.objects.get().pk}/")
    play.approved("end_appointment", Appointment.objects.get())
    as_(play.lead).done(f"{base}/end/", **SAID, **on("ended_on", clock.today()))
    assert Appointment.objects.get().state == "ended"


def test_what_happens_under_directions_is_recorded_where_it_belongs(play: Play, as_: As) -> None:
    direction, today = play.intervened(), clock.today()
    base, pages = f"directions/{direction.pk}", as_(play.officer)
    action, function = direction.actions.get(), direction.functions.get()
    progress = {"standing": "under_way", "text": "A draft plan.", **on("on", today)}
    pages.done(f"{base}/actions/{action.pk}/progress/", **progress)
    told = {"given_by": "A. Commissioner", "instruction": "Stop the purchase.", **on("given_on", today)}
    pages.done(f"{base}/functions/{function.pk}/instruction/", **told)
    cost = {"what": "Fees", "pounds": "1200.50", "paid_by": "The authority", "source": "A bill"}
    pages.done(f"{base}/cost/", **cost, **on("starts_on", today), **on("ends_on", today))
    shown = pages.get(f"{base}/")
    for said in ("A draft plan.", "Stop the purchase.", "£1,200.50"):
        assert said in shown
    play.approved("hand_back_function", direction)
    as_(play.lead).done(f"{base}/functions/{function.pk}/hand-back/", **SAID)
    assert "Handed back in practice" in as_(play.officer).get(f"{base}/")
    play.approved("enforce_directions", direction)
    as_(play.lead).done(f"{base}/enforce/", breach="No plan.", password=PASSWORD)
    assert Case.objects.get().events.latest("case_version").verb == "enforce_directions"


def test_a_function_that_the_letter_does_not_name_is_not_handed_back(play: Play, as_: As) -> None:
    direction = play.intervened()
    play.approved("hand_back_function", direction, letter="We hand planning back.")
    address = f"directions/{direction.pk}/functions/{direction.functions.get().pk}/hand-back/"
    status, page = as_(play.lead).post(address, **SAID)
    assert (status, "does not name this function: Finance" in page) == (409, True)


def test_a_report_is_recorded_and_answered_as_approved(play: Play, as_: As) -> None:
    play.intervened()
    report = {"author": "They", "scope_recommended": "None.", "text": "Slow progress."}
    dates = {**on("dated_on", clock.today()), **on("received_on", clock.today())}
    as_(play.officer).done("progress-reports/new/", **report, **dates)
    made = ProgressReport.objects.get()
    page = as_(play.officer).get(f"progress-reports/{made.pk}/")
    assert "Slow progress." in page
    assert "Prepare a publication" not in page  # private until a minister has replied
    play.approved("reply_to_report", made, answer="Thank you. Go on.")
    as_(play.lead).done(f"progress-reports/{made.pk}/reply/", **CONFIRM)
    page = as_(play.officer).get(f"progress-reports/{made.pk}/")
    assert "Thank you. Go on." in page
    assert "Prepare a publication" in page


def test_an_exit_from_its_strategy_to_the_year_after(play: Play, as_: As) -> None:
    direction = play.intervened()
    base, pages = f"directions/{direction.pk}", as_(play.officer)
    assert "Record an exit strategy and its milestones." in pages.get(f"{base}/")
    strategy = {"text": "Finance goes back first.", "milestone_1_text": "A balanced budget"}
    pages.done("exit-strategies/new/", **strategy, milestone_2_text="A permanent team")
    assert ExitStrategy.objects.get().milestones.count() == 2
    first = ExitStrategy.objects.get().milestones.all()[0]
    met = {"evidence": "The budget of March.", **on("met_on", clock.today())}
    pages.done(f"exit-strategies/{ExitStrategy.objects.get().pk}/milestones/{first.pk}/met/", **met)
    assert "The budget of March." in pages.get(f"exit-strategies/{ExitStrategy.objects.get().pk}/")

    play.approved("start_exit", direction)
    as_(play.lead).done(f"{base}/start-exit/", **SAID)
    assert play.stage == Stage.EXIT
    play.approved("halt_exit", direction)
    as_(play.lead).done(f"{base}/halt-exit/", **SAID)
    play.approved("start_exit", direction)
    as_(play.lead).done(f"{base}/start-exit/", **SAID)

    asked = play.approved("revoke_directions", direction)
    views = {"authority": "Ready.", "commissioners": "Ready."}
    assert as_(play.lead).post(f"{base}/revoke/", **SAID, **views, officials="")[0] == 200
    as_(play.lead).done(f"{base}/revoke/", **SAID, **views, officials="They can sustain it.")
    period = OversightPeriod.objects.get()
    assert str(period.review_due_on) == asked.changes["oversight_review_on"]

    watch = f"oversight/{period.pk}"
    as_(play.officer).done(f"{watch}/arrange/", plan="Two visits.", critical_friend="A neighbour.")
    play.wait(360)
    review = {"reviewer": "A body", "independence": "It took no part.", "findings": "Gains are fragile."}
    as_(play.deputy_director).done("oversight/reviews/new/", **review)
    later = clock.today() + dt.timedelta(days=180)
    play.approved("extend_oversight", OversightPeriod.objects.get(), review_due_on=later)
    as_(play.lead).done(f"{watch}/extend/", **SAID)
    assert OversightPeriod.objects.get().review_due_on == later
    play.wait(180)
    as_(play.deputy_director).done("oversight/reviews/new/", **{**review, "findings": "It holds."})
    play.approved("close_after_oversight", OversightPeriod.objects.get())
    as_(play.lead).done(f"{watch}/close/", **SAID)
    assert Case.objects.get().outcome == "As decided."


def test_directions_that_lapsed_undecided_say_so_until_it_is_decided(play: Play, as_: As) -> None:
    direction = play.intervened()
    play.wait(731)
    page = as_(play.officer).get(f"directions/{direction.pk}/")
    assert "The directions lapsed and nothing was decided." in page
    play.approved("let_directions_lapse", direction)
    views = {"authority": "Ready.", "commissioners": "Ready.", "officials": "Ready."}
    as_(play.lead).done(f"directions/{direction.pk}/let-lapse/", **SAID, **views)
    ended = Direction.objects.get()
    assert (ended.ending, ended.ended_on) == ("lapsed", direction.ends_on)


def test_the_case_goes_back_to_engagement_on_fresh_evidence(play: Play, as_: As) -> None:
    period = play.watched()
    as_(play.deputy_director).done(f"oversight/{period.pk}/return/", reason="A new report.")
    assert play.stage == Stage.EARLY_ENGAGEMENT


def test_a_review_is_edited_while_it_is_a_draft(play: Play, as_: As) -> None:
    pages = as_(play.officer)
    pages.done("external-reviews/new/", terms="Capital.", reviewers="A. Accountant")
    review = ExternalReview.objects.get()
    assert "or the condition of financial support." in pages.get(f"external-reviews/{review.pk}/")
    pages.done(f"external-reviews/{review.pk}/edit/", terms="Capital.", reviewers="A. Accountant", basis="Consent.")
    assert ExternalReview.objects.get().lacks() == []


def something_happens(play: Play, direction: Direction) -> None:
    """Progress, an instruction and a cost."""
    today = clock.today()
    record_action_progress(
        by=play.officer, action=direction.actions.get(), on=today, standing="done", text="The plan is agreed."
    )
    log_instruction(
        by=play.officer, function=direction.functions.get(), instruction="Stop.", given_on=today, given_by="They"
    )
    days: Any = {"starts_on": today, "ends_on": today}
    record_cost(
        by=play.officer, direction=direction, what="Fees", pounds=Decimal(1), paid_by="It", source="A bill", **days
    )


def test_a_page_asks_the_database_as_often_for_much_as_for_little(play: Play, as_: As) -> None:
    direction = play.intervened()
    pages, address = as_(play.officer), f"directions/{direction.pk}/"
    something_happens(play, direction)
    pages.get(address)
    with CaptureQueriesContext(connection) as few:
        pages.get(address)
    for _ in range(4):
        something_happens(play, direction)
    with CaptureQueriesContext(connection) as many:
        pages.get(address)
    assert len(many) == len(few)
    assert len(many) < 60
