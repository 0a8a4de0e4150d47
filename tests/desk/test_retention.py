"""Retention: a schedule says what is due, holds keep it, a named person has it removed, and tombstones stay."""

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.desk.bundles import plan
from bestvalue.desk.finding.searching import search
from bestvalue.desk.models import Bundle, LegalHold
from bestvalue.desk.retention.due import KINDS, due_for, due_rows
from bestvalue.desk.retention.holding import lift_hold, place_hold
from bestvalue.desk.retention.removing import finish_removals, remove_due
from bestvalue.desk.retention.schedule import rules
from bestvalue.errors import Forbidden, Refused
from bestvalue.records.models import Event, Removal
from bestvalue.records.services.verifying import verify_chains, verify_removals
from bestvalue.records.triggers import TOMBSTONE
from cases.models import Case, Contact, DraftComment, File, FileText, OfficeHolding
from cases.services.comments import comment_on_draft, resolve_comment
from cases.services.file_texts import read_waiting
from cases.services.files import keep_file, private_files
from cases.services.letters import draft_letter
from cases.services.opening import close_without_action, log_contact
from interventions.models import Representation
from interventions.services.representations import log_representation
from tests.api.world import heard
from tests.factories import person
from tests.lifecycle.build import Play, refusals
from tests.support.html import assert_valid_html
from tests.themes.evidence import a_disclosure
from themes.models import EvidenceVersion
from themes.selectors.evidence import content_hash
from themes.services.evidence import correct_evidence

from .bundled import asked_for, bytes_of, decided_on_a_notice, evidence_on, made

PASSWORD = "correct horse battery staple"
SECRET = "zzsecret"
TEN_YEARS = dt.timedelta(days=3660)


@pytest.fixture
def play(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Play]:
    """A case, a records manager who can give a password, and days that pass."""
    monkeypatch.setattr(plan, "why_no_pdf", lambda: "Pango is missing.")
    with ExitStack() as days:
        play = Play.begin(days)
        play.records_manager.set_password(PASSWORD)
        play.records_manager.save()
        yield play


def full_and_closed(play: Play) -> Case:
    """The case, with a contact and a file, closed."""
    facts = {"held_on": clock.today(), "channel": "call", "people": f"A. {SECRET}", "summary": f"A {SECRET} word"}
    log_contact(by=play.officer, case=play.case, **facts)  # type: ignore[arg-type]
    upload = SimpleUploadedFile(f"{SECRET}.txt", SECRET.encode())
    keep_file(by=play.officer, case=play.case, upload=upload, description=SECRET)
    close_without_action(by=play.deputy_director, case=heard(play.case), outcome="Done.")
    return Case.objects.get(pk=play.case.pk)


def removed(play: Play, rule: str, place: Any = None) -> int:
    return remove_due(
        by=play.records_manager,
        rule=rules()[rule],
        place=place or Case.objects.get(pk=play.case.pk),
        reason="Nobody needs it.",
    )


def due(play: Play) -> dict[str, int]:
    return {each.rule.rule: each.count for each in due_for(play.records_manager)}


# The schedule


def test_every_rule_is_of_a_known_kind_and_says_whether_it_is_confirmed() -> None:
    assert {each.kind for each in rules().values()} == KINDS.keys()
    assert all(each.years > 0 and each.source and each.to_confirm for each in rules().values())


def test_the_time_of_a_rule_ends_on_the_day_years_later_also_after_a_leap_day() -> None:
    assert rules()["case-files"].cutoff(dt.date(2036, 2, 29)) == dt.date(2026, 2, 28)
    assert rules()["case-files"].cutoff(dt.date(2036, 3, 1)) == dt.date(2026, 3, 1)


def test_nothing_is_due_before_its_time_nor_of_an_open_case(play: Play) -> None:
    full_and_closed(play)
    assert due(play) == {}
    play.wait(TEN_YEARS.days - 30)
    assert due(play) == {}
    play.wait(30)
    assert due(play) == {"case-files": 1, "contacts": 1}


