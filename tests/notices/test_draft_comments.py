"""Comments on drafts: made on a version of the text, answered, resolved, opened again, and part of nothing issued."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.template import Context
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.models import Role, RoleHolding, Scope, User
from bestvalue.accounts.services.tokens import issue_token
from bestvalue.errors import Changed, Forbidden, Refused
from bestvalue.messages.models import Message
from bestvalue.records.models import Event
from cases.models import Case, DraftComment, Letter, Submission, text_hash
from cases.selectors.comments import comments_of, open_comments
from cases.services.comments import (
    answer_comment,
    comment_on_draft,
    comment_on_submission,
    reopen_comment,
    resolve_comment,
)
from cases.services.handing_over import hand_over_case
from cases.services.letters import discard_letter, draft_letter
from cases.services.opening import engage
from cases.services.submissions import clear_submission, decide, offer_for_clearance
from cases.services.submissions.texts import pack_text
from cases.stages import Stage
from cases.templatetags.comments import comments_on
from cases.where import page_of_instrument
from notices.services import edit_notice
from tests.api.world import an_authority
from tests.factories import TeamFactory, person
from tests.lifecycle.build import Play, refusals
from tests.support.html import assert_valid_html

SAID = "The third concern is not made out."


def a_letter(play: Play) -> Letter:
    """A draft letter to the leader."""
    return draft_letter(
        by=play.officer, case=play.case, kind="leader", to_name="A. Leader", subject_line="A notice", body="Dear."
    )


def commented(play: Play, draft: Any = None) -> DraftComment:
    """A comment by the lead on a draft."""
    draft = draft or play.a_notice()
    return comment_on_draft(by=play.lead, case=play.case, subject=draft.key, text=SAID)


@pytest.mark.parametrize(
    "draft",
    [
        lambda play: play.a_notice(),
        a_letter,
        lambda play: play.drafted("issue_notice", play.a_notice()),
        lambda play: play.an_inspection(),
        lambda play: play.a_proposal(),
    ],
)
def test_a_comment_is_recorded_by_its_hash_and_names_the_text_it_was_made_on(
    play: Play, draft: Callable[[Play], Any]
) -> None:
    made = draft(play)
    comment = commented(play, made)
    text = pack_text(made) if isinstance(made, Submission) else made.decision_text()
    event = Event.objects.filter(case=play.case).latest("case_version")
    assert event.subject == made.key
    assert comment.text_sha256 == text_hash(text)
    named = {"comment": str(comment.pk), "on": text_hash(text), "sha256": text_hash(SAID)}
    assert {each: event.after[each] for each in named} == named
    assert SAID not in event.canonical().decode()
    assert SAID not in (pack_text(made) if isinstance(made, Submission) else made.decision_text())


def test_it_is_answered_resolved_and_opened_again_and_says_by_whom_and_when(play: Play) -> None:
    comment = commented(play)
    answer = answer_comment(by=play.officer, comment=comment, text="Now it is.")
    assert list(comments_of(play.case).get().answers.all()) == [answer]
    resolved = resolve_comment(by=play.officer, comment=comment)
    assert (resolved.state, resolved.settled_by, resolved.settled_at) == ("resolved", play.officer, clock.now())
    assert refusals(lambda: resolve_comment(by=play.officer, comment=comment)) == {"resolved"}
    play.wait(1)
    opened = reopen_comment(by=play.lead, comment=comment)
    assert (opened.state, opened.settled_by, opened.settled_at) == ("open", play.lead, clock.now())
    assert refusals(lambda: reopen_comment(by=play.lead, comment=comment)) == {"open"}
    verbs = Event.objects.filter(case=play.case, after__comment__isnull=False).values_list("verb", flat=True)
    assert sorted(verbs) == ["answer_comment", "comment_on_draft", "reopen_comment", "resolve_comment"]


def test_an_answer_is_answered_and_resolved_by_nobody(play: Play) -> None:
    answer = answer_comment(by=play.officer, comment=commented(play), text="Why?")
    for act in (
        lambda: answer_comment(by=play.officer, comment=answer, text="Because."),
        lambda: resolve_comment(by=play.officer, comment=answer),
    ):
        assert refusals(act) == {"an_answer"}
    with pytest.raises(DatabaseError, match="An answer is given to a comment"), transaction.atomic():
        DraftComment.objects.create(
            case=play.case,
            subject="notice:another",
            text_sha256="0" * 64,
            text="?",
            by=play.lead,
            made_at=clock.now(),
            answers_to_id=answer.answers_to_id,
        )


def test_who_drafts_is_told_of_a_comment_and_who_commented_of_an_answer_but_none_who_may_not_see_the_case(
    play: Play,
) -> None:
    def told(of: DraftComment) -> set[Any]:
        return {each.recipient for each in Message.objects.filter(kind="comment", key=of.key)}

    def answered(by: User) -> set[Any]:
        return told(answer_comment(by=by, comment=comment, text="Now it is."))

    notice = play.a_notice()
    comment = commented(play, notice)
    message = Message.objects.get(kind="comment")
    assert (told(comment), message.private) == ({play.officer}, True)
    assert message.link == f"{page_of_instrument(notice.key, play.case)}#comments"
    assert SAID not in message.subject + message.text
    assert answered(play.officer) == {play.lead}
    assert answered(play.deputy_director) == {play.officer, play.lead}
    RoleHolding.objects.filter(user=play.lead).update(withdrawn=True)
    assert answered(play.officer) == {play.deputy_director}


def test_where_no_drafter_is_named_or_is_there_any_more_the_officer_of_the_case_is_told(play: Play) -> None:
    package, notice = play.a_package(), play.a_notice()
    type(package).objects.filter(pk=package.pk).update(drafted_by=None)
    comment = commented(play, package)
    assert Message.objects.get(key=comment.key).recipient == play.officer
    to = person(Role.OFFICER, team=play.team, since=play.case.opened_on)
    hand_over_case(by=play.lead, case=play.case, to=to, reason="A new post.")
    assert Message.objects.get(key=commented(play, notice).key).recipient == play.officer
    RoleHolding.objects.filter(user=play.officer).update(withdrawn=True)
    assert Message.objects.get(key=commented(play, notice).key).recipient == to


def test_what_was_said_stays(play: Play) -> None:
    comment = commented(play)
    for change in (
        lambda: DraftComment.objects.filter(pk=comment.pk).update(text="It is fine."),
        lambda: DraftComment.objects.filter(pk=comment.pk).update(text_sha256="0" * 64),
        lambda: DraftComment.objects.filter(pk=comment.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_only_a_draft_is_commented_on_and_only_with_words(play: Play) -> None:
    issued = play.noticed()
    assert refusals(lambda: commented(play, issued)) == {"not_a_draft"}
    letter = a_letter(play)
    for text in ("", "  "):
        with pytest.raises(Refused, match="Write the comment"):
            comment_on_draft(by=play.lead, case=play.case, subject=letter.key, text=text)
    for subject in ("notice:nothing", "assessment:1", "case:1", ""):
        with pytest.raises(Refused, match="Comments are made on a draft"):
            comment_on_draft(by=play.lead, case=play.case, subject=subject, text=SAID)


def test_once_a_submission_is_decided_or_a_draft_is_discarded_it_is_commented_on_no_more(play: Play) -> None:
    asked = play.asked("issue_notice", play.a_notice())
    comment = comment_on_submission(by=play.minister, submission=asked.submission, text=SAID)
    decide(by=play.minister, asked=asked, decision="decline", reasons="Not yet.")
    assert refusals(lambda: comment_on_submission(by=play.minister, submission=asked.submission, text=SAID)) == {
        "not_a_draft"
    }
    assert answer_comment(by=play.officer, comment=comment, text="Noted."), "an answer is given whatever became of it"
    letter = discard_letter(by=play.officer, letter=a_letter(play), reason="Not needed.")
    assert refusals(lambda: commented(play, letter)) == {"not_a_draft"}


def test_on_one_case_no_draft_or_comment_of_another_is_commented_on(play: Play, client: Client) -> None:
    authority = an_authority("wyford", "Wyford Borough Council")
    other = engage(by=play.lead, authority=authority, team=play.team, reason="A report.")
    with pytest.raises(Refused, match="Comments are made on a draft"):
        comment_on_draft(by=play.lead, case=other, subject=play.a_notice().key, text=SAID)
    client.force_login(play.lead)
    comment = commented(play)
    for ref, status in ((play.case.ref, 200), (other.ref, 404)):
        for name in ("answer", "resolve"):
            assert client.get(reverse(f"cases:{name}_comment", args=[ref, comment.pk])).status_code == status


def test_who_drafts_and_the_teams_legal_adviser_comment_and_ministers_on_submissions_alone(play: Play) -> None:
    notice = play.a_notice()
    submission = play.drafted("issue_notice", notice)
    for by in (
        play.officer,
        play.deputy_director,
        person(Role.LEGAL_ADVISER, team=play.team, since=play.case.opened_on),
    ):
        comment_on_draft(by=by, case=play.case, subject=notice.key, text=SAID)
    comment = comment_on_submission(by=play.minister, submission=submission, text=SAID)
    outsider = person(Role.OFFICER, team=TeamFactory.create())
    for other in (play.minister, outsider):
        with pytest.raises(Forbidden):
            comment_on_draft(by=other, case=play.case, subject=notice.key, text=SAID)
        with pytest.raises(Forbidden):
            resolve_comment(by=other, comment=comment)


def test_nobody_settles_a_comment_over_what_they_have_not_seen(play: Play) -> None:
    comment = commented(play)
    version = Case.objects.get(pk=play.case.pk).version
    with pytest.raises(Changed):
        resolve_comment(by=play.officer, comment=comment, expected_version=version - 1)


def test_open_comments_warn_and_forbid_neither_sending_nor_clearing(play: Play, client: Client) -> None:
    notice = play.a_notice()
    submission = play.drafted("issue_notice", notice)
    commented(play, notice)
    done = commented(play, submission)
    answer_comment(by=play.officer, comment=done, text="Yes.")
    assert open_comments(submission) == 2
    resolve_comment(by=play.officer, comment=done)
    assert open_comments(submission) == 1
    for name, by in (("offer", play.officer), ("clear", play.deputy_director)):
        client.force_login(by)
        page = client.get(reverse(f"cases:{name}_submission", args=[play.case.ref, submission.pk]))
        assert_valid_html(page)
        assert "1 comment on it, or on a text that it asks about, is open." in page.content.decode()
        assert "You can go on all the same." in page.content.decode()
        if name == "offer":
            offer_for_clearance(by=by, submission=submission)
    sent = clear_submission(by=play.deputy_director, submission=submission)
    assert sent.state == "with_minister"
    assert sent.pack is not None
    assert SAID not in sent.pack.body


def test_a_comment_shows_where_the_draft_is_read_and_edited_and_whether_the_text_changed(
    play: Play, client: Client
) -> None:
    notice = play.a_notice()
    client.force_login(play.officer)
    page = reverse("cases:comment_on_draft", args=[play.case.ref, "notice", notice.pk])
    version = Case.objects.get(pk=play.case.pk).version
    stale = client.post(page, {"text": SAID, "version": version - 1})
    assert (stale.status_code, SAID in stale.content.decode()) == (409, True)
    done = client.post(page, {"text": SAID, "version": version})
    read, edited = (reverse(f"notices:{name}", args=[play.case.ref, notice.pk]) for name in ("notice", "edit_notice"))
    assert done["Location"] == f"{read}#comments"
    for address in (read, edited):
        shown = client.get(address)
        assert_valid_html(shown)
        assert SAID in shown.content.decode()
        assert "1 open, 0 resolved." in shown.content.decode()
        assert "Made on <a" in shown.content.decode()
        assert "the text has changed since" not in shown.content.decode()
    edit_notice(by=play.officer, notice=notice, credit="They have begun to listen.")
    assert "the text has changed since" in client.get(read).content.decode()
    comment = DraftComment.objects.get()
    for name, given in (("answer", {"text": "Done."}), ("resolve", {}), ("reopen", {})):
        act = reverse(f"cases:{name}_comment", args=[play.case.ref, comment.pk])
        shown = client.get(act)
        assert_valid_html(shown)
        assert SAID in shown.content.decode()
        version = Case.objects.get(pk=play.case.pk).version
        assert client.post(act, {"version": version, **given})["Location"] == f"{read}#comments"
        if name == "resolve":
            assert "0 open, 1 resolved." in client.get(read).content.decode()
    assert f"Opened again by {play.officer}" in client.get(read).content.decode()


def test_a_draft_takes_as_many_queries_with_many_comments_as_with_one(play: Play, client: Client) -> None:
    notice = play.a_notice()
    client.force_login(play.officer)
    counts = []
    for more in (1, 4):
        for _ in range(more):
            answer_comment(by=play.officer, comment=commented(play, notice), text="Yes.")
        address = reverse("notices:notice", args=[play.case.ref, notice.pk])
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_on_a_closed_case_nothing_is_offered_that_would_be_refused(play: Play, rf: RequestFactory) -> None:
    notice = play.a_notice()
    commented(play, notice)
    request = rf.get("/")
    request.user = play.officer
    offered = ("takes_more", "may_settle")
    for stage, expected in ((Stage.EARLY_ENGAGEMENT, [True, True]), (Stage.CLOSED, [False, False])):
        case = Case(pk=play.case.pk, team=play.team, authority=play.authority, stage=stage)
        shown = comments_on(Context({"request": request}), notice, case)
        assert [shown[each] for each in offered] == expected


def test_a_program_comments_answers_and_resolves_as_the_pages_do(play: Play, client: Client) -> None:
    letter = a_letter(play)
    _, token = issue_token(user=play.officer, name="comments", scopes=[Scope.READ, Scope.WRITE])
    headers = {"authorization": f"Bearer {token}"}
    address = f"/api/v1/cases/{play.case.ref}/comments/"
    once = {**headers, "Idempotency-Key": "the-first-comment"}
    sent = {"subject": letter.key, "text": SAID}
    first, again = (client.post(address, sent, content_type="application/json", headers=once) for _ in range(2))
    assert (first.status_code, again.status_code, first.json()["id"]) == (201, 201, again.json()["id"])
    one = f"{address}{first.json()['id']}/"
    for name, body, state in (
        ("answer", {"text": "Yes."}, "open"),
        ("resolve", {}, "resolved"),
        ("reopen", {}, "open"),
    ):
        assert client.post(f"{one}{name}/", body, content_type="application/json", headers=headers).status_code == 428
        tag = {**headers, "If-Match": client.get(one, headers=headers)["ETag"]}
        done = client.post(f"{one}{name}/", body, content_type="application/json", headers=tag)
        assert (done.status_code, done.json()["state"]) == (200, state)
        stale = client.post(f"{one}{name}/", body, content_type="application/json", headers=tag)
        assert stale.status_code == 412
    (listed,) = client.get(f"{address}?subject={letter.key}&state=open", headers=headers).json()["results"]
    assert [each["text"] for each in listed["answers"]] == ["Yes."]
    assert client.get(f"{address}?state=resolved", headers=headers).json()["results"] == []
