"""Early engagement is private: whoever has not signed in finds no trace of it, wherever they look (R46, N7).

The same visitor goes round everything that is public twice: once when there is nothing private, and once when there is
one of everything. Then they try every route with every identifier of what is private, and with one of nothing.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from itertools import chain, product
from typing import Any, NamedTuple
from urllib.parse import urlencode, urljoin, urlsplit
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.accounts.services.demonstration import PARTS, TEAMS
from bestvalue.api.filters import known_parameters
from cases.models import Authority, Case, PublishedStep
from cases.services.files import attach
from cases.services.opening import log_contact
from cases.services.packs import prepare_publication
from cases.services.sweeping import sweep
from notices.services import draft_notice
from tests.api.world import PUBLISHED_ON, a_case, an_authority, engaged, published
from tests.factories import TeamFactory, person

from . import evidence, interventions, made
from .routes import ROUTES
from .table import ANONYMOUS

NOON = dt.datetime(2025, 3, 3, 12, tzinfo=dt.UTC)
WORDS = ("quixotic", "zzsecret", "secret word", "Secret people", "Secret concern", "@test.example", "Test Person")
MEDIA = ("application/json", "text/csv", "application/atom+xml", "application/zip", "text/html", "nothing/at-all")
LINK = re.compile(r"""(?:href|src|action)=["']([^"']+)["']|"(http://testserver[^"]*)"|<(?:id|loc)>([^<]+)</""")
CHANGING = {"X-Request-ID", "RateLimit", "Set-Cookie", "Expires"}
TOKEN = re.compile(rb'name="(?:csrfmiddlewaretoken|once)" value="[^"]+"|"request_id":\s*"[0-9a-f]+"')
SLUG = re.compile(r"[-\w]+", re.ASCII)
MANY = 28
VISITOR = Client()


class Answer(NamedTuple):
    """All that a visitor can tell of an answer, and how many queries it took."""

    status: int
    headers: dict[str, str]
    body: bytes
    queries: int


class Place(NamedTuple):
    """A route, with the converter of each of its arguments."""

    name: str
    arguments: dict[str, str]


@pytest.fixture
def people(db: None) -> Iterator[dict[str, User]]:
    """Everyone of the demonstration, by login; it is noon, once and for all."""
    with clock.at(NOON):
        teams = {slug: TeamFactory.create(slug=slug, name=name) for slug, name in TEAMS.items()}
        yield {part.login: person(part.role, team=teams.get(part.team)) for part in PARTS}


@pytest.fixture
def shown(people: dict[str, User]) -> Case:
    """A case of which much is public."""
    return much_is_public(people)


def much_is_public(people: dict[str, User]) -> Case:
    """A case of which much is public, beside an authority of which nothing is."""
    lead, team = people["lead"], people["lead"].role_holdings.get().team
    assert team is not None
    an_authority("quixotic", "Quixotic Borough Council")
    case = a_case(lead, team, an_authority())
    letter = published(case, lead)
    step = PublishedStep.objects.create(publication=letter, on=clock.today(), text="Copy.", body="# Letter")
    attach(by=lead, case=case, subject=f"published_step:{step.pk}", name="a.pdf", content=b"%PDF-1.7")
    facts = {"withdrawn_on": PUBLISHED_ON, "withdrawal_reason": "Wrong authority."}
    published(case, lead, "DIR-2024-0001", kind="direction", **facts)
    other = a_case(lead, team, an_authority("wyeford", "Wyeford Council"))
    for number in range(2, MANY):
        published(other, lead, f"BVN-2024-{number:04d}")
    sweep()
    return case


