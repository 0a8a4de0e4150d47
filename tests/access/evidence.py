"""The routes of evidence: who gets in, and what each is about."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import File
from tests.themes.evidence import a_disclosure, an_item
from themes.models import NamedReader
from themes.services.editions import load_editions
from themes.services.sources import load_sources

from .made import a_submission, an_authoritys_slug
from .table import KNOW_THE_CASE, OFFICIALS, ON_THE_CASE, ROLES, SIGNED_IN, People, Route, a_private_case, case_of

READERS = (*KNOW_THE_CASE, "other.officer", "analyst", "legal")
KEEPERS = (*OFFICIALS, "other.officer", "analyst")
NAMED = ("officer", "deputy.director")


def on_a_case(people: People) -> dict[str, Any]:
    """An item on a private case, with a file."""
    load_sources()
    load_editions()
    case, uploads = case_of(people), [SimpleUploadedFile("a.txt", b"Text")]
    made = an_item(people["officer"], case.authority, case=case, uploads=uploads)
    return {"pk": made.evidence_id}


def a_file_of_it(people: People) -> dict[str, Any]:
    """The file that came with such an item."""
    return {**on_a_case(people), "file": File.objects.get().pk}


def sealed(people: People) -> dict[str, Any]:
    """A whistle-blower's disclosure, to which its officer and the deputy director are named."""
    load_sources()
    case = case_of(people)
    return {"pk": a_disclosure(people["officer"], case.authority, people["deputy.director"], case=case).evidence_id}


def a_reader(people: People) -> dict[str, Any]:
    """A person named to such an item."""
    found = sealed(people)
    return {**found, "reader": NamedReader.objects.get(evidence=found["pk"], person=people["officer"]).pk}


EVIDENCE: dict[str, Route] = {
    "evidence:of_authority": ROLES(*READERS, kwargs=an_authoritys_slug),
    "evidence:add": ROLES(*KEEPERS, known_to=frozenset(READERS), kwargs=an_authoritys_slug),
    "evidence:of_case": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    "evidence:add_to_case": ON_THE_CASE(*OFFICIALS),
    "evidence:rely_on": ON_THE_CASE("officer", "lead", kwargs=a_submission),
    "evidence:item": ROLES(*KNOW_THE_CASE, kwargs=on_a_case),
    "evidence:file": ROLES(*KNOW_THE_CASE, kwargs=a_file_of_it),
    **{
        f"evidence:{name}": ON_THE_CASE(*OFFICIALS, kwargs=on_a_case)
        for name in ("correct", "verify", "dispute", "record_account", "corroborate", "record_meeting")
    },
    "api:evidence": SIGNED_IN(),
    "api:evidence_sources": SIGNED_IN(),
    "api:evidence_item": ROLES(*KNOW_THE_CASE, kwargs=on_a_case),
    "api:evidence_files": ROLES(*KNOW_THE_CASE, kwargs=on_a_case),
    "api:evidence_file": ROLES(*KNOW_THE_CASE, kwargs=a_file_of_it),
    "api:rely_on": ROLES(*KNOW_THE_CASE, kwargs=a_submission),
    # A write that names nothing read is refused before anything is looked up; test_evidence_api.py goes on.
    **{
        f"api:{name}": SIGNED_IN(method="post", status=428, kwargs=on_a_case)
        for name in (
            *("correct_evidence", "verify_evidence", "dispute_evidence", "evidence_account", "corroborate"),
            *("evidence_meeting", "seal_evidence", "name_reader", "take_off_reader"),
        )
    },
    "evidence:seal": ON_THE_CASE("deputy.director", kwargs=on_a_case),
    "evidence:people": ROLES("deputy.director", known_to=frozenset({"officer"}), kwargs=sealed),
    "evidence:take_off": ROLES("deputy.director", known_to=frozenset({"officer"}), kwargs=a_reader),
    "evidence:identity": ROLES(*NAMED, kwargs=sealed),
}
