"""The one table of routes and who gets in: one line per route name. A route that is not here fails `test_routes`.

    "cases:detail": ROLES("officer", "lead", kwargs=lambda people: {"ref": a_case(people).handle}),

`PUBLIC` is for everyone, `SIGNED_IN` for every person, `ROLES(...)` for those named by their login in the
demonstration (`ALL` lists them). What the others get is 404 unless `refused=403` is given, or 403 for those that
`known_to` names, because they know of the case (`ON_THE_CASE(...)` is for its acts); the anonymous are sent to sign
in, or get 401 under `/api/`. `status` is what those let in get; `method` and `data` say how the route is asked.
`kwargs` makes what the route is about, and returns its arguments; it is called once, with the people by login.
"""

from bestvalue.accounts.services.calendars import make_calendar
from bestvalue.accounts.services.tokens import issue_token

from .evidence import EVIDENCE
from .interventions import INTERVENTIONS
from .made import (
    a_bundle,
    a_case_note,
    a_clock,
    a_colleague,
    a_contact,
    a_correction,
    a_decision,
    a_document,
    a_draft_comment,
    a_draft_notice_by_kind,
    a_failing_clock,
    a_figure,
    a_file,
    a_hold,
    a_letter,
    a_machine,
    a_message,
    a_month,
    a_notice,
    a_pack,
    a_past_event,
    a_problem,
    a_published_copy,
    a_recipient,
    a_release,
    a_request_to_open,
    a_requirement,
    a_role,
    a_saved_filter,
    a_search,
    a_submission,
    a_submission_sent,
    a_task,
    a_team,
    a_teams_number,
    a_webhook,
    an_absence,
    an_annex_sent,
    an_approval,
    an_approved_pack,
    an_assessment,
    an_authoritys_slug,
    an_edition,
    an_expectation,
    an_item,
    an_observation,
    an_officer,
    an_undelivered_email,
    guided,
    part_of,
    something_due,
    something_published,
    whose_work,
    with_themes,
)
from .metrics import METRICS
from .reference import REFERENCE
from .table import (
    ALL,
    BOX,
    EXPORTERS,
    KEEPERS,
    KNOW_THE_CASE,
    OFFICIALS,
    ON_THE_CASE,
    PUBLIC,
    PUBLISHING,
    READ_FIGURES,
    ROLES,
    SIGNED_IN,
    Route,
    a_private_case,
    no_arguments,
)
from .watches import WATCHES

