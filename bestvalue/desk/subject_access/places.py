"""Where a person appears: the table of places, searched for one records manager within what they may know of."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.models import Role, RoleHolding, User
from bestvalue.desk.models import ProblemReport, SubjectSearch
from bestvalue.messages.models import Message
from bestvalue.records.models import Event
from cases.models import (
    AuthorityAccount,
    Case,
    CaseNote,
    Contact,
    Document,
    DraftComment,
    File,
    Letter,
    NextStep,
    OfficeHolding,
    RegimeConsultation,
    Submission,
    SubmissionComment,
    SupportArrangement,
    SupportOffer,
)
from cases.models.submissions import WRITTEN
from cases.policy import visible_cases
from interventions.models import Appointment, CriticisedPerson, Inspection, ProgressReport, Representation
from themes.models import EvidenceVersion
from themes.policy import visible_evidence

LISTED = 200
"""The most that is listed of one place; what lies beyond is found by a search for a fuller name."""
AROUND = 80  # characters each side of a name in an excerpt


@dataclass(frozen=True, slots=True)
class Place:
    """A kind of record in which people appear: its rows, the columns that are searched, where its case is."""

    label: str
    rows: Callable[[User], QuerySet[Any]]
    fields: tuple[str, ...]
    case: str = ""
    tells: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """One row in which a name appears."""

    place: str
    key: str
    case: Case | None
    column: str
    excerpt: str

    @property
    def link(self) -> str:
        """The page of its case; empty where it has none."""
        return reverse("desk:case", args=[self.case.ref]) if self.case else ""


def on_cases(model: type[Any], case: str = "case") -> Callable[[User], QuerySet[Any]]:
    """The rows of a model on the cases that a person may know of."""
    return lambda user: (
        model.objects.filter(**{f"{case}__in": visible_cases(user)}).select_related(f"{case}__authority").order_by("pk")
    )


def evidence(user: User) -> QuerySet[Any]:
    """Versions of the items that a person may know of, none of them sealed: those are searched by who is named."""
    rows = EvidenceVersion.objects.filter(evidence__in=visible_evidence(user), evidence__is_sealed=False)
    return rows.select_related("evidence__case__authority").order_by("pk")


PLACES: Sequence[Place] = (
    Place("People of the department", lambda user: User.objects.order_by("pk"), ("name", "email")),
    Place(
        "Posts in authorities",
        lambda user: OfficeHolding.objects.select_related("authority").order_by("pk"),
        ("name", "email"),
    ),
    Place("Contacts", on_cases(Contact), ("people", "summary"), "case"),
    Place("Notes on cases", on_cases(CaseNote), ("text",), "case"),
    Place("What the authority says", on_cases(AuthorityAccount), ("given_by", "text"), "case"),
    Place("Next steps", on_cases(NextStep), ("what", "owner", "result"), "case"),
    Place("Offers of support", on_cases(SupportOffer), ("what", "provider", "answer"), "case"),
    Place("Support agreed", on_cases(SupportArrangement), ("what", "provider", "owner"), "case"),
    Place("Whom the department consulted", on_cases(RegimeConsultation), ("consulted", "view"), "case"),
    Place("Letters", on_cases(Letter), ("to_name", "subject_line", "body", "signed_by"), "case"),
    Place("Submissions", on_cases(Submission), WRITTEN, "case"),
    Place("Remarks on submissions", on_cases(SubmissionComment, "submission__case"), ("text",), "submission.case"),
    Place("Comments on drafts", on_cases(DraftComment), ("text",), "case"),
    Place("Frozen texts", on_cases(Document), ("title", "body"), "case"),
    Place("Files, by name and description", on_cases(File), ("name", "description"), "case"),
    Place(
        "Representations",
        on_cases(Representation, "proposal__case"),
        ("sender", "text", "summary", "reply"),
        "proposal.case",
    ),
    Place("Inspections", on_cases(Inspection), ("inspector", "conflicts_check", "evidence"), "case"),
    Place(
        "People whom a report criticises",
        on_cases(CriticisedPerson, "inspection__case"),
        ("person", "passages", "answer"),
        "inspection.case",
    ),
    Place("Appointments", on_cases(Appointment), ("person", "conflicts_check", "duties", "authority_view"), "case"),
    Place("Progress reports", on_cases(ProgressReport), ("author", "text"), "case"),
    Place("Evidence", evidence, ("title", "body", "summary"), "evidence.case"),
    Place("Events: who acted", on_cases(Event), ("actor__name", "actor__email", "acting_for", "reason"), "case"),
    Place(
        "Problems with pages, which administrators read",
        lambda user: ProblemReport.objects.order_by("pk"),
        ("doing", "wrong", "answer"),
        tells=False,
    ),
    Place(
        "Problems with pages that they reported, which administrators read",
        lambda user: (
            ProblemReport.objects.filter(reported_by__isnull=False).select_related("reported_by").order_by("pk")
        ),
        ("reported_by__name", "reported_by__email"),
        tells=False,
    ),
    Place(
        "Messages to them, which they alone read",
        lambda user: Message.objects.select_related("recipient").order_by("pk"),
        ("recipient__name", "recipient__email"),
        tells=False,
    ),
)


def find(user: User, search: SubjectSearch) -> Iterator[Found]:
    """Everything that this person may know of in which one of the names appears, place by place."""
    pattern = pattern_of(search)
    for place in PLACES:
        rows = place.rows(user).filter(any_of(place.fields, search.names))
        for row in islice(rows.iterator(chunk_size=LISTED), LISTED):
            yield _found(place, row, pattern)


def pattern_of(search: SubjectSearch) -> re.Pattern[str]:
    """What meets any of the names, whatever the case of the letters."""
    return re.compile("|".join(re.escape(each) for each in search.names), re.IGNORECASE)


def excerpt(text: str, hit: re.Match[str]) -> str:
    """What stands around a name."""
    begin, end = max(hit.start() - AROUND, 0), hit.end() + AROUND
    return f"{'…' if begin else ''}{text[begin:end]}{'…' if end < len(text) else ''}"


def whom_to_ask(user: User) -> Mapping[str, list[str]]:
    """Whom else to turn to for what is not searched here: deputy directors, and the records managers of each team."""
    held = RoleHolding.objects.on(clock.today()).filter(user__is_active=True).exclude(user=user)
    held = held.select_related("user", "team")
    deputies = held.filter(role=Role.DEPUTY_DIRECTOR).order_by("user__name")
    managers = held.filter(role=Role.RECORDS_MANAGER).order_by("team__name", "user__name")
    return {
        "sealed": [each.user.name for each in deputies],
        "others": [f"{each.user.name} ({each.team or 'no team'})" for each in managers],
    }


def any_of(fields: Sequence[str], names: Sequence[str]) -> Q:
    """Rows in one of whose columns one of the names appears, whatever the case of the letters."""
    found = Q()
    for field in fields:
        for name in names:
            found |= Q(**{f"{field}__icontains": name})
    return found


def _found(place: Place, row: Any, pattern: re.Pattern[str]) -> Found:
    texts = ((name, str(attrgetter(name.replace("__", "."))(row) or "")) for name in place.fields)
    column, text, hit = next((name, text, hit) for name, text in texts if (hit := pattern.search(text)))
    case = attrgetter(place.case)(row) if place.case else None
    key = f"{row._meta.model_name}:{row.pk}"
    return Found(place.label, key, case, column.rpartition("__")[2], excerpt(text, hit) if place.tells else "")
