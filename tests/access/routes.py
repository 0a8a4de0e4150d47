"""The one table of routes and who gets in: one line per route name. A route that is not here fails `test_routes`.

    "cases:detail": ROLES("officer", "lead", kwargs=lambda people: {"ref": a_case(people).handle}),

`PUBLIC` is for everyone, `SIGNED_IN` for every person, `ROLES(...)` for those named by their login in the
demonstration (`ALL` lists them). What the others get is 404 unless `refused=403` is given, or 403 for those that
`known_to` names, because they know of the case (`ON_THE_CASE(...)` is for its acts); the anonymous are sent to sign
in, or get 401 under `/api/`. `status` is what those let in get; `method` and `data` say how the route is asked.
`kwargs` makes what the route is about, and returns its arguments; it is called once, with the people by login.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.accounts.services.demonstration import PARTS
from bestvalue.accounts.services.tokens import issue_token
from cases.models import Case, Publication, PublicationPack, PublishedStep, Submission
from cases.policy import asks_for
from cases.selectors.submissions import annexes_of
from cases.services.documents import keep
from cases.services.files import attach, keep_file
from cases.services.letters import draft_letter
from cases.services.opening import log_contact
from cases.services.openings import ask_for_case
from cases.services.packs import approve_publication, prepare_publication
from cases.services.submissions import (
    add_annexes,
    clear_submission,
    decide,
    draft_submission,
    offer_for_clearance,
)
from notices.models import Notice
from notices.services import draft_notice, draft_requirement
from tests.api.world import a_case, an_authority, complete_notice, engaged, published
from tests.factories import person
from tests.lifecycle.build import PACK
from themes.services.editions import load_editions

ANONYMOUS = "anonymous"
ALL = tuple(part.login for part in PARTS)
People = Mapping[str, User]


def no_arguments(people: People) -> dict[str, Any]:
    """The arguments of a route that takes none."""
    return {}


@dataclass(frozen=True)
class Route:
    """Who gets in, and what everyone gets."""

    allowed: frozenset[str]
    known_to: frozenset[str] = frozenset()
    status: int = 200
    refused: int = 404
    method: str = "get"
    data: Mapping[str, Any] = field(default_factory=dict)
    kwargs: Callable[[People], dict[str, Any]] = no_arguments

    def expected(self, visitor: str, path: str) -> int:
        """The status that a visitor, by login or `anonymous`, must get at `path`."""
        if visitor in self.allowed:
            return self.status
        if visitor == ANONYMOUS:
            return 401 if path.startswith("/api/") else 302
        return 403 if visitor in self.known_to else self.refused


def PUBLIC(**more: Any) -> Route:  # noqa: N802 - stands out in the table
    """Everyone gets in, signed in or not."""
    return Route(frozenset({ANONYMOUS, *ALL}), **more)


def SIGNED_IN(**more: Any) -> Route:  # noqa: N802
    """Every person gets in, whatever their role."""
    return Route(frozenset(ALL), **more)


def ROLES(*logins: str, **more: Any) -> Route:  # noqa: N802
    """Only these people get in, named by their login in the demonstration. Raises ValueError for any other name."""
    if unknown := set(logins) - set(ALL):
        raise ValueError(f"not among the people of the demonstration: {', '.join(sorted(unknown))}")
    return Route(frozenset(logins), **more)


# The team of the case, its line, the deciding ministers, and the team's records manager.
BOX = ("minister", "secretary.of.state", "private.office")
PUBLISHING = ("officer", "other.officer", "lead", "deputy.director", "press")
KNOW_THE_CASE = ("officer", "lead", "records", "deputy.director", "minister", "secretary.of.state")
OFFICIALS = ("officer", "lead", "deputy.director")
KEEPERS = ("officer", "lead", "other.officer", "admin")  # who records which officers an authority has


def ON_THE_CASE(*logins: str, **more: Any) -> Route:  # noqa: N802
    """Those named may act; the others who know of the case get 403, and to strangers there is nothing."""
    return ROLES(*logins, known_to=frozenset(KNOW_THE_CASE), **{"kwargs": a_private_case, **more})


def an_authoritys_slug(people: People) -> dict[str, Any]:
    """The slug of an authority."""
    return {"slug": an_authority().slug}


def with_themes(people: People) -> dict[str, Any]:
    """No arguments, once the guidance is loaded."""
    load_editions()
    return {}


def a_private_case(people: People) -> dict[str, Any]:
    """A case of the lead's team, of which nothing was published."""
    return {"ref": case_of(people).handle}


def a_document(people: People) -> dict[str, Any]:
    """A frozen text on such a case."""
    case = case_of(people)
    return {"ref": case.handle, "pk": keep(case.pk, subject="notice:1", title="Letter", body="# Letter").pk}


def a_file(people: People) -> dict[str, Any]:
    """A file kept on such a case."""
    case = case_of(people)
    made = keep_file(by=people["lead"], case=case, upload=SimpleUploadedFile("a.txt", b"Text"))
    return {"ref": case.handle, "pk": made.pk}


