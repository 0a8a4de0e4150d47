"""What the rules of whose move it is ask about a case, and what they answer with."""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from django.db.models import Prefetch
from django.urls import reverse

from bestvalue.desk.selectors.decisions import addressee_in_office, unspent_approvals
from bestvalue.questions import Question
from bestvalue.records.models import Event
from cases.conditions import CASE, Situation
from cases.models import Instrument, Submission, SubmissionAct
from cases.where import page_of_instrument

WRITTEN = ("draft_submission", "return_submission", "take_back_submission", "decide")  # with the drafter since then
OFFERED = "offer_for_clearance"


class Turn(NamedTuple):
    """Somebody who is waited for: who, for what, since when and by when where there is such a day, and the page."""

    who: str
    what: str
    since: dt.date | None = None
    by: dt.date | None = None
    page: str = ""


class Facts:
    """What the rules ask about a case, each read once."""

    def __init__(self, situation: Situation) -> None:
        self.situation, self.case, self.today = situation, situation.case, situation.today

    @property
    def officer(self) -> str:
        """Who looks after the case."""
        return f"{self.case.officer}, the case officer" if self.case.officer else "The team's lead"

    @property
    def authority(self) -> str:
        """The body that the case is about."""
        return str(self.case.authority)

    @cached_property
    def submissions(self) -> list[Any]:
        """Those that are on their way to a minister, each with whether it is addressed to one who is `in_office`."""
        return _submissions(self.today).ask(case=self.case.pk)

    @cached_property
    def approvals(self) -> list[SubmissionAct]:
        """What a minister approved and nobody has carried out."""
        return _approvals(self.today).ask(case=self.case.pk)

    @cached_property
    def on_its_way(self) -> frozenset[str]:
        """The instruments about which a minister is being asked, or has said yes."""
        asked = (each for submission in self.submissions for each in submission.acts.all())
        return frozenset(each.subject for each in (*asked, *self.approvals))

    @cached_property
    def steps(self) -> dict[tuple[str, str], dt.date | None]:
        """The legal day of the last act of each kind on those submissions."""
        events = Event.objects.filter(case=self.case, subject__in=[each.key for each in self.submissions])
        rows = events.filter(verb__in=(OFFERED, *WRITTEN)).order_by("case_version")
        return {(each.subject, each.verb): each.effective_on for each in rows}

    def unasked(self, *found: Instrument) -> Iterator[Instrument]:
        """Those of these about which no minister is asked yet."""
        return (each for each in found if each.key not in self.on_its_way)

    def page(self, instrument: Instrument) -> str:
        """The page of an instrument."""
        return page_of_instrument(instrument.key, self.case)

    def page_of(self, submission: Submission) -> str:
        """The page of a submission."""
        return reverse("cases:submission", args=[self.case.ref, submission.pk])


@lru_cache(maxsize=8)
def _submissions(today: dt.date) -> Question[Submission]:
    asked = Prefetch("acts", SubmissionAct.objects.filter(state="asked"))
    rows = Submission.objects.filter(case=CASE, state__in=Submission.LIFE.live, retrospective=False)
    rows = rows.annotate(in_office=addressee_in_office(today)).select_related("drafted_by", "minister")
    return Question(rows.prefetch_related(asked).order_by("created_at", "pk"))


@lru_cache(maxsize=8)
def _approvals(today: dt.date) -> Question[SubmissionAct]:
    return Question(unspent_approvals(today).filter(submission__case=CASE).order_by("decided_on", "pk"))


Turns = Iterator[Turn]
Rule = Callable[[Facts], Turns]
