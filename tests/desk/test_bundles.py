"""Decision bundles: what was before the decider as it then was, the same bytes each time, and checked by anybody."""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from bestvalue import clock
from bestvalue.accounts.models import Role
from bestvalue.desk.bundles import plan
from bestvalue.desk.bundles.deciding import deciding_events
from bestvalue.desk.bundles.making import LEASE, MOST_ATTEMPTS, fetch_bundle, make_bundle, make_waiting
from bestvalue.desk.models import Bundle, BundlePart
from bestvalue.errors import Forbidden, Refused
from bestvalue.records.models import Event, Reading
from bestvalue.records.services import anchor_chains
from cases.models import Case
from cases.services.files import private_files
from cases.services.opening import close_without_action
from interventions.services.representations import answer_representation, log_representation
from notices.services import issue_notice
from tests.api.world import heard
from tests.factories import person
from tests.lifecycle.build import Play, refusals
from themes.models import SourceType
from themes.services.sealing import name_reader, seal_evidence

from .bundled import (
    asked_for,
    bytes_of,
    decided_on_a_notice,
    decided_on_directions,
    evidence_on,
    made,
    unpacked,
    verified,
)

SECRET = "zzsecret"
NOT_SAID = "zzlater"


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    """A case in early engagement, and days that pass."""
    with ExitStack() as days:
        yield Play.begin(days)