def test_a_comment_on_a_draft_gives_way_to_a_tombstone_and_what_became_of_it_stays(play: Play) -> None:
    letter = draft_letter(by=play.officer, case=play.case, kind="mp", to_name="A. Member", subject_line="A notice")
    comment = comment_on_draft(by=play.officer, case=play.case, subject=letter.key, text=SECRET)
    resolve_comment(by=play.officer, comment=comment)
    full_and_closed(play)
    play.wait(TEN_YEARS.days)
    assert removed(play, "draft-comments") == 1
    comment = DraftComment.objects.get()
    assert comment.text.startswith("Removed on ")
    assert (comment.state, comment.settled_by) == ("resolved", play.officer)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cases_draftcommenthistory WHERE text = %s", [SECRET])
        assert cursor.fetchone() == (0,)


def test_while_the_case_is_open_again_the_earlier_one_is_kept(play: Play) -> None:
    first = full_and_closed(play)
    play.wait(TEN_YEARS.days)
    again = play.reopened()
    Case.objects.filter(pk=again.pk).update(previous=first)
    assert due(play) == {}


def test_the_clock_removes_nothing(play: Play) -> None:
    full_and_closed(play)
    play.wait(TEN_YEARS.days)
    out = StringIO()
    for dry in (True, False):
        call_command("apply_retention", dry_run=dry, stdout=out)
    assert "2 records are due and wait for a records manager" in out.getvalue()
    assert not Removal.objects.exists()


# Having it removed


def test_what_is_removed_leaves_tombstones_an_event_each_and_no_word(
    play: Play, django_capture_on_commit_callbacks: Any
) -> None:
    case = full_and_closed(play)
    assert read_waiting() == 1
    play.wait(TEN_YEARS.days)
    kept = File.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        assert (removed(play, "case-files"), removed(play, "contacts")) == (1, 1)
    file, contact = File.objects.get(), Contact.objects.get()
    assert not private_files().exists(file.stored_as)
    assert file.is_removed
    assert FileText.objects.get().body == ""
    for text in (file.name, file.description, contact.people, contact.summary):
        assert text.startswith(TOMBSTONE[0])
        assert text.endswith(TOMBSTONE[1])
    events = Event.objects.filter(verb="remove_record").order_by("case_version")
    assert [each.subject for each in events] == [file.key, contact.key]
    assert events[0].after == {"rule": "case-files", "sha256": kept.sha256, "columns": ["description", "name"]}
    assert SECRET not in str([*events.values(), *Removal.objects.values()])
    assert due(play) == {}
    assert [*verify_chains(), *verify_removals()] == []
    out = StringIO()
    call_command("check_files", stdout=out)
    assert "0 files checked: no fault" in out.getvalue()
    browser = Client()
    browser.force_login(play.records_manager)
    page = browser.get(f"/cases/{case.ref}/documents/").content.decode()
    assert "of the retention schedule" in page
    assert f"/files/{file.pk}/" not in page
    assert "files" not in {each.kind.name for each in search(play.records_manager, "retention schedule").groups}
    assert browser.get(f"/cases/{case.ref}/files/{file.pk}/").status_code == 404


def test_representations_of_people_go_and_those_of_the_authority_stay(play: Play) -> None:
    said: Any = {"by": play.officer, "proposal": play.proposed(), "received_on": clock.today(), "channel": "post"}
    for sender, ours in (("The authority", True), (SECRET, False)):
        log_representation(sender=sender, text=f"{sender} says.", is_from_authority=ours, **said)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE cases_case SET stage = 'closed', closed_on = %s", [clock.today()])
        cursor.execute("SET session_replication_role = origin")
    play.wait(TEN_YEARS.days)
    assert removed(play, "representations") == 1
    authority, gone = Representation.objects.order_by("-is_from_authority")
    assert authority.text == "The authority says."
    assert SECRET not in gone.sender + gone.text
    assert gone.summary == ""
    versions = [str(each) for each in apps.get_model("interventions.RepresentationHistory").objects.values()]
    assert len(versions) > 2
    assert not [each for each in versions if SECRET in each]


