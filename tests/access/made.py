"""What routes are about: each makes it, and gives the arguments of the route."""

import datetime as dt
from collections.abc import Callable
from functools import cache
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.api.services import create_webhook
from bestvalue.desk.bundles.deciding import decision_on
from bestvalue.desk.bundles.making import ask_for_bundle
from bestvalue.desk.models import StatisticsRelease
from bestvalue.desk.reporting import report_problem
from bestvalue.desk.retention.holding import place_hold
from bestvalue.desk.saving import save_filter
from bestvalue.desk.statistics.quarters import Quarter
from bestvalue.desk.statistics.releasing import freeze_statistics
from bestvalue.desk.subject_access.searching import search_for_person
from bestvalue.messages.models import Delivery, Message, State
from bestvalue.messages.services.notifying import notify
from cases.models import (
    Case,
    Clock,
    PastEvent,
    Publication,
    PublicationPack,
    PublishedStep,
    ServiceFailureWatch,
    Submission,
    Task,
)
from cases.policy import asks_for
from cases.selectors.submissions import annexes_of
from cases.services.case_notes import write_note
from cases.services.comments import comment_on_submission
from cases.services.correcting import ask_correction
from cases.services.documents import keep
from cases.services.engaging import agree_next_step
from cases.services.files import attach, keep_file
from cases.services.letters import draft_letter
from cases.services.opening import close_without_action, log_contact
from cases.services.openings import ask_for_case
from cases.services.packs import approve_publication, prepare_publication
from cases.services.submissions import (
    add_annexes,
    clear_submission,
    decide,
    draft_submission,
    offer_for_clearance,
)
from cases.services.sweeping import sweep
from cases.services.tasks import record_absence
from cases.services.watches import open_watch
from cases.services.watching import plan_reinspection
from notices.models import Notice
from notices.services import draft_notice, draft_requirement
from tests.api.world import an_authority, complete_notice, engaged, heard, published
from tests.factories import person
from tests.lifecycle.build import PACK
from tests.support.assessing import drafted
from tests.support.machines import machine
from themes.models import Theme
from themes.services.editions import load_editions
from themes.services.observing import observe

from .table import People, case_of


def an_authoritys_slug(people: People) -> dict[str, Any]:
    """The slug of an authority."""
    return {"slug": an_authority().slug}


def with_themes(people: People) -> dict[str, Any]:
    """No arguments, once the guidance is loaded."""
    load_editions()
    return {}


def an_edition(people: People) -> dict[str, Any]:
    """The edition of the guidance that is held."""
    return with_themes(people) | {"slug": "2024-05"}


def guided(people: People) -> dict[str, Any]:
    """Such a case, once the guidance is loaded."""
    return with_themes(people) | {"ref": case_of(people).handle}


def an_observation(people: People) -> dict[str, Any]:
    """An indicator in free words that was observed on such a case."""
    ref = guided(people)["ref"]
    case, theme = Case.objects.get(handle=ref), Theme.objects.get(code="ur")
    facts: dict[str, Any] = {"concern": "Loans to a company.", "finding": "observed", "narrative": "Told."}
    made = observe(by=people["officer"], case=case, theme=theme, on=clock.today(), **facts)
    return {"ref": ref, "pk": made.pk}


def an_assessment(people: People) -> dict[str, Any]:
    """A draft assessment of such a case."""
    ref = guided(people)["ref"]
    return {"ref": ref, "pk": drafted(Case.objects.get(handle=ref), people["officer"]).pk}


def a_document(people: People) -> dict[str, Any]:
    """A frozen text on such a case."""
    case = case_of(people)
    return {"ref": case.handle, "pk": keep(case.pk, subject="notice:1", title="Letter", body="# Letter").pk}


def a_role(people: People) -> dict[str, Any]:
    """The role of the case officer."""
    return {"pk": people["officer"].pk, "role": people["officer"].role_holdings.get().pk}


