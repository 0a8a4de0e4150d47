"""A fresh proof that it is the person: the password again in the browser, a one-time code through the API."""

import datetime as dt
import re
from typing import Any

import pytest
from django import forms
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import get_resolver

from bestvalue import clock
from bestvalue.accounts.forms import PasswordAgain
from bestvalue.accounts.models import Scope, SignInAttempt, StepUpCode, Team, User
from bestvalue.accounts.services.attempts import TooManyAttemptsError
from bestvalue.accounts.services.step_up import StepUpRequiredError, mint_step_up, spend_step_up
from bestvalue.accounts.services.tokens import issue_token
from bestvalue.accounts.step_up import STEP_UP
from bestvalue.api.acts import _routes
from cases.models import Case, Contact, Document, text_hash
from cases.services.opening import agree_support
from tests.api.test_acts import act, etag
from tests.api.test_problems import problem
from tests.api.world import a_case
from tests.support.html import assert_valid_html

pytestmark = pytest.mark.urls("tests.api.urls")

PASSWORD = "correct horse battery"
CODE = re.compile(r"\b(?:[b-z2-9]{4}-){3}[b-z2-9]{4}\b")
ACT, DOCUMENT = "issue_notice", "notice:1"


@pytest.fixture
def jo(officer: User) -> User:
    """The officer, with a password."""
    officer.password = make_password(PASSWORD)
    officer.save(update_fields=["password"])
    return officer


@pytest.fixture
def case(lead: User, team: Team) -> Case:
    """A private case of the officer's team."""
    return a_case(lead, team)


@pytest.fixture
def program(jo: User) -> Client:
    """A program that may act in the officer's name."""
    return Client(headers={"Authorization": f"Bearer {issue_token(user=jo, name='Act', scopes=[Scope.WRITE])[1]}"})


def page_for(case: Case, act: str = ACT) -> str:
    """Where a code for an act on a case is made."""
    return f"/account/step-up/?act={act}&document=case:{case.pk}"


# In the browser


class DecideForm(PasswordAgain):
    """As the act pages have it."""

    reasons = forms.CharField(label="Reasons")


def posted(user: User, **data: str) -> tuple[HttpRequest, DecideForm]:
    """A form as it comes from the person's browser."""
    request = RequestFactory().post("/", data)
    request.user = user
    return request, DecideForm(request.POST, request=request)


def test_the_password_is_asked_last_and_goes_no_further(jo: User) -> None:
    _, form = posted(jo, reasons="Yes.", password=PASSWORD)
    assert list(form.fields) == ["reasons", "password"]
    assert form.is_valid()
    assert form.cleaned_data == {"reasons": "Yes."}


@pytest.mark.parametrize(
    ("password", "message"), [("", "Enter your password"), ("wrong", "Enter your correct password")]
)
def test_a_wrong_password_is_refused_in_words_and_never_shown_again(jo: User, password: str, message: str) -> None:
    _, form = posted(jo, reasons="Yes.", password=password)
    assert form.errors == {"password": [message]}
    assert 'value="wrong"' not in str(form)
    assert "Yes." in str(form)


def test_another_persons_password_is_no_proof(jo: User, lead: User) -> None:
    assert not posted(lead, reasons="Yes.", password=PASSWORD)[1].is_valid()


def test_guessing_the_password_again_locks_as_guessing_at_sign_in_does(jo: User) -> None:
    for _ in range(5):
        assert not posted(jo, reasons="Yes.", password="wrong")[1].is_valid()
    _, form = posted(jo, reasons="Yes.", password=PASSWORD)
    assert "Wait 1 second and try again" in str(form.errors)
    signing_in = Client().post("/sign-in/", {"username": jo.email, "password": PASSWORD})
    assert "too many times" in signing_in.content.decode()


# The page that makes a code


def test_the_page_says_what_is_confirmed_and_shows_the_code_once(client: Client, jo: User, case: Case) -> None:
    client.force_login(jo)
    asked = client.get(page_for(case))
    assert_valid_html(asked)
    assert "issue a Best Value Notice" in asked.content.decode()
    assert str(case) in asked.content.decode()
    assert not StepUpCode.objects.exists()

    shown = client.post(page_for(case), {"password": PASSWORD})
    assert_valid_html(shown)
    (code,) = CODE.findall(shown.content.decode())
    assert "no-store" in shown.headers["Cache-Control"]
    assert "valid for five minutes, and works once" in shown.content.decode()
    assert code not in client.get(page_for(case)).content.decode()
    assert code not in str(StepUpCode.objects.values_list().get())