def a_recipient(people: People) -> dict[str, Any]:
    """A person to whom a notice goes."""
    found = a_notice(people)
    notice = Notice.objects.get(pk=found["pk"])
    holder = notice.case.authority.officers.create(post="leader", name="A. Leader", starts_on=clock.today())
    return {**found, "recipient": notice.recipients.create(officer=holder, role="to").pk}


def an_expectation(people: People) -> dict[str, Any]:
    """Something that a notice expects."""
    found = a_notice(people)
    Notice.objects.get(pk=found["pk"]).expectations.create(number=1, text="Publish a plan.")
    return {**found, "number": 1}


def an_item(people: People) -> dict[str, Any]:
    """An item of a requirement for information."""
    item = {"question": "Cash", "function": "Finance", "format": "CSV", "due_on": clock.today()}
    case = case_of(people)
    made = draft_requirement(by=people["officer"], case=case, purpose="To follow.", items=[item])
    return {"ref": case.handle, "pk": made.pk, "number": 1}


def a_pack(people: People) -> dict[str, Any]:
    """A publication pack that waits for approval."""
    case = case_of(people)
    notice = draft_notice(by=people["officer"], case=case)
    made = prepare_publication(by=people["officer"], instrument=notice, title="Title", statement="It was issued.")
    return {"pk": made.pk}


def an_approved_pack(people: People) -> dict[str, Any]:
    """The same, approved."""
    found = a_pack(people)
    pack = PublicationPack.objects.get(**found)
    approve_publication(by=people["deputy.director"], pack=pack, digest=pack.digest())
    return found


def a_published_copy(people: People) -> dict[str, Any]:
    """A published notice whose copy and PDF can be read."""
    publication = something_published(people)
    step = PublishedStep.objects.create(publication=publication, on=clock.today(), text="Copy.", body="# Letter")
    by = people["lead"]
    attach(by=by, case=publication.case, subject=f"published_step:{step.pk}", name="a.pdf", content=b"%PDF-1.7")
    return {"register_id": publication.register_id, "place": 2}


def a_contact(people: People) -> dict[str, Any]:
    """A contact logged on such a case."""
    case, today = case_of(people), clock.today()
    made = log_contact(by=people["lead"], case=case, held_on=today, channel="call", people="A", summary="B")
    return {"ref": case.handle, "pk": made.pk}


def a_submission(people: People) -> dict[str, Any]:
    """A draft submission that asks for a notice."""
    made = submission_on(case_of(people), people["officer"])
    return {"ref": made.case.handle, "pk": made.pk}


def a_submission_sent(people: People) -> dict[str, Any]:
    """The address of a submission that is with a minister."""
    return {"pk": sent_to_a_minister(people).pk}


def an_approval(people: People) -> dict[str, Any]:
    """The address of an unspent approval of a minister who has since left."""
    asked = sent_to_a_minister(people).acts.get()
    left = person(Role.MINISTER)
    decide(by=left, asked=asked, decision="approve", reasons="Read.")
    left.role_holdings.update(ends_on=clock.today() - dt.timedelta(days=1))
    return {"pk": asked.submission_id, "act": asked.pk}


def an_annex_sent(people: People) -> dict[str, Any]:
    """The address of an annex of a submission that is with a minister."""
    sent = sent_to_a_minister(people)
    return {"pk": sent.pk, "file": annexes_of(sent).get().pk}


def sent_to_a_minister(people: People) -> Submission:
    """A complete submission that was cleared, with an annex."""
    made = submission_on(case_of(people), people["officer"], **PACK)
    add_annexes(by=people["officer"], submission=made, uploads=[SimpleUploadedFile("a.txt", b"Text")])
    offer_for_clearance(by=people["officer"], submission=made)
    return clear_submission(by=people["deputy.director"], submission=made)


def a_notice(people: People) -> dict[str, Any]:
    """A draft notice on such a case."""
    case = case_of(people)
    return {"ref": case.handle, "pk": draft_notice(by=people["officer"], case=case).pk}


def a_requirement(people: People) -> dict[str, Any]:
    """A draft requirement for information on such a case."""
    case = case_of(people)
    return {"ref": case.handle, "pk": draft_requirement(by=people["officer"], case=case, purpose="To see.").pk}


def a_letter(people: People) -> dict[str, Any]:
    """A draft letter on such a case."""
    case = case_of(people)
    made = draft_letter(by=people["officer"], case=case, kind="leader", to_name="A. Leader", subject_line="A notice")
    return {"ref": case.handle, "pk": made.pk}


def submission_on(case: Case, officer: User, **sections: Any) -> Submission:
    """A draft submission on a case, that asks for a complete notice."""
    notice = complete_notice(case, officer)
    return draft_submission(by=officer, case=case, question="Issue it?", acts=[("issue_notice", notice)], **sections)