def whose_work(people: People) -> dict[str, Any]:
    """The case officer in the lead's team."""
    return {"team": a_colleague(people)["team"], "of": people["officer"].pk}


def a_figure(people: People) -> dict[str, Any]:
    """One figure of such a release."""
    return {**a_release(people), "kind": "notice", "measure": "in_force"}


def a_release(people: People) -> dict[str, Any]:
    """The statistics of a quarter that is long over."""
    made = StatisticsRelease.objects.filter(quarter="2020-Q1").first()
    made = made or freeze_statistics(by=people["analyst"], quarter=Quarter(2020, 1))
    return {"quarter": made.quarter, "number": made.number}


def a_teams_number(people: People) -> dict[str, Any]:
    """The team of the case officer."""
    return {"pk": people["officer"].role_holdings.get().team_id}


def a_message(people: People) -> dict[str, Any]:
    """Something said to the officer."""
    return {"pk": said_to_the_officer(people).pk}


def an_undelivered_email(people: People) -> dict[str, Any]:
    """An email to the officer that was not delivered."""
    email = Delivery.objects.filter(message=said_to_the_officer(people))
    for state in (State.SENDING, State.DEAD):
        email.update(state=state)
    return {"pk": email.get().pk}


def said_to_the_officer(people: People) -> Message:
    """A message that is nobody else's."""
    words: dict[str, Any] = {"subject": "A plan came", "text": "Read it.", "link": "/cases/"}
    return notify(to=people["officer"], key="plan", kind="task", private=False, **words)


def a_decision(people: People) -> dict[str, Any]:
    """An event that decided something on such a case, of which there can be a bundle."""
    case = heard(case_of(people))
    close_without_action(by=people["deputy.director"], case=case, outcome="Nothing more.")
    return {"ref": case.handle, "decision": case.events.latest("case_version").hash}


def a_bundle(people: People) -> dict[str, Any]:
    """A bundle of such a decision, which waits to be made."""
    found = a_decision(people)
    case = Case.objects.get(handle=found["ref"])
    decision = decision_on(case, found["decision"])
    assert decision is not None  # it was just made
    return {"ref": case.handle, "pk": ask_for_bundle(by=people["lead"], case=case, decision=decision).pk}


def a_hold(people: People) -> dict[str, Any]:
    """A legal hold on such a case."""
    return {"pk": place_hold(by=people["records"], case=case_of(people), reason="An inquiry.").pk}


def a_saved_filter(people: People) -> dict[str, Any]:
    """Filters that the officer keeps."""
    saved = save_filter(by=people["officer"], page="desk:cases", query="stage=exit", name="Leaving")
    return {"pk": saved.pk}


def a_search(people: People) -> dict[str, Any]:
    """A search for subject access."""
    return {"pk": search_for_person(by=people["records"], names=["Nobody at all"], reason="A request.").pk}


def something_due(people: People) -> dict[str, Any]:
    """A rule of the retention schedule, and such a case."""
    return {"rule": "contacts", "place": case_of(people).handle}


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


def a_case_note(people: People) -> dict[str, Any]:
    """A note on such a case."""
    case = case_of(people)
    return {"ref": case.handle, "pk": write_note(by=people["lead"], case=case, text="It is fragile.").pk}


def a_draft_comment(people: People) -> dict[str, Any]:
    """A comment on a draft submission."""
    draft = a_submission(people)
    submission = Submission.objects.get(pk=draft["pk"])
    made = comment_on_submission(by=people["lead"], submission=submission, text="Too long.")
    return {"ref": draft["ref"], "pk": made.pk}


def a_draft_notice_by_kind(people: People) -> dict[str, Any]:
    """The kind and the identifier of a draft notice, which can be commented on."""
    return {**a_notice(people), "kind": "notice"}


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


@cache
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


