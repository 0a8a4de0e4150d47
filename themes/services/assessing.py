"""Writing an assessment of a case and agreeing to it: drafted by one person, agreed by another, then frozen (R30)."""

from collections.abc import Mapping, Sequence
from typing import Any

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.records.models import Event
from cases.models import Case
from cases.moves import MOVES
from cases.services.act import Act, acting
from cases.services.documents import freeze
from themes.models import Assessment, AssessmentEvidence
from themes.models.assessments import WHOLE
from themes.selectors import edition_of

from .citing import need_citable

TITLE = MOVES["agree_assessment"].document.capitalize()
WRITTEN = (*("not_known", "narrative", "context", "pressures", "trajectory", "trajectory_why", "account", "gap"),)
WRITING = ("draft_assessment", "edit_assessment")
Part = Mapping[str, Any]
Parts = Sequence[Part]


def draft_assessment(
    *,
    by: User,
    case: Case,
    themes: Parts = (),
    principles: Parts | None = None,
    citations: Parts | None = None,
    expected_version: int | None = None,
    **whole: str,
) -> Assessment:
    """Begin an assessment with what the last agreed one says, if there is one, and with what is given.

    `themes` give `theme_id`, the fields of `ThemeAssessment` and `evidence` (side, version, what it shows). Principles
    and citations that are given take the place of all that stood in the last one.
    """
    with acting("draft_assessment", case=case.pk, by=by, expected_version=expected_version) as act:
        last = Assessment.objects.filter(case=act.case, state="agreed").first()
        begun = Assessment.objects.filter(case=act.case, state="draft").exists()
        act.need(not begun, "already_drafted", "An assessment of this case is being written already.")
        _need_sound(act, themes, principles or (), citations or ())
        act.check()
        assessment = Assessment(case=act.case, drafted_by=by, edition=edition_of(act.case), replaces=last)
        assessment.save(force_insert=True)
        if last:
            _copy(last, assessment)
        _write(assessment, by, whole, themes, principles=principles, citations=citations)
        act.tell(subject=assessment.key)
    return assessment


def edit_assessment(
    *,
    by: User,
    assessment: Assessment,
    themes: Parts = (),
    principles: Parts | None = None,
    citations: Parts | None = None,
    expected_version: int | None = None,
    **whole: str,
) -> Assessment:
    """Write in a draft. The themes that are given are replaced whole, each with its evidence; the rest stays."""
    with acting("edit_assessment", case=assessment.case_id, by=by, expected_version=expected_version) as act:
        assessment = act.lock(assessment)
        act.need(assessment.state == "draft", "not_a_draft", "An agreed assessment is not changed; begin a new one.")
        _need_sound(act, themes, principles or (), citations or ())
        act.check(assessment)
        _write(assessment, by, whole, themes, principles=principles, citations=citations)
        act.tell(subject=assessment.key, after={"written": [*sorted(whole), *(each["theme_id"] for each in themes)]})
    return assessment


def agree_assessment(*, by: User, assessment: Assessment, expected_version: int | None = None) -> Assessment:
    """Agree to an assessment that covers every theme; its text is frozen, and it takes the place of the last one.

    It is agreed by a team lead or deputy director who wrote none of it. It moves no case (N1).
    """
    with acting("agree_assessment", case=assessment.case_id, by=by, expected_version=expected_version) as act:
        assessment = act.lock(assessment)
        act.need(not wrote(by, assessment), "own_draft", "An assessment is agreed by somebody who wrote none of it.")
        act.unmet.extend(assessment.lacks())
        act.check(assessment)
        last = Assessment.objects.select_for_update().filter(case=act.case, state="agreed").first()
        if last:
            last.supersede()
            last.save()
        assessment.agree()
        assessment.agreed_by, assessment.agreed_at = by, clock.now()
        assessment.save()
        document = freeze(assessment, title=TITLE)
        act.tell(subject=assessment.key, decided_on=act.today, after={"document": document.sha256})
    return assessment


def wrote(person: User, assessment: Assessment) -> bool:
    """Whether this person began the assessment or wrote in it since; what it took over from the last one is no part."""
    own = Event.objects.filter(case=assessment.case_id, subject=assessment.key, verb__in=WRITING, actor=person)
    return assessment.drafted_by_id == person.pk or own.exists()


def _need_sound(act: Act, themes: Parts, principles: Parts, citations: Parts) -> None:
    """Every theme has its context, and evidence that may be cited; every principle and text stands once, with words."""
    told = all(theme.get("context", "").strip() for theme in themes)
    act.need(told, "no_context", "Give the local context (P4).", "#id_context")
    for theme in themes:
        need_citable(act, theme.get("evidence", ()))
    act.need(
        all(each["what_for"].strip() for each in citations), "cited_for_nothing", "Say what each text is cited for."
    )
    noted = [each["principle_id"] for each in principles]
    act.need(len(set(noted)) == len(noted), "noted_twice", "Write on each principle once.")
    texts = [each["reference"] for each in citations]
    act.need(len(set(texts)) == len(texts), "cited_twice", "Cite each text once.")


def _write(assessment: Assessment, by: User, whole: Mapping[str, str], themes: Parts, **lists: Parts | None) -> None:
    """Write what is given; a list that is None stays as it is."""
    if unknown := set(whole) - set(WHOLE):
        raise TypeError(f"An assessment has no {', '.join(sorted(unknown))}.")
    for name, text in whole.items():
        setattr(assessment, name, text)
    assessment.save()
    for theme in themes:
        _write_theme(assessment, by, theme)
    for name, rows in lists.items():
        if rows is not None:
            manager = getattr(assessment, name)
            manager.all().delete()
            for each in rows:
                manager.create(**each)


def _write_theme(assessment: Assessment, by: User, theme: Part) -> None:
    code = theme["theme_id"]
    assessment.themes.filter(theme=code).delete()
    assessment.evidence.filter(theme=code).delete()
    fields = {name: theme[name] for name in WRITTEN if name in theme}
    assessment.themes.create(theme_id=code, written_by=by, **fields)
    AssessmentEvidence.objects.bulk_create(
        AssessmentEvidence(assessment=assessment, theme_id=code, **each) for each in theme.get("evidence", ())
    )


def _copy(old: Assessment, new: Assessment) -> None:
    """Give a new draft what the last one said, but for evidence that was sealed since."""
    for name in WHOLE:
        setattr(new, name, getattr(old, name))
    new.save()
    for manager in ("themes", "evidence", "principles", "citations"):
        rows = getattr(old, manager).all()
        for row in rows.exclude(version__evidence__is_sealed=True) if manager == "evidence" else rows:
            row.pk, row.assessment = None, new
            row.save(force_insert=True)