def test_an_email_goes_two_years_after_its_holder_left_and_the_holding_stays(play: Play) -> None:
    today = clock.today()
    play.authority.officers.create(post="leader", name="A. Leader", email="a@exford.example", starts_on=today)
    OfficeHolding.objects.filter(post="leader").update(ends_on=today)
    assert removals_refused(play, "officers-emails", play.authority) == {"nothing_due"}
    play.wait(732)
    assert removed(play, "officers-emails", play.authority) == 1
    held = OfficeHolding.objects.get(post="leader")
    assert (held.name, held.email, held.ends_on) == ("A. Leader", "", today)
    versions = apps.get_model("cases.OfficeHoldingHistory").objects.filter(post="leader")
    assert set(versions.values_list("email", flat=True)) == {""}


def test_evidence_goes_in_every_version_with_its_files_and_what_is_sealed_stays(
    play: Play, django_capture_on_commit_callbacks: Any
) -> None:
    said: dict[str, Any] = {"body": SECRET, "title": f"A {SECRET}", "link": f"https://{SECRET}.example/"}
    first = evidence_on(play, **said)
    told = {"received_on": clock.today(), "sensitivity": "official", "summary": SECRET, **said}
    correct_evidence(by=play.officer, evidence=first.evidence, reason=SECRET, **told)
    sealed = a_disclosure(play.officer, play.authority, play.deputy_director, case=play.case)
    digest = content_hash(first)
    close_without_action(by=play.deputy_director, case=heard(play.case), outcome="Done.")
    play.wait(TEN_YEARS.days)
    assert due(play) == {"evidence": 2}
    with django_capture_on_commit_callbacks(execute=True):
        assert removed(play, "evidence") == 2
    assert due(play) == {}
    versions = EvidenceVersion.objects.filter(evidence=first.evidence)
    assert SECRET not in str([*versions.values(), *File.objects.values(), *Removal.objects.values()])
    assert {each.link for each in versions} == {""}
    assert all(each.summary.startswith(TOMBSTONE[0]) for each in versions)
    assert Removal.objects.get(key=first.key).sha256 == digest  # the hash by which packs name it
    assert not private_files().exists(File.objects.get().stored_as)
    assert not EvidenceVersion.objects.get(pk=sealed.pk).summary.startswith(TOMBSTONE[0])
    assert [*verify_chains(), *verify_removals()] == []


def removals_refused(play: Play, rule: str, place: Any = None) -> set[str]:
    return refusals(lambda: removed(play, rule, place))


def test_copies_in_bundles_go_too_and_a_new_bundle_holds_the_tombstone(
    play: Play, django_capture_on_commit_callbacks: Any
) -> None:
    decided_on_a_notice(play)
    close = {"by": play.deputy_director, "case": heard(Case.objects.get(pk=play.case.pk)), "outcome": "Done."}
    close_without_action(**close)  # type: ignore[arg-type]
    bundle = made(play, place=1)
    assert b"A plan." in bytes_of(bundle)
    play.wait(TEN_YEARS.days)
    with django_capture_on_commit_callbacks(execute=True):
        assert removed(play, "case-files") == 2
    gone = Bundle.objects.get(pk=bundle.pk)
    assert gone.status == "Removed under the retention schedule"
    assert not private_files().exists(str(gone.stored_as))
    again = bytes_of(made(play, place=1))
    assert b"A plan." not in again
    assert b"of the retention schedule. The SHA-256 of what went" in again


def test_while_a_bundle_is_being_made_nothing_is_removed(play: Play) -> None:
    full_and_closed(play)
    asked_for(play)
    play.wait(TEN_YEARS.days)
    assert "bundle_being_made" in removals_refused(play, "case-files")


