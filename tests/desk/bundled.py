"""A decided submission with everything that a bundle holds, and archives unpacked and checked as a stranger would."""

import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from bestvalue.accounts.models import User
from bestvalue.desk.bundles.deciding import deciding_events, decision_of
from bestvalue.desk.bundles.making import ask_for_bundle, make_bundle
from bestvalue.desk.models import Bundle
from cases.models import Case, SubmissionAct
from cases.services.files import keep_file, private_files
from cases.services.submissions import (
    add_annexes,
    clear_submission,
    decide,
    draft_submission,
    offer_for_clearance,
)
from interventions.services.proposals import close_window
from interventions.services.representations import answer_representation, log_representation
from tests.lifecycle.build import PACK, Play
from tests.themes.evidence import an_item
from themes.models import EvidenceVersion
from themes.services.relying import rely_on_evidence
from themes.services.sources import load_sources


def evidence_on(play: Play, source: str = "auditors-annual-report", **facts: Any) -> EvidenceVersion:
    """The auditor's report, or what comes from another source, with its file, as evidence on the case."""
    load_sources()
    uploads = [SimpleUploadedFile("report.txt", b"The auditor's words.")]
    return an_item(play.officer, play.authority, source, case=play.case, uploads=uploads, **facts)


def decided_on_a_notice(play: Play, *relied_on: EvidenceVersion, decision: str = "approve") -> SubmissionAct:
    """A minister's decision on a notice, on a submission with an annex that relies on evidence."""
    keep_file(by=play.officer, case=play.case, upload=SimpleUploadedFile("Minutes.txt", b"What was said."))
    acts = [("issue_notice", play.a_notice())]
    submission = draft_submission(by=play.officer, case=play.case, question="Issue it?", acts=acts, **PACK)
    add_annexes(by=play.officer, submission=submission, uploads=[SimpleUploadedFile("Plan.txt", b"A plan.")])
    if relied_on:
        rely_on_evidence(by=play.officer, submission=submission, versions=relied_on)
    offer_for_clearance(by=play.officer, submission=submission)
    clear_submission(by=play.deputy_director, submission=submission)
    return decide(by=play.minister, asked=submission.acts.get(), decision=decision, reasons="I have read it.")


def decided_on_directions(play: Play) -> SubmissionAct:
    """A minister's decision to make directions, after the authority was heard."""
    proposal = play.proposed()
    said: Any = {"by": play.officer, "proposal": proposal, "received_on": play.wait(1), "channel": "email"}
    one = log_representation(sender="The authority", text="We disagree.", is_from_authority=True, **said)
    answer_representation(by=play.officer, representation=one, summary="They disagree.", reply="We read it.")
    play.wait(15)
    return play.approved("make_directions", play.directions(close_window(by=play.officer, proposal=proposal)))


def asked_for(play: Play, *, by: User | None = None, with_sealed: bool = False, place: int = 0) -> Bundle:
    """A bundle of a decision on the case, the latest if no other place is given, not yet made."""
    case = Case.objects.get(pk=play.case.pk)
    decision = decision_of(deciding_events(case)[place])
    return ask_for_bundle(by=by or play.lead, case=case, decision=decision, with_sealed=with_sealed)


def made(play: Play, *, by: User | None = None, with_sealed: bool = False, place: int = 0) -> Bundle:
    """The same, made."""
    bundle = asked_for(play, by=by, with_sealed=with_sealed, place=place)
    make_bundle(bundle.pk)
    return Bundle.objects.select_related("decision", "case").get(pk=bundle.pk)


def bytes_of(bundle: Bundle) -> bytes:
    """The archive."""
    with private_files().open(str(bundle.stored_as)) as content:
        held: bytes = content.read()
    return held


def unpacked(bundle: Bundle, folder: Path) -> Path:
    """The archive, unpacked into a folder."""
    with zipfile.ZipFile(BytesIO(bytes_of(bundle))) as archive:
        archive.extractall(folder)
    return folder


def verified(folder: Path) -> tuple[int, str]:
    """What the verifier in an unpacked archive says, as a stranger runs it, and its exit status."""
    command = [sys.executable, "-I", "-S", str(folder / "verify.py")]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603
    assert run.stderr == ""
    return run.returncode, run.stdout
