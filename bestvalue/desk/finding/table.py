"""The one table of what can be found. To make something findable, index its words and give it a row here."""

from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef
from django.urls import reverse

from bestvalue import clock
from bestvalue.text_search import without_sums, words_of
from bestvalue.ui.dates import day_in_words
from cases.models import (
    AuthorityAccount,
    Case,
    CaseNote,
    Contact,
    Document,
    DraftComment,
    File,
    FileText,
    Letter,
    Publication,
    PublishedStep,
    Submission,
)
from cases.models.files import MOST_OF_A_TEXT
from cases.moves import MOVES
from cases.selectors.submissions import STATES
from cases.where import page_of_instrument
from interventions.models import Direction, Representation
from interventions.standing import standing_of, title_of
from notices.models import Notice
from notices.selectors import standing_of as standing_of_notice

from . import rows, telling
from .kinds import Kind, called, either, headline, in_words, on_cases, words_in
from .telling import at, on_case
from .words import Asked, named_spans


def _published(asked: Asked) -> Any:
    """The first published statement in which the words stand."""
    steps = in_words(PublishedStep.objects.filter(publication=OuterRef("pk")), asked).order_by("on", "pk")
    return steps.values(told=asked.headline(words_of(*PublishedStep.SEARCHED)))[:1]


