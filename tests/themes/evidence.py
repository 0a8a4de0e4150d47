"""Items of evidence for tests: each gives something valid, a test names only what it is about."""

from typing import Any

from bestvalue import clock
from bestvalue.accounts.models import User
from cases.models import Authority
from themes.models import EvidenceVersion, SourceType
from themes.services.evidence import add_evidence

WORD = "zzsecret"


def an_item(by: User, authority: Authority, source: str = "auditors-annual-report", **facts: Any) -> EvidenceVersion:
    """An item about an authority; on a case where `case` is given."""
    defaults = {
        "body": "Exford's auditor",
        "title": "The auditor's report",
        "received_on": clock.today(),
        "sensitivity": "official",
        "summary": "Reserves were used to balance the budget.",
    }
    source_type = SourceType.objects.get(pk=source)
    return add_evidence(by=by, authority=authority, source_type=source_type, **{**defaults, **facts})


def a_disclosure(by: User, authority: Authority, deputy_director: User, **facts: Any) -> EvidenceVersion:
    """What a whistle-blower told, every word of it secret."""
    told = dict.fromkeys(("title", "summary", "body"), f"A {WORD} word")
    return an_item(
        by,
        authority,
        "whistle-blower",
        **{**told, "identity": f"{WORD} person", "looked_after_by": deputy_director, **facts},
    )