def one_of_everything(people: dict[str, User], shown: Case, patch: pytest.MonkeyPatch) -> Case:
    """Everything that is private: on a case of which nothing is public, and on one of which much is."""
    officer, lead, deputy = people["officer"], people["lead"], people["deputy.director"]
    authority = Authority.objects.get(slug="quixotic")
    hidden = a_case(lead, shown.team, authority)
    for module in (made, evidence, interventions):
        patch.setattr(module, "case_of", lambda people: hidden)
    patch.setattr(made, "an_authority", lambda: authority)
    for case in (hidden, shown):
        engaged(case, officer, deputy)
        log_contact(by=officer, case=case, held_on=clock.today(), channel="call", people="quixotic", summary="quixotic")
        notice = draft_notice(by=officer, case=case)
        prepare_publication(by=officer, instrument=notice, title="quixotic title", statement="quixotic statement")
    for make in (
        *(made.an_observation, made.an_assessment, made.a_document, made.a_file, made.a_contact, made.a_letter),
        *(made.an_item, made.an_approval, made.a_correction, made.a_watch_that_asks, made.a_message, made.a_webhook),
        *(made.a_past_event, evidence.on_a_case, evidence.sealed),
        *(interventions.about(kind) for kind in interventions.ACTS),
    ):
        make(people)
    return hidden


def ask(path: str, *, accept: str = "*/*", method: str = "GET") -> Answer:
    """What somebody gets who has not signed in and was never here before."""
    count = 0

    def counted(execute: Any, *given: Any) -> Any:
        nonlocal count
        count += 1
        return execute(*given)

    with connection.execute_wrapper(counted):
        response: Any = VISITOR.generic(method, path, headers={"Accept": accept})
        body = b"".join(response.streaming_content) if response.streaming else response.content
    VISITOR.cookies.clear()
    headers = {name: value for name, value in response.headers.items() if name not in CHANGING}
    return Answer(response.status_code, headers, TOKEN.sub(b"", body), count)


def go_round() -> dict[tuple[str, str], Answer]:
    """Everything public, by address and media type: every link from every start, every filter, page and format."""
    found: dict[tuple[str, str], Answer] = {}
    waiting = list(starts())
    while waiting:
        path, accept = place = waiting.pop()
        if place in found:
            continue
        found[place] = answer = ask(path, accept=accept)
        waiting += [(each, "*/*") for each in links(path, answer) if (each, "*/*") not in found]
    return found


def starts() -> Iterator[tuple[str, str]]:
    """Each public address without arguments in each format, and with each value of each parameter that it takes."""
    values = {
        "kind": ["notice", "direction", "package", "district"],
        "standing": ["in_force", "ended", "withdrawn"],
        "letter": ["E", "Q"],
        "page": ["1", "2", "99"],
        "page_size": ["1", "100"],
        "ordering": ["stage"],
        "format": ["json"],
    }
    words = ["exford", "quixotic", "2024-06-03"]
    for name, view in public_views():
        path = reverse(name)
        yield path, "*/*"
        if "/register/" not in path:
            continue
        yield from ((path, each) for each in MEDIA)
        yield f"{path}?page_size=5&page=2", "*/*"
        known = known_parameters(view) if view else ("text", "kind", "standing", "letter", "page")
        for parameter in (*known, "ordering", "format"):
            for value in values.get(parameter, words):
                yield f"{path}?{urlencode({parameter: value})}", "*/*"
    yield from ((f"/register/authorities/{each}/", "*/*") for each in ("exford", "wyeford", "quixotic", "nothing"))
    yield from ((f"/api/v1/register/authorities/{each}/", "*/*") for each in ("exford", "quixotic", "nothing"))


def public_views() -> Iterator[tuple[str, Any]]:
    """Each public route without arguments, and its view where that is an endpoint of the API."""
    for place, view in places(get_resolver()):
        if ANONYMOUS in ROUTES[place.name].allowed and not place.arguments and place.name != "accounts:sign_out":
            yield place.name, getattr(view, "view_class", None)


