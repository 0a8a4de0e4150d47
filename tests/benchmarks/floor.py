"""The floor: what the same answers cost where a bare view sends hand-written SQL and writes JSON that PostgreSQL made.

It looks up the same token and the same roles and records the same readings (rulings 38). It has no middleware, policy,
serializer or template. What has no hand-written floor is replayed: the SQL of the product's own answer, sent again by
a bare cursor, with the bytes of that answer.

gunicorn serves it with DJANGO_SETTINGS_MODULE=tests.benchmarks.floor_settings.
"""

import csv
import datetime as dt
import hashlib
import io
import json
import os
from pathlib import Path
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

ORIGIN = "http://testserver"
GIVEN = json.loads(Path(os.environ["BENCH_RECORDED"]).read_text(encoding="utf-8"))
STAGES, LABELS = (json.dumps(GIVEN[each]) for each in ("stages", "labels"))
TOKEN = """
    SELECT t.id, t.last_used_at, u.id FROM accounts_apitoken t JOIN accounts_user u ON u.id = t.user_id
    WHERE t.digest = %s AND t.revoked_at IS NULL AND t.expires_at > %s AND u.is_active
"""
ROLES = """
    SELECT role, team_id FROM accounts_roleholding WHERE user_id = %s AND NOT withdrawn
    AND starts_on <= %s AND (ends_on IS NULL OR ends_on >= %s)
"""
READ = """
    INSERT INTO records_reading (reader_id, case_id, subject, read_at, request_id)
    SELECT %s, unnest(%s::uuid[]), %s, %s, ''
"""
NAMED = """json_build_object(
    'slug', a.slug, 'name', a.name, 'ons_code', a.ons_code, 'is_fictional', a.is_fictional)"""
LINE = f"""
        'url', '{ORIGIN}/api/v1/cases/' || coalesce(c.reference, c.handle) || '/',
        'ref', coalesce(c.reference, c.handle), 'reference', c.reference, 'authority', {NAMED},
        'stage', c.stage, 'stage_label', %s::json->>c.stage, 'team', t.slug,
        'officer', CASE WHEN u.id IS NULL THEN NULL ELSE json_build_object('id', u.id, 'name', u.name) END,
        'opened_on', c.opened_on, 'closed_on', c.closed_on, 'version', c.version"""