@pytest.mark.parametrize("role", ["officer", "lead", "deputy_director", "press", "minister"])
def test_nobody_but_a_records_manager_removes_or_holds(play: Play, role: str) -> None:
    by = getattr(play, role)
    with pytest.raises(Forbidden):
        due_for(by)
    with pytest.raises(Forbidden):
        remove_due(by=by, rule=rules()["contacts"], place=play.case, reason="No.")
    with pytest.raises(Forbidden):
        place_hold(by=by, case=play.case, reason="No.")


def test_a_records_manager_of_another_team_finds_no_trace_of_the_case(play: Play) -> None:
    full_and_closed(play)
    play.wait(TEN_YEARS.days)
    other = person(Role.RECORDS_MANAGER, since=clock.today())
    assert due_for(other) == []
    with pytest.raises(Refused):
        remove_due(by=other, rule=rules()["contacts"], place=play.case, reason="Mine.")


def test_what_a_crash_left_behind_is_found_and_deleted(play: Play) -> None:
    full_and_closed(play)
    play.wait(TEN_YEARS.days)
    removed(play, "case-files")  # in a test nothing is committed, so the content is still there
    with pytest.raises(CommandError, match="1 faults"):
        call_command("check_files", stdout=StringIO(), stderr=StringIO())
    assert (finish_removals(), finish_removals()) == (1, 0)


# The database


CHANGES = (
    "UPDATE cases_contact SET summary = 'Other words'",
    "UPDATE cases_contact SET people = '', summary = ''",
    "UPDATE cases_contact SET summary = 'Removed on 1 May 2036 under “x” of the retention schedule'",
    "UPDATE cases_file SET name = 'Removed on 1 May 2036 under “x” of the retention schedule'",
    "UPDATE cases_file SET sha256 = repeat('0', 64)",
    "DELETE FROM cases_contact",
    "UPDATE themes_evidenceversion SET summary = 'Other words'",
    "UPDATE themes_evidenceversion SET summary = 'Removed on 1 May 2036 under “x” of the retention schedule'",
)


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_lets_nothing_go_without_a_removal_on_record(play: Play, change: str) -> None:
    evidence_on(play)
    full_and_closed(play)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE cases_contact SET summary = 'Other words'",
        "UPDATE cases_contact SET held_on = '2020-01-01'",
        "UPDATE records_removal SET rule = 'other'",
        "DELETE FROM records_removal",
    ],
)
def test_with_one_only_tombstones_take_the_place_of_what_was_there(play: Play, change: str) -> None:
    full_and_closed(play)
    play.wait(TEN_YEARS.days)
    removed(play, "contacts")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_a_tombstone_that_its_event_does_not_tell_of_is_found(play: Play) -> None:
    full_and_closed(play)
    play.wait(TEN_YEARS.days)
    removed(play, "contacts")
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE records_removal SET sha256 = repeat('0', 64)")
        cursor.execute("SET session_replication_role = origin")
    assert ["does not fit its event" in str(each) for each in verify_removals()] == [True]


# Holds


def test_a_hold_keeps_a_case_and_each_of_several_must_be_lifted(play: Play) -> None:
    case = full_and_closed(play)
    play.wait(TEN_YEARS.days)
    first = place_hold(by=play.records_manager, case=case, reason="A police investigation.")
    second = place_hold(by=play.records_manager, authority=play.authority, reason="A public inquiry.")
    assert removals_refused(play, "contacts") == {"held"}
    lift_hold(by=play.records_manager, hold=first, reason="Ended.")
    assert removals_refused(play, "contacts") == {"held"}
    lift_hold(by=play.records_manager, hold=second, reason="Reported.")
    assert refusals(lambda: lift_hold(by=play.records_manager, hold=second, reason="Again.")) == {"lifted"}
    assert removed(play, "contacts") == 1
    assert [each.verb for each in Event.objects.filter(verb__endswith="_hold").order_by("pk")] == [
        *("place_hold", "place_hold", "lift_hold", "lift_hold"),
    ]


