"""A proposal, what is said about it, and its decision, by their pages (T42 to T50; R15 to R22, N9, N10)."""

import datetime as dt

from bestvalue import clock
from cases.models import Letter, Submission, SubmissionAct
from cases.stages import Stage
from interventions.models import Direction, Proposal, Representation
from interventions.services.proposals import close_window
from interventions.services.representations import log_representation
from tests.lifecycle.build import PACK, START, Play
from tests.support.assessing import assessed
from tests.support.pages import CONFIRM, PASSWORD, on

from .conftest import As

DRAFT = {
    "evidence": "The report.",
    "model": "Commissioners",
    "cost": "Paid by the authority.",
    "services_statement": "Services stay funded.",
    "exit_strategy": "Step by step.",
    "window_days": "10",
    "respond_to": "reps@department.example",
    "action_1_text": "Agree a plan.",
    "function_1_text": "Finance",
    "finding_ur_finding": "failing",
    "finding_ur_reasons": "Reserves are spent.",
}


def test_a_proposal_is_drafted_with_its_rows_and_findings(play: Play, as_: As) -> None:
    pages = as_(play.officer)
    assert "No finding made" in pages.get("proposals/new/")
    more = {**DRAFT, "function_2_text": "Planning", "function_2_is_reserve": "True"}
    pages.done("proposals/new/", **more)
    proposal = Proposal.objects.get()
    assert [str(each) for each in proposal.functions.all()] == ["Finance (active)", "Planning (reserve)"]
    assert [str(each) for each in proposal.findings.all()] == ["Use of resources: Failing"]
    assert [each.code for each in proposal.lacks()] == ["no_assessment"]
    assessed(play.case)
    assert proposal.lacks() == []
    shown = pages.get(f"proposals/{proposal.pk}/")
    for said in ("Nothing has been decided", "Planning (held in reserve)", "10 working days after the date"):
        assert said in shown


def test_a_row_is_added_and_removed_with_all_that_was_typed(play: Play, as_: As) -> None:
    pages = as_(play.officer)
    added = pages.post("proposals/new/", do="add:action", **DRAFT)[1]
    assert 'name="action_2_text"' in added
    assert "Agree a plan." in added
    removed = pages.post("proposals/new/", do="remove:action_1", **DRAFT)[1]
    assert "Agree a plan." not in removed.partition('id="preview"')[0]
    assert "Paid by the authority." in removed


def test_a_finding_gives_its_reasons(play: Play, as_: As) -> None:
    status, page = as_(play.officer).post("proposals/new/", **{**DRAFT, "finding_ur_reasons": ""})
    assert (status, "Enter the reasons and evidence for Use of resources" in page) == (200, True)


def test_the_letter_goes_out_with_the_day_on_which_the_time_ends(play: Play, as_: As) -> None:
    play.on(dt.date(2025, 4, 11))
    proposal = play.a_proposal()
    play.approved("propose_intervention", proposal)
    page = as_(play.lead).get(f"proposals/{proposal.pk}/put/")
    assert "Tuesday 29 April 2025" in page
    assert "leaving out weekends and Good Friday (18 April), Easter Monday (21 April)" in page
    assert "before the local elections of 1 May 2025" in page
    as_(play.lead).done(f"proposals/{proposal.pk}/put/", **CONFIRM)
    assert Proposal.objects.get().closes_on == dt.date(2025, 4, 29)
    assert play.stage == Stage.MINDED_TO


def test_the_drafter_does_not_put_it_to_the_authority(play: Play, as_: As) -> None:
    proposal = play.a_proposal()
    Proposal.objects.filter(pk=proposal.pk).update(drafted_by=play.lead)
    play.approved("propose_intervention", Proposal.objects.get())
    assert "You drafted it. Somebody else does this." in as_(play.lead).get(f"proposals/{proposal.pk}/put/")


def test_what_comes_is_logged_acknowledged_summarised_and_answered(play: Play, as_: As) -> None:
    proposal = play.proposed()
    base, pages = f"proposals/{proposal.pk}", as_(play.officer)
    sent = {"sender": "The council", "is_from_authority": "on", "channel": "email", "text": "We disagree."}
    pages.done(f"{base}/representations/", **sent, **on("received_on", START))
    one = Representation.objects.get()
    shown = pages.get(f"{base}/")
    assert "<strong>1</strong> is not yet summarised and answered" in shown
    pages.done(f"{base}/representations/{one.pk}/acknowledge/")
    status, page = pages.post(f"{base}/representations/{one.pk}/answer/", summary="They disagree.", reply="")
    assert (status, "They disagree." in page) == (200, True)
    pages.done(f"{base}/representations/{one.pk}/answer/", summary="They disagree.", reply="Noted, and why.")
    assert Representation.objects.get().state == "answered"
    assert "Every one is summarised and answered." in pages.get(f"{base}/")