ROUTES: dict[str, Route] = {
    **INTERVENTIONS,
    **EVIDENCE,
    **METRICS,
    **REFERENCE,
    **WATCHES,
    "accounts:sign_in": PUBLIC(method="post"),
    "accounts:sign_out": PUBLIC(method="post"),
    "account_login": PUBLIC(method="post"),
    "mfa_authenticate": PUBLIC(status=302),  # only after a right password
    "mfa_login_webauthn": PUBLIC(status=302),
    **{  # 404 where no provider is configured; tests/accounts/test_openid.py
        f"openid_connect_{name}": PUBLIC(status=404, kwargs=lambda people: {"provider_id": "openid"})
        for name in ("login", "callback")
    },
    "socialaccount_login_cancelled": PUBLIC(status=302),
    "account_reauthenticate": SIGNED_IN(),
    "mfa_index": SIGNED_IN(),
    **dict.fromkeys(("mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"), SIGNED_IN()),
    **dict.fromkeys(("mfa_deactivate_totp", "mfa_view_recovery_codes"), SIGNED_IN(status=404)),  # there is none yet
    "mfa_remove_webauthn": SIGNED_IN(status=404, kwargs=lambda people: {"pk": 0}),
    "desk:people": ROLES("admin", refused=403),
    "desk:add_person": ROLES("admin", refused=403),
    **{
        f"desk:{name}": ROLES("admin", refused=403, kwargs=lambda people: {"pk": people["officer"].pk})
        for name in (
            *("person", "send_password_link", "reset_second_step", "end_sessions", "close_account", "reopen_account"),
            "grant_role",
        )
    },
    "desk:end_role": ROLES("admin", refused=403, kwargs=a_role),
    **{f"desk:{name}": ROLES("admin", refused=403) for name in ("teams", "add_team")},
    **{
        f"desk:{name}": ROLES("admin", refused=403, kwargs=a_teams_number)
        for name in ("team", "rename_team", "close_team", "open_team_again")
    },
    "accounts:set_password": PUBLIC(kwargs=lambda people: {"uidb64": "x", "token": "x"}),  # says that it is no good
    "accounts:account": SIGNED_IN(),
    "accounts:change_password": SIGNED_IN(),
    "accounts:create_token": SIGNED_IN(method="post"),
    "accounts:search_shortcut": SIGNED_IN(method="post", status=302),
    "accounts:session": SIGNED_IN(),
    "accounts:keep_form": PUBLIC(method="post", status=404),  # 404 without an address; tests/accounts/test_sessions.py
    "accounts:sessions": SIGNED_IN(),
    "accounts:end_other_sessions": SIGNED_IN(method="post", status=302),
    "accounts:end_session": SIGNED_IN(method="post", status=404, kwargs=lambda people: {"pk": 0}),
    "accounts:step_up": SIGNED_IN(status=404),  # 404 without an act and a document; tests/accounts/test_step_up.py
    "accounts:revoke_token": ROLES(
        "officer",
        method="post",
        status=302,
        kwargs=lambda people: {"pk": issue_token(user=people["officer"], name="Test")[0].pk},
    ),
    "messages:index": SIGNED_IN(),
    "messages:message": ROLES("officer", kwargs=a_message),
    "messages:read": ROLES("officer", method="post", status=302, kwargs=a_message),
    "messages:read_all": SIGNED_IN(method="post", status=302, data={"until": "2026-01-01T00:00:00Z"}),
    "messages:preferences": SIGNED_IN(),
    "messages:undelivered": ROLES("admin", refused=403),
    "messages:try_again": ROLES("admin", refused=403, method="post", status=302, kwargs=an_undelivered_email),
    "messages:give_up": ROLES("admin", refused=403, kwargs=an_undelivered_email),
    "api:messages": SIGNED_IN(),
    "api:message": ROLES("officer", kwargs=a_message),
    "api:mark_all_read": SIGNED_IN(method="post", status=428),
    "api:mark_read": SIGNED_IN(method="post", status=428, kwargs=a_message),
    "api:message_preferences": SIGNED_IN(),
    "api:choose_message_preference": SIGNED_IN(method="post", status=428),
    "api:deliveries": ROLES("admin", refused=403),
    "api:delivery": ROLES("admin", refused=403, kwargs=an_undelivered_email),
    "api:try_delivery_again": ROLES("admin", refused=403, method="post", status=428, kwargs=an_undelivered_email),
    "api:give_up_delivery": ROLES("admin", refused=403, method="post", status=428, kwargs=an_undelivered_email),
    "accounts:calendars": SIGNED_IN(),
    "accounts:make_calendar": SIGNED_IN(method="post"),
    "accounts:revoke_calendar": ROLES(
        "officer",
        method="post",
        status=302,
        kwargs=lambda people: {"pk": make_calendar(user=people["officer"], name="Test")[0].pk},
    ),
    "desk:calendar": PUBLIC(kwargs=lambda people: {"secret": make_calendar(user=people["officer"], name="Test")[1]}),
    "healthz": PUBLIC(),
    "robots": PUBLIC(),
    "sitemap_index": PUBLIC(),
    "sitemap": PUBLIC(kwargs=lambda people: {"section": "entries"}),
    "figures": PUBLIC(status=404),  # without its token there is none; tests/launch/test_health.py
    "desk:tasks": SIGNED_IN(),
    "desk:operations": ROLES("admin", refused=403),
    "desk:problem_reports": ROLES("admin", refused=403),
    "desk:problem_report": ROLES("admin", refused=403, kwargs=a_problem),
    "api:problem_reports": ROLES("admin", refused=403),
    "api:problem_report": ROLES("admin", refused=403, kwargs=a_problem),
    "api:answer_problem_report": ROLES("admin", refused=403, method="post", status=428, kwargs=a_problem),
    "desk:retry_clock": ROLES("admin", refused=403, method="post", status=302, kwargs=a_failing_clock),
    "api:operations": ROLES("admin", refused=403),
    "api:failing_clocks": ROLES("admin", refused=403),
    "api:failing_clock": ROLES("admin", refused=403, kwargs=a_failing_clock),
    "api:retry_clock": ROLES("admin", refused=403, method="post", status=428, kwargs=a_failing_clock),
    "tasks:close": ROLES(*OFFICIALS, kwargs=a_task),
    "tasks:give": ROLES(*OFFICIALS, kwargs=a_task),
    "tasks:colleagues": ROLES("lead", "deputy.director", refused=403),
    "tasks:hand_over": ROLES("lead", "deputy.director", refused=403, kwargs=a_colleague),
    "tasks:record_absence_of": ROLES("lead", "deputy.director", refused=403, kwargs=a_colleague),
    "tasks:absences": SIGNED_IN(),
    "tasks:record_absence": ROLES(*OFFICIALS, "other.officer", refused=403),
    "tasks:call_off_absence": ROLES(*OFFICIALS, kwargs=an_absence),
    "clocks:clock": ROLES(*KNOW_THE_CASE, kwargs=a_clock),
    **{
        f"clocks:{name}": ROLES("lead", "deputy.director", known_to=frozenset(KNOW_THE_CASE), kwargs=a_clock)
        for name in ("pause", "resume", "move")
    },
    "api:tasks": SIGNED_IN(),
    "api:task": ROLES(*OFFICIALS, kwargs=a_task),
    "api:clocks": SIGNED_IN(),
    "api:clock": ROLES(*KNOW_THE_CASE, kwargs=a_clock),
    "api:absences": SIGNED_IN(),
    "api:absence": ROLES(*OFFICIALS, kwargs=an_absence),
    "api:teams": SIGNED_IN(),
    "api:team": ROLES("officer", "lead", "deputy.director", kwargs=a_team),
    # A write that names nothing read is refused before anything is looked up; tests/cases/test_tasks.py goes on.
    **{
        f"api:{name}": SIGNED_IN(method="post", status=428, kwargs=about)
        for name, about in (
            *(("close_task", a_task), ("give_task", a_task), ("call_off_absence", an_absence)),
            *(("hand_over_work", a_team), ("pause_clock", a_clock), ("resume_clock", a_clock), ("move_clock", a_clock)),
        )
    },
    "readyz": PUBLIC(),
    "desk:home": SIGNED_IN(),
    "desk:cases": SIGNED_IN(),
    **{f"desk:export_{name}": SIGNED_IN() for name in ("cases", "authorities", "tasks")},
    "desk:case": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    "desk:case_event": ROLES(
        *KNOW_THE_CASE, status=302, kwargs=lambda people: {**a_private_case(people), "version": 1}
    ),
    "desk:follow": ROLES(*KNOW_THE_CASE, method="post", status=302, kwargs=a_private_case),
    "desk:unfollow": ROLES(*KNOW_THE_CASE, method="post", status=302, kwargs=a_private_case),
    "api:case_following": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    "api:follow_case": SIGNED_IN(method="post", status=428, kwargs=a_private_case),
    "api:stop_following_case": SIGNED_IN(method="post", status=428, kwargs=a_private_case),
    "desk:saved_filters": SIGNED_IN(),
    "desk:save_filter": SIGNED_IN(status=404),  # 404 without a list; tests/desk/test_saved.py
    "desk:change_saved_filter": ROLES("officer", kwargs=a_saved_filter),
    "desk:delete_saved_filter": ROLES("officer", method="post", status=302, kwargs=a_saved_filter),
    "api:saved_filters": SIGNED_IN(),
    "api:saved_filter": ROLES("officer", kwargs=a_saved_filter),
    "api:change_saved_filter": SIGNED_IN(method="post", status=428, kwargs=a_saved_filter),
    "api:delete_saved_filter": SIGNED_IN(method="post", status=428, kwargs=a_saved_filter),
    "desk:case_moves": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    "desk:subject_searches": ROLES("records", refused=403),
    "desk:new_subject_search": ROLES("records", refused=403),
    "desk:subject_search": ROLES("records", refused=403, kwargs=a_search),
    "desk:retention": ROLES("records", refused=403),
    "desk:removed": ROLES("records", refused=403),
    "desk:holds": ROLES("records", refused=403),
    "desk:place_hold": ROLES("records", refused=403),
    "desk:lift_hold": ROLES("records", refused=403, kwargs=a_hold),
    "desk:remove_due": ROLES("records", refused=403, kwargs=something_due),
    "desk:bundles": ON_THE_CASE(*EXPORTERS),
    "desk:make_bundle": ON_THE_CASE(*EXPORTERS, kwargs=a_decision),
    "desk:bundle": ON_THE_CASE(*EXPORTERS, kwargs=a_bundle),
    "api:bundles": ON_THE_CASE(*EXPORTERS),
    "api:bundle": ON_THE_CASE(*EXPORTERS, kwargs=a_bundle),
    "api:fetch_bundle": SIGNED_IN(method="post", status=428, kwargs=a_bundle),
    "desk:case_timeline": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    "desk:case_search": ROLES(*KNOW_THE_CASE, kwargs=a_private_case, data={"q": "concern"}),
    "desk:search": SIGNED_IN(data={"q": "exford"}),
    "api:search": SIGNED_IN(status=400),  # nothing is asked for; tests/desk/test_search.py
    "api:search_kind": SIGNED_IN(status=400, kwargs=lambda people: {"kind": "evidence"}),
    "desk:choose_moment": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    "cases:documents": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    "cases:compare_documents": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    "cases:document": ROLES(*KNOW_THE_CASE, kwargs=a_document),
    "cases:document_pdf": ROLES(*KNOW_THE_CASE, kwargs=a_document),
    "cases:document_word": ROLES(*KNOW_THE_CASE, kwargs=a_document),
    "cases:keep_file": ON_THE_CASE("officer", "lead", "deputy.director"),
    "cases:file": ROLES(*KNOW_THE_CASE, kwargs=a_file),
    "desk:engagement": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    "cases:log_contact": ON_THE_CASE(*OFFICIALS),
    "cases:offer_support": ON_THE_CASE(*OFFICIALS),
    "cases:answer_offer": ON_THE_CASE(*OFFICIALS, kwargs=part_of("supportoffers")),
    "cases:record_account": ON_THE_CASE(*OFFICIALS),
    "cases:agree_next_step": ON_THE_CASE(*OFFICIALS),
    "cases:end_next_step": ON_THE_CASE(*OFFICIALS, kwargs=part_of("nextsteps")),
    "cases:agree_support": ON_THE_CASE("deputy.director"),
    "cases:end_support": ON_THE_CASE("deputy.director", kwargs=part_of("supportarrangements")),
    "cases:consult_other_regimes": ON_THE_CASE(*OFFICIALS),
    "cases:hand_over_case": ON_THE_CASE(*OFFICIALS),
    "cases:close_without_action": ON_THE_CASE("deputy.director"),
    "authorities:openings": ROLES(*OFFICIALS, "other.officer", refused=403),
    "authorities:ask_for_case": ROLES(*OFFICIALS, "other.officer", refused=403, kwargs=an_authoritys_slug),
    "authorities:open_requested": ROLES("deputy.director", refused=403, kwargs=a_request_to_open),
    "authorities:decline_request": ROLES("deputy.director", refused=403, kwargs=a_request_to_open),
    "authorities:appoint_officer": ROLES(*KEEPERS, refused=403, kwargs=an_authoritys_slug),
    "authorities:end_officer": ROLES(*KEEPERS, refused=403, kwargs=an_officer),
    "cases:submissions": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    "cases:new_submission": ON_THE_CASE("officer", "lead"),
    "cases:submission": ROLES(*KNOW_THE_CASE, kwargs=a_submission),
    "cases:edit_submission": ON_THE_CASE("officer", "lead", kwargs=a_submission),
    "cases:add_annex": ON_THE_CASE("officer", "lead", "deputy.director", kwargs=a_submission),
    "cases:offer_submission": ON_THE_CASE("officer", "lead", kwargs=a_submission),
    "cases:clear_submission": ON_THE_CASE("deputy.director", kwargs=a_submission),
    "cases:return_submission": ON_THE_CASE("deputy.director", kwargs=a_submission),
    "cases:take_back_submission": ON_THE_CASE("officer", "lead", "deputy.director", kwargs=a_submission),
    "cases:lapse_submission": ON_THE_CASE("officer", "lead", "deputy.director", kwargs=a_submission),
    "cases:comment_on_submission": ON_THE_CASE(
        *("officer", "lead", "deputy.director", "minister", "secretary.of.state"), kwargs=a_submission
    ),
    "desk:decisions": ROLES(*BOX),
    "desk:decision": ROLES(*BOX, kwargs=a_submission_sent),
    "desk:annex": ROLES(*BOX, kwargs=an_annex_sent),
    "desk:stand_aside": ROLES(*BOX[:2], known_to=frozenset({BOX[2]}), kwargs=a_submission_sent),
    "desk:confirm_decision": ROLES(*BOX[:2], known_to=frozenset({BOX[2]}), kwargs=an_approval),
    "notices:notices": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    "notices:new_notice": ON_THE_CASE("officer", "lead", "deputy.director"),
    "notices:new_requirement": ON_THE_CASE("officer", "lead", "deputy.director"),
    "notices:requirement": ROLES(*KNOW_THE_CASE, kwargs=a_requirement),
    "notices:edit_requirement": ON_THE_CASE("officer", "lead", "deputy.director", kwargs=a_requirement),
    "notices:new_letter": ON_THE_CASE("officer", "lead", "deputy.director", kwargs=a_notice),
    "notices:new_letter_about": ON_THE_CASE("officer", "lead", "deputy.director", status=404),
    "notices:letter": ROLES(*KNOW_THE_CASE, kwargs=a_letter),
    "notices:edit_letter": ON_THE_CASE("officer", "lead", "deputy.director", kwargs=a_letter),
    "notices:discard_letter": ON_THE_CASE("officer", "lead", "deputy.director", kwargs=a_letter),
    "notices:edit_notice": ON_THE_CASE("officer", "lead", "deputy.director", kwargs=a_notice),
    "notices:notice": ROLES(*KNOW_THE_CASE, kwargs=a_notice),
    "notices:issue_notice": ON_THE_CASE("lead", "deputy.director", kwargs=a_notice),
    "notices:serve_notice": ON_THE_CASE(*OFFICIALS, kwargs=a_recipient),
    "notices:record_progress": ON_THE_CASE(*OFFICIALS, kwargs=an_expectation),
    "notices:withdraw_notice": ON_THE_CASE("lead", "deputy.director", kwargs=a_notice),
    "notices:not_reissued": ON_THE_CASE("lead", "deputy.director", kwargs=a_notice),
    "notices:send_letter": ON_THE_CASE("lead", "deputy.director", kwargs=a_letter),
    "notices:serve_requirement": ON_THE_CASE("lead", "deputy.director", kwargs=a_requirement),
    "notices:end_requirement": ON_THE_CASE("deputy.director", kwargs=a_requirement),
    "notices:log_return": ON_THE_CASE(*OFFICIALS, kwargs=an_item),
    "cases:supersede": ON_THE_CASE(*OFFICIALS),
    "cases:corrections": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    "cases:ask_correction": ON_THE_CASE("lead", "deputy.director"),
    "cases:correct_record": ON_THE_CASE("records", kwargs=a_correction),
    "cases:refuse_correction": ON_THE_CASE("records", kwargs=a_correction),
    "api:supersede": SIGNED_IN(method="post", status=428, kwargs=a_private_case),
    "api:corrections": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    "api:correction": ROLES(*KNOW_THE_CASE, kwargs=a_correction),
    "api:correct_record": SIGNED_IN(method="post", status=428, kwargs=a_correction),
    "api:refuse_correction": SIGNED_IN(method="post", status=428, kwargs=a_correction),
    "desk:past_events": ROLES("records", kwargs=an_authoritys_slug),
    "desk:record_event": ROLES("records", kwargs=an_authoritys_slug),
    "api:past_events": ROLES("records", kwargs=an_authoritys_slug),
    "api:past_event": ROLES("records", kwargs=a_past_event),
    "desk:notices": SIGNED_IN(),
    "desk:export_notices": SIGNED_IN(),
    "desk:readings": ROLES("records", "lead", "deputy.director"),
    "desk:export_readings": ROLES("records", "lead", "deputy.director"),
    "api:readings": ROLES("records", "lead", "deputy.director"),
    "desk:directions": SIGNED_IN(),
    "desk:export_directions": SIGNED_IN(),
    "desk:forecast": SIGNED_IN(),
    "desk:forecast_chart": SIGNED_IN(),
    "desk:forecast_dates": SIGNED_IN(),
    "desk:export_forecast": SIGNED_IN(),
    "api:forecast": SIGNED_IN(),
    **{
        name: ROLES(*READ_FIGURES, kwargs=arguments)
        for name, arguments in (
            *((f"desk:{each}", no_arguments) for each in ("portfolio", "waiting", "times", "statistics", "history")),
            ("desk:in_force", lambda people: {"kind": "proposal"}),
            *((f"desk:{each}", lambda people: {"measure": "window"}) for each in ("time", "time_chart", "time_rows")),
            ("desk:export_times", lambda people: {"measure": "window"}),
            *((f"api:{each}", no_arguments) for each in ("portfolio", "step_times", "statistics")),
            *((f"desk:{each}", a_release) for each in ("release", "release_csv")),
            ("desk:release_counted", a_figure),
            *((f"api:{each}", a_release) for each in ("release", "release_reproduction")),
        )
    },
    "desk:workload": ROLES("lead", "deputy.director"),
    "desk:workload_tasks": ROLES("lead", "deputy.director", kwargs=whose_work),
    "api:workload": ROLES("lead", "deputy.director"),
    "desk:freeze_statistics": ROLES("deputy.director", "analyst"),
    "desk:planner": ROLES(*OFFICIALS, "other.officer"),
    "api:all_directions": SIGNED_IN(),
    "api:planner": ROLES(*OFFICIALS, "other.officer", status=400),
    "desk:publications": ROLES(*PUBLISHING),
    "desk:publication": ROLES(*KNOW_THE_CASE, kwargs=a_pack),
    "desk:edit_publication": ON_THE_CASE("officer", "lead", "deputy.director", kwargs=a_pack),
    "desk:approve_publication": ON_THE_CASE("deputy.director", kwargs=a_pack),
    "desk:publish": ON_THE_CASE("press", kwargs=an_approved_pack),
    "desk:send_back_publication": ON_THE_CASE("deputy.director", kwargs=a_pack),
    "desk:drop_publication": ON_THE_CASE("officer", "lead", "deputy.director", kwargs=a_pack),
    "desk:prepare_publication": ON_THE_CASE("officer", "lead", "deputy.director"),
    "desk:withdraw_publication": ROLES(
        "press", kwargs=lambda people: {"register_id": something_published(people).register_id}
    ),
    "desk:authorities": SIGNED_IN(),
    "desk:authority": SIGNED_IN(kwargs=an_authoritys_slug),
    "desk:themes": SIGNED_IN(kwargs=with_themes),
    "desk:theme": SIGNED_IN(kwargs=lambda people: with_themes(people) | {"slug": "governance"}),
    "desk:webhooks": SIGNED_IN(),
    "desk:new_webhook": SIGNED_IN(),
    "desk:webhook": ROLES("officer", "admin", kwargs=a_webhook),
    **{
        f"desk:{name}": ROLES("officer", "admin", kwargs=a_webhook)
        for name in (
            *("approve_webhook", "pause_webhook", "resume_webhook", "rotate_secret", "replay_webhook"),
            "end_webhook",
        )
    },
    "api:events": SIGNED_IN(),
    "desk:api_clients": ROLES("admin", refused=403),
    "desk:register_client": ROLES("admin", refused=403),
    **{
        f"desk:{name}": ROLES("admin", refused=403, kwargs=a_machine)
        for name in ("api_client", "rotate_client_secret", "suspend_client", "resume_client", "revoke_client")
    },
    "api:token": PUBLIC(method="post", status=400),  # no grant is named; tests/api/test_machines.py goes on
    "api:webhooks": SIGNED_IN(),
    "api:webhook": ROLES("officer", "admin", kwargs=a_webhook),
    "api:webhook_deliveries": ROLES("officer", "admin", kwargs=a_webhook),
    # A write that names nothing read is refused before anything is looked up; tests/desk/test_webhook_pages.py goes on.
    **{
        f"api:{name}": SIGNED_IN(method="post", status=428, kwargs=a_webhook)
        for name in (
            *("approve_webhook", "pause_webhook", "resume_webhook", "rotate_secret", "replay_webhook"),
            "end_webhook",
        )
    },
    "themes:editions": SIGNED_IN(kwargs=with_themes),
    "themes:edition": SIGNED_IN(kwargs=an_edition),
    "themes:compare_editions": SIGNED_IN(kwargs=with_themes),
    "themes:adopt_edition": ROLES("admin", refused=403),
    "themes:observations": ROLES(*KNOW_THE_CASE, kwargs=guided),
    "themes:observation": ROLES(*KNOW_THE_CASE, kwargs=an_observation),
    "themes:observe_line": ON_THE_CASE(*OFFICIALS, kwargs=lambda people: guided(people) | {"line": "ci-i-weak-data"}),
    "themes:observe_own": ON_THE_CASE(*OFFICIALS, kwargs=lambda people: guided(people) | {"theme": "culture"}),
    "themes:observe_again": ON_THE_CASE(*OFFICIALS, kwargs=an_observation),
    "themes:assessments": ROLES(*KNOW_THE_CASE, kwargs=guided),
    "themes:compare_assessments": ROLES(*KNOW_THE_CASE, kwargs=guided),
    "themes:since_minister": ROLES(*KNOW_THE_CASE, kwargs=guided),
    "themes:assessment": ROLES(*KNOW_THE_CASE, kwargs=an_assessment),
    "themes:draft_assessment": ON_THE_CASE("officer", "lead", kwargs=guided),
    "themes:assess_theme": ON_THE_CASE(
        "officer", "lead", kwargs=lambda people: an_assessment(people) | {"theme": "culture"}
    ),
    "themes:assess_whole": ON_THE_CASE("officer", "lead", kwargs=an_assessment),
    "themes:agree_assessment": ON_THE_CASE("lead", "deputy.director", kwargs=an_assessment),
    "api:all_assessments": SIGNED_IN(),
    "api:observations": ROLES(*KNOW_THE_CASE, kwargs=guided),
    "api:observation": ROLES(*KNOW_THE_CASE, kwargs=an_observation),
    "api:assessments": ROLES(*KNOW_THE_CASE, kwargs=guided),
    "api:assessment": ROLES(*KNOW_THE_CASE, kwargs=an_assessment),
    "api:assessment_comparison": ROLES(*KNOW_THE_CASE, status=400, kwargs=an_assessment),
    "api:edit_assessment": SIGNED_IN(method="post", status=428, kwargs=an_assessment),
    "api:agree_assessment": SIGNED_IN(method="post", status=428, kwargs=an_assessment),
    "api:editions": SIGNED_IN(kwargs=with_themes),
    "api:edition": SIGNED_IN(kwargs=an_edition),
    "api:edition_comparison": SIGNED_IN(status=400, kwargs=an_edition),
    **{
        f"register:{name}": PUBLIC()
        for name in (
            *("index", "authorities", "kinds", "dates", "data"),
            *("history", "history_chart", "history_table"),
        )
    },
    **{
        f"help:{name}": PUBLIC()
        for name in ("index", "glossary", "accessibility", "privacy", "cookies", "report", "reported", "tour")
    },
    "api:glossary": PUBLIC(),
    "register:kind": PUBLIC(kwargs=lambda people: {"kind": "notice"}),
    "register:year": PUBLIC(kwargs=lambda people: a_month(people, "year")),
    "register:month": PUBLIC(kwargs=lambda people: a_month(people, "year", "month")),
    "register:entry": PUBLIC(kwargs=lambda people: {"register_id": something_published(people).register_id}),
    "register:document": PUBLIC(kwargs=a_published_copy),
    "register:pdf": PUBLIC(kwargs=a_published_copy),
    "register:authority": PUBLIC(kwargs=an_authoritys_slug),
    "api:root": PUBLIC(),
    "api:schema": PUBLIC(),
    "api:unknown": PUBLIC(status=404, kwargs=lambda people: {"rest": "nothing/"}),
    "api_documentation": PUBLIC(),
    "api:authorities": SIGNED_IN(),
    "api:authority": SIGNED_IN(kwargs=an_authoritys_slug),
    "api:themes": SIGNED_IN(kwargs=with_themes),
    "api:theme": SIGNED_IN(kwargs=lambda people: with_themes(people) | {"slug": "governance"}),
    "api:cases": SIGNED_IN(),
    "api:case": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    "api:case_events": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    **{
        f"api:all_{name}": SIGNED_IN()
        for name in (
            *("submissions", "notices", "information_requirements", "letters", "external_reviews", "inspections"),
            *("packages", "proposals", "representations", "appointments", "progress_reports", "exit_strategies"),
            "oversight_periods",
        )
    },
    "api:case_documents": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    "api:case_document": ROLES(*KNOW_THE_CASE, kwargs=a_document),
    "api:case_comparison": ROLES(*KNOW_THE_CASE, status=400, kwargs=a_document),  # without the other text
    "api:case_document_pdf": ROLES(*KNOW_THE_CASE, kwargs=a_document),
    "api:case_document_word": ROLES(*KNOW_THE_CASE, kwargs=a_document),
    "api:submission_annexes": ROLES(*KNOW_THE_CASE, kwargs=a_submission),
    "api:case_files": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    "api:case_file": ROLES(*KNOW_THE_CASE, kwargs=a_file),
    "api:case_file_content": ROLES(*KNOW_THE_CASE, kwargs=a_file),
    "api:case_contacts": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    "api:case_contact": ROLES(*KNOW_THE_CASE, kwargs=a_contact),
    **{
        f"api:{name}": ROLES(*KNOW_THE_CASE, kwargs=a_private_case)
        for name in ("support_offers", "accounts", "next_steps", "support_arrangements", "consultations")
    },
    **{
        f"api:{name}": ROLES(*KNOW_THE_CASE, kwargs=part_of(manager))
        for name, manager in (
            *(("support_offer", "supportoffers"), ("account", "accounts"), ("next_step", "nextsteps")),
            *(("support_arrangement", "supportarrangements"), ("consultation", "consultations")),
        )
    },
    # A write that names nothing read is refused before anything is looked up; tests/api/test_engagement.py goes on.
    **{
        f"api:{name}": SIGNED_IN(method="post", status=428, kwargs=part_of(manager))
        for name, manager in (
            *(("answer_offer", "supportoffers"), ("end_next_step", "nextsteps")),
            ("end_support", "supportarrangements"),
        )
    },
    "api:close_case": SIGNED_IN(method="post", status=428, kwargs=a_private_case),
    "api:hand_over_case": SIGNED_IN(method="post", status=428, kwargs=a_private_case),
    "api:officers": SIGNED_IN(kwargs=an_authoritys_slug),
    "api:officer": SIGNED_IN(kwargs=an_officer),
    "api:end_officer": SIGNED_IN(method="post", status=428, kwargs=an_officer),
    "api:openings": ROLES(*OFFICIALS, "other.officer", refused=403),
    "api:opening": Route(
        frozenset({"lead", "deputy.director"}),
        known_to=frozenset(ALL) - {"officer", "other.officer"},
        kwargs=a_request_to_open,
    ),
    "api:open_requested": ROLES(
        *OFFICIALS, "other.officer", refused=403, method="post", status=428, kwargs=a_request_to_open
    ),
    "api:decline_request": ROLES(
        *OFFICIALS, "other.officer", refused=403, method="post", status=428, kwargs=a_request_to_open
    ),
    **{
        f"api:{name}": ROLES(*KNOW_THE_CASE, kwargs=a_private_case)
        for name in ("notices", "information_requirements", "letters")
    },
    "api:notice": ROLES(*KNOW_THE_CASE, kwargs=a_notice),
    "api:information_requirement": ROLES(*KNOW_THE_CASE, kwargs=a_requirement),
    "api:letter": ROLES(*KNOW_THE_CASE, kwargs=a_letter),
    # A write that names nothing read is refused before anything is looked up; tests/notices/test_api.py goes on.
    **{
        f"api:{name}": SIGNED_IN(method="post", status=428, kwargs=about)
        for name, about in (
            *(("edit_notice", a_notice), ("edit_information_requirement", a_requirement)),
            *(("edit_letter", a_letter), ("discard_letter", a_letter), ("send_letter", a_letter)),
            *(
                (name, a_notice)
                for name in (
                    *("issue_notice", "revise_notice", "reissue_notice", "serve_notice"),
                    *("record_progress", "withdraw_notice", "do_not_reissue_notice"),
                )
            ),
            *(
                (name, a_requirement)
                for name in ("serve_information_requirement", "log_return", "end_information_requirement")
            ),
            *(
                (name, a_pack)
                for name in (
                    *("edit_publication", "approve_publication", "publish"),
                    *("send_back_publication", "drop_publication"),
                )
            ),
            (
                "withdraw_publication",
                lambda people: {"register_id": something_published(people).register_id},
            ),
        )
    },
    "api:publications": ROLES(*PUBLISHING),
    "api:publication": ROLES(*KNOW_THE_CASE, kwargs=a_pack),
    "api:prepare_publication": ROLES(*KNOW_THE_CASE, method="post", status=415, kwargs=a_private_case),
    "api:case_submissions": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    "api:case_submission": ROLES(*KNOW_THE_CASE, kwargs=a_submission),
    # A write that names nothing read is refused before anything is looked up; tests/api/test_submissions.py goes on.
    **{
        f"api:{name}_submission": SIGNED_IN(method="post", status=428, kwargs=a_submission)
        for name in ("edit", "offer", "clear", "return", "take_back", "comment_on", "drop")
    },
    "api:decisions": ROLES(*BOX),
    "api:decision": ROLES(*BOX, kwargs=a_submission_sent),
    "api:decision_annexes": ROLES(*BOX, kwargs=a_submission_sent),
    "api:decision_annex": ROLES(*BOX, kwargs=an_annex_sent),
    "api:recuse": SIGNED_IN(method="post", status=428, kwargs=a_submission_sent),
    "api:decide": SIGNED_IN(method="post", status=428, kwargs=an_approval),
    "api:confirm_decision": SIGNED_IN(method="post", status=428, kwargs=an_approval),
    "api:case_notes": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    "api:case_note": ROLES(*KNOW_THE_CASE, kwargs=a_case_note),
    "cases:notes": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    "cases:note": ROLES(*KNOW_THE_CASE, kwargs=a_case_note),
    "cases:write_note": ON_THE_CASE(*OFFICIALS, "records"),
    "cases:correct_note": ON_THE_CASE(*OFFICIALS, "records", kwargs=a_case_note),
    "api:draft_comments": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    "api:draft_comment": ROLES(*KNOW_THE_CASE, kwargs=a_draft_comment),
    **{
        f"api:{name}_comment": SIGNED_IN(method="post", status=428, kwargs=a_draft_comment)
        for name in ("answer", "resolve", "reopen")
    },
    "cases:comment_on_draft": ON_THE_CASE("officer", "lead", "deputy.director", kwargs=a_draft_notice_by_kind),
    **{
        f"cases:{name}_comment": ON_THE_CASE("officer", "lead", "deputy.director", kwargs=a_draft_comment)
        for name in ("answer", "resolve", "reopen")
    },
    "api:case_glance": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    "api:case_moves": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    "api:register_authorities": PUBLIC(),
    "api:register_authority": PUBLIC(kwargs=lambda people: {"slug": something_published(people).authority.slug}),
    "api:register_instruments": PUBLIC(),
    "api:register_instrument": PUBLIC(kwargs=lambda people: {"register_id": something_published(people).register_id}),
    "api:register_table": PUBLIC(),
    "api:register_feed": PUBLIC(),
    "api:register_snapshot": PUBLIC(),
    "api:register_dictionary": PUBLIC(),
}
