"""Programs and people who act while the database comes and goes, and repeat what was not answered until it is."""

import time
from collections import Counter
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import requests
from bs4 import BeautifulSoup

from cases.models import Case

PATIENCE = 120.0  # seconds
PAUSE = 0.2  # seconds
TIMEOUT = 30  # seconds
DONE = {(201, ""), (409, "answer_lost")}
AGAIN = {(409, "in_flight"), (409, "refused"), (412, "changed"), (503, "service_unavailable"), (503, "busy")}


@dataclass
class Caller:
    """Somebody who logs contacts on one case, each under words of its own, and notes what they were answered."""

    address: str
    case: Case
    answers: Counter[tuple[int, str]] = field(default_factory=Counter)
    done: list[str] = field(default_factory=list)

    def acts_all(self, each_of: list[str]) -> None:
        """Do them in turn."""
        for words in each_of:
            self.acts(words)

    def acts(self, words: str) -> None:
        """Do one act, however often it must be sent."""
        end = time.monotonic() + PATIENCE
        while not self.sent(words):
            assert time.monotonic() < end, (words, self.answers)
            time.sleep(PAUSE)
        self.done.append(words)

    def sent(self, words: str) -> bool:
        """Send it; whether it is done."""
        raise NotImplementedError


@dataclass
class Program(Caller):
    """A program with a token, which may say what it has seen."""

    token: str = ""
    says_what_it_saw: bool = False

    def sent(self, words: str) -> bool:
        """Send it under the key that it is always sent under."""
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": words}
        where = f"{self.address}/api/v1/cases/{self.case.ref}/"
        if self.says_what_it_saw:
            seen = requests.get(where, headers=headers, timeout=TIMEOUT)
            if "ETag" not in seen.headers:
                return self.noted(seen)
            headers["If-Match"] = seen.headers["ETag"]
        body = {"held_on": "2020-02-01", "channel": "call", "people": "Both.", "summary": words}
        return self.noted(requests.post(f"{where}contacts/", json=body, headers=headers, timeout=TIMEOUT))

    def noted(self, answer: requests.Response) -> bool:
        """Note an answer; whether the act is done."""
        is_problem = answer.headers["Content-Type"] == "application/problem+json"
        told = (answer.status_code, answer.json()["code"] if is_problem else "")
        self.answers[told] += 1
        assert told in DONE | AGAIN, answer.text
        assert (answer.status_code != HTTPStatus.SERVICE_UNAVAILABLE) or "Retry-After" in answer.headers
        return told in DONE


@dataclass
class Person(Caller):
    """A person at a browser, who alone acts in their name, and sends the very page again that a fault gave them."""

    session: str = ""
    browser: requests.Session = field(default_factory=requests.Session)
    form: dict[str, Any] = field(default_factory=dict)

    def sent(self, words: str) -> bool:
        """Send the form; where the case has changed, read what was done meanwhile before sending it anew."""
        where = f"{self.address}/cases/{self.case.ref}/contacts/new/"
        self.browser.cookies.set("session", self.session)
        if not self.form:
            page = self.browser.get(where, timeout=TIMEOUT)
            self.form = self.filled(page, words) if self.noted(page) else {}
            return False
        answer = self.browser.post(where, data=self.form, timeout=TIMEOUT, allow_redirects=False)
        if self.noted(answer) or answer.status_code == HTTPStatus.CONFLICT:
            self.form = {}
        return answer.status_code == HTTPStatus.FOUND or "you did this: log a contact" in answer.text

    def filled(self, page: requests.Response, words: str) -> dict[str, Any]:
        """The form of a page, filled in."""
        hidden = BeautifulSoup(page.content, "html5lib").select("main form input[type=hidden]")
        typed = {"held_on": "2020-02-01", "channel": "call", "people": "Both.", "summary": words}
        return {str(each["name"]): str(each["value"]) for each in hidden} | typed

    def noted(self, answer: requests.Response) -> bool:
        """Note an answer; whether it is what was asked for."""
        self.answers[(answer.status_code, "")] += 1
        assert answer.status_code in (200, 302, 409, 503), answer.text
        if answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
            assert "Sorry" in answer.text or "Somebody else" in answer.text
            assert answer.headers["X-Request-ID"] in answer.text
        return answer.status_code in (HTTPStatus.OK, HTTPStatus.FOUND)