def part_of(manager: str) -> Callable[[People], dict[str, Any]]:
    """Makes a case with one of everything that engagement leaves on it, and names the one of this manager."""

    def made(people: People) -> dict[str, Any]:
        case = engaged(case_of(people), people["officer"], people["deputy.director"])
        return {"ref": case.handle, "pk": getattr(case, manager).get().pk}

    return made


def a_request_to_open(people: People) -> dict[str, Any]:
    """A request to open a case, which waits."""
    lead, (team,) = people["lead"], asks_for(people["lead"])
    return {"pk": ask_for_case(by=lead, authority=an_authority(), team=team, reason="A letter.").pk}


def an_officer(people: People) -> dict[str, Any]:
    """Somebody in a post of an authority."""
    authority = an_authority()
    holding = authority.officers.create(post="leader", name="Una Ashby", starts_on=clock.today())
    return {"slug": authority.slug, "pk": holding.pk}


def something_published(people: People) -> Publication:
    """A published notice."""
    return published(case_of(people), people["lead"])


def case_of(people: People) -> Case:
    """A case of the lead's team."""
    team = people["lead"].role_holdings.get().team
    assert team is not None  # a lead holds the role in a team
    return a_case(people["lead"], team)


ROUTES: dict[str, Route] = {
    "accounts:sign_in": PUBLIC(method="post"),
    "accounts:sign_out": PUBLIC(method="post"),
    "accounts:account": SIGNED_IN(),
    "accounts:create_token": SIGNED_IN(method="post"),
    "accounts:step_up": SIGNED_IN(status=404),  # 404 without an act and a document; tests/accounts/test_step_up.py
    "accounts:revoke_token": ROLES(
        "officer",
        method="post",
        status=302,
        kwargs=lambda people: {"pk": issue_token(user=people["officer"], name="Test")[0].pk},
    ),
    "healthz": PUBLIC(),
    "readyz": PUBLIC(),
    "desk:home": SIGNED_IN(),
    "desk:cases": SIGNED_IN(),
    "desk:case": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    "desk:case_moves": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    "desk:case_timeline": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
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
    "interventions:draft_review": ON_THE_CASE(*OFFICIALS),
    "interventions:commission_review": ON_THE_CASE("lead", "deputy.director", kwargs=part_of("externalreviews")),
    "interventions:receive_review_report": ON_THE_CASE(*OFFICIALS, kwargs=part_of("externalreviews")),
    "interventions:end_review": ON_THE_CASE("deputy.director", kwargs=part_of("externalreviews")),
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
    "desk:notices": SIGNED_IN(),
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
    "register:index": PUBLIC(),
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
    "api:case_files": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    "api:case_file": ROLES(*KNOW_THE_CASE, kwargs=a_file),
    "api:case_file_content": ROLES(*KNOW_THE_CASE, kwargs=a_file),
    "api:case_contacts": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    "api:case_contact": ROLES(*KNOW_THE_CASE, kwargs=a_contact),
    **{
        f"api:{name}": ROLES(*KNOW_THE_CASE, kwargs=a_private_case)
        for name in (
            *("support_offers", "accounts", "next_steps", "support_arrangements", "consultations"),
            "external_reviews",
        )
    },
    **{
        f"api:{name}": ROLES(*KNOW_THE_CASE, kwargs=part_of(manager))
        for name, manager in (
            *(("support_offer", "supportoffers"), ("account", "accounts"), ("next_step", "nextsteps")),
            *(("support_arrangement", "supportarrangements"), ("consultation", "consultations")),
            ("external_review", "externalreviews"),
        )
    },
    # A write that names nothing read is refused before anything is looked up; tests/api/test_engagement.py goes on.
    **{
        f"api:{name}": SIGNED_IN(method="post", status=428, kwargs=part_of(manager))
        for name, manager in (
            *(("answer_offer", "supportoffers"), ("end_next_step", "nextsteps")),
            *(("end_support", "supportarrangements"), ("commission_review", "externalreviews")),
            *(("receive_review_report", "externalreviews"), ("end_review", "externalreviews")),
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
    "api:recuse": SIGNED_IN(method="post", status=428, kwargs=a_submission_sent),
    "api:decide": SIGNED_IN(method="post", status=428, kwargs=an_approval),
    "api:confirm_decision": SIGNED_IN(method="post", status=428, kwargs=an_approval),
    "api:case_moves": ROLES(*KNOW_THE_CASE, kwargs=a_private_case),
    "api:register_authorities": PUBLIC(),
    "api:register_authority": PUBLIC(kwargs=lambda people: {"slug": something_published(people).authority.slug}),
    "api:register_instruments": PUBLIC(),
    "api:register_instrument": PUBLIC(kwargs=lambda people: {"register_id": something_published(people).register_id}),
    "api:register_table": PUBLIC(),
    "api:register_feed": PUBLIC(),
}
