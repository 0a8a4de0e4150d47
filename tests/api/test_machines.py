"""Machines of this and other departments: what they are let in for, and that none ever moves a case."""

import base64
import datetime as dt
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from oauth2_provider.models import AccessToken, Application

from bestvalue import clock
from bestvalue.accounts.models import ApiClient, Role, RoleHolding, Team, User
from bestvalue.accounts.services.clients import (
    forget_access_tokens,
    resume_client,
    revoke_client,
    rotate_client_secret,
    suspend_client,
)
from bestvalue.accounts.services.people import end_role, grant_role
from bestvalue.accounts.services.tokens import issue_token
from bestvalue.accounts.tasks import clear_sessions
from bestvalue.api.documentation import described
from bestvalue.api.views import Endpoint
from bestvalue.errors import Forbidden, Refused
from bestvalue.records.models import Event, Reading
from bestvalue.records.services.events import transaction_time
from cases.models import Case, Contact
from cases.services.opening import log_contact
from tests.support.machines import TOKEN, asked, calling, machine
from tests.themes.figures import a_metric, councils
from themes.models import EvidenceVersion, MetricValue
from themes.services.imports import take_up_waiting
from themes.services.sources import load_sources

CASES, EVIDENCE, IMPORTS = "/api/v1/cases/", "/api/v1/evidence/", "/api/v1/metrics/imports/"
ALLOWED = {"api:evidence", "api:metric_imports"}
DUMMIES = {"int": 1, "slug": "x", "uuid": "00000000-0000-0000-0000-000000000000", "str": "x", "path": "x"}
BAD = "Basic " + base64.b64encode(b"nobody:nothing").decode()
Registered = tuple[ApiClient, str]


@pytest.fixture
def hub(administrator: User, officer: User) -> Registered:
    """A machine with every scope, for which the officer answers, and its secret."""
    return machine(by=administrator, responsible=officer)


@pytest.fixture
def api(hub: Registered) -> Client:
    """The same machine, let in."""
    return calling(*hub)


def status(client: Client) -> int:
    return client.get(CASES).status_code


def test_a_right_secret_gives_a_short_token_that_nobody_keeps(hub: Registered) -> None:
    answer = asked(*hub)
    given = answer.json()
    assert (answer.status_code, given["token_type"], given["expires_in"]) == (200, "Bearer", 30 * 60)
    assert set(given["scope"].split()) == {"read", "evidence", "metrics"}
    assert "refresh_token" not in given
    assert answer.headers["Cache-Control"] == "no-store"
    assert status(Client(headers={"Authorization": f"Bearer {given['access_token']}"})) == 200


def test_neither_secret_nor_token_is_in_the_database_or_the_log(hub: Registered, caplog: Any) -> None:
    with caplog.at_level(logging.DEBUG):
        token = asked(*hub).json()["access_token"]
        asked(hub[0], f"{hub[1]}x")
        status(Client(headers={"Authorization": f"Bearer {token}"}))
    kept = [*AccessToken.objects.values_list(), *Application.objects.values_list(), *Event.objects.values_list()]
    for word in (token, hub[1]):
        assert word not in f"{kept}{caplog.text}{[each.__dict__ for each in caplog.records]}"


def test_a_wrong_secret_is_an_error_in_the_form_of_oauth(hub: Registered) -> None:
    answer = asked(hub[0], "wrong")
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    assert answer.headers["Cache-Control"] == "no-store"


def test_who_guesses_waits_longer_and_the_right_secret_is_not_looked_at(hub: Registered) -> None:
    assert [asked(hub[0], "wrong").status_code for _ in range(6)] == [401] * 5 + [429]
    answer = asked(*hub)
    assert (answer.status_code, answer.json()["error"]) == (429, "slow_down")
    assert int(answer.headers["Retry-After"]) > 0
    with clock.at(clock.now() + dt.timedelta(minutes=16)):
        assert asked(*hub).status_code == 200


def test_nobody_guesses_under_another_name_or_forgets_the_count(hub: Registered) -> None:
    wrong = {"client_id": hub[0].application.client_id, "client_secret": "wrong"}
    for _ in range(5):
        Client().post(TOKEN, {"grant_type": "client_credentials", **wrong})
        assert asked(*hub, grant_type="password").status_code == 400
    assert asked(*hub).status_code == 429
    with clock.at(clock.now() + dt.timedelta(minutes=16)):
        nobody = Client().post(
            TOKEN,
            {"grant_type": "client_credentials", **wrong, "client_secret": hub[1]},
            headers={"Authorization": BAD},
        )
        assert nobody.status_code == 401