@pytest.fixture
def no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that makes no PDFs, as most of what is told here needs none."""
    monkeypatch.setattr(plan, "why_no_pdf", lambda: "Pango is missing.")


def names_in(bundle: Bundle) -> list[str]:
    with zipfile.ZipFile(BytesIO(bytes_of(bundle))) as archive:
        return archive.namelist()


def read(bundle: Bundle, name: str) -> str:
    with zipfile.ZipFile(BytesIO(bytes_of(bundle))) as archive:
        return archive.read(name).decode()


def held_back_in(bundle: Bundle) -> list[str]:
    """What the archive only names; its index says of each that it is kept back."""
    items = [each["item"] for each in json.loads(read(bundle, "manifest.json"))["items_held_back"]]
    assert read(bundle, "index.html").count("An item that is kept back was before the decider") == len(items)
    return items


# What it holds


def test_a_stranger_checks_a_whole_bundle_with_python_alone(play: Play, tmp_path: Path) -> None:
    asked = decided_on_a_notice(play, evidence_on(play))
    anchor_chains()
    status, said = verified(unpacked(made(play), tmp_path))
    assert status == 0, said
    for each in ("SHA-256 sums", "without a gap", "names the hash of documents/02-", "The anchor of 2025-01-06"):
        assert each in said
    text = next((tmp_path / "documents").glob("02-*.txt"))
    assert hashlib.sha256(text.read_bytes()).hexdigest() == asked.document.sha256
    assert (tmp_path / "index.pdf").read_bytes().startswith(b"%PDF-")
    endings = sorted(each.suffix for each in (tmp_path / "documents").iterdir())
    assert endings == [".pdf", ".pdf", ".txt", ".txt", ".txt"]
    assert [each.name for each in sorted((tmp_path / "evidence").rglob("*.txt"))] == ["01-report.txt", "item.txt"]
    assert "A plan." in {each.read_text() for each in (tmp_path / "documents").glob("*.txt")}
    assert [each.name for each in (tmp_path / "record").iterdir()] == ["01-minutes.txt"]


def test_nothing_later_than_the_decision_is_in_it(play: Play, no_pdf: None) -> None:
    decided_on_directions(play)
    proposal = play.case.proposals.get()
    late = log_representation(
        by=play.officer, proposal=proposal, sender=NOT_SAID, received_on=clock.today(), channel="post", text="Late."
    )
    answer_representation(
        by=play.officer, representation=late, summary="Late.", reply="Late.", late_decision="Not considered."
    )
    bundle = made(play)
    everything = "".join(read(bundle, name) for name in names_in(bundle))
    assert NOT_SAID not in everything
    assert "They disagree." in read(bundle, "representations/01-the-authority.txt")
    assert json.loads(read(bundle, "chain.json"))["head"] == bundle.decision.hash


def test_a_representation_not_answered_by_then_has_no_answer(play: Play, no_pdf: None) -> None:
    proposal = play.proposed()
    row = log_representation(
        by=play.officer, proposal=proposal, sender="A resident", received_on=clock.today(), channel="post", text="No."
    )
    decided_on_a_notice(play)
    answer_representation(by=play.officer, representation=row, summary=NOT_SAID, reply=NOT_SAID)
    bundle = made(play)
    told = read(bundle, "representations/01-a-resident.txt")
    assert "Not answered yet" in told
    assert NOT_SAID not in told + read(bundle, "index.html")


def test_where_no_pdf_can_be_made_it_says_why(play: Play, no_pdf: None, tmp_path: Path) -> None:
    decided_on_a_notice(play)
    bundle = made(play)
    assert not [name for name in names_in(bundle) if name.endswith(".pdf")]
    assert "Pango is missing" in read(bundle, "NO PDF.txt")
    assert verified(unpacked(bundle, tmp_path))[0] == 0


def test_the_index_stands_alone_and_tells_what_it_is(play: Play, no_pdf: None) -> None:
    decided_on_a_notice(play, evidence_on(play))
    page = read(made(play), "index.html")
    for each in ('<html lang="en-GB">', "<title>Decision bundle: Issue a Best Value Notice: approved", 'href="#main"'):
        assert each in page
    assert page.count("<table") == page.count("<caption>")
    assert "<script" not in page
    assert 'src="' not in page
    assert "I have read it." in page


def test_declined_decisions_and_other_peoples_have_bundles_too(play: Play, no_pdf: None, tmp_path: Path) -> None:
    decided_on_a_notice(play, decision="decline")
    assert "declined" in read(made(play), "index.html")
    close_without_action(by=play.deputy_director, case=heard(Case.objects.get(pk=play.case.pk)), outcome="Done.")
    bundle = made(play)
    assert bundle.decision.verb == "close_without_action"
    assert "The decision was on no text" in verified(unpacked(bundle, tmp_path))[1]


# The same bytes


def test_made_twice_it_is_the_same_byte_for_byte_also_when_the_case_has_moved_on(play: Play) -> None:
    asked = decided_on_a_notice(play, evidence_on(play))
    first = made(play)
    play.wait(40)
    issue_notice(by=play.lead, notice=play.case.notices.get())
    play.officer.name = "Somebody Else"
    play.officer.save()
    anchor_chains()
    second = made(play, by=play.deputy_director)
    assert second.decision == first.decision != asked.spent_by
    assert bytes_of(second) == bytes_of(first)
    assert second.sha256 == first.sha256 == hashlib.sha256(bytes_of(first)).hexdigest()
    with zipfile.ZipFile(BytesIO(bytes_of(second))) as archive:
        entries = archive.infolist()
    *day, seconds = first.decision.recorded_at.timetuple()[:6]
    assert {each.date_time for each in entries} == {(*day, seconds // 2 * 2)}  # ZIP knows even seconds
    written = {(each.compress_type, each.external_attr >> 16, each.create_system) for each in entries}
    assert written == {(zipfile.ZIP_STORED, 0o100644, 3)}


def test_a_part_that_is_not_as_it_was_kept_is_not_packed(play: Play, no_pdf: None) -> None:
    decided_on_a_notice(play)
    made(play)
    part = BundlePart.objects.get(path="index.html")
    private_files().delete(str(part.stored_as))
    with private_files().open(str(part.stored_as), "wb") as content:
        content.write(b"Another page")
    bundle = asked_for(play)
    with pytest.raises(ValueError, match=r"index\.html is not as it was kept"):
        make_bundle(bundle.pk)


# The verifier


def tampered(name: str, change: Callable[[Any], Any]) -> Callable[[Path], None]:
    """A change of one file of JSON, with the sums put right, as somebody who knows the form would make it."""

    def change_it(folder: Path) -> None:
        held = json.loads((folder / name).read_text())
        (folder / name).write_text(json.dumps(change(held) or held))
        sums_put_right(folder)

    return change_it


def sums_put_right(folder: Path) -> None:
    """Make manifest and sums fit what is there."""
    manifest = json.loads((folder / "manifest.json").read_text())
    for each in manifest["files"]:
        each["sha256"] = hashlib.sha256((folder / each["path"]).read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest))
    names = [*(each["path"] for each in manifest["files"]), "manifest.json"]
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (folder / "SHA256SUMS").write_text("".join(lines))


def rewritten(held: Any) -> None:
    """One event says something else, and its hash is put right."""
    event = held["events"][2]
    event["canonical"] = event["canonical"].replace('"actor":', '"actor":9')
    event["hash"] = hashlib.sha256(event["canonical"].encode()).hexdigest()


def another_text(folder: Path) -> None:
    """The text that was decided on is exchanged, and every sum put right."""
    next((folder / "documents").glob("02-*.txt")).write_text("Other words.")
    sums_put_right(folder)


def swapped(held: Any) -> None:
    """Two events change places."""
    held["events"][1], held["events"][2] = held["events"][2], held["events"][1]


def removed(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def added(folder: Path) -> None:
    (folder / "documents" / "extra.txt").write_text("More.")


def changed(pattern: str) -> Callable[[Path], None]:
    """One byte more at the end of the first file of this name."""

    def change(folder: Path) -> None:
        file = next(iter(sorted(folder.glob(pattern))))
        file.write_bytes(file.read_bytes() + b" ")

    return change


KINDS = (
    *("index.html", "events.json", "chain.json", "manifest.json", "READ ME.txt", "NO PDF.txt"),
    *("documents/01-*.txt", "documents/02-*.txt", "documents/03-*.txt", "record/*", "evidence/*/item.txt"),
    *("evidence/*/01-*", "representations/*"),
)
TAMPERING: dict[str, tuple[Callable[[Path], None], str]] = {
    **{f"changed {each}": (changed(each), "is not as it was") for each in KINDS},
    "changed verify.py": (changed("verify.py"), "verify.py is not as it was"),
    "removed": (removed("chain.json"), "chain.json is missing"),
    "removed sums": (removed("SHA256SUMS"), "SHA256SUMS is missing"),
    "added": (added, "documents/extra.txt: not in SHA256SUMS"),
    "event changed": (
        tampered("events.json", lambda held: held["events"][1].update(canonical="{}")),
        "event 2: its contents were changed",
    ),
    "event rewritten": (tampered("events.json", rewritten), "event 4: it does not follow the event before it"),
    "event removed": (tampered("events.json", lambda held: held["events"].pop(1) and None), "event 2: its place"),
    "last event removed": (tampered("events.json", lambda held: held["events"].pop() and None), "does not end as it"),
    "first event removed": (tampered("events.json", lambda held: held["events"].pop(0) and None), "event 1: its place"),
    "events reordered": (tampered("events.json", swapped), "event 2: its place"),
    "another text": (another_text, "is not the text that was decided on"),
    "head changed": (tampered("chain.json", lambda held: held.update(head="0" * 64)), "does not end as it says"),
    "not JSON of ours": (tampered("chain.json", lambda held: held.pop("anchor") and None), "not one that this program"),
}


@pytest.fixture
def whole(play: Play, no_pdf: None, tmp_path: Path) -> Path:
    """An unpacked archive with every kind of file."""
    proposal = play.proposed()
    log_representation(
        by=play.officer, proposal=proposal, sender="A resident", received_on=clock.today(), channel="post", text="No."
    )
    decided_on_a_notice(play, evidence_on(play))
    return unpacked(made(play), tmp_path / "whole")


def test_the_verifier_names_the_first_thing_that_is_wrong(whole: Path, tmp_path: Path) -> None:
    assert verified(whole)[0] == 0
    for name, (tamper, words) in TAMPERING.items():
        folder = Path(shutil.copytree(whole, tmp_path / "tampered"))
        tamper(folder)
        status, said = verified(folder)
        assert (status, words in said, said.count("WRONG")) == (1, True, 1), (name, said)
        shutil.rmtree(folder)


def test_a_whole_forged_chain_is_left_to_the_anchor(whole: Path) -> None:
    assert "No anchor covered it" in verified(whole)[1]


# Who


@pytest.mark.parametrize("role", ["lead", "records_manager", "deputy_director", "minister", "secretary_of_state"])
def test_who_reads_the_whole_case_and_answers_for_it_makes_and_fetches(play: Play, no_pdf: None, role: str) -> None:
    decided_on_a_notice(play)
    bundle = made(play, by=getattr(play, role))
    with fetch_bundle(by=getattr(play, role), bundle=bundle) as content:
        assert content.read() == bytes_of(bundle)


@pytest.mark.parametrize("role", ["officer", "press", "private_office"])
def test_nobody_else_does(play: Play, no_pdf: None, role: str) -> None:
    decided_on_a_notice(play)
    bundle = made(play)
    with pytest.raises(Forbidden):
        asked_for(play, by=getattr(play, role))
    with pytest.raises(Forbidden):
        fetch_bundle(by=getattr(play, role), bundle=bundle)


def test_the_lead_of_another_team_does_not(play: Play, no_pdf: None) -> None:
    decided_on_a_notice(play)
    for role in (Role.TEAM_LEAD, Role.RECORDS_MANAGER, Role.LEGAL_ADVISER):
        with pytest.raises(Forbidden):
            asked_for(play, by=person(role))


def test_each_making_and_each_fetch_is_recorded_and_the_case_does_not_move(play: Play, no_pdf: None) -> None:
    decided_on_a_notice(play)
    version = Case.objects.get(pk=play.case.pk).version
    bundle = made(play)
    fetch_bundle(by=play.minister, bundle=bundle).close()
    told = Event.objects.filter(subject=bundle.key).order_by("case_version")
    assert [(each.verb, each.actor) for each in told] == [
        ("ask_for_bundle", play.lead),
        ("make_bundle", play.lead),
        ("fetch_bundle", play.minister),
    ]
    assert told[2].after == {"sha256": bundle.sha256, "with_sealed": False}
    assert Reading.objects.get(subject=bundle.key).reader == play.minister
    assert Case.objects.get(pk=play.case.pk).version == version


# What is kept back


@pytest.mark.parametrize("source", ["section-230-return", "sector-conversation"])
def test_what_never_leaves_the_service_is_only_named_whoever_asks(play: Play, no_pdf: None, source: str) -> None:
    version = evidence_on(play, source, summary=f"A {SECRET} word", title=f"A {SECRET} title")
    decided_on_a_notice(play, version)
    for who in (play.lead, play.minister, play.deputy_director):
        bundle = made(play, by=who)
        assert SECRET not in "".join(read(bundle, name) for name in names_in(bundle))
        assert held_back_in(bundle) == [version.key]
        fetch_bundle(by=who, bundle=bundle).close()
    seal_evidence(by=play.deputy_director, evidence=version.evidence, reason="A source.")
    assert refusals(lambda: asked_for(play, by=play.deputy_director, with_sealed=True)) == {"not_named"}


def test_what_may_no_longer_leave_the_service_is_not_handed_out_in_an_older_bundle(play: Play, no_pdf: None) -> None:
    version = evidence_on(play)
    decided_on_a_notice(play, version)
    bundle = made(play)
    SourceType.objects.filter(evidence=version.evidence).update(may_be_exported=False)
    with pytest.raises(Forbidden, match="may no longer leave the service"):
        fetch_bundle(by=play.lead, bundle=bundle)
    assert held_back_in(made(play)) == [version.key]


def test_a_sealed_item_is_only_named_unless_whoever_asks_is_named_to_it(play: Play, no_pdf: None) -> None:
    version = evidence_on(play, summary=f"A {SECRET} word")
    decided_on_a_notice(play, version)
    seal_evidence(by=play.deputy_director, evidence=version.evidence, reason="A source.")
    bundle = made(play)
    everything = "".join(read(bundle, name) for name in names_in(bundle))
    assert SECRET not in everything
    assert held_back_in(bundle) == [version.key]
    assert refusals(lambda: asked_for(play, with_sealed=True)) == {"not_named"}
    in_full = made(play, by=play.deputy_director, with_sealed=True)
    assert SECRET in read(in_full, next(each for each in names_in(in_full) if each.endswith("item.txt")))


def test_with_sealed_items_it_is_fetched_only_by_those_named_that_day(play: Play, no_pdf: None) -> None:
    version = evidence_on(play)
    decided_on_a_notice(play, version)
    seal_evidence(by=play.deputy_director, evidence=version.evidence, reason="A source.")
    in_full = made(play, by=play.deputy_director, with_sealed=True)
    with pytest.raises(Forbidden):
        fetch_bundle(by=play.minister, bundle=in_full)
    name_reader(by=play.deputy_director, evidence=version.evidence, person=play.minister, reason="Decides.")
    fetch_bundle(by=play.minister, bundle=in_full).close()


def test_what_was_sealed_after_a_bundle_was_made_is_not_handed_out_in_it(play: Play, no_pdf: None) -> None:
    version = evidence_on(play, summary=f"A {SECRET} word")
    decided_on_a_notice(play, version)
    bundle = made(play)
    seal_evidence(by=play.deputy_director, evidence=version.evidence, reason="A source.")
    with pytest.raises(Forbidden, match="sealed since"):
        fetch_bundle(by=play.lead, bundle=bundle)
    again = made(play)
    fetch_bundle(by=play.lead, bundle=again).close()
    assert SECRET not in "".join(read(again, name) for name in names_in(again))


def test_where_nothing_was_sealed_there_is_no_bundle_with_sealed_items(play: Play) -> None:
    decided_on_a_notice(play, evidence_on(play))
    with pytest.raises(Refused):
        asked_for(play, by=play.deputy_director, with_sealed=True)


# In the background


def test_asked_twice_while_it_is_made_it_is_made_once(play: Play, no_pdf: None) -> None:
    decided_on_a_notice(play)
    assert asked_for(play) == asked_for(play)
    assert make_waiting() == 1
    assert make_waiting() == 0
    assert asked_for(play) != Bundle.objects.get(state="ready")


def test_what_a_crash_left_is_gone_on_with_where_it_ended(
    play: Play, no_pdf: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided_on_a_notice(play)
    bundle = asked_for(play)

    def dies(*args: Any) -> bytes:
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr("bestvalue.desk.bundles.rendering.chain", dies)
        with pytest.raises(MemoryError):
            make_bundle(bundle.pk)
    kept = set(BundlePart.objects.values_list("path", "stored_as"))
    bundle = Bundle.objects.get(pk=bundle.pk)
    assert ("index.html" in dict(kept), bundle.state) == (True, "being_made")
    assert 0 < bundle.steps_done < bundle.steps_total
    assert make_waiting() == 1
    bundle = Bundle.objects.get(pk=bundle.pk)
    assert (bundle.state, bundle.steps_done) == ("ready", bundle.steps_total)
    assert kept < set(BundlePart.objects.values_list("path", "stored_as"))


def test_another_worker_leaves_alone_what_one_is_making(play: Play, no_pdf: None) -> None:
    decided_on_a_notice(play)
    bundle = asked_for(play)
    bundle.begin()
    bundle.attempts, bundle.touched_at = 1, clock.now()
    bundle.save()
    assert (make_waiting(), make_bundle(bundle.pk)) == (0, False)
    with clock.at(clock.now() + LEASE * 2):
        assert make_waiting() == 1


def test_what_fails_each_time_is_given_up_and_says_so(
    play: Play, no_pdf: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided_on_a_notice(play)
    bundle = asked_for(play)

    def dies(*args: Any) -> bytes:
        raise OSError

    monkeypatch.setattr("bestvalue.desk.bundles.rendering.chain", dies)
    assert [make_waiting() for _ in range(MOST_ATTEMPTS + 1)] == [0] * (MOST_ATTEMPTS + 1)
    bundle = Bundle.objects.get(pk=bundle.pk)
    assert bundle.status == "Could not be made"
    with pytest.raises(Refused):
        fetch_bundle(by=play.lead, bundle=bundle)


def test_only_the_events_that_decide_have_bundles(play: Play) -> None:
    decided_on_directions(play)
    verbs = set(deciding_events(play.case).values_list("verb", flat=True))
    assert verbs == {"decide"}
