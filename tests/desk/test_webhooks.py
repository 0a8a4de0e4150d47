"""Webhooks: approved by somebody else, signed, in order, at least once, and only what the owner may see then."""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from threading import Barrier, Thread
from typing import Any

import pytest
import requests
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from pytest_django import Settings

from bestvalue import clock
from bestvalue.accounts.models import Role, Team, User
from bestvalue.api.addresses import BadAddress, checked
from bestvalue.api.models import Delivery, Webhook
from bestvalue.api.sending import Pinned
from bestvalue.api.services import (
    approve_webhook,
    create_webhook,
    end_webhook,
    pause_webhook,
    replay_webhook,
    resume_webhook,
    rotate_secret,
)
from bestvalue.api.signing import secret_of
from bestvalue.desk.delivering import LEASE, LONGEST_WAIT, SUSPENDED_AFTER, deliver_webhooks, wait
from bestvalue.errors import Forbidden, Refused
from bestvalue.records.models import Event, Reading
from cases.models import Case
from cases.services.opening import log_contact
from tests.api.world import a_case, an_authority
from tests.factories import TeamFactory, person
from tests.support.database import let_tests_clear_tables
from tests.support.receiver import Receiver, receiving, verified

let_tests_clear_tables()


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Receiver, str]]:
    """One server for the module."""
    with receiving() as found:
        yield found


@pytest.fixture
def receiver(server: tuple[Receiver, str]) -> Receiver:
    """The system to which events are sent, which has taken none yet."""
    server[0].taken.clear()
    server[0].answers.clear()
    return server[0]


@pytest.fixture
def case(lead: User, team: Team) -> Case:
    """A private case of the officer's team."""
    return a_case(lead, team)


@pytest.fixture
def webhook(server: tuple[Receiver, str], officer: User, administrator: User, case: Case) -> Webhook:
    """The officer's webhook, approved after the case was opened."""
    made = create_webhook(by=officer, target=server[1], description="The data hub.")
    return approve_webhook(by=administrator, webhook=made)


def contact(case: Case, times: int = 1) -> None:
    by = case.events.earliest("case_version").actor
    for _ in range(times):
        log_contact(by=by, case=case, held_on=clock.today(), channel="call", people="A", summary="Secret words.")


def later(**by: int) -> dt.datetime:
    return clock.now() + dt.timedelta(**by)


def states(webhook: Webhook) -> list[str]:
    return list(webhook.deliveries.order_by("number").values_list("state", flat=True))


def fresh(webhook: Webhook) -> Webhook:
    return Webhook.objects.get(pk=webhook.pk)