def test_one_who_guesses_elsewhere_shuts_nobody_out(hub: Registered) -> None:
    body = {"grant_type": "client_credentials", "client_id": hub[0].application.client_id, "client_secret": "wrong"}
    assert [Client().post(TOKEN, body, REMOTE_ADDR="203.0.113.9").status_code for _ in range(6)][-1] == 429
    assert asked(*hub).status_code == 200


def test_credentials_may_come_in_the_body(hub: Registered) -> None:
    body = {"grant_type": "client_credentials", "client_id": hub[0].application.client_id, "client_secret": hub[1]}
    assert Client().post(TOKEN, body).status_code == 200


@pytest.mark.parametrize(
    "grant", ["password", "authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"]
)
def test_there_is_no_other_grant(hub: Registered, grant: str) -> None:
    answer = asked(*hub, grant_type=grant)
    assert (answer.status_code, answer.json()["error"]) == (400, "unsupported_grant_type")


@pytest.mark.parametrize("header", ["Basic", "Basic !", "Basic gICA", "Basic YQ==", "Basic é"])
def test_broken_credentials_are_refused(db: None, header: str) -> None:
    answer = Client().post(TOKEN, {"grant_type": "client_credentials"}, headers={"Authorization": header})
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


@pytest.mark.parametrize("path", ["authorize", "revoke_token", "introspect", "applications", "device"])
def test_no_other_page_of_oauth_exists(db: None, path: str) -> None:
    assert Client().get(f"/api/oauth/{path}/").status_code == 404


def test_a_token_is_only_asked_for_by_post(db: None) -> None:
    assert Client().get(TOKEN).status_code == 405


def test_a_token_works_until_it_expires_and_is_then_cleared(hub: Registered, api: Client) -> None:
    with clock.at(clock.now() + dt.timedelta(minutes=29)):
        assert status(api) == 200
        assert forget_access_tokens() == 0
    with clock.at(clock.now() + dt.timedelta(minutes=31)):
        assert status(api) == 401
        clear_sessions()
    assert not AccessToken.objects.exists()


def test_a_rotated_secret_ends_the_earlier_one_and_every_token(
    hub: Registered, api: Client, administrator: User
) -> None:
    fresh = rotate_client_secret(by=administrator, client=hub[0])
    assert status(api) == 401
    hub[0].application.refresh_from_db()
    assert (asked(*hub).status_code, asked(hub[0], fresh).status_code) == (401, 200)


def test_a_suspended_machine_is_shut_out_until_it_is_resumed(hub: Registered, api: Client, administrator: User) -> None:
    suspend_client(by=administrator, client=hub[0], reason="Odd calls.")
    assert (status(api), asked(*hub).status_code) == (401, 401)
    resume_client(by=administrator, client=hub[0], reason="Explained.")
    assert (status(api), asked(*hub).status_code) == (401, 200)


def test_a_revoked_machine_is_shut_out_for_good(hub: Registered, api: Client, administrator: User) -> None:
    found = revoke_client(by=administrator, client=hub[0], reason="The contract ended.")
    assert (status(api), asked(*hub).status_code, found.account.is_active) == (401, 401, False)
    for act in (suspend_client, resume_client, revoke_client):
        with pytest.raises(Refused):
            act(by=administrator, client=found, reason="Again.")
    with pytest.raises(Refused):
        rotate_client_secret(by=administrator, client=found)


def test_when_the_account_of_who_answers_for_it_closes_it_is_shut_out(
    hub: Registered, api: Client, officer: User
) -> None:
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert (status(api), asked(*hub).status_code) == (401, 401)


def test_when_the_roles_of_who_answers_for_it_end_it_is_shut_out(
    hub: Registered, api: Client, officer: User, administrator: User
) -> None:
    end_role(actor=administrator, holding=officer.role_holdings.get(), reason="Left.")
    assert (status(api), asked(*hub).status_code) == (401, 401)


def test_after_its_last_day_it_is_shut_out(hub: Registered, api: Client) -> None:
    AccessToken.objects.update(expires=clock.now() + dt.timedelta(days=100))
    with clock.at(hub[0].ends_on):
        assert status(api) == 200
    with clock.at(hub[0].ends_on + dt.timedelta(days=1)):
        assert status(api) == 401