def test_a_late_one_asks_whether_it_is_considered(play: Play, as_: As) -> None:
    proposal = play.heard()
    base, pages = f"proposals/{proposal.pk}", as_(play.officer)
    sent = {"sender": "A group", "channel": "post", "text": "Come at once."}
    pages.done(f"{base}/representations/", **sent, **on("received_on", clock.today()))
    one = Representation.objects.get()
    assert "Is it considered, and why?" in pages.get(f"{base}/representations/{one.pk}/answer/")
    answer = {"summary": "Come.", "reply": "Noted.", "late_decision": "Yes: nothing is decided yet."}
    pages.done(f"{base}/representations/{one.pk}/answer/", **answer)
    assert "It came after the time ended" in pages.get(f"{base}/")


def test_the_time_is_extended_and_closed(play: Play, as_: As) -> None:
    proposal = play.proposed()
    base, later = f"proposals/{proposal.pk}", START + dt.timedelta(days=30)
    extended = {"reason": "They asked.", **on("closes_on", later)}
    as_(play.deputy_director).done(f"{base}/extend/", **extended)
    status, page = as_(play.officer).post(f"{base}/close/")
    assert (status, "The authority has until" in page) == (409, True)
    play.wait(31)
    as_(play.officer).done(f"{base}/close/")
    assert Proposal.objects.get().state == "closed"


def test_both_outcomes_are_put_to_a_minister_and_neither_is_chosen_beforehand(play: Play, as_: As) -> None:
    proposal = play.heard()
    pages = as_(play.officer)
    begun = pages.get("directions/new/")
    assert "Agree a plan." in begun  # what was put to the authority stands there already
    pages.done(
        "directions/new/",
        recitals="The Duty is not met.",
        memorandum="Why.",
        action_1_text="Agree a plan.",
        function_1_text="Finance",
        finding_ur_finding="failing",
        finding_ur_reasons="Reserves are spent.",
        **on("ends_on", START + dt.timedelta(days=730)),
    )
    direction = Direction.objects.get()
    assert (direction.proposal, direction.not_put_to_the_authority()) == (proposal, [])
    page = pages.get(f"proposals/{proposal.pk}/")
    assert "Put both outcomes to a minister" in page
    query = f"?act=make_directions&act=do_not_intervene&of={direction.key}&of={proposal.key}".replace(":", "%3A")
    assert query.replace("&", "&amp;") in page
    sections = {name: text for name, text in PACK.items() if name != "options"}
    sent = {"question": "Intervene?", "option_1": "Intervene", "nothing": "Nothing.", **sections}
    pages.done(f"submissions/new/{query}", **sent, **{"do_not_intervene-letter": "We do not intervene."})
    asked = SubmissionAct.objects.filter(submission=Submission.objects.get(question="Intervene?"))
    assert sorted(each.move for each in asked) == ["do_not_intervene", "make_directions"]
    assert {each.state for each in asked} == {"asked"}


def test_a_decision_not_to_intervene_is_carried_out(play: Play, as_: As) -> None:
    proposal = play.heard()
    play.approved("do_not_intervene", proposal)
    done = {"reason": "They are on the mend.", "password": PASSWORD, "to": "early_engagement"}
    as_(play.lead).done(f"proposals/{proposal.pk}/do-not-intervene/", **done)
    assert (Proposal.objects.get().outcome, play.stage) == ("do_not_intervene", Stage.EARLY_ENGAGEMENT)


def test_directions_that_go_further_say_so_on_their_page(play: Play, as_: As) -> None:
    direction = play.directions(play.heard(), actions=["Agree a plan.", "Sell the depot."])
    shown = as_(play.officer).get(f"directions/{direction.pk}/")
    assert "What was not put to the authority" in shown
    assert "They go beyond what was put to the authority." in shown


