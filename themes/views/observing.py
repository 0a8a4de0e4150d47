"""Pages on which what was observed on a case is read and recorded, line by line; in the order of the guidance."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.requests import SignedInRequest
from cases import policy
from cases.forms.drafts import DraftForm, Typed
from cases.letters import Letterhead
from cases.models import Case
from cases.moves import MOVES
from cases.views.acting import open_case
from cases.views.drafting import DraftPage
from themes.forms.citing import label_of
from themes.forms.observing import ElectionsForm, ObservationForm, typed_observation
from themes.models import Observation, SpecialQuestion, Theme, Wording
from themes.selectors import edition_of, guidance_of
from themes.selectors.assessing import citable
from themes.selectors.observing import current_observations, history_of, observations, observed_theme
from themes.services.observing import observe
from themes.telling import text_of

SECTION = "themes:assessments"


def observation_index(request: SignedInRequest, ref: str) -> HttpResponse:
    """One theme at a time: every line, and what stands about it, in the order in which they are read."""
    case = open_case(request, ref, "observations")
    themes = guidance_of(case)
    wanted = request.GET.get("theme")
    chosen = next((each for each in themes if wanted in (None, each.slug)), None)
    if chosen is None:
        raise Http404("There is no such theme.")
    context = {
        "case": case,
        "section": SECTION,
        "edition": edition_of(case),
        "themes": themes,
        "observed": observed_theme(chosen, current_observations(case, request.user)),
        "may_observe": case.is_open and policy.may(request.user, MOVES["observe"], case),
    }
    return render(request, "themes/observations.html", context)


def observation_page(request: SignedInRequest, ref: str, pk: Any) -> HttpResponse:
    """One observation, and all that was recorded of the same thing before and after."""
    case = open_case(request, ref, f"observation:{pk}")
    found = _found(case, pk)
    found.case = case
    context = {
        "case": case,
        "section": SECTION,
        "observation": found,
        "history": history_of(found, request.user),
        "may_observe": case.is_open and policy.may(request.user, MOVES["observe"], case),
    }
    return render(request, "themes/observation.html", context)


def _found(case: Case, pk: Any) -> Observation:
    found = observations(case).filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such observation on this case.")
    return found


class Observe(DraftPage):
    """Recording what was found: on a line, on an indicator in free words, or on one that is on the case already."""

    move: ClassVar[str] = "observe"
    form_class = ObservationForm
    template_name = "themes/observe.html"
    button: ClassVar[str] = "Record it"
    done: ClassVar[str] = "The observation is on the case."
    refreshes: ClassVar[tuple[str, ...]] = ("evidence", "beside")
    title: ClassVar[str] = "Record what was observed"

    wording: Wording | None = None
    theme: Theme | None = None
    earlier: Observation | None = None

    def find_instrument(self) -> None:
        """What it is about, and what stands about it."""
        self.current = list(current_observations(self.case, self.request.user))
        self.find_thing()

    def find_thing(self) -> None:
        """Set the line, the theme or the earlier observation that the address names. Raises Http404."""
        raise NotImplementedError

    @property
    def questions(self) -> Sequence[SpecialQuestion]:
        """What the line makes officials ask."""
        return list(self.wording.questions.all()) if self.wording else []

    @property
    def says(self) -> str:
        """What it is about, as far as that is settled."""
        if self.wording:
            return self.wording.text
        return self.earlier.concern if self.earlier else ""

    def get_form_class(self) -> type[ObservationForm]:
        """With the other indicators, where the line stands only beside them (R37)."""
        beside = any(each.answer == SpecialQuestion.Answer.INDICATORS for each in self.questions)
        return ElectionsForm if beside else ObservationForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """What may be cited and chosen."""
        cited = [each.version for each in self.earlier.evidence.all()] if self.earlier else []
        return {
            **super().get_form_kwargs(),
            "versions": citable(self.request.user, self.case, cited),
            "questions": self.questions,
            "others": [each for each in self.current if each.shows_an_indicator],
            "free": not self.says,
        }

    def stored(self) -> Typed:
        """What stands about it, or a fresh form as at today."""
        return typed_observation(self.earlier) if self.earlier else {"on": str(clock.today())}

    def changed_rows(self, do: str, typed: Typed) -> Typed:
        """An item or an indicator more or fewer."""
        return self.form_of(typed).with_rows_changed(do)  # type: ignore[attr-defined, no-any-return]

    def text_of(self, form: DraftForm) -> str:
        """The observation as it will be read."""
        given = form.given()
        found = dict(Observation.Finding.choices).get(given.get("finding", ""), "")
        evidence = [f"- {label_of(each['version'])}: {each['shows']}" for each in given["evidence"]]
        said = {"Finding": found, "What was found": given.get("narrative", ""), "Evidence": "\n".join(evidence)}
        heading = self.says or given.get("concern", "") or self.title
        return text_of(heading, {label: each for label, each in said.items() if each}, level=1)

    def letterhead(self) -> Letterhead:
        """The frame of the text, without a date."""
        return Letterhead(date=None, today=clock.today(), reference=self.case.reference or "")

    def act(self, given: dict[str, Any], version: int) -> Observation:
        """Record it."""
        beside = given.pop("beside")
        chosen = {each.slug: beside for each in self.questions if each.answer == SpecialQuestion.Answer.INDICATORS}
        return observe(
            by=self.request.user,
            case=self.case,
            line=self.wording.line if self.wording else None,
            theme=self.theme,
            replaces=self.earlier,
            expected_version=version,
            **{**given, "answers": {**given["answers"], **chosen}},
        )

    def next_page(self, result: Any) -> str:
        """The theme on which it is shown."""
        theme = self.kwargs.get("theme") or (self.earlier.theme.slug if self.earlier and self.earlier.theme else "")
        address = reverse("themes:observations", args=[self.case.ref], query={"theme": theme or self.theme_of_line()})
        return f"{address}#{result.pk}" if result else address

    def theme_of_line(self) -> str:
        """The first theme that lists the line."""
        listed = self.wording.placements.select_related("theme").first() if self.wording else None
        return listed.theme.slug if listed else ""

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """What it is about, and what the preview is called."""
        words = {"preview_text": "Preview", "preview_heading": "As it will be read", "says": self.says}
        return super().get_context_data(**words, wording=self.wording, earlier=self.earlier, theme=self.theme, **more)


class ObserveLine(Observe):
    """Record what was found on a line of the case's edition."""

    def find_thing(self) -> None:
        """The line, and what stands about it."""
        edition = edition_of(self.case)
        rows = Wording.objects.select_related("line", "edition").prefetch_related("questions")
        self.wording = get_object_or_404(rows, edition=edition, line__slug=self.kwargs["line"])
        self.earlier = next((each for each in self.current if each.wording_id == self.wording.pk), None)


class ObserveOwn(Observe):
    """Record an indicator in free words: the list of the guidance is open (N5)."""

    title: ClassVar[str] = "Record an indicator in your own words"

    def find_thing(self) -> None:
        """The theme it belongs to."""
        self.theme = get_object_or_404(Theme, slug=self.kwargs["theme"])


class ObserveAgain(Observe):
    """Record a change of an indicator in free words."""

    def find_thing(self) -> None:
        """The observation whose place is taken; Http404 where a later one took it already."""
        found = next((each for each in self.current if each.pk == self.kwargs["pk"] and each.theme_id), None)
        if found is None:
            raise Http404("There is no such indicator on this case, or a later observation took its place.")
        self.earlier, self.theme = found, found.theme