def test_it_reads_what_its_role_may_see_and_no_more_once_that_ends(
    administrator: User, officer: User, lead: User, team: Team, own_case: Case
) -> None:
    hub, secret = machine(by=administrator, responsible=officer, team=team)
    api, page = calling(hub, secret), f"{CASES}{own_case.handle}/"
    assert api.get(page).status_code == 200
    assert Reading.objects.get().reader.name == "The data hub"
    end_role(actor=administrator, holding=hub.account.role_holdings.get(), reason="No longer needed.")
    unknown = api.get(f"{CASES}zzzzzzzzzz/").json()
    gone = api.get(page).json()
    assert (gone["status"], gone["detail"]) == (unknown["status"], unknown["detail"]) == (404, unknown["detail"])


def test_a_token_may_be_asked_for_with_less_and_never_with_more(administrator: User, officer: User) -> None:
    hub = machine(by=administrator, responsible=officer, scopes=["read", "evidence"])
    assert asked(*hub, scope="metrics").json()["error"] == "invalid_scope"
    assert asked(*hub, scope="read").json()["scope"] == "read"
    assert set(asked(*hub).json()["scope"].split()) == {"read", "evidence"}


@pytest.mark.parametrize(
    ("scope", "method", "path"), [("evidence", "get", CASES), ("read", "post", EVIDENCE), ("evidence", "post", IMPORTS)]
)
def test_the_wrong_scope_is_refused_by_name(hub: Registered, scope: str, method: str, path: str) -> None:
    answer = getattr(calling(*hub, scope=scope), method)(path)
    assert (answer.status_code, answer.json()["code"]) == (403, "insufficient_scope")
    assert answer.headers["Content-Type"] == "application/problem+json"


