"""Pages of assessments: the history, one to read, its writing theme by theme, its agreement, and what changed."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar, cast

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from bestvalue import clock
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.ui.listing import page_of, pagination
from cases import policy
from cases.forms.drafts import DraftForm, Typed
from cases.letters import Letterhead
from cases.models import Case
from cases.moves import MOVES
from cases.selectors.instruments import texts_of
from cases.views.acting import ByService, open_case
from cases.views.drafting import DraftPage
from themes.forms.assessing import AgreeForm, BeginForm, ThemeForm, WholeForm, typed_theme, typed_whole
from themes.forms.comparing import DatesForm
from themes.models import Assessment, AssessmentEvidence, Theme, ThemeAssessment
from themes.selectors import guidance_of, principles_in
from themes.selectors.assessing import (
    agreed_at,
    assessments_of,
    citable,
    compare_assessments,
    last_seen_by_a_minister,
    parts_for,
)
from themes.selectors.observing import current_observations, observed_theme
from themes.services.assessing import WRITTEN, agree_assessment, draft_assessment, edit_assessment
from themes.telling import PRINCIPLES, WHOLE, said_of_checks, said_of_theme, text_of

SECTION = "themes:assessments"


def assessment_index(request: SignedInRequest, ref: str) -> HttpResponse:
    """The assessment that stands, the one that is being written, and those before."""
    case = open_case(request, ref, "assessments")
    rows = assessments_of(case)
    page = page_of(request, rows.filter(state="superseded"))
    standing = {each.state: each for each in rows.exclude(state="superseded")}
    context = {
        "case": case,
        "section": SECTION,
        "agreed": standing.get("agreed"),
        "draft": standing.get("draft"),
        "page": page,
        "pagination": pagination(request, page),
        "seen": last_seen_by_a_minister(case),
        "may_draft": case.is_open and policy.may(request.user, MOVES["draft_assessment"], case),
    }
    return render(request, "themes/assessments.html", context)


def assessment_page(request: SignedInRequest, ref: str, pk: Any) -> HttpResponse:
    """One assessment, to be read or printed in one go."""
    case = open_case(request, ref, f"assessment:{pk}")
    found = _found(case, pk)
    draft = found.state == "draft"
    roles = policy.roles_for(request.user, case)
    context = {
        "case": case,
        "section": SECTION,
        "assessment": found,
        "parts": parts_for(request.user, found),
        "missing": found.lacks(),
        "themes": Theme.objects.all() if draft else (),
        "may_write": draft and case.is_open and not roles.isdisjoint(MOVES["edit_assessment"].performers),
        "may_agree": draft and case.is_open and not roles.isdisjoint(MOVES["agree_assessment"].performers),
        "versions": texts_of(found),
    }
    return render(request, "themes/assessment.html", context)


def compare_page(request: SignedInRequest, ref: str) -> HttpResponse:
    """Two assessments side by side, as they stood at the end of two days."""
    case = open_case(request, ref, "assessments compared")
    form = DatesForm(request.GET or None)
    shown: Mapping[str, Any] = {}
    if form.is_valid():
        before, after = (agreed_at(case, _end_of(form.cleaned_data[name])) for name in ("a", "b"))
        parts = compare_assessments(request.user, before, after) if after else None
        shown = {"before": before, "after": after, "parts": parts, "asked": True}
    context = {"case": case, "section": SECTION, "form": form, **shown}
    return render(request, "themes/compare_assessments.html", context)


def since_minister(request: SignedInRequest, ref: str) -> HttpResponse:
    """What changed since a minister last decided or opened a submission on this case."""
    case = open_case(request, ref, "assessments since a minister")
    seen = last_seen_by_a_minister(case)
    now = assessments_of(case).filter(state="agreed").first()
    before = agreed_at(case, seen.at) if seen else None
    recorded = current_observations(case, request.user)
    page = page_of(request, recorded.filter(recorded_at__gt=seen.at) if seen else recorded)
    context = {
        "case": case,
        "section": SECTION,
        "seen": seen,
        "before": before,
        "after": now,
        "parts": compare_assessments(request.user, before, now) if now and now != before else [],
        "page": page,
        "pagination": pagination(request, page),
    }
    return render(request, "themes/since_minister.html", context)


def _end_of(day: dt.date) -> dt.datetime:
    """The last moment of a day in Europe/London."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.max))


def _found(case: Case, pk: Any) -> Assessment:
    found = assessments_of(case).filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such assessment on this case.")
    found.case = case
    return found


class Assessing(ByService):
    """An act that leads to the assessment."""

    model = Assessment
    about: ClassVar[str] = "assessment"

    def next_page(self, result: Any) -> str:
        """The assessment, or all of them."""
        found = result or self.instrument
        if found is None:
            return reverse("themes:assessments", args=[self.case.ref])
        return reverse("themes:assessment", args=[self.case.ref, found.pk])


class DraftAssessment(Assessing):
    """Begin an assessment, with what the last one says."""

    move: ClassVar[str] = "draft_assessment"
    form_class = BeginForm
    model = None  # type: ignore[assignment]
    about: ClassVar[str] = "case"
    service = draft_assessment
    lede: ClassVar[str] = (
        "It begins with what the last agreed assessment says, if there is one. You write it theme by theme."
    )
    done: ClassVar[str] = "The assessment is begun."


