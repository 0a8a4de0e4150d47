"""Adds to the OpenAPI document what every operation has in common: the problem document as its answer to any error."""

from typing import Any

from .examples import EXAMPLES
from .problems import MEDIA_TYPE

TEXT = {"type": "string"}

PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "required": [
        *("type", "title", "status", "detail", "instance", "code"),
        *("errors", "unmet_conditions", "changes", "request_id"),
    ],
    "properties": {
        "type": TEXT,
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "instance": TEXT,
        "code": TEXT | {"description": "Stable, for programs to tell problems apart."},
        "errors": {
            "type": "array",
            "items": {"type": "object", "properties": {"pointer": TEXT, "code": TEXT, "message": TEXT}},
        },
        "unmet_conditions": {
            "type": "array",
            "items": {"type": "object", "properties": {"code": TEXT, "message": TEXT, "link": TEXT}},
        },
        "changes": {
            "type": "array",
            "items": {"type": "object", "properties": {"verb": TEXT, "label": TEXT, "by": TEXT, "at": TEXT}},
        },
        "request_id": TEXT,
    },
}


ETAG = {"ETag": {"description": "A hash of the very bytes sent.", "schema": TEXT}}
IF_NONE_MATCH = {
    "in": "header",
    "name": "If-None-Match",
    "schema": TEXT,
    "description": "The ETag of what you have: the answer is 304 without a body while nothing has changed.",
}
PROBLEMS = {
    "400": "A query parameter is unknown, given twice, or not valid; `errors` points at each.",
    "401": "No token was sent, or one that is unknown, expired or revoked.",
    "403": "The token's scopes do not cover this.",
    "404": "There is nothing here, or nothing that you may know of: the two look alike.",
    "406": "The media types asked for cannot be had here.",
}
WRITE_PROBLEMS = {
    "400": "The body or a query parameter is not valid, or has a member that is not taken; `errors` points at each.",
    "403": "The token or your roles do not cover this, or it needs a step-up code: `code` tells which.",
    "409": "The act is not open now, and `unmet_conditions` says why; or the first request is still being answered.",
    "412": "It has changed since you read it; `changes` names the acts that you had not seen.",
    "422": "The idempotency key was sent before with another address or body.",
    "428": "`If-Match` is missing.",
    "429": "Too many tries; `Retry-After` says when the next one is looked at.",
}
DESCRIPTION = """\
Reads and acts on the cases of best value authorities in England, and reads the public register of what was published
about them.

**Who may read what.** `register/` is open to anyone. All else needs a token, sent as `Authorization: Bearer …`, and
shows what its owner may see today: a role that ends bites at once. What you may not know of does not exist for you.

**Machines.** A machine that an administrator registered gets a short token at `/api/oauth/token/` (OAuth 2 client
credentials). It reads what its role may see, submits evidence and values of metrics where its scopes say so, and does
no other act: whatever else it tries is 403 `not_for_machines`. Each operation names the scope that it needs.

**Shapes.** Every answer is a JSON object, its names in snake_case. Instants are ISO 8601 in UTC with a `Z`, days are
`YYYY-MM-DD`. Lists come in pages (`page`, `page_size` from 1 to 100), events behind a cursor (`after`): follow `next`
and build no address yourself. A query parameter that an address does not know is refused.

**Acting.** A token that may act, does so in its owner's name: with that person's roles, and under the same law as in
the browser. Every write but the making of something new names in `If-Match` the ETag of what you read. A POST with an
`Idempotency-Key` may be sent again without acting twice. The gravest acts need a `Step-Up-Code`.

**Errors** are problem documents (RFC 9457) with a stable `code`, and a `request_id` to quote when you ask for help.

**Saving work.** Every JSON answer has an ETag; send it back as `If-None-Match`. The register may be cached for five
minutes by anyone.
"""
TAGS = {
    "Public register": "What has been published. No token is needed, and everyone gets the same answer.",
    "Authorities": "Best value authorities, past and present: public facts.",
    "Cases": "Cases, their events and their moves. Each reading is recorded.",
    "Submissions": "Advice to ministers: written, cleared, and sent to a minister's box.",
    "Decisions": "The minister's box: what waits, and each decision. Ministers and private office only.",
    "Bundles": "Everything that was before whoever took a decision, in one archive that anybody can check.",
    "Publications": "What is prepared for the public, approved by a deputy director and published by press.",
    "Openings": "Requests to open a case, which a deputy director decides. The answer is the same for every authority.",
    "Watches": "Watches on failing services: two years of looking again, no deadline for cure. None is public.",
    "Engagement": "What private engagement leaves on a case: offers, accounts, next steps, support, reviews.",
    "Notices": "Best Value Notices, requirements for information and the letters that go with them.",
    "Inspections": "External reviews, and inspections under the 1999 Act.",
    "Interventions": "Packages, proposals and what is said about them, directions, appointments and reports.",
    "Exit and oversight": "How an intervention ends, and the year after.",
    "Clocks": "The dates that run on what you may know of, by date. They prompt people; nothing follows by itself.",
    "Portfolio": "Figures over the cases that you may know of, and the frozen statistics of quarters. None is ranked.",
    "Tasks": "What the calendar asks of you, who stands in for whom, and handing over a leaver's work.",
    "Messages": "What the service said to you, and how you hear of it; for administrators, what became of the emails.",
    "Operations": "How the service runs, for administrators: the work of the clock, and what failed.",
    "Saved filters": "Filters of a list that you keep under a name, and those that others share with your team.",
    "Search": "Anything that you may see, by its words or a name old or new. Nothing is ranked.",
    "Events": "The change feed: what happened on the cases that you may know of, each event once.",
    "Webhooks": "Addresses to which the same events are sent, signed, once an administrator has approved them.",
    "Themes": "The seven themes of the statutory guidance, and its editions.",
    "Assessments": "What is observed and assessed on a case, in words. Nothing in it is counted, scored or ranked.",
    "Evidence": "Evidence about authorities, in versions that are never edited. It moves nothing by itself.",
    "Metrics": "What is counted, the figures of one authority at a time, its comparators, and imports of figures.",
}


def describe(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Add what a stranger needs to know of the whole API (a drf-spectacular post-processing hook)."""
    result["info"]["description"] = DESCRIPTION
    result["tags"] = [{"name": name, "description": text} for name, text in TAGS.items()]
    return result


def add_problems(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Give every operation the problem document as its default answer (a drf-spectacular post-processing hook)."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
    answer = {
        "description": "A problem document.",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for path, operations in result.get("paths", {}).items():
        for method, operation in operations.items():
            responses = operation["responses"]
            found = _problems(path, operation) | (WRITE_PROBLEMS if method != "get" else {})
            responses.update({code: answer | {"description": text} for code, text in found.items()})
            responses["default"] = answer
            if method == "get" and not path.endswith(".csv"):
                _add_conditions(operation)
    return result


def add_examples(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Give what is most often sent and shown an example (a drf-spectacular post-processing hook)."""
    for name, example in EXAMPLES.items():
        result["components"]["schemas"][name]["examples"] = [example]
    return result


def _problems(path: str, operation: dict[str, Any]) -> dict[str, str]:
    secured = ["401", "403"] if {} not in operation.get("security", [{}]) else []
    return {code: PROBLEMS[code] for code in ["400", *secured, *(["404"] if "{" in path else []), "406"]}


def _add_conditions(operation: dict[str, Any]) -> None:
    operation.setdefault("parameters", []).append(IF_NONE_MATCH)
    operation["responses"]["200"]["headers"] = ETAG
    operation["responses"]["304"] = {"description": "What you have is still what is here.", "headers": ETAG}