CASE = f"""
    SELECT c.id, json_build_object({LINE})::text
"""
PAGE = """
    FROM (
        SELECT c.* FROM cases_case c JOIN cases_authority a ON a.id = c.authority_id
        WHERE c.team_id = ANY(%s) AND (%s = '' OR c.stage = %s)
        ORDER BY a.name, c.opened_on DESC, c.id LIMIT 50 OFFSET %s
    ) c JOIN cases_authority a ON a.id = c.authority_id JOIN accounts_team t ON t.id = c.team_id
    LEFT JOIN accounts_user u ON u.id = c.officer_id ORDER BY a.name, c.opened_on DESC, c.id
"""
COUNT = "SELECT COUNT(*) FROM cases_case WHERE team_id = ANY(%s) AND (%s = '' OR stage = %s)"
KINDS = (  # of each kind that can be live: its table, in which states, its last day and its first
    ("support", "cases_supportarrangement", ("agreed",), "NULL::date", "NULL::date"),
    ("notice", "notices_notice", ("issued",), "ends_on", "issued_on"),
    ("information_requirement", "notices_informationrequirement", ("served",), "NULL::date", "served_on"),
    ("appointment", "interventions_appointment", ("serving",), "ends_on", "starts_on"),
    ("proposal", "interventions_proposal", ("open", "closed"), "closes_on", "opened_on"),
    ("direction", "interventions_direction", ("made",), "ends_on", "starts_on"),
    ("exit_strategy", "interventions_exitstrategy", ("agreed",), "NULL::date", "agreed_on"),
    ("inspection", "interventions_inspection", ("appointed", "reported"), "report_due_on", "appointed_on"),
    ("oversight_period", "interventions_oversightperiod", ("running", "reviewed"), "review_due_on", "starts_on"),
    ("package", "interventions_package", ("agreed",), "review_on", "agreed_on"),
    ("external_review", "interventions_externalreview", ("commissioned", "reported"), "NULL::date", "commissioned_on"),
)
LIVE = " UNION ALL ".join(
    f"SELECT '{kind}' AS kind, id, state, {until} AS until, {began} AS began, '{kind}:' || id AS key"
    f" FROM {table} WHERE case_id = c.id AND state = ANY('{{{','.join(states)}}}')"
    for kind, table, states, until, began in KINDS
)
ONE_CASE = f"""
    SELECT c.id, json_build_object({LINE},
        'opened_on_or_before', c.opened_on_or_before, 'outcome', c.outcome, 'retrospective', c.retrospective,
        'live_instruments', (
            SELECT coalesce(json_agg(json_build_object(
                'kind', l.kind, 'id', l.id, 'register_id', p.register_id, 'state', l.state,
                'standing', CASE WHEN l.kind NOT IN ('direction', 'notice') THEN l.state
                    WHEN l.until >= %s THEN 'in_force' WHEN l.kind = 'notice' THEN 'period_ended'
                    ELSE 'lapsed_undecided' END,
                'until', l.until, 'from', l.began)), '[]')
            FROM ({LIVE}) l LEFT JOIN cases_publication p ON p.case_id = c.id AND p.subject = l.key),
        'links', json_build_object(
            'authority', '{ORIGIN}/api/v1/authorities/' || a.slug || '/',
            'events', '{ORIGIN}/api/v1/cases/' || coalesce(c.reference, c.handle) || '/events/',
            'moves', '{ORIGIN}/api/v1/cases/' || coalesce(c.reference, c.handle) || '/moves/',
            'previous', (SELECT '{ORIGIN}/api/v1/cases/' || coalesce(o.reference, o.handle) || '/' FROM cases_case o
                WHERE o.id = c.previous_id AND o.team_id = ANY(%s)),
            'next', (SELECT '{ORIGIN}/api/v1/cases/' || coalesce(o.reference, o.handle) || '/' FROM cases_case o
                WHERE o.previous_id = c.id AND o.team_id = ANY(%s))))::text
    FROM cases_case c JOIN cases_authority a ON a.id = c.authority_id JOIN accounts_team t ON t.id = c.team_id
    LEFT JOIN accounts_user u ON u.id = c.officer_id
    WHERE (c.reference = %s OR c.handle = %s) AND c.team_id = ANY(%s)
"""
SEEN = "SELECT id FROM cases_case WHERE (reference = %s OR handle = %s) AND team_id = ANY(%s)"
EVENTS = """
    SELECT json_build_object(
        'case_version', e.case_version, 'verb', e.verb, 'label', coalesce(%s::json->>e.verb, e.verb),
        'actor', json_build_object('id', u.id, 'name', u.name), 'acting_for', e.acting_for, 'subject', e.subject,
        'case', e.case_id, 'reason', e.reason, 'legal_basis', e.legal_basis, 'before', e.before, 'after', e.after,
        'decided_on', e.decided_on, 'effective_on', e.effective_on, 'recorded_at', e.recorded_at,
        'request_id', e.request_id, 'previous_hash', e.previous_hash, 'hash', e.hash)::text
    FROM records_event e JOIN accounts_user u ON u.id = e.actor_id
    WHERE e.case_id = %s ORDER BY e.case_version LIMIT 51
"""
REGISTER = f"""
    SELECT json_build_object(
        'url', '{ORIGIN}/api/v1/register/instruments/' || p.register_id || '/', 'register_id', p.register_id,
        'kind', p.kind, 'title', p.title, 'authority', {NAMED},
        'standing', CASE WHEN p.ended_on <= %s THEN 'ended' WHEN p.in_force_until < %s THEN 'period_ended'
            WHEN p.in_force_from > %s THEN 'not_yet' WHEN p.in_force_from IS NOT NULL THEN 'in_force'
            ELSE 'published' END,
        'legal_basis', p.legal_basis, 'in_force_from', p.in_force_from, 'in_force_until', p.in_force_until,
        'ended_on', p.ended_on, 'ending', p.ending, 'published_on', p.published_on,
        'precision', CASE WHEN p.month_only THEN 'month' ELSE 'day' END, 'changed_at', p.changed_at,
        'withdrawn', NULL)::text
    FROM cases_publication p JOIN cases_authority a ON a.id = p.authority_id
    ORDER BY p.published_on DESC, p.register_id LIMIT 50
"""
PUBLISHED = "SELECT COUNT(*) FROM (SELECT FROM cases_publication LIMIT 1001) p"
FEED = f"""
    SELECT e.case_id, json_build_object(
        'id', e.hash, 'verb', e.verb, 'label', coalesce(%s::json->>e.verb, e.verb), 'subject', e.subject,
        'case', coalesce(c.reference, c.handle),
        'case_version', e.case_version, 'actor', json_build_object('id', u.id, 'name', u.name),
        'acting_for', e.acting_for, 'decided_on', e.decided_on, 'effective_on', e.effective_on,
        'recorded_at', e.recorded_at, 'links', json_build_object(
            'case', '{ORIGIN}/api/v1/cases/' || coalesce(c.reference, c.handle) || '/',
            'events', '{ORIGIN}/api/v1/cases/' || coalesce(c.reference, c.handle) || '/events/'))::text, e.hash
    FROM records_feedentry f JOIN records_event e ON e.id = f.event_id JOIN cases_case c ON c.id = e.case_id
    JOIN accounts_user u ON u.id = e.actor_id
    WHERE f.position > %s AND c.team_id = ANY(%s) ORDER BY f.position LIMIT %s
"""


