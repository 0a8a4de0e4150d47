"""What stands inside files: the text that was read of each in the background (`cases/services/file_texts.py`)."""

import re
from dataclasses import dataclass

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from bestvalue.accounts.models import User
from bestvalue.desk.models import SubjectSearch
from bestvalue.records.triggers import TOMBSTONE
from cases.models import File
from cases.models.files import WITH_EVIDENCE
from cases.policy import visible_cases
from cases.uploads.reading import READABLE
from themes.models import EvidenceVersion

from .places import LISTED, Found, any_of, evidence, excerpt, pattern_of

PLACE = "Inside files"


@dataclass(frozen=True, slots=True)
class Inside:
    """Where the names stand inside files, and how many files were not searched to their end, by why."""

    found: list[Found]
    of_other_kinds: int = 0
    waiting: int = 0
    unreadable: int = 0
    cut: int = 0


def find_inside(user: User, search: SubjectSearch) -> Inside:
    """Every file that this person may know of, none of sealed evidence, in which one of the names stands."""
    known = files(user)
    readable = known.filter(media_type__in=READABLE)
    read = readable.filter(text__unreadable="").select_related("text")
    met = read.filter(any_of(["text__body"], search.names)).order_by("-uploaded_at", "pk")[:LISTED]
    return Inside(
        _found(list(met), pattern_of(search)),
        of_other_kinds=known.exclude(media_type__in=READABLE).count(),
        waiting=readable.filter(text__isnull=True).count(),
        unreadable=readable.exclude(text__unreadable="").filter(text__isnull=False).count(),
        cut=read.filter(text__is_cut=True).count(),
    )


def files(user: User) -> QuerySet[File]:
    """The files on the cases that a person may know of, and those that came with evidence that is not sealed."""
    keys = evidence(user).order_by().annotate(named=Concat(Value(WITH_EVIDENCE), Cast("pk", CharField())))
    known = Q(case__in=visible_cases(user)) | Q(subject__in=keys.values("named"))
    return File.objects.filter(known).exclude(name__endswith=TOMBSTONE[1]).select_related("case__authority")


def _found(met: list[File], pattern: re.Pattern[str]) -> list[Found]:
    keys = [each.subject.removeprefix(WITH_EVIDENCE) for each in met if each.case is None]
    versions = EvidenceVersion.objects.filter(pk__in=keys).select_related("evidence__case__authority")
    cases = {each.key: each.evidence.case for each in versions}
    hits = ((each, each.text.body, pattern.search(each.text.body)) for each in met)
    return [
        Found(PLACE, file.key, file.case or cases.get(file.subject), file.name, excerpt(body, hit))
        for file, body, hit in hits
        if hit
    ]
