"""Pages of a case as at a past moment: the same views, asked with `as_known` or `as_stood` in the address.

What comes out is rewritten at one place: links to what can be read stay in the moment, and what acts is gone.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from html import unescape
from http import HTTPStatus
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.html import escape

from bestvalue.accounts.models import User
from bestvalue.accounts.services.sessions import note_presence
from bestvalue.records.as_at import PARAMETERS, BadMomentError, Moment, moment_in
from bestvalue.records.services import recorded_look
from cases.models import Case
from cases.selectors.cases import case_for
from interventions.urls import FOLDERS

# The pages of a case that only read.
READ = frozenset(
    {
        *("desk:case", "desk:case_moves", "desk:case_timeline", "desk:case_event", "desk:engagement"),
        *("cases:documents", "cases:compare_documents", "cases:document", "cases:document_pdf", "cases:document_word"),
        *("cases:file", "cases:corrections", "cases:submissions", "cases:submission", "cases:notes", "cases:note"),
        *("notices:notices", "notices:notice", "notices:requirement", "notices:letter"),
        *("interventions:index", *(f"interventions:{model.KIND}" for model in FOLDERS)),
        *("themes:observations", "themes:observation", "themes:assessments", "themes:assessment"),
        *("themes:compare_assessments", "themes:since_minister", "evidence:of_case"),
    }
)
OF_CASES = "/cases/"  # below it stands all that has to do with one case
NO_PAST = "Only what can be read about a case can be seen as at a past moment."
NOT_THERE = "There was nothing here that you may know of, {}."
PRESENT = re.compile(r"<(section|span) data-present>.*?</\1>", re.DOTALL)  # what a page says only of now
FORM = re.compile(r'<form\b[^>]*method="post".*?</form>', re.DOTALL)
ASKING = re.compile(r'(<form\b[^>]*method="get"[^>]*>)')
LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"[^>]*>((?:(?!<a\b).)*?)</a>', re.DOTALL)
ALONE = re.compile(rf"<p\b[^>]*>\s*{LINK.pattern}\s*</p>", re.DOTALL)


def as_at_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Show a page of a case as at the moment that its address asks for; the last middleware before the views.

    400 for a moment that is none, and for a page that has no past; 404 for a case that the person may not know of
    today, as without a moment, and for what was not there at that moment.
    """

    def serve(request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/api/") or not any(name in request.GET for name in PARAMETERS):
            return get_response(request)
        match = _match(request.path_info)
        if not isinstance(request.user, User) or match is None:
            return get_response(request)
        return _page_of_the_past(request, match, get_response)

    return serve


@lru_cache(maxsize=1000)  # where an address leads depends on the code alone
def _match(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None


def _page_of_the_past(
    request: HttpRequest, match: ResolverMatch, get_response: Callable[[HttpRequest], HttpResponse]
) -> HttpResponse:
    user = cast(User, request.user)
    if match.view_name not in READ and "ref" not in match.kwargs:
        return _no_such_moment(request, NO_PAST)
    case = case_for(user, match.kwargs["ref"])
    if case is None:
        raise Http404("There is no such case.")
    try:
        moment = moment_in(request.GET.dict())
    except BadMomentError as error:
        return _no_such_moment(request, str(error), case)
    if moment is None or request.method not in ("GET", "HEAD") or match.view_name not in READ:
        return _no_such_moment(request, NO_PAST, case)
    note_presence(request)
    request.as_at = moment  # type: ignore[attr-defined]  # for the banner and the title
    request.GET = _without_moment(request.GET)  # type: ignore[assignment]  # pages take what is there for their own
    with recorded_look(moment, case.pk, by=user):
        response = get_response(request)
    if response.status_code == HTTPStatus.NOT_FOUND:
        request.as_at = None  # type: ignore[attr-defined]
        return _no_such_moment(request, NOT_THERE.format(moment.words), case, status=response.status_code)
    return _within(moment, response)


def _without_moment(query: QueryDict) -> QueryDict:
    left = query.copy()
    for name in PARAMETERS:
        left.pop(name, None)
    return left


def _no_such_moment(request: HttpRequest, why: str, case: Case | None = None, status: int = 400) -> HttpResponse:
    return render(request, "desk/no_such_moment.html", {"why": why, "case": case}, status=status)


def _within(moment: Moment, response: HttpResponse) -> HttpResponse:
    """The answer with its links inside the moment, and nothing with which to act."""
    if location := response.headers.get("Location"):
        response.headers["Location"] = moment.added_to(location)
    if response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming:
        before, start, main = response.content.decode().partition("<main ")
        response.content = (_linked(before, moment) + start + rewritten(main, moment)).encode()
    return response


def rewritten(html: str, moment: Moment) -> str:
    """The main content of a page, with its links inside the moment and nothing with which to act."""
    hidden = f'<input type="hidden" name="{moment.parameter}" value="{escape(moment.value)}">'
    html = ASKING.sub(
        lambda found: found[0] + ("" if "data-as-at" in found[0] else hidden), FORM.sub("", PRESENT.sub("", html))
    )
    html = ALONE.sub(lambda found: "" if leads_to_an_act(found[1]) else found[0], html)
    return _linked(html, moment)


def _linked(html: str, moment: Moment) -> str:
    return LINK.sub(lambda found: _link(found, moment), html)


def _link(found: re.Match[str], moment: Moment) -> str:
    """A link stays in the moment where it leads to what can be read; of one to an act only its words stay, if any."""
    whole, address, words = found[0], unescape(found[1]), found[2]
    match = _led_to(address)
    if _is_of_an_act(match):
        return "" if "govuk-button" in whole else words
    if "data-as-at" in whole or not (address.startswith("?") or (match and match.view_name in READ)):
        return whole
    return whole.replace(f'href="{found[1]}"', f'href="{escape(moment.added_to(address))}"', 1)


def leads_to_an_act(address: str) -> bool:
    """Whether an address of a case is of a page that does not only read."""
    return _is_of_an_act(_led_to(address))


def _led_to(address: str) -> ResolverMatch | None:
    path = address.partition("?")[0].partition("#")[0]
    return _match(path) if path.startswith(OF_CASES) else None


def _is_of_an_act(match: ResolverMatch | None) -> bool:
    return bool(match and "ref" in match.kwargs and match.view_name not in READ)


def past_moment(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the past moment that a page is shown as at, for its banner and title."""
    return {"as_at": getattr(request, "as_at", None)}