@pytest.mark.parametrize("change", ["reason = 'x'", "lifted_at = NULL, lifted_by_id = NULL, reason_lifted = ''"])
def test_the_database_keeps_a_hold_as_it_was_placed_and_lifted(play: Play, change: str) -> None:
    hold = place_hold(by=play.records_manager, case=play.case, reason="An inquiry.")
    lift_hold(by=play.records_manager, hold=hold, reason="Over.")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE desk_legalhold SET {change}")


# Pages


@pytest.fixture
def browser(play: Play) -> Client:
    """The records manager's."""
    client = Client()
    client.force_login(play.records_manager)
    return client


def shown(response: Any) -> str:
    assert_valid_html(response)
    text: str = response.content.decode()
    return text


def test_the_records_manager_looks_gives_reason_and_password_and_it_goes(play: Play, browser: Client) -> None:
    assert "Nothing is due." in shown(browser.get("/retention/"))
    case = full_and_closed(play)
    play.wait(TEN_YEARS.days)
    browser.force_login(play.records_manager)
    page, address = shown(browser.get("/retention/")), f"/retention/contacts/{case.ref}/"
    assert address in page
    assert "10 years since the case was closed" in page
    assert "For the department to confirm" in page
    assert "Remove all of it" in shown(browser.get(address))
    given = {"reason": "Nobody needs it.", "read": "on"}
    assert "Enter your password" in shown(browser.post(address, given))
    assert not Removal.objects.exists()
    done = browser.post(address, {**given, "password": PASSWORD}, follow=True)
    assert "Each leaves a tombstone" in shown(done)
    assert "Contacts with an authority" in shown(browser.get("/retention/removed/"))


def test_holds_are_placed_and_lifted_in_the_browser(play: Play, browser: Client) -> None:
    assert "No hold has been placed" in shown(browser.get("/retention/holds/"))
    new = "/retention/holds/new/"
    assert "Enter either a case or an authority" in shown(browser.post(new, {"reason": "An inquiry."}))
    assert "There is no such case" in shown(browser.post(new, {"case": "nothing", "reason": "An inquiry."}))
    assert "There is no such authority" in shown(browser.post(new, {"authority": "nothing", "reason": "An inquiry."}))
    assert "The hold stands." in shown(browser.post(new, {"case": play.case.ref, "reason": "An inquiry."}, follow=True))
    lift = f"/retention/holds/{LegalHold.objects.get().pk}/lift/"
    assert "An inquiry." in shown(browser.get(lift))
    assert "Enter your password" in shown(browser.post(lift, {"reason": "Over."}))
    assert LegalHold.objects.get().lifted_at is None
    assert "Lifted" in shown(browser.post(lift, {"reason": "Over.", "password": PASSWORD}, follow=True))


def test_what_is_held_has_no_form(play: Play, browser: Client) -> None:
    case = full_and_closed(play)
    play.wait(TEN_YEARS.days)
    browser.force_login(play.records_manager)
    place_hold(by=play.records_manager, case=case, reason="An inquiry.")
    page = shown(browser.get(f"/retention/contacts/{case.ref}/"))
    assert "A legal hold keeps it" in page
    assert "Remove all of it" not in page
    assert "An inquiry." in shown(browser.get("/retention/"))


def test_the_list_costs_the_same_however_much_is_due(play: Play, browser: Client) -> None:
    full_and_closed(play)
    play.wait(TEN_YEARS.days)
    browser.force_login(play.records_manager)
    with CaptureQueriesContext(connection) as one:
        browser.get("/retention/")
    play.case = play.reopened()
    full_and_closed(play)
    play.wait(TEN_YEARS.days)
    browser.force_login(play.records_manager)
    with CaptureQueriesContext(connection) as several:
        browser.get("/retention/")
    assert len(one) == len(several)
    assert due_rows(rules()["contacts"]).count() == 2


def test_everybody_else_is_refused(play: Play) -> None:
    for user in (play.lead, play.officer, play.deputy_director):
        assert refused(user, "/retention/") == 403


def refused(user: User, address: str) -> int:
    client = Client()
    client.force_login(user)
    return client.get(address).status_code