TABLE = (
    Kind(
        name="authorities",
        label="Authorities",
        rows=rows.authorities,
        match=rows.by_name_of_authority,
        order=("name", "pk"),
        title=str,
        titled=named_spans,
        about=telling.authority,
        page=at("desk:authority", "slug"),
        resource=at("api:authority", "slug"),
        case="",
        case_of=lambda row: None,
    ),
    Kind(
        name="cases",
        label="Cases",
        rows=rows.cases,
        match=either(called(Case, "authority"), rows.case_called),
        order=("authority__name", "-opened_on", "pk"),
        title=lambda row: row.authority.name,
        titled=named_spans,
        about=telling.case,
        page=lambda row: reverse("desk:case", args=[row.ref]),
        resource=lambda row: reverse("api:case", args=[row.ref]),
        case="",
        case_of=lambda row: row,
    ),
    Kind(
        name="officers",
        label="People in post in authorities",
        rows=rows.officers,
        match=rows.by_name_of_officer,
        order=("name", "pk"),
        title=lambda row: row.name,
        titled=named_spans,
        about=telling.officer,
        page=lambda row: reverse("desk:authority", args=[row.authority.slug]) + "#officers",
        resource=lambda row: reverse("api:officer", args=[row.authority.slug, row.pk]),
        case="",
        case_of=lambda row: None,
    ),
    Kind(
        name="notices",
        label="Best Value Notices",
        rows=on_cases(Notice),
        match=either(words_in(Notice), called(Notice, "case__authority")),
        title=lambda row: (
            f"Best Value Notice of {day_in_words(row.issued_on, row.month_only)}"
            if row.issued_on
            else "Best Value Notice"
        ),
        about=on_case(standing_of_notice),
        excerpt=headline(Notice),
        page=at("notices:notice", "ref", "pk"),
        resource=at("api:notice", "ref", "pk"),
    ),
    Kind(
        name="directions",
        label="Directions",
        rows=on_cases(Direction),
        match=either(words_in(Direction), called(Direction, "case__authority")),
        title=title_of,
        about=on_case(lambda row: standing_of(row, clock.today())),
        excerpt=headline(Direction),
        page=at("interventions:direction", "ref", "pk"),
        resource=at("api:direction", "ref", "pk"),
    ),
    Kind(
        name="evidence",
        label="Evidence",
        rows=rows.evidence,
        match=in_words,
        order=("-received_on", "-recorded_at", "pk"),
        title=lambda row: row.title,
        about=telling.evidence,
        excerpt=lambda asked: asked.headline(words_of("summary", "body", "comparator", "caveat", "title")),
        page=lambda row: reverse("evidence:item", args=[row.evidence_id]),
        resource=lambda row: reverse("api:evidence_item", args=[row.evidence_id]),
        case="evidence__case",
        case_of=lambda row: row.evidence.case if row.knows_the_case else None,
        read=telling.read_of_evidence,
    ),
    Kind(
        name="documents",
        label="Documents",
        rows=on_cases(Document),
        match=in_words,
        title=lambda row: f"{row.title[:1].upper()}{row.title[1:]}, version {row.version}",
        about=on_case(lambda row: day_in_words(row.created_at.astimezone(clock.LONDON))),
        excerpt=lambda asked: asked.headline(without_sums(words_of("body"))),
        page=at("cases:document", "ref", "pk"),
        resource=at("api:case_document", "ref", "pk"),
    ),
    Kind(
        name="files",
        label="Files, and what stands in them",
        rows=rows.files,
        match=either(words_in(File), words_in(FileText, "file", MOST_OF_A_TEXT)),
        order=("-uploaded_at", "pk"),
        title=lambda row: row.name,
        about=telling.file,
        excerpt=lambda asked: asked.headline(words_of("description", "text__body", most=MOST_OF_A_TEXT)),
        page=telling.page_of_file,
        resource=telling.resource_of_file,
        case="on",
        read=telling.read_of_file,
    ),
    Kind(
        name="letters",
        label="Letters",
        rows=on_cases(Letter),
        match=in_words,
        title=lambda row: row.subject_line,
        about=on_case(
            lambda row: f"To {row.to_name}. {'Sent ' + day_in_words(row.sent_on) if row.sent_on else 'Not sent'}"
        ),
        excerpt=headline(Letter),
        page=at("notices:letter", "ref", "pk"),
        resource=at("api:letter", "ref", "pk"),
    ),
    Kind(
        name="submissions",
        label="Submissions",
        rows=lambda user: on_cases(Submission)(user).filter(retrospective=False),
        match=in_words,
        title=lambda row: row.question,
        about=on_case(lambda row: STATES[row.state]),
        excerpt=headline(Submission),
        page=at("cases:submission", "ref", "pk"),
        resource=at("api:case_submission", "ref", "pk"),
    ),
    Kind(
        name="representations",
        label="Representations",
        rows=on_cases(Representation, "proposal__case"),
        match=in_words,
        order=("-received_on", "pk"),
        title=lambda row: f"From {row.sender}",
        about=on_case(lambda row: f"Received {day_in_words(row.received_on)}", of=lambda row: row.proposal.case),
        excerpt=headline(Representation),
        page=lambda row: reverse("interventions:proposal", args=[row.proposal.case.ref, row.proposal_id]),
        resource=lambda row: reverse("api:proposal", args=[row.proposal.case.ref, row.proposal_id]),
        case="proposal__case",
        case_of=lambda row: row.proposal.case,
    ),
    Kind(
        name="contacts",
        label="Contacts with authorities",
        rows=on_cases(Contact),
        match=in_words,
        order=("-held_on", "pk"),
        title=lambda row: f"{row.get_channel_display()}, {day_in_words(row.held_on, row.month_only)}",
        about=on_case(lambda row: "Early engagement is private"),
        excerpt=headline(Contact),
        page=at("desk:engagement", "ref", after="#contacts"),
        resource=at("api:case_contact", "ref", "pk"),
    ),
    Kind(
        name="accounts",
        label="What authorities say",
        rows=on_cases(AuthorityAccount),
        match=in_words,
        order=("-given_on", "pk"),
        title=lambda row: f"Given by {row.given_by}",
        about=on_case(lambda row: day_in_words(row.given_on)),
        excerpt=headline(AuthorityAccount),
        page=at("desk:engagement", "ref", after="#accounts"),
        resource=at("api:account", "ref", "pk"),
    ),
    Kind(
        name="notes",
        label="Case notes",
        rows=lambda user: on_cases(CaseNote)(user).select_related("written_by"),
        match=in_words,
        order=("-written_at", "pk"),
        title=lambda row: f"Note by {row.written_by}",
        about=on_case(lambda row: day_in_words(row.written_at.astimezone(clock.LONDON))),
        excerpt=headline(CaseNote),
        page=at("cases:note", "ref", "pk"),
        resource=at("api:case_note", "ref", "pk"),
    ),
    Kind(
        name="comments",
        label="Comments on drafts",
        rows=lambda user: on_cases(DraftComment)(user).select_related("by"),
        match=in_words,
        order=("-made_at", "pk"),
        title=lambda row: f"{'Answer' if row.answers_to_id else 'Comment'} by {row.by}",
        about=on_case(lambda row: day_in_words(row.made_at.astimezone(clock.LONDON))),
        excerpt=headline(DraftComment),
        page=lambda row: f"{page_of_instrument(row.subject, row.case)}#comments",
        resource=lambda row: reverse("api:draft_comment", args=[row.case.ref, row.answers_to_id or row.pk]),
    ),
    Kind(
        name="publications",
        label="The public register",
        rows=rows.publications,
        match=either(words_in(Publication), words_in(PublishedStep, "publication"), called(Publication, "authority")),
        order=("-published_on", "register_id"),
        title=lambda row: row.title,
        about=telling.publication,
        excerpt=_published,
        page=at("register:entry", "register_id"),
        resource=at("api:register_instrument", "register_id"),
        case_of=lambda row: None,
    ),
    Kind(
        name="events",
        label="Events",
        rows=rows.events,
        match=rows.by_act_or_words,
        order=("-case_version",),
        title=lambda row: MOVES[row.verb].label if row.verb in MOVES else row.verb.replace("_", " ").capitalize(),
        about=lambda row: f"{day_in_words(row.effective_on)}. Recorded by {row.actor}",
        excerpt=lambda asked: asked.headline(words_of("reason", "acting_for")),
        page=telling.page_of_event,
        resource=lambda row: reverse("api:case_events", args=[row.case.ref]),
        everywhere=False,
    ),
)
KINDS: Mapping[str, Kind] = {each.name: each for each in TABLE}
