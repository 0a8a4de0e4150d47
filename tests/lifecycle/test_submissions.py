"""The only way to a minister, and what a minister's decision is worth (R1, R2, N6; rulings 15 to 17)."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from bestvalue import clock
from bestvalue.accounts.models import Role, RoleHolding
from bestvalue.errors import Changed, Forbidden, Refused
from cases.asks import ASKS, kind_of
from cases.models import Case, Submission, SubmissionAct, text_hash
from cases.moves import TABLE, Move
from cases.services.comments import comment_on_submission
from cases.services.opening import close_without_action
from cases.services.submissions import (
    add_annexes,
    clear_submission,
    confirm_decision,
    decide,
    draft_submission,
    edit_submission,
    lapse_submission,
    offer_for_clearance,
    recuse,
    return_submission,
    take_back_submission,
)
from cases.services.submissions.texts import pack_text
from cases.stages import Stage
from notices.models import Notice
from notices.services import edit_notice, issue_notice, withdraw_notice
from tests.api.world import heard
from tests.factories import person

from .build import PACK, START, Play, refusals


def test_nothing_goes_to_a_minister_incomplete(play: Play) -> None:
    notice = play.a_notice()
    bare = draft_submission(by=play.officer, case=play.case, question="?", acts=[("issue_notice", notice)])
    offer_for_clearance(by=play.officer, submission=bare)
    unmet = refusals(lambda: clear_submission(by=play.deputy_director, submission=bare))
    assert unmet == {*(f"no_{name}" for name in PACK)}


def test_a_submission_asks_only_about_its_own_case(play: Play) -> None:
    elsewhere = play.a_notice()
    close_without_action(by=play.deputy_director, case=heard(play.case), outcome="Nothing more.")
    first, play.case = play.case, play.reopened()
    assert first != play.case
    with pytest.raises(Refused):
        draft_submission(by=play.officer, case=play.case, question="?", acts=[("issue_notice", elsewhere)], **PACK)


def test_an_official_of_another_team_drafts_nothing_on_the_case(play: Play) -> None:
    with pytest.raises(Forbidden):
        draft_submission(by=person(Role.OFFICER), case=play.case, question="?", acts=[], **PACK)


def test_a_submission_asks_only_for_what_a_minister_decides(play: Play) -> None:
    with pytest.raises(Refused):
        draft_submission(by=play.officer, case=play.case, question="?", acts=[("edit_notice", play.a_notice())], **PACK)


def test_drafter_clearer_and_decider_are_three_people(play: Play) -> None:
    notice = play.a_notice()
    everything = person(Role.OFFICER, Role.DEPUTY_DIRECTOR, Role.MINISTER, team=play.team, since=START)
    own = draft_submission(by=everything, case=play.case, question="?", acts=[("issue_notice", notice)], **PACK)
    offer_for_clearance(by=everything, submission=own)
    assert refusals(lambda: clear_submission(by=everything, submission=own)) == {"own_draft"}
    cleared = clear_submission(by=play.deputy_director, submission=own)
    with pytest.raises(Forbidden):
        decide(by=everything, asked=cleared.acts.get(), decision="approve", reasons="Mine.")


@pytest.mark.parametrize("role", ["officer", "lead", "deputy_director", "press", "private_office", "records_manager"])
def test_only_a_minister_decides(play: Play, role: str) -> None:
    asked = play.asked("issue_notice", play.a_notice())
    with pytest.raises(Forbidden):
        decide(by=getattr(play, role), asked=asked, decision="approve", reasons="Yes.")


def test_only_the_secretary_of_state_decides_on_urgent_directions(play: Play) -> None:
    asked = play.asked("make_urgent_directions", play.urgent())
    with pytest.raises(Forbidden):
        decide(by=play.minister, asked=asked, decision="approve", reasons="Yes.")
    assert decide(by=play.secretary_of_state, asked=asked, decision="approve", reasons="Yes.").state == "approved"


def test_private_office_records_a_ministers_decision_with_proof(play: Play) -> None:
    asked = play.asked("issue_notice", play.a_notice())
    with pytest.raises(Forbidden):
        decide(by=play.private_office, minister=play.minister, asked=asked, decision="approve", reasons="Yes.")
    decided = decide(
        by=play.private_office,
        minister=play.minister,
        asked=asked,
        decision="approve",
        reasons="Yes.",
        proof="The box note of today.",
    )
    assert (decided.decided_by, decided.recorded_by) == (play.minister, play.private_office)
    event = play.case.events.latest("case_version")
    assert (event.actor, event.acting_for) == (play.private_office, str(play.minister))


@pytest.mark.parametrize("decision", ["decline", "return_for_changes"])
def test_what_was_not_approved_is_not_done(play: Play, decision: str) -> None:
    notice = play.a_notice()
    decide(by=play.minister, asked=play.asked("issue_notice", notice), decision=decision, reasons="Not so.")
    assert refusals(lambda: issue_notice(by=play.lead, notice=notice)) == {"no_decision"}


def test_nothing_is_decided_twice(play: Play) -> None:
    asked = play.approved("issue_notice", play.a_notice())
    again = refusals(lambda: decide(by=play.minister, asked=asked, decision="decline", reasons="No."))
    assert again == {"not_waiting"}


def test_an_unknown_decision_is_refused(play: Play) -> None:
    asked = play.asked("issue_notice", play.a_notice())
    assert refusals(lambda: decide(by=play.minister, asked=asked, decision="spend", reasons="?")) == {
        "unknown_decision"
    }


def test_a_notice_edited_after_approval_needs_a_new_decision(play: Play) -> None:
    notice = play.a_notice()
    asked = play.approved("issue_notice", notice)
    edit_notice(by=play.officer, notice=notice, credit="A new chair.")
    assert SubmissionAct.objects.get(pk=asked.pk).state == "void"
    assert refusals(lambda: issue_notice(by=play.lead, notice=notice)) == {"no_decision"}
    notice = Notice.objects.get(pk=notice.pk)
    play.approved("issue_notice", notice)
    issue_notice(by=play.lead, notice=notice)
    assert play.stage == Stage.BEST_VALUE_NOTICE


def test_a_text_is_not_changed_while_the_minister_reads_it(play: Play) -> None:
    notice = play.a_notice()
    asked = play.asked("issue_notice", notice)
    with pytest.raises(Refused) as refused:
        edit_notice(by=play.officer, notice=notice, credit="A new chair.")
    (why,) = refused.value.unmet
    assert (why.code, why.link) == ("with_minister", f"/cases/{play.case.ref}/submissions/{asked.submission_id}/")
    take_back_submission(by=play.officer, submission=asked.submission, reason="A new chair was elected.")
    edit_notice(by=play.officer, notice=notice, credit="A new chair.")
    assert refusals(lambda: decide(by=play.minister, asked=asked, decision="approve", reasons="Yes.")) == {
        "not_waiting"
    }


def test_an_approval_is_spent_once(play: Play) -> None:
    notice = play.noticed()
    assert SubmissionAct.objects.get().spent_by == play.case.events.latest("case_version")
    assert "no_draft_notice" in refusals(lambda: issue_notice(by=play.lead, notice=notice))


def test_a_decision_of_a_minister_who_left_needs_the_successors(play: Play) -> None:
    notice = play.a_notice()
    play.approved("issue_notice", notice)
    RoleHolding.objects.filter(user=play.minister).update(ends_on=clock.today())
    play.wait(1)
    assert refusals(lambda: issue_notice(by=play.lead, notice=notice)) == {"decider_left"}
    play.minister = person(Role.MINISTER, since=clock.today())
    play.approved("issue_notice", notice)
    issue_notice(by=play.lead, notice=notice)
    assert play.stage == Stage.BEST_VALUE_NOTICE


def test_a_decision_does_not_allow_an_earlier_act(play: Play) -> None:
    notice = play.a_notice()
    play.approved("issue_notice", notice)
    play.on(START - dt.timedelta(days=1))
    assert refusals(lambda: issue_notice(by=play.lead, notice=notice)) == {"decided_later"}


def test_one_submission_asks_for_several_acts_each_decided_by_itself(play: Play) -> None:
    notice, inspection = play.a_notice(), play.an_inspection()
    submission = draft_submission(
        by=play.officer,
        case=play.case,
        question="?",
        acts=[("issue_notice", notice), ("appoint_inspector", inspection)],
        **PACK,
    )
    offer_for_clearance(by=play.officer, submission=submission)
    clear_submission(by=play.deputy_director, submission=submission)
    first, second = submission.acts.order_by("move")
    decide(by=play.minister, asked=first, decision="decline", reasons="Not yet.")
    assert Submission.objects.get(pk=submission.pk).state == "with_minister"
    decide(by=play.minister, asked=second, decision="approve", reasons="Yes.")
    assert Submission.objects.get(pk=submission.pk).state == "decided"
    issue_notice(by=play.lead, notice=notice)
    assert play.stage == Stage.BEST_VALUE_NOTICE


@pytest.mark.parametrize("move", [move for move in TABLE if move.needs_submission], ids=lambda move: move.name)
def test_everything_a_minister_decides_can_be_asked_for(move: Move) -> None:
    ask = ASKS[move.name]
    model = kind_of(ask.kind)
    assert model is not None
    assert set(ask.states) <= set(model.LIFE.states)
    assert all(name in model.CARRIED or model._meta.get_field(name) for name in ask.sets)


def test_a_minister_is_asked_for_nothing_else() -> None:
    assert set(ASKS) == {move.name for move in TABLE if move.needs_submission}


def test_a_case_that_relies_on_figures_gives_the_conversation_about_them(play: Play) -> None:
    submission = play.drafted("issue_notice", play.a_notice())
    edit_submission(by=play.officer, submission=submission, relies_on_figures=True)
    offer_for_clearance(by=play.officer, submission=submission)
    assert refusals(lambda: clear_submission(by=play.deputy_director, submission=submission)) == {"no_conversation"}


@pytest.mark.parametrize("options", [["Act", "Act later"], ["Do nothing"], []])
def test_doing_nothing_is_one_of_at_least_two_options(play: Play, options: list[str]) -> None:
    submission = play.drafted("issue_notice", play.a_notice())
    edit_submission(by=play.officer, submission=submission, options=options)
    offer_for_clearance(by=play.officer, submission=submission)
    assert refusals(lambda: clear_submission(by=play.deputy_director, submission=submission)) == {"no_options"}


def test_the_pack_is_frozen_whole_as_it_goes_to_the_minister(play: Play) -> None:
    submission = play.asked("issue_notice", play.a_notice()).submission
    pack = submission.pack
    assert pack is not None
    assert (pack.subject, pack.sha256) == (submission.key, text_hash(pack.body))
    for words in ("Do nothing", "Evidence against", "Agree a balanced plan."):
        assert words in pack.body


def test_a_section_makes_no_heading_of_its_own_in_the_pack(play: Play) -> None:
    submission = play.drafted("issue_notice", play.a_notice())
    edit_submission(by=play.officer, submission=submission, evidence_for="# Evidence against\nNone.")
    headings = [line for line in pack_text(submission).splitlines() if line.startswith("#")]
    assert headings.count("# Evidence against") == 0


def test_an_edit_of_the_draft_takes_the_texts_anew(play: Play) -> None:
    notice = play.a_notice()
    submission = play.drafted("issue_notice", notice)
    edit_notice(by=play.officer, notice=notice, credit="A new chair.")
    edit_submission(by=play.lead, submission=submission, cost_note="None.")
    assert "A new chair." in submission.acts.get().document.body


def test_a_text_edited_after_it_was_offered_is_not_cleared_unseen(play: Play) -> None:
    notice = play.a_notice()
    submission = play.offered("issue_notice", notice)
    edit_notice(by=play.officer, notice=notice, credit="A new chair.")
    assert refusals(lambda: clear_submission(by=play.deputy_director, submission=submission)) == {"text_changed"}
    return_submission(by=play.deputy_director, submission=submission, comments="Send it again.")
    offer_for_clearance(by=play.officer, submission=submission)
    cleared = clear_submission(by=play.deputy_director, submission=submission)
    assert "A new chair." in cleared.acts.get().document.body


def test_whoever_edited_a_draft_neither_clears_nor_decides_it(play: Play) -> None:
    everything = person(Role.OFFICER, Role.DEPUTY_DIRECTOR, Role.MINISTER, team=play.team, since=START)
    submission = play.drafted("issue_notice", play.a_notice())
    edit_submission(by=everything, submission=submission, cost_note="None.")
    offer_for_clearance(by=play.officer, submission=submission)
    assert refusals(lambda: clear_submission(by=everything, submission=submission)) == {"own_draft"}
    asked = clear_submission(by=play.deputy_director, submission=submission).acts.get()
    with pytest.raises(Forbidden):
        decide(by=everything, asked=asked, decision="approve", reasons="Mine.")


def test_only_a_draft_is_edited(play: Play) -> None:
    submission = play.offered("issue_notice", play.a_notice())
    edit = partial(edit_submission, by=play.officer, submission=submission, cost_note="None.")
    assert refusals(edit) == {"not_a_draft"}


def test_changes_asked_for_bring_the_submission_back_and_the_changed_text_is_decided_afresh(play: Play) -> None:
    notice = play.a_notice()
    first = play.asked("issue_notice", notice)
    decide(by=play.minister, asked=first, decision="return_for_changes", reasons="Give credit.")
    submission = Submission.objects.get()
    assert (submission.state, submission.cleared_by) == ("draft", None)
    edit_notice(by=play.officer, notice=notice, credit="A new chair.")
    offer_for_clearance(by=play.officer, submission=submission)
    clear_submission(by=play.deputy_director, submission=submission)
    second = submission.acts.get(state="asked")
    assert "A new chair." in second.document.body
    decide(by=play.minister, asked=second, decision="approve", reasons="Yes.")
    issue_notice(by=play.lead, notice=notice)
    assert [each.state for each in submission.acts.order_by("created_at")] == ["returned", "spent"]


def test_what_was_approved_stays_approved_when_the_rest_comes_back(play: Play) -> None:
    notice, inspection = play.a_notice(), play.an_inspection()
    acts = [("issue_notice", notice), ("appoint_inspector", inspection)]
    submission = draft_submission(by=play.officer, case=play.case, question="?", acts=acts, **PACK)
    offer_for_clearance(by=play.officer, submission=submission)
    clear_submission(by=play.deputy_director, submission=submission)
    inspect, issue = submission.acts.order_by("move")
    decide(by=play.minister, asked=inspect, decision="return_for_changes", reasons="Name the functions.")
    decide(by=play.minister, asked=issue, decision="approve", reasons="Yes.")
    assert Submission.objects.get().state == "draft"
    issue_notice(by=play.lead, notice=notice)
    assert play.stage == Stage.BEST_VALUE_NOTICE


def test_the_letter_that_ends_a_notice_is_the_text_that_was_approved(play: Play) -> None:
    notice = play.noticed()
    asked = play.approved("withdraw_notice", notice, ending_letter="The plan works. We withdraw the notice.")
    assert asked.document.body == "The plan works. We withdraw the notice."
    ended = withdraw_notice(by=play.lead, notice=notice, reason="They improved.")
    assert ended.ending_letter == asked.document.body


def test_a_withdrawal_without_its_letter_is_not_cleared(play: Play) -> None:
    submission = play.offered("withdraw_notice", play.noticed(), ending_letter="")
    clear = partial(clear_submission, by=play.deputy_director, submission=submission)
    assert refusals(clear) == {"no_ending_letter"}


def test_an_act_sets_no_facts_but_its_own(play: Play) -> None:
    assert refusals(lambda: play.drafted("issue_notice", play.a_notice(), ends_on=START)) == {"not_a_fact"}


def test_a_minister_who_stood_aside_decides_nothing_of_it(play: Play) -> None:
    asked = play.asked("issue_notice", play.a_notice())
    recuse(by=play.minister, submission=asked.submission, interest="A friend.", to=play.secretary_of_state)
    for decision in ("approve", "return_for_changes", "decline"):
        with pytest.raises(Forbidden):
            decide(by=play.minister, asked=asked, decision=decision, reasons="?")
    with pytest.raises(Forbidden):
        decide(by=play.private_office, minister=play.minister, asked=asked, decision="approve", reasons="?", proof="?")
    assert decide(by=play.secretary_of_state, asked=asked, decision="approve", reasons="Yes.").state == "approved"


def test_a_box_passes_only_to_a_minister_who_can_decide_it(play: Play) -> None:
    asked = play.asked("make_urgent_directions", play.urgent())
    aside = partial(recuse, by=play.secretary_of_state, submission=asked.submission, interest="A friend.")
    assert refusals(lambda: aside(to=play.minister)) == {"not_theirs"}
    assert refusals(lambda: aside(to=play.secretary_of_state)) == {"to_yourself"}
    assert Submission.objects.get().minister is None


def test_a_submission_is_addressed_only_to_a_minister_who_decides_all_of_it(play: Play) -> None:
    submission = play.offered("make_urgent_directions", play.urgent())
    clear = partial(clear_submission, by=play.deputy_director, submission=submission)
    assert refusals(lambda: clear(minister=play.minister)) == {"not_theirs"}
    assert clear(minister=play.secretary_of_state).minister == play.secretary_of_state


def test_a_successor_confirms_what_a_minister_who_left_approved(play: Play) -> None:
    notice = play.a_notice()
    asked = play.approved("issue_notice", notice)
    assert refusals(lambda: confirm_decision(by=play.secretary_of_state, asked=asked)) == {"in_office"}
    RoleHolding.objects.filter(user=play.minister).update(ends_on=clock.today())
    play.wait(1)
    with pytest.raises(Forbidden):
        confirm_decision(by=play.private_office, asked=asked)
    confirm_decision(by=play.secretary_of_state, asked=asked)
    issue_notice(by=play.lead, notice=notice)
    assert SubmissionAct.objects.get().state == "spent"


def test_even_the_database_takes_no_confirmation_but_a_ministers(play: Play) -> None:
    asked = play.approved("issue_notice", play.a_notice())
    with pytest.raises(IntegrityError, match="Only a minister in office"), transaction.atomic():
        SubmissionAct.objects.filter(pk=asked.pk).update(confirmed_by=play.lead, confirmed_on=clock.today())


def test_an_approval_voided_by_an_edit_is_not_confirmed(play: Play) -> None:
    notice = play.a_notice()
    asked = play.approved("issue_notice", notice)
    RoleHolding.objects.filter(user=play.minister).update(ends_on=clock.today())
    play.wait(1)
    edit_notice(by=play.officer, notice=notice, credit="A new chair.")
    assert "not_approved" in refusals(lambda: confirm_decision(by=play.secretary_of_state, asked=asked))


def test_the_event_of_an_edit_says_that_it_voided_an_approval(play: Play) -> None:
    notice = play.a_notice()
    play.approved("issue_notice", notice)
    edit_notice(by=play.officer, notice=notice, credit="A new chair.")
    assert play.case.events.latest("case_version").after["approvals_voided"] == 1


def test_what_is_dropped_is_never_decided(play: Play) -> None:
    asked = play.asked("issue_notice", play.a_notice())
    lapse_submission(by=play.officer, submission=asked.submission, reason="No longer wanted.")
    decided = partial(decide, by=play.minister, asked=asked, decision="approve", reasons="Yes.")
    assert refusals(decided) == {"not_waiting"}
    again = partial(lapse_submission, by=play.officer, submission=asked.submission, reason="Again.")
    assert refusals(again) == {"decided"}


def test_a_decision_recorded_by_private_office_bears_the_day_on_which_it_was_taken(play: Play) -> None:
    asked = play.asked("issue_notice", play.a_notice())
    taken = clock.now()
    play.wait(2)
    record = partial(
        decide,
        by=play.private_office,
        minister=play.minister,
        asked=asked,
        decision="approve",
        reasons="Yes.",
        proof="P",
    )
    assert refusals(lambda: record(decided_at=taken - dt.timedelta(days=1))) == {"not_then"}
    assert refusals(lambda: record(decided_at=clock.now() + dt.timedelta(days=1))) == {"not_then"}
    assert record(decided_at=taken).decided_on == START


ACTS: list[tuple[str, Callable[[Play, Submission, int], Any]]] = [
    (
        "draft",
        lambda play, each, v: edit_submission(by=play.officer, submission=each, cost_note="", expected_version=v),
    ),
    ("draft", lambda play, each, v: offer_for_clearance(by=play.officer, submission=each, expected_version=v)),
    ("draft", lambda play, each, v: lapse_submission(by=play.officer, submission=each, reason="?", expected_version=v)),
    ("offered", lambda play, each, v: clear_submission(by=play.deputy_director, submission=each, expected_version=v)),
    (
        "offered",
        lambda play, each, v: return_submission(
            by=play.deputy_director, submission=each, comments="?", expected_version=v
        ),
    ),
    (
        "offered",
        lambda play, each, v: take_back_submission(by=play.officer, submission=each, reason="?", expected_version=v),
    ),
    (
        "offered",
        lambda play, each, v: comment_on_submission(by=play.officer, submission=each, text="?", expected_version=v),
    ),
    ("sent", lambda play, each, v: recuse(by=play.minister, submission=each, interest="?", expected_version=v)),
    (
        "sent",
        lambda play, each, v: decide(
            by=play.minister, asked=each.acts.get(), decision="approve", reasons="?", expected_version=v
        ),
    ),
]


@pytest.mark.parametrize(("where", "act"), ACTS)
def test_nobody_acts_on_a_submission_over_what_they_have_not_seen(
    play: Play, where: str, act: Callable[[Play, Submission, int], Any]
) -> None:
    to: dict[str, Callable[..., Any]] = {"draft": play.drafted, "offered": play.offered, "sent": play.asked}
    made: Any = to[where]("issue_notice", play.a_notice())
    submission = made.submission if isinstance(made, SubmissionAct) else made
    version = Case.objects.get(pk=play.case.pk).version
    with pytest.raises(Changed):
        act(play, submission, version - 1)
    act(play, submission, version)
    assert Case.objects.get(pk=play.case.pk).version == version + 1


def test_a_legal_adviser_of_another_team_does_not_comment(play: Play) -> None:
    submission = play.drafted("issue_notice", play.a_notice())
    own = person(Role.LEGAL_ADVISER, team=play.team, since=START)
    comment_on_submission(by=own, submission=submission, text="The power is there.")
    with pytest.raises(Forbidden):
        comment_on_submission(by=person(Role.LEGAL_ADVISER, since=START), submission=submission, text="Who am I?")


def test_annexes_are_named_with_their_hash_in_the_pack_and_none_is_added_once_it_is_sent(play: Play) -> None:
    submission = play.drafted("issue_notice", play.a_notice())
    add = partial(add_annexes, by=play.officer, submission=submission)
    (kept,) = add(uploads=[SimpleUploadedFile("report.txt", b"The auditor's report.")])
    offer_for_clearance(by=play.officer, submission=submission)
    sent = clear_submission(by=play.deputy_director, submission=submission)
    assert sent.pack is not None
    assert f"report.txt (SHA-256: {kept.sha256})" in sent.pack.body
    late = partial(add, uploads=[SimpleUploadedFile("late.txt", b"Too late.")])
    assert refusals(late) == {"not_a_draft"}
