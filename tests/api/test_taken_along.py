"""What goes with a case through the API: its frozen texts, what is annexed to advice, and what advice relies on."""

import hashlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bestvalue.accounts.models import Role, User
from bestvalue.records.models import Event, Reading
from cases.models import Case, Submission
from cases.services.documents import keep
from cases.services.submissions import clear_submission, offer_for_clearance
from tests.access.made import submission_on
from tests.factories import person
from tests.lifecycle.build import PACK
from tests.themes.evidence import a_disclosure, an_item
from themes.models import EvidenceVersion
from themes.services.sources import load_sources

from .test_engagement import caller, send
from .test_problems import problem


@pytest.fixture
def draft(own_case: Case, officer: User) -> Submission:
    """A complete draft that asks for a notice."""
    return submission_on(own_case, officer, **PACK)


def at(submission: Submission, below: str = "") -> str:
    return f"/api/v1/cases/{submission.case.ref}/submissions/{submission.pk}/{below}"


def annexed(client: Client, submission: Submission) -> Any:
    """A file that a program puts with a submission."""
    return client.post(at(submission, "annexes/"), {"file": SimpleUploadedFile("costs.txt", b"Costs")})


def test_a_frozen_text_is_read_word_for_word_and_listed_without_its_words(own_case: Case, api: Client) -> None:
    text = keep(own_case.pk, subject="notice:1", title="Letter", body="# The exact words")
    address = f"/api/v1/cases/{own_case.ref}/documents/"
    (listed,) = api.get(address).json()["results"]
    assert listed.keys() == {"id", "subject", "title", "version", "sha256", "created_at"}
    assert api.get(f"{address}{text.pk}/").json() == {**listed, "text": "# The exact words"}


def test_two_frozen_texts_are_compared_paragraph_by_paragraph(own_case: Case, api: Client) -> None:
    before = keep(own_case.pk, subject="notice:1", title="Letter", body="Reserves fell.\n\nThe end.")
    after = keep(own_case.pk, subject="notice:1", title="Letter", body="Reserves rose.\n\nThe end.")
    told = api.get(f"/api/v1/cases/{own_case.ref}/documents/{after.pk}/comparison/?before={before.pk}").json()
    assert told["summary"] == "1 paragraph changed."
    assert [run["fate"] for run in told["paragraphs"][0]] == ["kept", "removed", "added"]
    assert told["paragraphs"][1] == [{"fate": "kept", "text": "The end."}]


@pytest.mark.parametrize("before", ["", "x", "4e1c1d0e-0000-4000-8000-000000000000"])
def test_a_text_is_compared_with_one_of_the_same_case_only(own_case: Case, api: Client, before: str) -> None:
    after = keep(own_case.pk, subject="notice:1", title="Letter", body="One.")
    found = problem(
        api.get(f"/api/v1/cases/{own_case.ref}/documents/{after.pk}/comparison/?before={before}"), 400, "invalid"
    )
    assert found["errors"][0]["code"] == "unknown_document"


def test_a_text_is_taken_away_as_a_word_copy(own_case: Case, api: Client) -> None:
    text = keep(own_case.pk, subject="notice:1", title="Letter", body="# Words")
    response = api.get(f"/api/v1/cases/{own_case.ref}/documents/{text.pk}/letter.docx")
    assert response.content.startswith(b"PK")
    assert response["Content-Disposition"] == 'attachment; filename="Letter, version 1.docx"'


def test_a_text_of_another_case_is_not_found_below_this_one(own_case: Case, stranger: User) -> None:
    text = keep(own_case.pk, subject="notice:1", title="Letter", body="Secret.")
    problem(caller(stranger).get(f"/api/v1/cases/{own_case.ref}/documents/{text.pk}/"), 404, "not_found")


def test_a_file_goes_to_the_minister_with_a_submission(draft: Submission, officer: User, deputy_director: User) -> None:
    made = annexed(caller(officer), draft)
    assert made.status_code == 201, made.content
    assert made.json()["subject"] == draft.key
    assert [each["id"] for each in caller(officer).get(at(draft, "annexes/")).json()["results"]] == [made.json()["id"]]

    offer_for_clearance(by=officer, submission=draft)
    clear_submission(by=deputy_director, submission=draft)
    office = person(Role.PRIVATE_OFFICE)
    box = f"/api/v1/decisions/{draft.pk}/annexes/"
    (listed,) = caller(office).get(box).json()["results"]
    content = caller(office).get(f"{box}{listed['id']}/")
    assert b"".join(content.streaming_content) == b"Costs"  # type: ignore[attr-defined]
    assert Reading.objects.filter(reader=office, case=draft.case_id).count() == 2


def test_what_was_sent_takes_no_more_annexes(draft: Submission, officer: User) -> None:
    offer_for_clearance(by=officer, submission=draft)
    found = problem(annexed(caller(officer), draft), 409, "refused")
    assert [each["code"] for each in found["unmet_conditions"]] == ["not_a_draft"]


def test_a_draft_lists_the_evidence_that_it_relies_on(draft: Submission, officer: User) -> None:
    load_sources()
    made = an_item(officer, draft.case.authority, case=draft.case)
    client = caller(officer)
    response = send(client, at(draft, "evidence/"), {"versions": [str(made.pk)]}, at(draft))
    assert response.status_code == 200, response.content
    (listed,) = client.get(at(draft, "evidence/")).json()["results"]
    assert (listed["version_id"], listed["id"]) == (str(made.pk), str(made.evidence_id))

    send(client, at(draft, "evidence/"), {"versions": []}, at(draft))
    assert client.get(at(draft, "evidence/")).json()["count"] == 0


def test_nobody_relies_on_evidence_that_they_may_not_know_of(
    draft: Submission, officer: User, lead: User, deputy_director: User
) -> None:
    load_sources()
    sealed = EvidenceVersion.objects.get(
        evidence=a_disclosure(officer, draft.case.authority, deputy_director, case=draft.case).evidence_id
    )
    for unknown in (str(sealed.pk), "4e1c1d0e-0000-4000-8000-000000000000"):
        found = problem(send(caller(lead), at(draft, "evidence/"), {"versions": [unknown]}, at(draft)), 400, "invalid")
        assert [(each["pointer"], each["code"]) for each in found["errors"]] == [("/versions/0", "does_not_exist")]
    assert not Event.objects.filter(verb="rely_on_evidence").exists()


def test_the_files_of_evidence_are_listed_and_handed_out(own_case: Case, officer: User, stranger: User) -> None:
    load_sources()
    made = an_item(officer, own_case.authority, case=own_case, uploads=[SimpleUploadedFile("a.txt", b"Text")])
    address = f"/api/v1/evidence/{made.evidence_id}/files/"
    (listed,) = caller(officer).get(address).json()["results"]
    assert listed["sha256"] == hashlib.sha256(b"Text").hexdigest()
    content = caller(officer).get(f"{address}{listed['id']}/")
    assert b"".join(content.streaming_content) == b"Text"  # type: ignore[attr-defined]
    problem(caller(stranger).get(f"{address}{listed['id']}/"), 404, "not_found")
