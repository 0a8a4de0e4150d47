"""From the minister's decision to the public register and to the end, by programs in people's names."""

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.accounts.services.step_up import mint_step_up
from cases.models import PublicationPack, PublishedStep, text_hash
from cases.services.letters import draft_letter
from notices.models import InformationRequirement, Notice
from notices.services import draft_requirement, serve_notice
from tests.lifecycle.build import Play

from .test_engagement import caller, send


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    with ExitStack() as days:
        yield Play.begin(days)


def at(play: Play, below: str) -> str:
    return f"/api/v1/cases/{play.case.handle}/{below}/"


def act(user: User, where: str, word: str, body: dict[str, Any], code: str = "") -> Any:
    """One act on what the caller has just read, with a step-up code where there is one."""
    client = caller(user)
    etag = client.get(where).headers["ETag"]
    headers = {"If-Match": etag} | ({"Step-Up-Code": code} if code else {})
    return client.post(f"{where}{word}/", body, content_type="application/json", headers=headers)


def test_a_notice_is_issued_on_the_code_for_its_exact_text(play: Play) -> None:
    notice = play.a_notice()
    where = at(play, f"notices/{notice.pk}")
    digest = text_hash(notice.decision_text())
    code = mint_step_up(user=play.lead, act="issue_notice", document=digest)
    refused = act(play.lead, where, "issue", {}, code)
    assert refused.status_code == 409
    assert refused.json()["unmet_conditions"][0]["code"] == "no_decision"
    play.approved("issue_notice", notice)
    assert act(play.lead, where, "issue", {}).json()["code"] == "step_up_required"
    code = mint_step_up(user=play.lead, act="issue_notice", document=digest)
    issued = act(play.lead, where, "issue", {}, code)
    assert (issued.status_code, issued.json()["state"]) == (200, "issued"), issued.content
    assert act(play.officer, where, "issue", {}, code).status_code == 403


def test_service_progress_and_the_end_are_recorded(play: Play) -> None:
    notice = play.noticed()
    where = at(play, f"notices/{notice.pk}")
    recipient = caller(play.officer).get(where).json()["recipients"][0]["id"]
    today = str(clock.today())
    served = act(play.officer, where, "service", {"recipient": recipient, "how": "Email", "served_on": today})
    assert served.json()["recipients"][0]["served_on"] == today, served.content
    body = {"expectation": 1, "on": today, "finding": "in_part", "text": "The plan."}
    assert act(play.officer, where, "progress", body).status_code == 200
    assert act(play.officer, where, "progress", {**body, "expectation": 9}).status_code == 404
    assert act(play.officer, where, "progress", {**body, "finding": "7 out of 10"}).status_code == 400
    assert act(play.lead, where, "withdraw", {"reason": "Progress."}).json()["code"] == "step_up_required"
    asked = play.approved("withdraw_notice", notice, ending_letter="# It ends\n\nThank you.")
    code = mint_step_up(user=play.lead, act="withdraw_notice", document=asked.document.sha256)
    ended = act(play.lead, where, "withdraw", {"reason": "Progress.", "to": "closed"}, code)
    assert (ended.status_code, ended.json()["ending"]) == (200, "withdrawn"), ended.content


def test_a_revision_replaces_the_notice_in_force(play: Play) -> None:
    first, second = play.assessed(play.noticed()), play.a_notice(period_months=6, period_reason="A second notice.")
    play.approved("revise_notice", second)
    digest = text_hash(second.decision_text())
    where = at(play, f"notices/{second.pk}")
    code = mint_step_up(user=play.lead, act="revise_notice", document=digest)
    assert act(play.lead, where, "revise", {}, code).json()["replaces"] == str(first.pk)
    assert Notice.objects.get(pk=first.pk).ending == "revised"