def a_problem(people: People) -> dict[str, Any]:
    """A problem with a page, which the officer reported."""
    about = {"page": "/cases/", "reference": "", "doing": "Reading.", "wrong": "Nothing came."}
    return {"pk": report_problem(by=people["officer"], once=uuid4(), **about).pk}


def a_month(people: People, *parts: str) -> dict[str, Any]:
    """The year, or year and month, in which something was published."""
    day = something_published(people).published_on
    return {part: getattr(day, part) for part in parts}


def a_correction(people: People) -> dict[str, Any]:
    """Something on such a case that the lead says was recorded by mistake."""
    case = case_of(people)
    event = case.events.earliest("case_version")
    made = ask_correction(by=people["lead"], case=case, event=event, mistake="The wrong case.")
    return {"ref": case.handle, "pk": made.pk}


def a_machine(people: People) -> dict[str, Any]:
    """A machine for which the officer answers."""
    return {"pk": machine(by=people["admin"], responsible=people["officer"])[0].pk}


def a_webhook(people: People) -> dict[str, Any]:
    """A webhook that the officer asked for."""
    made = create_webhook(by=people["officer"], target="https://a.example/", description="The data hub.")
    return {"pk": made.pk}


def a_past_event(people: People) -> dict[str, Any]:
    """A past event of an authority, entered by the records manager."""
    authority = an_authority()
    made = PastEvent.objects.create(
        authority=authority, place=0, date="2024-01", type="other", entered_by=people["records"], acts_after=0
    )
    return {"slug": authority.slug, "pk": made.pk}


def a_task(people: People) -> dict[str, Any]:
    """A task of the officer, of the lead's team."""
    case = case_of(people)
    case.officer = people["officer"]
    case.save(update_fields=["officer"])
    agree_next_step(
        by=people["officer"], case=case, what="A plan", owner="The chief", due_on=clock.today() + dt.timedelta(days=1)
    )
    with clock.at(clock.today() + dt.timedelta(days=3)):
        sweep()
    return {"pk": Task.objects.get().pk}


def a_clock(people: People) -> dict[str, Any]:
    """The clock of such a task."""
    a_task(people)
    return {"pk": Clock.objects.get().pk}


def a_failing_clock(people: People) -> dict[str, Any]:
    """A clock that could not prompt."""
    found = a_clock(people)
    Clock.objects.update(attempts=1, next_at=clock.now())
    return found


def an_absence(people: People) -> dict[str, Any]:
    """The officer's absence, in which the lead stands in."""
    officer, lead, today = people["officer"], people["lead"], clock.today()
    return {"pk": record_absence(by=officer, person=officer, stand_in=lead, starts_on=today, ends_on=today).pk}


def a_colleague(people: People) -> dict[str, Any]:
    """The officer, in the lead's team."""
    team = people["lead"].role_holdings.get().team
    assert team is not None  # a lead holds the role in a team
    return {"team": team.slug, "pk": people["officer"].pk}


def a_team(people: People) -> dict[str, Any]:
    """The lead's team."""
    return {"slug": a_colleague(people)["team"]}


def a_watch(people: People, begun: dt.date | None = None) -> dict[str, Any]:
    """A watch on a service, whose two years begin today or on another day."""
    watch = open_watch(
        by=people["officer"],
        authority=an_authority(),
        service="Children",
        judged_by="An inspectorate",
        starts_on=begun or clock.today(),
        why_then="The first judgement.",
    )
    return {"pk": watch.pk}


def a_watch_that_asks(people: People) -> dict[str, Any]:
    """The same, with an open task."""
    found = a_watch(people, begun=clock.today() - dt.timedelta(days=1000))
    sweep()
    return found


def a_reinspection(people: People) -> dict[str, Any]:
    """A planned re-inspection of a watch."""
    found = a_watch(people)
    watch = ServiceFailureWatch.objects.get(**found)
    planned = plan_reinspection(by=people["officer"], watch=watch, body="An inspectorate", planned_on=clock.today())
    return {**found, "look": planned.pk}
