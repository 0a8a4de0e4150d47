"""Files through the API: kept by their content, listed with their hash, handed out as they came."""

import hashlib

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bestvalue.accounts.models import Scope, User
from bestvalue.accounts.services.tokens import issue_token
from cases.models import Case, File
from notices.services import draft_notice

from .world import a_case, an_authority

CONTENT = b"%PDF-1.7 the annual report"


def test_a_file_is_kept_listed_and_handed_out(own_case: Case, actor: Client) -> None:
    address = f"/api/v1/cases/{own_case.handle}/files/"
    sent = {"file": SimpleUploadedFile("report.pdf", CONTENT), "description": "The report"}
    made = actor.post(address, sent)
    assert made.status_code == 201, made.content
    told = made.json()
    assert (told["name"], told["size"], told["sha256"], told["scan"]) == (
        "report.pdf",
        len(CONTENT),
        hashlib.sha256(CONTENT).hexdigest(),
        "not_scanned",
    )
    assert [each["id"] for each in actor.get(address).json()["results"]] == [told["id"]]
    content = actor.get(f"{made['Location']}content/")
    assert b"".join(content.streaming_content) == CONTENT  # type: ignore[attr-defined]
    assert content["Content-Disposition"] == 'attachment; filename="report.pdf"'


def test_a_file_that_is_not_what_it_says_is_refused_in_words(own_case: Case, actor: Client) -> None:
    sent = {"file": SimpleUploadedFile("report.pdf", b"MZ")}
    refused = actor.post(f"/api/v1/cases/{own_case.handle}/files/", sent)
    assert refused.status_code == 409
    assert refused.json()["unmet_conditions"][0]["code"] == "bad_file"
    assert not File.objects.exists()


def test_to_strangers_there_is_neither_list_nor_file(own_case: Case, stranger: User) -> None:
    text = issue_token(user=stranger, name="Act", scopes=[Scope.WRITE])[1]
    client, address = Client(headers={"Authorization": f"Bearer {text}"}), f"/api/v1/cases/{own_case.handle}/files/"
    assert client.get(address).status_code == 404
    sent = {"file": SimpleUploadedFile("report.pdf", CONTENT)}
    assert client.post(address, sent).status_code == 404


def test_a_file_is_kept_with_the_instrument_that_it_belongs_to(own_case: Case, actor: Client, officer: User) -> None:
    notice = draft_notice(by=officer, case=own_case)
    address = f"/api/v1/cases/{own_case.handle}/files/"
    made = actor.post(address, {"file": SimpleUploadedFile("report.pdf", CONTENT), "of": notice.key})
    assert made.json()["subject"] == notice.key, made.content


def test_no_file_is_kept_with_what_is_not_on_the_case(
    own_case: Case, actor: Client, stranger: User, deputy_director: User
) -> None:
    team = stranger.role_holdings.get().team
    assert team
    theirs = a_case(deputy_director, team, an_authority("axford", "Axford"))
    elsewhere = draft_notice(by=stranger, case=theirs).key
    address = f"/api/v1/cases/{own_case.handle}/files/"
    for of in (elsewhere, "notice:x", "notice", "case:1"):
        refused = actor.post(address, {"file": SimpleUploadedFile("report.pdf", CONTENT), "of": of})
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (400, "/of")
    assert not File.objects.exists()