def caller(request: HttpRequest, cursor: Any) -> tuple[int, list[int]]:
    """Who calls, and the teams whose cases they see."""
    today = dt.datetime.now(dt.UTC).date()
    digest = hashlib.sha256(request.headers["Authorization"].removeprefix("Bearer ").encode()).hexdigest()
    cursor.execute(TOKEN, [digest, dt.datetime.now(dt.UTC)])
    _, _, user = cursor.fetchone()
    cursor.execute(ROLES, [user, today, today])
    return user, [team for _, team in cursor.fetchall() if team]


def note(cursor: Any, user: int, cases: list[Any], subject: str) -> None:
    """Record the readings of one page."""
    cursor.execute(READ, [user, sorted({str(each) for each in cases}), subject, dt.datetime.now(dt.UTC)])


def cases(request: HttpRequest) -> HttpResponse:
    """The list of cases: a page of 50 of those that the caller may know of, of one stage where asked."""
    page, stage = int(request.GET.get("page", 1)), request.GET.get("stage", "")
    with connection.cursor() as cursor:
        user, teams = caller(request, cursor)
        cursor.execute(COUNT, [teams, stage, stage])
        count = cursor.fetchone()[0]
        cursor.execute(CASE + PAGE, [STAGES, teams, stage, stage, 50 * (page - 1)])
        rows = cursor.fetchall()
        note(cursor, user, [each for each, _ in rows], "api: cases")
    body = f'{{"count":{count},"results":[{",".join(text for _, text in rows)}]}}'
    return HttpResponse(body, content_type="application/json")


def one_case(request: HttpRequest, ref: str) -> HttpResponse:
    """A case with its live instruments, in one statement."""
    today = dt.datetime.now(dt.UTC).date()
    with connection.cursor() as cursor:
        user, teams = caller(request, cursor)
        cursor.execute(ONE_CASE, [STAGES, today, teams, teams, ref, ref, teams])
        case, body = cursor.fetchone()
        note(cursor, user, [case], "api: case")
    return HttpResponse(body, content_type="application/json")


def events(request: HttpRequest, ref: str) -> HttpResponse:
    """The first 50 events of a case."""
    with connection.cursor() as cursor:
        user, teams = caller(request, cursor)
        cursor.execute(SEEN, [ref, ref, teams])
        case = cursor.fetchone()[0]
        note(cursor, user, [case], "api: events")
        cursor.execute(EVENTS, [LABELS, case])
        rows = cursor.fetchall()[:50]
    return HttpResponse(f'{{"results":[{",".join(text for (text,) in rows)}]}}', content_type="application/json")


def register(request: HttpRequest) -> HttpResponse:
    """The 50 newest published instruments, for anyone."""
    today = dt.datetime.now(dt.UTC).date()
    with connection.cursor() as cursor:
        cursor.execute(PUBLISHED)
        count = cursor.fetchone()[0]
        cursor.execute(REGISTER, [today, today, today])
        rows = cursor.fetchall()
    body = f'{{"count":{count},"results":[{",".join(text for (text,) in rows)}]}}'
    return HttpResponse(body, content_type="application/json")


def feed(request: HttpRequest) -> HttpResponse:
    """The change feed: 50 events after a cursor."""
    with connection.cursor() as cursor:
        user, teams = caller(request, cursor)
        cursor.execute("SELECT EXISTS (SELECT FROM records_feedentry WHERE position IS NULL)")
        after = 0
        if hash_ := request.GET.get("after"):
            cursor.execute(
                "SELECT position FROM records_feedentry f JOIN records_event e ON e.id = f.event_id WHERE e.hash = %s",
                [hash_],
            )
            after = cursor.fetchone()[0]
        cursor.execute(FEED, [LABELS, after, teams, 51])
        rows = cursor.fetchall()[:50]
        note(cursor, user, [each for each, _, _ in rows], "api: change feed")
    body = f'{{"cursor":"{rows[-1][2]}","results":[{",".join(text for _, text, _ in rows)}]}}'
    return HttpResponse(body, content_type="application/json")


def written(request: HttpRequest, name: str) -> HttpResponse:
    """A table: the product's own SQL, sent again, and each row written by Python's csv."""
    (statement,) = GIVEN["answers"][name]["statements"]
    table = io.StringIO()
    with connection.cursor() as cursor:
        cursor.execute(statement)
        csv.writer(table).writerows(cursor.fetchall())
    return HttpResponse(table.getvalue(), content_type="text/csv")


def replayed(request: HttpRequest, name: str) -> HttpResponse:
    """The product's own SQL for an answer, sent again one by one with all rows fetched, and the bytes of the answer."""
    with connection.cursor() as cursor:
        for statement in GIVEN["answers"][name]["statements"]:
            cursor.execute(statement)
            if cursor.description:
                cursor.fetchall()
    return HttpResponse(GIVEN["answers"][name]["body"])


urlpatterns = [
    path("api/v1/cases/", cases),
    path("api/v1/cases/<ref>/", one_case),
    path("api/v1/cases/<ref>/events/", events),
    path("api/v1/register/instruments/", register),
    path("api/v1/events/", feed),
    path("written/<slug:name>/", written),
    path("replayed/<slug:name>/", replayed),
]