def test_a_requirement_is_served_answered_and_ended(play: Play) -> None:
    due_on = clock.today() + dt.timedelta(days=7)
    item = {"question": "Cash", "function": "Finance", "format": "CSV", "due_on": due_on}
    required = draft_requirement(by=play.officer, case=play.case, purpose="To follow.", items=[item])
    where = at(play, f"information-requirements/{required.pk}")
    play.approved("serve_requirement", required)
    digest = text_hash(required.decision_text())
    code = mint_step_up(user=play.lead, act="serve_requirement", document=digest)
    assert act(play.lead, where, "serve", {}, code).json()["state"] == "served"
    body = {"item": 1, "received_on": str(clock.today()), "summary": "The figures."}
    assert act(play.officer, where, "returns", body).status_code == 200
    assert act(play.deputy_director, where, "end", {"ending": "received", "reason": "All is here."}).status_code == 200
    assert InformationRequirement.objects.get().ending == "received"


def test_a_letter_is_sent_as_it_was_approved(play: Play) -> None:
    letter = draft_letter(
        by=play.officer, case=play.case, kind="mp", to_name="An MP", subject_line="S", body="B", signed_by="A minister"
    )
    where = at(play, f"letters/{letter.pk}")
    digest = text_hash(letter.decision_text())
    codes = [mint_step_up(user=play.lead, act="send_letter", document=digest) for _ in range(2)]
    assert act(play.lead, where, "send", {"how": "Email"}, codes[0]).status_code == 409
    play.approved("send_letter", letter)
    assert act(play.lead, where, "send", {"how": "Email"}).json()["code"] == "step_up_required"
    assert act(play.lead, where, "send", {"how": "Email"}, codes[1]).json()["state"] == "sent"


def test_a_publication_is_prepared_approved_and_published_by_three_people(play: Play) -> None:
    notice = play.noticed()
    recipient = notice.recipients.get()
    body = {"recipient": recipient.pk, "how": "Email", "served_on": str(clock.today())}
    act(play.officer, at(play, f"notices/{notice.pk}"), "service", body)
    sent = {"of": notice.key, "statement": "A notice was issued."}
    made = send(caller(play.officer), at(play, "publications"), sent)
    assert made.status_code == 201, made.content
    where = made.headers["Location"].removeprefix("http://testserver")
    assert caller(play.press).get(where).status_code == 404
    digest = made.json()["digest"]
    code = mint_step_up(user=play.deputy_director, act="approve_publication", document=digest)
    assert act(play.deputy_director, where, "approve", {}, code).json()["state"] == "approved"
    assert act(play.officer, where, "edit", {"title": "Another"}).status_code == 409
    seen = caller(play.press).get(where).json()
    assert "version" not in seen
    assert "redaction" not in seen
    code = mint_step_up(user=play.press, act="publish", document=digest)
    assert act(play.press, where, "publish", {}, code).json()["state"] == "published"
    assert PublishedStep.objects.get().body == PublicationPack.objects.get().body
    number = PublishedStep.objects.get().publication.register_id
    register = f"/api/v1/register/instruments/{number}/"
    etag = caller(play.press).get(register).headers["ETag"]
    for user, status in ((play.lead, 404), (play.press, 200)):
        gone = caller(user).post(
            f"/api/v1/publications/withdraw/{number}/",
            {"reason": "In error."},
            content_type="application/json",
            headers={"If-Match": etag},
        )
        assert gone.status_code == status, gone.content
    assert gone.json()["standing"] == "withdrawn"


def test_a_pack_sent_back_is_out_of_sight_of_press(play: Play) -> None:
    notice = play.noticed()
    serve_notice(by=play.officer, recipient=notice.recipients.get(), served_on=clock.today(), how="Email")
    sent = {"of": notice.key, "statement": "A notice was issued."}
    made = send(caller(play.officer), at(play, "publications"), sent)
    where = made.headers["Location"].removeprefix("http://testserver")
    code = mint_step_up(user=play.deputy_director, act="approve_publication", document=made.json()["digest"])
    act(play.deputy_director, where, "approve", {}, code)
    assert act(play.press, where, "send-back", {"note": "On Thursday."}).status_code == 204
    assert caller(play.press).get(where).status_code == 404
    assert act(play.officer, where, "edit", {"title": "Notice"}).json()["state"] == "prepared"
    assert act(play.officer, where, "drop", {"reason": "Not now."}).json()["state"] == "dropped"
