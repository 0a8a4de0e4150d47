"""An anchor over all chains is taken once a day, and kept."""

import datetime as dt
import hashlib
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.records.models import Anchor, Event, Stream
from bestvalue.records.services import anchor_chains, export_anchors, record
from bestvalue.records.services.anchors import digest_of, texts
from bestvalue.records.services.verifying import exported, heads, verify_anchors, verify_chains
from bestvalue.records.tasks import anchor_chains_task
from cases.models import Case
from cases.services.opening import log_contact

from .conftest import Tampering, rewrite

MONDAY, TUESDAY = dt.date(2025, 6, 2), dt.date(2025, 6, 3)


def test_the_first_anchor_counts_every_chain_and_event(case: Case) -> None:
    anchor = anchor_chains()
    assert (anchor.chains, anchor.events) == (len(list(heads())), Event.objects.count())


def test_the_next_names_what_moved_since_and_the_one_before(case: Case, lead: User) -> None:
    with clock.at(MONDAY):
        first = anchor_chains()
    a_call(lead, case)
    with clock.at(TUESDAY):
        second = anchor_chains()
    assert (second.chains, second.events) == (1, first.events + 1)
    assert second.previous_digest == first.digest
    (_, _), (_, text) = texts()
    case.refresh_from_db(fields=["version", "head"])
    assert text.splitlines()[2:] == [f"after {first.digest}", f"events {second.events}", line_of(case)]


def test_the_second_anchor_of_a_day_is_the_first_whatever_happened_since(case: Case, lead: User) -> None:
    first = anchor_chains()
    a_call(lead, case)
    assert anchor_chains() == first
    assert Anchor.objects.count() == 1


def test_each_day_has_its_own_anchor(case: Case) -> None:
    for day in range(3):
        with clock.at(MONDAY + dt.timedelta(days=day)):
            anchor_chains()
    assert Anchor.objects.count() == 3


def test_each_anchor_is_exported_once_as_the_file_that_its_digest_is_of(case: Case, tmp_path: Path) -> None:
    folder = tmp_path / "anchors"
    for day in (MONDAY, TUESDAY):
        with clock.at(day):
            anchor = anchor_chains()
    assert [file.name for file in export_anchors(folder)] == ["2025-06-02.txt", "2025-06-03.txt"]
    assert export_anchors(folder) == []
    assert hashlib.sha256((folder / "2025-06-03.txt").read_bytes()).hexdigest() == anchor.digest


def test_a_file_is_not_written_over_nor_written_for_an_anchor_that_no_longer_fits(
    case: Case, chain: list[Event], tampering: Tampering, tmp_path: Path
) -> None:
    anchor = anchor_chains()
    (file,) = export_anchors(tmp_path)
    forge(case, chain, tampering)
    assert export_anchors(tmp_path) == []
    file.rename(tmp_path / "kept")
    assert export_anchors(tmp_path) == []
    assert not (tmp_path / anchor.file_name).exists()


def test_a_chain_forged_to_its_very_head_no_longer_fits_the_anchor(
    case: Case, chain: list[Event], tampering: Tampering, tmp_path: Path
) -> None:
    anchor = anchor_chains()
    assert list(verify_anchors(exported(tmp_path))) == []
    forge(case, chain, tampering)
    assert list(verify_chains()) == []
    assert [str(each) for each in verify_anchors(exported(tmp_path))] == [
        f"anchor of {anchor.taken_on}: the record no longer fits its digest"
    ]


def test_records_and_anchors_forged_together_no_longer_fit_the_exported_file(
    case: Case, chain: list[Event], tampering: Tampering, tmp_path: Path
) -> None:
    anchor = anchor_chains()
    export_anchors(tmp_path)
    before = line_of(case)
    forge(case, chain, tampering)
    with tampering():
        ((_, text),) = texts()
        Anchor.objects.update(digest=digest_of(text))
    assert [str(each) for each in verify_anchors(exported(tmp_path))] == [
        f"anchor of {anchor.taken_on}: its file and the record differ: {before}"
    ]