def test_without_the_password_there_is_no_code(client: Client, jo: User, case: Case) -> None:
    client.force_login(jo)
    page = client.post(page_for(case), {"password": "wrong"})
    assert_valid_html(page)
    assert "There is a problem" in page.content.decode()
    assert 'value="wrong"' not in page.content.decode()
    assert not StepUpCode.objects.exists()


def test_what_is_confirmed_is_named_in_words(client: Client, jo: User, case: Case, deputy_director: User) -> None:
    client.force_login(jo)
    support = agree_support(
        by=deputy_director, case=case, what="Peers", provider="LGA", owner="Chief", review_on=dt.date(2999, 1, 1)
    )
    body = "You are hereby notified."
    Document.objects.create(
        case=case, subject="notice:1", title="Best Value Notice", version=2, body=body, sha256=text_hash(body)
    )
    for document, words in [(support.key, "Support arrangement"), (text_hash(body), "Best Value Notice, version 2")]:
        assert words in client.get(f"/account/step-up/?act=publish&document={document}").content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "",
        "act=issue_notice",
        "act=log_contact&document={own}",
        "act=publish&document=case:x",
        "act=publish&document=x:1",
    ],
)
def test_there_is_no_page_for_what_needs_no_code_or_is_not_there(
    client: Client, jo: User, case: Case, query: str
) -> None:
    client.force_login(jo)
    assert client.get(f"/account/step-up/?{query.format(own=f'case:{case.pk}')}").status_code == 404


def test_a_stranger_learns_nothing_from_the_page(client: Client, stranger: User, case: Case) -> None:
    body = "You are hereby notified."
    Document.objects.create(case=case, subject="n:1", title="Notice", version=1, body=body, sha256=text_hash(body))
    client.force_login(stranger)
    assert client.get(page_for(case)).status_code == 404
    assert client.get(f"/account/step-up/?act={ACT}&document={text_hash(body)}").status_code == 404


# Through the API


def test_an_act_asks_for_a_code_and_tells_where_it_is_made(
    program: Client, client: Client, jo: User, case: Case
) -> None:
    seen = etag(program, case)
    refused = problem(act(program, case, "confirmed-contact/", If_Match=seen), 403, "step_up_required")
    (condition,) = refused["unmet_conditions"]
    assert not Contact.objects.exists()

    client.force_login(jo)
    (code,) = CODE.findall(client.post(condition["link"], {"password": PASSWORD}).content.decode())
    assert act(program, case, "confirmed-contact/", If_Match=seen, Step_Up_Code=code).status_code == 200
    assert StepUpCode.objects.get().used_at is not None


def test_being_signed_in_on_the_site_is_no_proof(client: Client, jo: User, case: Case) -> None:
    client.force_login(jo)
    response = act(client, case, "confirmed-contact/", If_Match=etag(client, case))
    problem(response, 403, "step_up_required")


def test_an_act_that_is_not_grave_needs_no_code(program: Client, case: Case) -> None:
    assert act(program, case, If_Match=etag(program, case)).status_code == 200


def test_a_typing_error_or_an_old_etag_uses_up_no_code(program: Client, jo: User, case: Case) -> None:
    code = mint_step_up(user=jo, act=ACT, document=f"case:{case.pk}")
    seen = etag(program, case)
    act(program, case, "confirmed-contact/", {"channel": "x"}, If_Match=seen, Step_Up_Code=code)
    act(program, case, "confirmed-contact/", If_Match='"old-1"', Step_Up_Code=code)
    assert act(program, case, "confirmed-contact/", If_Match=seen, Step_Up_Code=code).status_code == 200


def test_a_request_sent_again_needs_no_second_code(program: Client, jo: User, case: Case) -> None:
    code = mint_step_up(user=jo, act=ACT, document=f"case:{case.pk}")
    headers = {"If_Match": etag(program, case), "Step_Up_Code": code, "Idempotency_Key": "k"}
    first, again = (act(program, case, "confirmed-contact/", **headers) for _ in range(2))
    assert (first.status_code, again.status_code, again.content) == (200, 200, first.content)


