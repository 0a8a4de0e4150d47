"""Notices, requirements and letters through the API: the same services, the same refusals."""

from typing import Any

import pytest
from django.test import Client

from cases.models import text_hash
from notices.models import Notice
from tests.api.test_engagement import caller, send
from tests.lifecycle.build import Play

from .test_requirements_and_letters import LETTER, item

NOTICE = {
    "what_prompted": "Two late audits.",
    "concerns": [{"theme": "use-of-resources", "text": "Reserves fall."}],
    "expectations": ["Publish a plan.", "Report on it."],
    "engagement_asked": "A monthly meeting.",
}


@pytest.fixture
def program(play: Play) -> Client:
    """A program in the officer's name."""
    return caller(play.officer)


def at(play: Play, below: str) -> str:
    return f"/api/v1/cases/{play.case.handle}/{below}/"


def made(program: Client, play: Play, below: str, body: dict[str, Any]) -> Any:
    response = send(program, at(play, below), body)
    assert response.status_code == 201, response.content
    return response


def test_a_notice_is_drafted_read_and_edited(program: Client, play: Play) -> None:
    to = [{"officer": play.chief.pk, "role": "to"}]
    response = made(program, play, "notices", {**NOTICE, "recipients": to, "signed_by": play.deputy_director.pk})
    shown, where = response.json(), response.headers["Location"]
    assert program.get(where).json() == shown
    assert shown["sha256"] == text_hash(shown["text"])
    assert "Two late audits." in shown["text"]
    assert [each["code"] for each in shown["missing"]] == ["no_credit", "no_private_response"]
    assert shown["recipients"][0]["name"] == "A. Chief"
    edited = send(program, f"{where}edit/", {"credit": "A new director.", "private_response": "They agree."}, where)
    assert edited.status_code == 200, edited.content
    assert edited.json()["missing"] == []
    assert edited.json()["expectations"] == NOTICE["expectations"]
    assert edited.json()["sha256"] != shown["sha256"]
    assert program.get(at(play, "notices")).json()["results"][0]["id"] == shown["id"]


def test_what_a_minister_decided_is_shown_with_its_text(program: Client, play: Play) -> None:
    notice = play.a_notice()
    play.approved("issue_notice", notice)
    where = at(play, f"notices/{notice.pk}")
    approval = program.get(where).json()["approvals"][0]
    assert (approval["move"], approval["state"]) == ("issue_notice", "approved")
    assert approval["sha256"] == program.get(where).json()["sha256"]
    send(program, f"{where}edit/", {"credit": "More."}, where)
    assert program.get(where).json()["approvals"][0]["state"] == "void"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"concerns": [{"theme": "nothing", "text": "A"}]}, "/concerns/0/theme"),
        ({"period_months": 0}, "/period_months"),
        ({"stage": "closed"}, "/stage"),
        ({"recipients": [{"officer": 0, "role": "to"}]}, "/recipients/0/officer"),
    ],
)
def test_what_is_wrong_is_pointed_at(program: Client, play: Play, body: dict[str, Any], pointer: str) -> None:
    response = send(program, at(play, "notices"), body)
    assert response.status_code == 400
    assert [each["pointer"] for each in response.json()["errors"]] == [pointer]
    assert not Notice.objects.exists()


def test_a_requirement_and_a_letter_are_drafted_and_edited(program: Client, play: Play) -> None:
    notice = play.a_notice()
    asked = {**item(), "due_on": item()["due_on"].isoformat()}
    requirement = made(
        program, play, "information-requirements", {"purpose": "To see.", "items": [asked], "notice": str(notice.pk)}
    )
    where = requirement.headers["Location"]
    assert "1. Cash flow" in requirement.json()["text"]
    assert (
        send(program, f"{where}edit/", {"purpose": "To follow."}, where).json()["items"][0]["question"] == "Cash flow"
    )
    letter = made(program, play, "letters", {**LETTER, "about": str(notice.pk)})
    where = letter.headers["Location"]
    assert letter.json()["about"] == notice.key
    assert send(program, f"{where}edit/", {"body": "Other words."}, where).json()["body"] == "Other words."
    assert send(program, f"{where}discard/", {"reason": "Not wanted."}, where).json()["state"] == "discarded"


def test_an_edit_on_what_was_not_read_changes_nothing(program: Client, play: Play) -> None:
    notice = play.a_notice()
    where = at(play, f"notices/{notice.pk}")
    seen = program.get(where).headers["ETag"]
    send(program, f"{where}edit/", {"credit": "First."}, where)
    late = program.post(
        f"{where}edit/", {"credit": "Second."}, content_type="application/json", headers={"If-Match": seen}
    )
    assert late.status_code == 412
    assert [each["verb"] for each in late.json()["changes"]] == ["edit_notice"]
    assert Notice.objects.get().credit == "First."


def test_a_stranger_finds_none_of_it(play: Play, stranger: Any) -> None:
    notice = play.a_notice()
    for below in ("notices", f"notices/{notice.pk}", "information-requirements", "letters"):
        assert caller(stranger).get(at(play, below)).status_code == 404