def test_an_anchor_forged_with_its_digest_no_longer_fits_the_next(
    case: Case, lead: User, tampering: Tampering, tmp_path: Path
) -> None:
    with clock.at(MONDAY):
        anchor_chains()
    chain = list(case.events.order_by("case_version"))
    record(stream="authority:exford", actor=lead, verb="note", subject="note:1")
    with clock.at(TUESDAY):
        anchor_chains()
    forge(case, chain, tampering)
    with tampering():
        (first, text), _ = texts()
        Anchor.objects.filter(pk=first.pk).update(digest=digest_of(text))
    assert [str(each) for each in verify_anchors(exported(tmp_path))] == [
        f"anchor of {TUESDAY}: it does not follow the anchor before it"
    ]


def test_an_anchor_that_was_taken_away_is_found_by_its_file(case: Case, tampering: Tampering, tmp_path: Path) -> None:
    anchor = anchor_chains()
    export_anchors(tmp_path)
    with tampering():
        Anchor.objects.all().delete()
    errors = StringIO()
    with pytest.raises(CommandError, match="1 broken"):
        call_command("verify_records", anchors=tmp_path, stderr=errors)
    assert errors.getvalue() == (
        f"anchor of {anchor.taken_on}: there is a file of it, and no such anchor in the record\n"
    )


def test_events_that_are_gone_with_their_whole_chain_are_found(
    case: Case, officer: User, tampering: Tampering, tmp_path: Path
) -> None:
    record(stream="authority:exford", actor=officer, verb="note", subject="note:1")
    anchor_chains()
    with tampering():
        Event.objects.filter(stream="authority:exford").delete()
        Stream.objects.filter(name="authority:exford").delete()
    assert list(verify_chains()) == []
    assert len(list(verify_anchors(exported(tmp_path)))) == 1


def test_a_folder_of_anchors_that_is_not_there_is_named(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("verify_records", anchors=tmp_path / "none")


@pytest.mark.parametrize("deed", ["update", "delete"])
def test_an_anchor_is_never_changed_or_deleted(case: Case, deed: str) -> None:
    anchor_chains()
    anchors = Anchor.objects.all()
    with pytest.raises(IntegrityError, match="never"), transaction.atomic():
        anchors.update(digest="0" * 64) if deed == "update" else anchors.delete()


def test_the_scheduler_takes_and_exports_the_anchor_and_reports_its_digest(case: Case) -> None:
    digest = anchor_chains_task.apply().get()
    anchor = Anchor.objects.get()
    file = settings.ANCHORS_ROOT / anchor.file_name
    assert digest == anchor.digest == digest_of(file.read_text())
    file.unlink()


def test_the_command_does_the_same_without_the_scheduler(case: Case) -> None:
    said = StringIO()
    call_command("anchor_records", stdout=said)
    anchor = Anchor.objects.get()
    file = settings.ANCHORS_ROOT / anchor.file_name
    assert said.getvalue() == f"Written: {file}\n{anchor}\n"
    file.unlink()


def a_call(by: User, case: Case) -> None:
    """One more event on the case."""
    log_contact(by=by, case=case, held_on=clock.today(), channel="call", people="The leader", summary="Fourth call.")


def line_of(case: Case) -> str:
    """What an anchor says of the case."""
    return f"{case.version} {case.head} {case.stream_name}"


def forge(case: Case, chain: list[Event], tampering: Tampering) -> None:
    """Change an event, and hash and link all that follows anew, the head of the case with it."""
    with tampering():
        chain[1].reason = "Forged"
        Event.objects.filter(pk=chain[1].pk).update(reason="Forged")
        rewrite(chain)
        Case.objects.filter(pk=case.pk).update(head=chain[-1].hash)