def endpoints(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, Any, dict[str, Any]]]:
    """Every endpoint: its route, its view, and arguments that fit its address."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from endpoints(each, f"{space}{each.namespace}:" if each.namespace else space)
        elif isinstance(each, URLPattern) and issubclass(getattr(each.callback, "view_class", object), Endpoint):
            kinds = {name: type(made).__name__ for name, made in each.pattern.converters.items()}
            fitting = {name: DUMMIES[kind.removesuffix("Converter").lower()] for name, kind in kinds.items()}
            yield f"{space}{each.name}", each.callback.view_class, fitting  # type: ignore[attr-defined]


def test_whatever_roles_it_was_given_a_machine_acts_at_no_address_but_those_for_submitting(
    hub: Registered, api: Client, team: Team
) -> None:
    for role in set(Role) - {Role.ANALYST}:
        RoleHolding.objects.create(user=hub[0].account, role=role, team=team, starts_on=clock.today())
    answers = {}
    for name, view, arguments in endpoints(get_resolver()):
        if hasattr(view, "post"):
            answer = api.post(reverse(name, kwargs=arguments), "{}", content_type="application/json")
            answers[name] = (answer.status_code, answer.json()["code"])
    assert len(answers) > 100
    assert {name for name, (given, _) in answers.items() if given != 403} == ALLOWED
    assert {code for given, code in answers.values() if given == 403} == {"not_for_machines"}
    assert Event.objects.filter(actor=hub[0].account).count() == 0


def test_no_service_does_an_act_for_a_machine_and_nothing_is_left_behind(
    hub: Registered, own_case: Case, team: Team
) -> None:
    account = hub[0].account
    RoleHolding.objects.create(user=account, role=Role.TEAM_LEAD, team=team, starts_on=clock.today())
    facts: dict[str, Any] = {"held_on": clock.today(), "channel": "call", "people": "A", "summary": "B"}
    with pytest.raises(Forbidden, match="no other act"), transaction.atomic():
        log_contact(by=account, case=own_case, **facts)
    assert not Contact.objects.exists()


def test_the_database_refuses_an_act_of_a_machine(hub: Registered) -> None:
    def written(verb: str) -> None:
        facts: dict[str, Any] = {"case_version": 1, "subject": "x:1", "recorded_at": transaction_time()}
        Event.objects.create(stream=verb, actor=hub[0].account, verb=verb, hash=verb, **facts)

    written("add_evidence")
    written("import_metrics")
    with pytest.raises(IntegrityError, match="no other act"), transaction.atomic():
        written("engage")


def test_it_submits_evidence_in_its_own_name(hub: Registered, api: Client, own_case: Case) -> None:
    load_sources()
    sent = {
        "authority": own_case.authority.slug,
        "source": "auditors-annual-report",
        "title": "The auditor's report",
        "body": "Exford's auditor",
        "summary": "Reserves were used.",
        "received_on": clock.today().isoformat(),
        "sensitivity": "official",
    }
    before = Case.objects.values_list("stage", "version").get()
    answer = api.post(EVIDENCE, sent, content_type="application/json")
    assert answer.status_code == 201, answer.content
    assert EvidenceVersion.objects.count() == 1
    assert Event.objects.get(verb="add_evidence").actor == hub[0].account
    assert Case.objects.values_list("stage", "version").get() == before


def test_it_submits_values_of_metrics_in_its_own_name(hub: Registered, api: Client, administrator: User) -> None:
    alder, *_ = councils()
    a_metric(administrator)
    value = {"authority": alder.slug, "metric": "days-to-accounts", "value": 310}
    days = {"period_start": "2021-04-01", "period_end": "2022-03-31"}
    answer = api.post(IMPORTS, json.dumps({"values": [value | days]}), content_type="application/json")
    assert answer.status_code == 201, answer.content
    take_up_waiting()
    assert MetricValue.objects.count() == 1
    assert Event.objects.get(verb="import_metrics").actor == hub[0].account
    confirm = api.post(f"{IMPORTS}{answer.json()['id']}/confirm/", "{}", content_type="application/json")
    assert (confirm.status_code, confirm.json()["code"]) == (403, "not_for_machines")


def test_the_account_of_a_machine_is_no_way_round(hub: Registered, administrator: User, officer: User) -> None:
    account = hub[0].account
    assert not account.has_usable_password()
    with pytest.raises(ValidationError, match="no personal tokens"):
        issue_token(user=account, name="Round about")
    with pytest.raises(ValidationError, match="only be"):
        grant_role(actor=administrator, user=account, role=Role.MINISTER)
    with pytest.raises(ValidationError, match="Name a person"):
        machine(by=administrator, responsible=account)
    browser = Client()
    browser.force_login(account)
    assert browser.get(CASES).status_code == 403


def test_only_an_administrator_registers_and_each_act_is_on_the_record(
    hub: Registered, officer: User, administrator: User
) -> None:
    with pytest.raises(Forbidden):
        machine(by=officer, responsible=officer)
    with pytest.raises(Forbidden):
        suspend_client(by=officer, client=hub[0], reason="Mine.")
    rotate_client_secret(by=administrator, client=hub[0])
    suspend_client(by=administrator, client=hub[0], reason="Odd calls.")
    resume_client(by=administrator, client=hub[0], reason="Explained.")
    revoke_client(by=administrator, client=hub[0], reason="The contract ended.")
    acts = Event.objects.filter(subject=f"api_client:{hub[0].pk}").values_list("verb", "actor__email")
    verbs = ("register_client", "rotate_client_secret", "suspend_client", "resume_client", "revoke_client")
    assert list(acts) == [(verb, administrator.email) for verb in verbs]


@pytest.mark.parametrize(
    "facts",
    [
        {"ends_on": dt.date(2000, 1, 1)},
        {"ends_on": dt.date(2999, 1, 1)},
        {"scopes": []},
        {"scopes": ["decide"]},
        {"purpose": " "},
        {"contact": "nobody"},
        {"name": ""},
        {"role": Role.OFFICER},
    ],
)
def test_a_machine_that_cannot_be_is_refused(administrator: User, officer: User, facts: dict[str, Any]) -> None:
    with pytest.raises(ValidationError), transaction.atomic():
        machine(by=administrator, responsible=officer, **facts)
    assert not ApiClient.objects.exists()


def test_the_document_names_the_scope_of_each_operation_that_is_for_machines() -> None:
    scheme = described()["components"]["securitySchemes"]["machine"]["flows"]["clientCredentials"]
    assert (scheme["tokenUrl"], set(scheme["scopes"])) == (TOKEN, {"read", "evidence", "metrics"})
    needed = {
        (method, path): [each["machine"] for each in operation.get("security", []) if "machine" in each]
        for path, methods in described()["paths"].items()
        for method, operation in methods.items()
        if "/register/" not in path and "/glossary/" not in path
    }
    assert needed[("post", EVIDENCE)] == [["evidence"]]
    assert needed[("post", IMPORTS)] == [["metrics"]]
    reads = {tuple(map(tuple, found)) for (method, _), found in needed.items() if method == "get"}
    assert reads == {(("read",),)}
    assert [path for (method, path), found in needed.items() if method != "get" and found] == [EVIDENCE, IMPORTS]
