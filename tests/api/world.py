"""Cases, private and published, to read through the API."""

import datetime as dt
from typing import Any

from bestvalue import clock
from bestvalue.accounts.models import Role, Team, User
from cases.models import Authority, AuthorityAccount, AuthorityKind, Case, Publication, PublishedStep
from cases.services.consulting import consult_other_regimes
from cases.services.engaging import agree_next_step, offer_support, record_account
from cases.services.opening import agree_support, engage, log_contact
from interventions.services.reviews import draft_review
from notices.models import Notice
from notices.services import draft_notice
from tests.factories import person
from tests.support.assessing import assessed
from themes.services.editions import load_editions

PUBLISHED_ON = dt.date(2024, 6, 3)


def an_authority(slug: str = "exford", name: str = "Exford Borough Council", **facts: Any) -> Authority:
    """A fictional district."""
    kind, _ = AuthorityKind.objects.get_or_create(
        code="district", defaults={"label": "District council", "is_local_authority": True, "s230_reach": "yes"}
    )
    code = f"X{Authority.objects.count() + 1:08d}"
    return Authority.objects.create(slug=slug, name=name, ons_code=code, kind=kind, is_fictional=True, **facts)


def a_case(by: User, team: Team, authority: Authority | None = None) -> Case:
    """A private case that `by`, a lead of the team, opened."""
    return engage(by=by, officer=by, authority=authority or an_authority(), team=team, reason="Secret concern.")


def engaged(case: Case, officer: User, deputy_director: User) -> Case:
    """The case, with one of everything that private engagement leaves on it; every text holds the word "secret"."""
    today, soon = clock.today(), clock.today() + dt.timedelta(days=30)
    word = "A secret word."
    log_contact(by=officer, case=case, held_on=today, channel="letter", people="Secret people", summary=word)
    offer_support(by=officer, case=case, offered_on=today, what=word, provider="Secret provider")
    record_account(by=officer, case=case, given_on=today, given_by="Secret chief", text=word)
    agree_next_step(by=officer, case=case, what=word, owner="Secret owner", due_on=soon)
    agree_support(by=deputy_director, case=case, what=word, provider="Secret body", owner="Chief", review_on=soon)
    draft_review(by=officer, case=case, terms=word, reviewers="Secret reviewers", basis="Secret consent.")
    parts: dict[str, Any] = dict.fromkeys(("consulted", "view", "other_regimes", "exceptional_reasons"), word)
    consult_other_regimes(by=officer, case=case, held_on=today, **parts)
    return case


def published(case: Case, by: User, number: str = "BVN-2024-0001", **facts: Any) -> Publication:
    """A publication on a case, with one dated statement."""
    defaults = {
        "kind": "notice",
        "title": "Best Value Notice: Exford",
        "in_force_from": PUBLISHED_ON,
        "published_on": PUBLISHED_ON,
        "retrospective": True,
        "subject": f"notice:{number}",
    }
    row = Publication.objects.create(
        **{**defaults, **facts},
        register_id=number,
        case=case,
        authority=case.authority,
        approved_by=by,
        published_by=by,
    )
    PublishedStep.objects.create(
        publication=row, on=PUBLISHED_ON, text="A notice was issued.", source="https://a.example/"
    )
    return row


def complete_notice(case: Case, by: User) -> Notice:
    """A draft notice that lacks nothing."""
    load_editions()
    today = clock.today()
    holder = case.authority.officers.create(post="head_of_paid_service", name="A. Chief", starts_on=today)
    words: dict[str, Any] = dict.fromkeys(
        ("what_prompted", "credit", "engagement_asked", "private_response"), "Written."
    )
    return draft_notice(
        by=by,
        case=case,
        concerns=[{"theme_id": "ur", "text": "Reserves fall."}],
        expectations=["Publish a plan."],
        recipients=[{"officer": holder, "role": "to"}],
        signed_by=person(Role.DEPUTY_DIRECTOR),
        **words,
    )


def heard(case: Case) -> Case:
    """The case, with what its authority says and an agreed assessment: what closing it needs."""
    by = case.events.order_by("case_version")[0].actor
    AuthorityAccount.objects.create(case=case, given_on=clock.today(), given_by="A. Chief", text="So.", recorded_by=by)
    return assessed(case)