def test_a_changed_proposal_takes_the_place_of_the_first(play: Play, as_: As) -> None:
    first, changed = play.proposed(), play.a_proposal(actions=["Agree a plan.", "Sell the depot."])
    play.approved("change_proposal", changed)
    address = f"proposals/{changed.pk}/put/"
    assert "What changed, and why?" in as_(play.lead).get(address)
    as_(play.lead).done(address, reason="The depot was added.", **CONFIRM)
    assert Proposal.objects.get(pk=first.pk).state == "replaced"
    assert Proposal.objects.get(pk=changed.pk).state == "open"


def test_urgent_directions_and_both_their_notices(play: Play, as_: As) -> None:
    pages = as_(play.officer)
    pages.done(
        "directions/new/urgent/",
        recitals="The Duty is not met.",
        urgency_reason="The sale is tomorrow.",
        legal_advice="It is urgent.",
        notice_to_authority="To you.",
        notice_to_representatives="To the association.",
        action_1_text="Stop the sale.",
        finding_ur_finding="failing",
        finding_ur_reasons="Reserves are spent.",
        **on("ends_on", START + dt.timedelta(days=200)),
    )
    direction = Direction.objects.get()
    assert (direction.is_urgent, direction.lacks()) == (True, [])
    assert "Notice to those who represent authorities" in pages.get(f"directions/{direction.pk}/")
    play.approved("make_urgent_directions", direction)
    as_(play.lead).done(f"directions/{direction.pk}/make/", **CONFIRM)
    assert play.stage == Stage.INTERVENTION
    pages = as_(play.officer)
    assert "Both notices of urgency go out at once" in pages.get(f"directions/{direction.pk}/")
    told = {**on("authority_told_on", START), **on("representatives_told_on", START)}
    pages.done(f"directions/{direction.pk}/urgency-notices/", **told)
    assert "Both notices of urgency go out at once" not in pages.get(f"directions/{direction.pk}/")


def test_a_proposal_may_be_started_again_or_go_no_further(play: Play, as_: As) -> None:
    first = play.proposed()
    play.approved("restart_proposal", first)
    as_(play.lead).done(f"proposals/{first.pk}/restart/", reason="An error.", password=PASSWORD)
    second = play.proposed()
    play.approved("do_not_proceed_with_proposal", second)
    further = {"reason": "An election.", "password": PASSWORD, "to": "early_engagement"}
    as_(play.lead).done(f"proposals/{second.pk}/no-further/", **further)
    assert set(Proposal.objects.values_list("state", flat=True)) == {"not_proceeded_with"}


def test_directions_are_made_once_they_were_approved(play: Play, as_: As) -> None:
    proposal = play.proposed()
    play.wait(15)
    close_window(by=play.officer, proposal=proposal)
    direction = play.directions(proposal)
    play.approved("make_directions", direction)
    assert "(a minister has decided it)" in as_(play.lead).get(f"directions/{direction.pk}/")
    as_(play.lead).done(f"directions/{direction.pk}/make/", **CONFIRM)
    made = Direction.objects.get()
    assert (made.state, made.issued_by, play.stage) == ("made", play.lead, Stage.INTERVENTION)


def test_a_statement_goes_with_the_directions(play: Play, as_: As) -> None:
    direction = play.intervened()
    pages = as_(play.officer)
    about = f"about={direction.key}&kind=statement".replace(":", "%3A")
    assert "Parliament" in pages.get(f"letters/new/?{about}")
    said = {"kind": "statement", "to_name": "Parliament", "subject_line": "Directions", "body": "They are made."}
    pages.done(f"letters/new/?{about}", **said)
    letter = Letter.objects.get()
    assert letter.about == direction.key
    assert "Statement to Parliament: Parliament" in pages.get(f"directions/{direction.pk}/")
    assert f"/directions/{direction.pk}/" in pages.get(f"letters/{letter.pk}/")
    for nothing in ("", "?about=direction:x", "?about=nothing:1"):
        assert pages.client.get(f"{pages.base}letters/new/{nothing}").status_code == 404


def test_many_representations_are_paged(play: Play, as_: As) -> None:
    proposal = play.proposed()
    for number in range(27):
        log_representation(
            by=play.officer,
            proposal=proposal,
            sender=f"Resident {number}",
            received_on=START,
            channel="email",
            text="We say this.",
        )
    pages = as_(play.officer)
    first = pages.get(f"proposals/{proposal.pk}/")
    assert "<strong>27</strong> are not yet summarised and answered" in first
    assert first.count("What it says") == 25
    assert pages.get(f"proposals/{proposal.pk}/?page=2").count("What it says") == 2