def test_a_request_that_lacked_its_code_may_be_sent_again_with_it(program: Client, jo: User, case: Case) -> None:
    headers = {"If_Match": etag(program, case), "Idempotency_Key": "k"}
    problem(act(program, case, "confirmed-contact/", **headers), 403, "step_up_required")
    headers["Step_Up_Code"] = mint_step_up(user=jo, act=ACT, document=f"case:{case.pk}")
    assert act(program, case, "confirmed-contact/", **headers).status_code == 200


def test_guessing_codes_gets_slower(program: Client, case: Case) -> None:
    seen = etag(program, case)
    for _ in range(5):
        problem(act(program, case, "confirmed-contact/", If_Match=seen, Step_Up_Code="x"), 403, "step_up_required")
    response = act(program, case, "confirmed-contact/", If_Match=seen, Step_Up_Code="x")
    problem(response, 429, "throttled")
    assert response.headers["Retry-After"] == "1"


# The code itself


def test_a_code_works_once(jo: User) -> None:
    code = mint_step_up(user=jo, act=ACT, document=DOCUMENT)
    spend_step_up(jo, ACT, DOCUMENT, code)
    with pytest.raises(StepUpRequiredError):
        spend_step_up(jo, ACT, DOCUMENT, code)


@pytest.mark.parametrize(
    "changed", [{"act": "decide"}, {"document": "notice:2"}, {"code": "bbbb-bbbb-bbbb-bbbb"}, {"code": ""}]
)
def test_a_code_holds_for_one_act_on_one_document(jo: User, changed: dict[str, str]) -> None:
    given: dict[str, Any] = {
        "act": ACT,
        "document": DOCUMENT,
        "code": mint_step_up(user=jo, act=ACT, document=DOCUMENT),
    }
    with pytest.raises(StepUpRequiredError):
        spend_step_up(jo, **{**given, **changed})
    assert StepUpCode.objects.usable().exists()


def test_a_code_is_of_no_use_to_anybody_else(jo: User, lead: User) -> None:
    code = mint_step_up(user=jo, act=ACT, document=DOCUMENT)
    with pytest.raises(StepUpRequiredError):
        spend_step_up(lead, ACT, DOCUMENT, code)


def test_a_code_lives_five_minutes(jo: User) -> None:
    first, second = (mint_step_up(user=jo, act=ACT, document=DOCUMENT) for _ in range(2))
    start = clock.now()
    with clock.at(start + dt.timedelta(minutes=4, seconds=59)):
        spend_step_up(jo, ACT, DOCUMENT, first)
    with clock.at(start + dt.timedelta(minutes=5)), pytest.raises(StepUpRequiredError):
        spend_step_up(jo, ACT, DOCUMENT, second)


def test_not_even_the_right_code_is_looked_at_while_waiting(jo: User) -> None:
    code = mint_step_up(user=jo, act=ACT, document=DOCUMENT)
    for _ in range(5):
        with pytest.raises(StepUpRequiredError):
            spend_step_up(jo, ACT, DOCUMENT, "guess")
    SignInAttempt.objects.update(failures=30)
    with pytest.raises(TooManyAttemptsError):
        spend_step_up(jo, ACT, DOCUMENT, code)


# The form of a decision depends on who decides; the others move no case.
ACTS_WITHOUT_A_MOVE = {
    *("decide", "export_bundle", "export_list", "export_search", "close_account", "remove_due", "lift_hold"),
    "freeze_statistics",
}


def moves_of(page: Any) -> set[str]:
    """The moves that a page makes."""
    return set(getattr(page, "acts", None) or [page.move])


def test_a_program_proves_itself_for_every_act_whose_page_asks_for_the_password_and_for_no_other() -> None:
    pages = {view for _, view in _routes(get_resolver("bestvalue.urls"), "") if getattr(view, "move", "")}
    asked = {each for each in pages if issubclass(getattr(each, "form_class", None) or object, PasswordAgain)}
    by_page = {move for each in asked for move in moves_of(each)}
    assert STEP_UP.keys() == by_page | ACTS_WITHOUT_A_MOVE