class AgreeAssessment(Assessing):
    """Agree to an assessment, once it was read."""

    move: ClassVar[str] = "agree_assessment"
    form_class = AgreeForm
    service = agree_assessment
    template_name = "themes/agree.html"
    button: ClassVar[str] = "Agree"
    lede: ClassVar[str] = (
        "Its text is frozen, and it takes the place of the one before. Nothing else follows by itself."
    )
    done: ClassVar[str] = "The assessment is agreed."

    def given_by(self, form: Any) -> dict[str, Any]:
        """Nothing but that it was read."""
        return {}

    def missing(self) -> Any:
        """What it lacks, too."""
        return [*super().missing(), *(self.instrument.lacks() if self.instrument else [])]

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The whole text."""
        parts = parts_for(self.request.user, cast(Assessment, self.instrument))
        return super().get_context_data(parts=parts, **more)


class WriteAssessment(DraftPage):
    """What writing a theme and writing the whole share."""

    edits: ClassVar[bool] = True
    move: ClassVar[str] = "edit_assessment"
    template_name = "themes/write.html"
    button: ClassVar[str] = "Save the draft"
    done: ClassVar[str] = "The draft is saved."
    instrument: Assessment

    def find_instrument(self) -> Assessment:
        """The assessment of the address; Http404 if there is none such on this case."""
        found = _found(self.case, self.kwargs["pk"])
        found.case = self.case
        return found

    def changed_rows(self, do: str, typed: Typed) -> Typed:
        """A row more or fewer."""
        return self.form_of(typed).with_rows_changed(do)  # type: ignore[attr-defined, no-any-return]

    def letterhead(self) -> Letterhead:
        """The frame of the text, without a date."""
        return Letterhead(date=None, today=clock.today(), reference=self.case.reference or "")

    def given_parts(self, given: dict[str, Any]) -> dict[str, Any]:
        """What the service takes."""
        return given

    def act(self, given: dict[str, Any], version: int) -> Assessment:
        """Save it."""
        return edit_assessment(
            by=self.request.user, assessment=self.instrument, expected_version=version, **self.given_parts(given)
        )

    def next_page(self, result: Any) -> str:
        """The assessment."""
        return reverse("themes:assessment", args=[self.case.ref, self.instrument.pk])

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """What the preview is called."""
        words = {"preview_text": "Preview", "preview_heading": "As it will be read"}
        return super().get_context_data(**words, **more)


class WriteTheme(WriteAssessment):
    """Write one theme, with what was observed of it beside the form."""

    form_class = ThemeForm
    refreshes: ClassVar[tuple[str, ...]] = ("for", "against")
    theme: Theme

    def find_instrument(self) -> Assessment:
        """The assessment, and the theme of the address."""
        self.theme = get_object_or_404(Theme, slug=self.kwargs["theme"])
        return super().find_instrument()

    @property
    def title(self) -> str:  # type: ignore[override]
        """The theme."""
        return f"Assess: {self.theme.name.lower()}"

    def get_form_kwargs(self) -> dict[str, Any]:
        """What may be cited."""
        rows = self.instrument.evidence.filter(theme=self.theme).select_related("version__evidence")
        versions = citable(self.request.user, self.case, [each.version for each in rows])
        return {**super().get_form_kwargs(), "versions": versions}

    def stored(self) -> Typed:
        """The theme as it is saved."""
        return typed_theme(self.instrument, self.theme.code)

    def text_of(self, form: DraftForm) -> str:
        """The theme as it will be read."""
        given = form.given()
        fields = {name: given[name] for name in WRITTEN if given.get(name)}
        evidence = [AssessmentEvidence(theme=self.theme, **each) for each in given["evidence"]]
        said = said_of_theme(ThemeAssessment(theme=self.theme, **fields), evidence)
        return text_of(self.theme.name, said, level=1)

    def given_parts(self, given: dict[str, Any]) -> dict[str, Any]:
        """This one theme."""
        return {"themes": [{"theme_id": self.theme.code, **given}]}

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """What was observed of the theme, side by side."""
        listed = next(each for each in guidance_of(self.case) if each.code == self.theme.code)
        observed = observed_theme(listed, current_observations(self.case, self.request.user))
        return super().get_context_data(observed=observed, **more)


class WriteWhole(WriteAssessment):
    """Write what is said of the whole: local checks, principles, texts cited."""

    form_class = WholeForm
    title: ClassVar[str] = "Local checks, principles and texts cited"
    refreshes: ClassVar[tuple[str, ...]] = ("citations",)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The principles of the case's edition."""
        edition = self.instrument.edition
        return {**super().get_form_kwargs(), "principles": list(principles_in(edition)) if edition else []}

    def stored(self) -> Typed:
        """The whole as it is saved."""
        return typed_whole(self.instrument)

    def text_of(self, form: DraftForm) -> str:
        """The whole as it will be read."""
        given = form.given()
        checks = {name: given.get(name, "") for name in ("checks_exist", "checks_used", "checks_found")}
        names = {each.principle_id: each.name for each in cast(WholeForm, form).principles}
        notes = {names[each["principle_id"]]: each["text"] for each in given["principles"]}
        told = [text_of(WHOLE, said_of_checks(Assessment(**checks)), level=1)]
        return "\n\n".join([*told, *([text_of(PRINCIPLES, notes, level=1)] if notes else [])])
