"""What raw SQL cannot do: the database itself holds the lifecycle and the records (rulings 14, R42)."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from bestvalue.accounts.models import User
from bestvalue.records.services import note_reading
from cases.models import Case, Document, SubmissionAct
from interventions.models import Direction, OversightPeriod
from notices.models import Notice

Attack = Callable[..., None]


@pytest.fixture
def refused(demonstration: None) -> Attack:
    """Runs SQL as the owner of the tables and expects the database to refuse it, at the latest when it is committed."""

    def run(sql: str, *parameters: Any) -> None:
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
            cursor.execute(sql, parameters)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    return run


def test_a_stage_does_not_change_without_an_event(refused: Attack) -> None:
    case = Case.objects.filter(stage="early_engagement").earliest("opened_on")
    for to in ("intervention", "closed", "minded_to", "nonsense"):
        refused("UPDATE cases_case SET stage = %s WHERE id = %s", to, case.pk)
        refused("UPDATE cases_case SET stage = %s, closed_on = now(), version = 99 WHERE id = %s", to, case.pk)


def test_a_case_does_not_begin_above_early_engagement(refused: Attack) -> None:
    case = Case.objects.filter(stage="closed").earliest("opened_on")
    refused(
        "INSERT INTO cases_case (id, handle, authority_id, team_id, stage, opened_on, opened_on_or_before, outcome, "
        "retrospective, created_at, version, head) VALUES (%s, 'zzzzzzzzzz', %s, %s, 'intervention', now(), false, '', "
        "false, now(), 0, '')",
        uuid.uuid4(),
        case.authority_id,
        case.team_id,
    )


def test_an_authority_has_no_second_open_case(refused: Attack) -> None:
    case = Case.objects.filter(stage="intervention").earliest("opened_on")
    refused(
        "INSERT INTO cases_case (id, handle, authority_id, team_id, stage, opened_on, opened_on_or_before, outcome, "
        "retrospective, created_at, version, head) VALUES (%s, 'zzzzzzzzzz', %s, %s, 'early_engagement', now(), false, "
        "'', false, now(), 0, '')",
        uuid.uuid4(),
        case.authority_id,
        case.team_id,
    )


def test_a_forged_event_moves_nothing_without_a_ministers_decision(refused: Attack) -> None:
    case = Case.objects.filter(stage="early_engagement").earliest("opened_on")
    actor = User.objects.earliest("pk")
    refused(
        "WITH forged AS (INSERT INTO records_event (stream, case_version, case_id, actor_id, acting_for, verb, "
        "subject, reason, legal_basis, before, after, recorded_at, request_id, previous_hash, hash) "
        "VALUES (%s, %s, %s, %s, '', 'issue_notice', 'notice:forged', '', '', '{}', '{}', transaction_timestamp(), "
        "'', %s, 'forged') RETURNING id) UPDATE cases_case SET stage = 'best_value_notice', version = version + 1, "
        "head = 'forged' WHERE id = %s",
        case.stream_name,
        case.version + 1,
        case.pk,
        actor.pk,
        case.head,
        case.pk,
    )


CHANGES = [
    "DELETE FROM records_event",
    "TRUNCATE records_event CASCADE",
    "UPDATE records_event SET reason = 'never happened'",
    "DELETE FROM cases_case",
    "DELETE FROM notices_notice",
    "DELETE FROM interventions_representation",
    "TRUNCATE cases_submissionact CASCADE",
    "UPDATE cases_document SET body = 'other words'",
    "DELETE FROM cases_publication",
    "UPDATE cases_publishedstep SET text = 'other words'",
    "DELETE FROM cases_officeholding",
    "UPDATE cases_officeholding SET name = 'Somebody Else'",
    "UPDATE records_reading SET subject = 'nothing'",
    "SET LOCAL pgtrigger.ignore = '{all}'; DELETE FROM records_event",
]


def test_records_are_neither_changed_nor_deleted(refused: Attack) -> None:
    case = Case.objects.earliest("opened_on")
    note_reading(reader=User.objects.earliest("pk"), case_id=case.pk, subject="case")
    for sql in CHANGES:
        refused(sql)


def test_no_session_setting_switches_a_trigger_off(refused: Attack) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT array_agg(tgname::text) FROM pg_trigger WHERE tgname LIKE 'pgtrigger_%%'")
        names = cursor.fetchone()[0]
    refused(f"SET LOCAL pgtrigger.ignore = '{{{','.join(names)}}}'; UPDATE records_event SET reason = 'x'")


JUMPS = [
    ("notices_notice", "issued", "draft"),
    ("interventions_direction", "made", "draft"),
    ("interventions_inspection", "appointed", "draft"),
    ("interventions_proposal", "open", "decided"),
    ("interventions_representation", "received", "answered"),
    ("cases_submissionact", "spent", "approved"),
    ("cases_submission", "decided", "with_minister"),
]


def test_an_instrument_does_not_jump(refused: Attack) -> None:
    for table, state, to in JUMPS:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table} WHERE state = %s", [state])
            assert cursor.fetchone()[0] > 0, table
        refused(f"UPDATE {table} SET state = %s WHERE state = %s", to, state)


def test_what_a_minister_approved_is_never_changed(refused: Attack) -> None:
    spent = SubmissionAct.objects.filter(state="spent").first()
    other = Document.objects.exclude(pk=spent.document_id).first()  # type: ignore[union-attr]
    refused("UPDATE cases_submissionact SET document_id = %s WHERE id = %s", other.pk, spent.pk)  # type: ignore[union-attr]


def test_a_document_has_the_hash_of_its_text(refused: Attack) -> None:
    case = Case.objects.earliest("opened_on")
    refused(
        "INSERT INTO cases_document (id, case_id, subject, title, version, body, sha256, created_at) "
        "VALUES (%s, %s, 'x', 'x', 1, 'words', %s, now())",
        uuid.uuid4(),
        case.pk,
        "0" * 64,
    )


def test_only_a_minister_in_office_approves(refused: Attack) -> None:
    case = Case.objects.filter(stage="early_engagement").earliest("opened_on")
    officer = User.objects.get(email="officer@demo.example")
    document = Document.objects.create(case=case, subject="x", title="x", version=1, body="", sha256=EMPTY)
    submission = case.submissions.create(question="May I?", drafted_by=User.objects.get(email="lead@demo.example"))
    asked = submission.acts.create(move="issue_notice", subject="notice:x", document=document)
    refused(
        "UPDATE cases_submissionact SET state = 'approved', decided_by_id = %s, decided_on = now() WHERE id = %s",
        officer.pk,
        asked.pk,
    )


def test_nobody_approves_what_they_drafted(refused: Attack) -> None:
    case = Case.objects.filter(stage="early_engagement").earliest("opened_on")
    minister = User.objects.get(email="minister@demo.example")
    document = Document.objects.create(case=case, subject="y", title="y", version=1, body="", sha256=EMPTY)
    submission = case.submissions.create(question="May I?", drafted_by=minister)
    asked = submission.acts.create(move="issue_notice", subject="notice:y", document=document)
    refused(
        "UPDATE cases_submissionact SET state = 'approved', decided_by_id = %s, decided_on = now() WHERE id = %s",
        minister.pk,
        asked.pk,
    )


def test_an_instrument_begins_at_the_beginning(refused: Attack) -> None:
    oversight = OversightPeriod.objects.earliest("created_at")
    refused(
        "INSERT INTO interventions_oversightperiod SELECT (jsonb_populate_record(period, jsonb_build_object("
        "'id', %s::text, 'state', 'reviewed'))).* FROM interventions_oversightperiod period WHERE id = %s",
        str(uuid.uuid4()),
        oversight.pk,
    )


def test_a_live_instrument_never_loses_a_fact_it_must_have(refused: Attack) -> None:
    notice, direction = Notice.objects.filter(state="issued").first(), Direction.objects.filter(state="made").first()
    refused("UPDATE notices_notice SET ends_on = NULL WHERE id = %s", notice.pk)  # type: ignore[union-attr]
    refused("UPDATE notices_notice SET not_published = '{ends_on}' WHERE id = %s", notice.pk)  # type: ignore[union-attr]
    refused("UPDATE interventions_direction SET ends_on = NULL WHERE id = %s", direction.pk)  # type: ignore[union-attr]


EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
