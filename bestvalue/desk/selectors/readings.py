"""Who read what of private cases, and of sealed items: for those who look after the records (R42, domain.md 9.1)."""

import datetime as dt

from django.db.models import Q, QuerySet

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.records.as_at import named
from bestvalue.records.models import Reading
from cases.moves import MOVES
from cases.policy import reviewed_cases, reviews_sealed_readings

WORDS = {  # of what is read: names of pages, and kinds of things where their own word would say too little
    "desk:case": "The case",
    "desk:case_moves": "What may come next",
    "desk:case_timeline": "The timeline",
    "desk:engagement": "Engagement",
    "desk:case_search": "A search in the case",
    "search": "What a search showed of it",
    "documents:compare": "Documents compared",
    "evidence:of_case": "Evidence",
    "evidence:add_to_case": "The form to add evidence",
    "evidence": "An item of evidence",
    "identity": "Who gave an item of evidence",
    "case": "The case",
    "export": "A list, taken away as a file",
    "webhook": "An event sent to a webhook",
}


def readings_for(
    user: User,
    *,
    case: str = "",
    person: str = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> QuerySet[Reading]:
    """The readings that this person reviews, the latest first: of one `case` by reference or handle, by a `person`.

    The days are legal days, both included. A reading of a sealed item names no case, and says only which item.
    """
    reviewed = Q(case__in=reviewed_cases(user))
    if reviews_sealed_readings(user):
        reviewed |= Q(case__isnull=True)
    found = Reading.objects.filter(reviewed)
    if case:
        found = found.filter(Q(case__reference=case.upper()) | Q(case__handle=case.lower()))
    if person:
        found = found.filter(Q(reader__name__icontains=person) | Q(reader__email__iexact=person))
    if since:
        found = found.filter(read_at__gte=clock.start_of(since))
    if until:
        found = found.filter(read_at__lt=clock.start_of(until + dt.timedelta(days=1)))
    return found.select_related("reader", "case__authority").order_by("-read_at", "-id")


def what_was_read(subject: str) -> str:
    """A subject in words: the page, act or kind of thing; whether a program read it; and as at which past moment."""
    bare, _, past = subject.removeprefix("api: ").partition(" as_")
    kind, _, rest = bare.partition(":")
    if kind == "act" and rest in MOVES:
        words = f"The form “{MOVES[rest].label}”"
    else:
        words = WORDS.get(bare) or WORDS.get(kind) or kind.replace("_", " ").capitalize()
    words += ", by a program" if subject.startswith("api: ") else ""
    return f"{words}, {named(*f'as_{past}'.split('=', 1)).words}" if past else words