def links(path: str, answer: Answer) -> Iterator[str]:
    """Where an answer leads, on this site."""
    kind = answer.headers.get("Content-Type", "")
    followed = (
        LINK.findall(answer.body.decode())
        if kind.startswith(("text/html", "application/")) and b"\0" not in answer.body
        else []
    )
    for each in chain([answer.headers.get("Location", "")], *followed):
        parts = urlsplit(urljoin(f"http://testserver{path}", each.replace("&amp;", "&")))
        if each and parts.netloc == "testserver" and not parts.path.startswith("/static/"):
            yield f"{parts.path}?{parts.query}" if parts.query else parts.path


def places(
    resolver: URLResolver, space: str = "", above: Iterable[tuple[str, str]] = ()
) -> Iterator[tuple[Place, Any]]:
    """Every route of the service, and its view."""
    for each in resolver.url_patterns:
        own = {name: type(kind).__name__ for name, kind in getattr(each.pattern, "converters", {}).items()}
        arguments = dict(above) | own
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from places(each, inner, arguments.items())
        elif isinstance(each, URLPattern) and each.name != "unknown":
            yield Place(f"{space}{each.name}", arguments), each.callback


def held() -> set[tuple[type[Model], Any]]:
    """Every row there is, but what the service notes of itself."""
    return {
        (model, key)
        for model in apps.get_models()
        if model._meta.app_label not in ("auth", "contenttypes", "pghistory", "sessions")
        for key in model._base_manager.values_list("pk", flat=True)
    }


def test_whoever_has_not_signed_in_finds_no_trace_of_what_is_private(
    shown: Case, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, before = held(), go_round()
    hidden = one_of_everything(people, shown, monkeypatch)
    private, after = held() - rows, go_round()

    assert len(before) > 250
    assert len(private) > 100
    assert before.keys() == after.keys()
    assert [where for where in before if before[where] != after[where]] == []
    words = [*WORDS, hidden.handle]
    open_facts = ("/register/authorities/quixotic/", "?")  # that the authority exists, and what was asked for itself
    for where, answer in after.items():
        if not any(each in where[0] for each in open_facts):
            text = answer.body.decode(errors="replace") + str(answer.headers)
            assert [each for each in words if each in text] == [], where

    tried = 0
    for place, _ in places(get_resolver()):
        methods = ("GET", "POST") if place.name.startswith("api:") else ("GET",)
        for name, method in product(place.arguments, methods):
            nothing = tell(place, {name: NOTHING[place.arguments[name]]}, hidden, method)
            for key in identifiers(place, name, private, hidden):
                assert tell(place, {name: key}, hidden, method) == nothing, (place, name, key, method)
                tried += 1
    assert tried > 800


NOTHING: dict[str, Any] = {
    "SlugConverter": "nothing",
    "StringConverter": "nothing",
    "PathConverter": "nothing",
    "IntConverter": 987654321,
    "UUIDConverter": UUID(int=1),
}


def identifiers(place: Place, name: str, private: set[tuple[type[Model], Any]], hidden: Case) -> Iterator[Any]:
    """Identifiers of what is private that fit a route: one of each model where anybody may ask, else only one."""
    kind = {"UUIDConverter": UUID, "IntConverter": int}.get(place.arguments[name])
    fitting = {model: key for model, key in private if isinstance(key, kind or (str, int, UUID))}
    keys = sorted(set(fitting.values()), key=str)
    if kind is None:
        keys = [hidden.handle, *(each for each in keys if SLUG.fullmatch(str(each)))]
    yield from keys if ANONYMOUS in ROUTES[place.name].allowed else keys[:1]


def tell(place: Place, given: dict[str, Any], hidden: Case, method: str) -> Answer:
    """What the visitor gets, without the address that they sent themselves."""
    others = {name: hidden.handle if name == "ref" else NOTHING[kind] for name, kind in place.arguments.items()}
    path = reverse(place.name, kwargs=others | given)
    answer = ask(path, method=method)
    headers = {name: value.replace(path, "") for name, value in answer.headers.items() if name != "Content-Length"}
    return answer._replace(headers=headers, body=answer.body.replace(path.encode(), b""))