class TestSending:
    def test_what_happens_after_the_approval_is_sent_in_order_and_signed(
        self, receiver: Receiver, webhook: Webhook, case: Case, officer: User
    ) -> None:
        contact(case, 3)
        assert deliver_webhooks() == 3
        assert deliver_webhooks() == 0
        sent = [json.loads(body) for _, body in receiver.taken]
        assert [each["data"]["case_version"] for each in sent] == [2, 3, 4]
        for headers, body in receiver.taken:
            assert verified(secret_of(webhook.salt), headers, body)
            assert not verified(secret_of(webhook.salt), headers, body + b" ")
            assert b"Secret words" not in body
        assert sent[0]["data"]["links"]["case"] == f"/api/v1/cases/{case.ref}/"
        assert receiver.taken[0][0]["webhook-id"] == case.events.get(case_version=2).hash
        assert Reading.objects.filter(reader=officer, subject=webhook.key).count() == 3

    def test_the_check_in_the_documentation_works(self, receiver: Receiver, webhook: Webhook, case: Case) -> None:
        contact(case)
        deliver_webhooks()
        (code,) = re.findall(r"```python\n(.*?)```", (settings.BASE_DIR / "docs" / "api.md").read_text(), re.DOTALL)
        documented: dict[str, Any] = {}
        exec(code, documented)  # noqa: S102 - our own documentation
        ((headers, body),) = receiver.taken
        assert documented["is_ours"](secret_of(webhook.salt), headers, body)
        assert not documented["is_ours"](secret_of("another"), headers, body)

    def test_only_the_acts_asked_for_are_sent(
        self, server: tuple[Receiver, str], receiver: Receiver, officer: User, administrator: User, case: Case
    ) -> None:
        made = create_webhook(by=officer, target=server[1], description="Notices.", verbs=["issue_notice"])
        approve_webhook(by=administrator, webhook=made)
        contact(case)
        assert deliver_webhooks() == 0
        assert fresh(made).position > 0

    def test_a_failure_holds_back_what_follows_until_it_is_taken(
        self, receiver: Receiver, webhook: Webhook, case: Case
    ) -> None:
        contact(case, 2)
        receiver.answers = [(500, {}, b"x" * 2000)]
        assert deliver_webhooks() == 1
        first = webhook.deliveries.get(number=1)
        assert (first.state, first.status, len(first.answer), first.attempts) == ("waiting", 500, 500, 1)
        assert deliver_webhooks() == 0
        assert deliver_webhooks(now=later(minutes=1)) == 2
        assert [json.loads(body)["data"]["case_version"] for _, body in receiver.taken] == [2, 2, 3]
        assert len({headers["webhook-id"] for headers, _ in receiver.taken}) == 2
        assert fresh(webhook).failing_since is None

    def test_a_redirect_is_not_followed(
        self, server: tuple[Receiver, str], receiver: Receiver, webhook: Webhook, case: Case
    ) -> None:
        contact(case)
        receiver.answers = [(307, {"Location": server[1]}, b"")]
        deliver_webhooks()
        assert len(receiver.taken) == 1
        assert webhook.deliveries.get().status == 307

    def test_nobody_at_the_address_is_a_failure_in_words(self, webhook: Webhook, case: Case) -> None:
        contact(case)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            Webhook.objects.update(target="http://127.0.0.1:9/")
            cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        deliver_webhooks()
        delivery = webhook.deliveries.get()
        assert (delivery.state, delivery.status, delivery.answer) == ("waiting", None, "ConnectionError")

    def test_after_five_days_it_is_suspended_and_its_owner_told_and_nothing_is_missed(
        self, receiver: Receiver, webhook: Webhook, case: Case, officer: User
    ) -> None:
        contact(case)
        receiver.answers = [(503, {}, b"")] * 2
        deliver_webhooks()
        moment = clock.now() + SUSPENDED_AFTER
        deliver_webhooks(now=moment)
        assert fresh(webhook).state == "suspended"
        assert "five days" in fresh(webhook).told
        contact(case)
        assert deliver_webhooks(now=moment + LONGEST_WAIT * 2) == 0
        resume_webhook(by=officer, webhook=webhook)
        assert (fresh(webhook).told, fresh(webhook).failing_since) == ("", None)
        assert deliver_webhooks() == 2

    def test_waits_double_and_are_bounded(self) -> None:
        for failed, least, most in ((0, 24, 36), (60, 48, 72), (3600, 2880, 4320), (10**6, 17280, 25920)):
            assert least <= wait(dt.timedelta(seconds=failed)).total_seconds() <= most

    def test_what_a_crash_left_behind_is_tried_again_once_its_lease_is_over(
        self, receiver: Receiver, webhook: Webhook, case: Case, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        contact(case)
        with monkeypatch.context() as crash:
            crash.setattr("bestvalue.desk.delivering.send", _crash)
            with pytest.raises(KeyboardInterrupt):
                deliver_webhooks()
        assert deliver_webhooks() == 0
        assert deliver_webhooks(now=clock.now() + LEASE) == 1
        assert states(webhook) == ["sent"]

    def test_the_command_sends_without_a_broker(self, receiver: Receiver, webhook: Webhook, case: Case) -> None:
        contact(case)
        call_command("deliver_webhooks", verbosity=0)
        assert receiver.verbs == ["log_contact"]


def _crash(*args: object) -> None:
    raise KeyboardInterrupt


class TestWhatTheOwnerMaySee:
    def test_a_role_that_was_lost_withholds_what_waits(
        self, receiver: Receiver, webhook: Webhook, case: Case, officer: User
    ) -> None:
        contact(case)
        receiver.answers = [(500, {}, b"")]
        deliver_webhooks()
        officer.role_holdings.update(ends_on=clock.today() - dt.timedelta(days=1))
        contact(case)
        deliver_webhooks(now=later(hours=1))
        assert len(receiver.taken) == 1
        assert states(webhook) == ["withheld"]

    def test_a_closed_account_is_sent_nothing(self, receiver: Receiver, webhook: Webhook, case: Case) -> None:
        contact(case)
        User.objects.filter(pk=webhook.owner_id).update(is_active=False)
        assert deliver_webhooks() == 0
        assert receiver.taken == []

    def test_another_teams_case_is_never_queued(self, receiver: Receiver, webhook: Webhook) -> None:
        other = TeamFactory.create()
        contact(a_case(person(Role.TEAM_LEAD, team=other), other, an_authority("wyford", "Wyford Borough Council")))
        assert deliver_webhooks() == 0
        assert states(webhook) == []


class TestActs:
    def test_nothing_is_sent_to_an_address_that_nobody_approved(
        self, server: tuple[Receiver, str], receiver: Receiver, officer: User, case: Case
    ) -> None:
        made = create_webhook(by=officer, target=server[1], description="The data hub.")
        contact(case)
        assert deliver_webhooks() == 0
        for by in (officer, person(Role.DEPUTY_DIRECTOR)):
            with pytest.raises(Forbidden):
                approve_webhook(by=by, webhook=made)
        with pytest.raises(IntegrityError, match="approved_before_it_is_used"), transaction.atomic():
            Webhook.objects.update(state="active")
        assert receiver.taken == []

    def test_an_administrator_does_not_approve_their_own(
        self, server: tuple[Receiver, str], administrator: User
    ) -> None:
        made = create_webhook(by=administrator, target=server[1], description="Mine.")
        with pytest.raises(Forbidden):
            approve_webhook(by=administrator, webhook=made)
        with pytest.raises(IntegrityError, match="approved_by_somebody_else"), transaction.atomic():
            Webhook.objects.update(state="active", approved_by=administrator, approved_at=clock.now())

    def test_pausing_misses_nothing_and_ending_is_for_good(
        self, receiver: Receiver, webhook: Webhook, case: Case, officer: User, administrator: User
    ) -> None:
        pause_webhook(by=officer, webhook=webhook)
        contact(case)
        assert deliver_webhooks() == 0
        with pytest.raises(Forbidden):
            resume_webhook(by=administrator, webhook=webhook)
        resume_webhook(by=officer, webhook=webhook)
        assert deliver_webhooks() == 1
        end_webhook(by=administrator, webhook=webhook, reason="The contract ended.")
        contact(case)
        assert deliver_webhooks() == 0
        for again in (resume_webhook, rotate_secret, pause_webhook):
            with pytest.raises(Refused):
                again(by=officer, webhook=webhook)
        verbs = Event.objects.filter(stream="webhooks").order_by("case_version").values_list("verb", flat=True)
        assert list(verbs) == [
            *("create_webhook", "approve_webhook", "pause_webhook", "resume_webhook", "end_webhook"),
        ]

    def test_for_a_day_a_new_secret_and_the_old_one_both_sign(
        self, receiver: Receiver, webhook: Webhook, case: Case, officer: User
    ) -> None:
        old = secret_of(webhook.salt)
        new = secret_of(rotate_secret(by=officer, webhook=webhook).salt)
        contact(case, 2)
        deliver_webhooks(limit=1)
        deliver_webhooks(now=later(hours=25))
        both, one = receiver.taken
        assert verified(old, *both)
        assert verified(new, *both)
        assert not verified(old, *one)
        assert verified(new, *one)

    def test_a_range_is_sent_again_with_the_same_identifiers(
        self, receiver: Receiver, webhook: Webhook, case: Case, officer: User, administrator: User
    ) -> None:
        contact(case, 3)
        deliver_webhooks()
        with pytest.raises(Forbidden):
            replay_webhook(by=administrator, webhook=webhook, first=1, last=3)
        with pytest.raises(Refused):
            replay_webhook(by=officer, webhook=webhook, first=4, last=9)
        replay_webhook(by=officer, webhook=webhook, first=2, last=3)
        assert deliver_webhooks() == 2
        ids = [headers["webhook-id"] for headers, _ in receiver.taken]
        assert ids[1:3] == ids[3:5]

    def test_nothing_of_it_is_deleted_or_goes_elsewhere(self, webhook: Webhook, case: Case) -> None:
        contact(case)
        deliver_webhooks()
        refused: tuple[Callable[[], object], ...] = (
            lambda: Webhook.objects.update(target="https://elsewhere.example/"),
            lambda: Delivery.objects.all().delete(),
            lambda: Webhook.objects.filter(pk=webhook.pk)._raw_delete("default"),
        )
        for act in refused:
            with pytest.raises(IntegrityError), transaction.atomic():
                act()


class TestAddresses:
    @pytest.mark.parametrize(
        "ip",
        [
            *("10.0.0.1", "127.0.0.1", "169.254.169.254", "192.168.1.1", "172.16.0.1", "100.64.0.1", "0.0.0.0"),  # noqa: S104
            *("224.0.0.1", "::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::"),
        ],
    )
    def test_no_address_within_the_house_is_spoken_to(self, settings: Settings, ip: str) -> None:
        settings.DEMONSTRATION = False
        with pytest.raises(BadAddress, match="private"):
            checked("https://a.example/", lambda host, port: ["93.184.216.34", ip])

    def test_a_public_one_is_pinned(self) -> None:
        assert checked("https://a.example/", lambda host, port: ["93.184.216.34"]) == "93.184.216.34"

    def test_the_certificate_must_be_the_hosts_own_wherever_it_is_connected_to(self) -> None:
        asked = requests.Request("POST", "https://hub.example/events").prepare()
        host, pool = Pinned("93.184.216.34").build_connection_pool_key_attributes(asked, True)
        assert (host["host"], pool["cert_reqs"]) == ("93.184.216.34", "CERT_REQUIRED")
        assert pool["server_hostname"] == pool["assert_hostname"] == "hub.example"

    @pytest.mark.parametrize(
        "target",
        ["http://a.example/", "ftp://a.example/", "https://user:x@a.example/", "https:///x", "https://a.example/#x"],
    )
    def test_only_a_plain_https_address_is_taken(self, settings: Settings, officer: User, target: str) -> None:
        settings.DEMONSTRATION = False
        with pytest.raises(ValidationError):
            create_webhook(by=officer, target=target, description="The data hub.")

    def test_a_name_that_leads_elsewhere_after_the_approval_is_refused_at_sending(
        self, settings: Settings, receiver: Receiver, officer: User, administrator: User, case: Case
    ) -> None:
        settings.DEMONSTRATION = False
        made = create_webhook(by=officer, target="https://a.example/", description="The data hub.")
        with pytest.raises(Refused):
            approve_webhook(by=administrator, webhook=made, look_up=lambda host, port: ["10.1.1.1"])
        approve_webhook(by=administrator, webhook=made, look_up=lambda host, port: ["93.184.216.34"])
        contact(case)
        deliver_webhooks(look_up=lambda host, port: ["127.0.0.1"])
        assert "private" in made.deliveries.get().answer

    def test_the_name_is_looked_up_once_and_that_address_is_used(
        self, receiver: Receiver, officer: User, administrator: User, case: Case, server: tuple[Receiver, str]
    ) -> None:
        asked: list[str] = []

        def look_up(host: str, port: int) -> list[str]:
            asked.append(host)
            return ["127.0.0.1"]

        target = server[1].replace("127.0.0.1", "hub.invalid")
        made = create_webhook(by=officer, target=target, description="The data hub.")
        approve_webhook(by=administrator, webhook=made, look_up=look_up)
        contact(case)
        deliver_webhooks(look_up=look_up)
        assert asked == ["hub.invalid", "hub.invalid"]
        assert receiver.taken[0][0]["host"] == target.split("/")[2]


@pytest.mark.django_db(transaction=True)
def test_many_workers_send_each_event_once_and_in_order(receiver: Receiver, webhook: Webhook, case: Case) -> None:
    contact(case, 12)
    start = Barrier(4)

    def work() -> None:
        start.wait()
        while states(webhook) != ["sent"] * 12:
            deliver_webhooks()
        connection.close()

    workers = [Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
        assert not worker.is_alive()
    assert [json.loads(body)["data"]["case_version"] for _, body in receiver.taken] == list(range(2, 14))
