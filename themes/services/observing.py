"""Recording what was observed on a case, line by line: it takes the place of the last, and moves nothing (N1)."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from bestvalue.accounts.models import User
from bestvalue.records.services.events import transaction_time
from cases.models import Case
from cases.services.act import Act, acting
from themes.models import (
    Line,
    Observation,
    ObservedEvidence,
    SpecialAnswer,
    SpecialQuestion,
    Theme,
    Wording,
)
from themes.selectors import edition_of
from themes.selectors.observing import current_observations

from .citing import need_citable

Answer = SpecialQuestion.Answer
Answers = Mapping[str, Any]
SORTS: Mapping[str, type | tuple[type, ...]] = {
    Answer.TEXT: str,
    Answer.YES_NO: bool,
    Answer.PERCENTAGE: (str, int, Decimal),
    Answer.INDICATORS: (list, tuple),
}
ALONE = (
    "The way a council is elected means nothing on its own: choose at least one other indicator that was observed "
    "on this case (R37)."
)


def observe(
    *,
    by: User,
    case: Case,
    finding: str,
    narrative: str,
    on: dt.date,
    line: Line | None = None,
    theme: Theme | None = None,
    concern: str = "",
    replaces: Observation | None = None,
    answers: Answers | None = None,
    evidence: Sequence[Mapping[str, Any]] = (),
    expected_version: int | None = None,
) -> Observation:
    """Record what was found on a line of the case's edition, or on an indicator in free words (N5) of a theme.

    It takes the place of what was recorded of the line before, or of `replaces`. `answers` go by the slug of each
    special question (R33 to R38); `evidence` gives versions and what each shows.
    """
    with acting("observe", case=case.pk, by=by, expected_version=expected_version) as act:
        current = list(current_observations(act.case))
        wording = _wording(act, line)
        earlier = _earlier(act, current, wording, replaces)
        given = {
            "wording": wording,
            "theme": earlier.theme if earlier else None if wording else theme,
            "concern": earlier.concern if earlier else "" if wording else concern.strip(),
        }
        act.need(wording or (given["theme"] and given["concern"]), "nothing_observed", "Say what the indicator is.")
        again = not earlier and any(_same(each, given) for each in current if each.wording_id is None)
        act.need(not again, "recorded_already", "This indicator is on the case already; record a change of it instead.")
        act.need(narrative.strip(), "no_narrative", "Say what was found, and how it is known.", "#id_narrative")
        act.need(on <= act.today, "later", "An observation is recorded as at today or an earlier day.", "#id_on")
        told = list(_answers(act, wording, finding, answers or {}, current))
        need_citable(act, evidence)
        act.check()
        made = Observation.objects.create(
            **given,
            case=act.case,
            finding=finding,
            narrative=narrative.strip(),
            on=on,
            replaces=earlier,
            recorded_by=by,
            recorded_at=transaction_time(),
        )
        SpecialAnswer.objects.bulk_create(SpecialAnswer(observation=made, **each) for each in told)
        ObservedEvidence.objects.bulk_create(ObservedEvidence(observation=made, **each) for each in evidence)
        act.tell(subject=made.key, effective_on=on, after={"of": wording.line.slug if wording else "free words"})
    return made


def _wording(act: Act, line: Line | None) -> Wording | None:
    """The line in the words of the edition that the case keeps (R39)."""
    if line is None:
        return None
    edition = edition_of(act.case)
    found = Wording.objects.filter(edition=edition, line=line).select_related("line").first() if edition else None
    act.need(found, "not_in_edition", "The edition of the guidance that this case keeps does not have this line.")
    return found


def _earlier(
    act: Act, current: Sequence[Observation], wording: Wording | None, replaces: Observation | None
) -> Observation | None:
    if wording:
        return next((each for each in current if each.wording_id == wording.pk), None)
    if replaces is None:
        return None
    stands = next((each for each in current if each == replaces and each.wording_id is None), None)
    act.need(stands, "replaced", "A later observation took the place of this one; look at that first.")
    return stands


def _same(observation: Observation, given: Mapping[str, Any]) -> bool:
    return (observation.theme, observation.concern) == (given["theme"], given["concern"])


def _answers(
    act: Act, wording: Wording | None, finding: str, answers: Answers, current: Sequence[Observation]
) -> Iterator[dict[str, Any]]:
    """The answers to what the line makes officials ask, each as a row; what is missing is noted as unmet.

    An answer of another sort than the question asks for is none.
    """
    for question in wording.questions.all() if wording else ():
        answer = answers.get(question.slug)
        given: Any = answer if isinstance(answer, SORTS[question.answer]) else None
        field = f"#id_ask_{question.slug}"
        if question.answer == Answer.INDICATORS:
            if finding != Observation.Finding.NOT_KNOWN:
                yield from _beside(act, question, given or (), current)
        elif finding == Observation.Finding.OBSERVED:
            words = _words(question, given)
            act.need(words, "unanswered", f"{question.text} ({question.rule})", field)
            yield {"question": question, "words": words}


def _beside(
    act: Act, question: SpecialQuestion, given: Sequence[Observation], current: Sequence[Observation]
) -> Iterator[dict[str, Any]]:
    shown = [each for each in current if each in given and each.shows_an_indicator]
    act.need(shown, "stands_alone", ALONE, "#add_beside")
    yield from ({"question": question, "beside": each} for each in shown)


def _words(question: SpecialQuestion, given: Any) -> str:
    """The answer as it is kept; empty where it is none."""
    if given is None:
        return ""
    if question.answer == Answer.YES_NO:
        return {True: "yes", False: "no"}.get(given, "")
    if question.answer == Answer.PERCENTAGE:
        try:
            share = Decimal(str(given))
        except InvalidOperation:
            return ""
        return f"{share.normalize():f}" if share.is_finite() and 0 <= share <= 100 else ""
    return str(given).strip()
