"""A page on which something long is written: kept while unsaved, shown as it will read, and never written over."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from bestvalue import clock
from bestvalue.errors import Refused, Unmet
from bestvalue.ui.listing import address
from cases.forms.drafts import DraftForm, Section, Typed, merged
from cases.letters import Comparison, Letterhead, compare
from cases.models import Case, UnsavedWork
from cases.selectors.cases import case_for
from cases.services.unsaved import forget_unsaved, keep_unsaved, unsaved_at

from .acting import CONFLICT, ActPage

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True, slots=True)
class Difference:
    """One section that reads otherwise than it did: from what, to what, and whether a person must choose."""

    section: Section
    comparison: Comparison
    to_choose: bool = False

    @property
    def question(self) -> Unmet:
        """That a person must choose, with where they do."""
        return Unmet("to_choose", f"Choose which text to keep: {self.section.label}", f"#choose_{self.section.name}")

    @property
    def choice(self) -> dict[str, Any]:
        """The options of the radios by which a person chooses."""
        name = f"choose_{self.section.name}"
        legend = format_html(
            'Which text do you want to keep?<span class="govuk-visually-hidden"> {}</span>', self.section.label
        )
        return {
            "name": name,
            "id_prefix": name,
            "classes": "govuk-radios--small",
            "fieldset": {"legend": {"html": legend, "classes": "govuk-fieldset__legend--s"}},
            "items": [
                {"value": MINE, "text": "Mine, as it is in the form below"},
                {"value": THEIRS, "text": "Theirs, as it is shown above"},
            ],
        }


class DraftPage(ActPage):
    """Writing a draft. The buttons `do` preview it, add and remove rows, keep it unsaved, and discard that again.

    The form carries what it `opened` with, so that what others saved meanwhile is told section by section: what this
    person left alone is taken over, and where both wrote they choose.
    """

    form_class: type[DraftForm]
    template_name = "cases/draft.html"
    title: ClassVar[str]
    refreshes: ClassVar[tuple[str, ...]] = ()

    def find_case(self) -> Case:
        """The case; what a script sends every few seconds is no new reading of it."""
        if self.request.POST.get("do") not in ("keep", "preview"):
            return super().find_case()
        case = case_for(self.request.user, self.kwargs["ref"])
        if case is None:
            raise Http404("There is no such case.")
        return case

    def stored(self) -> Typed:
        """The content of the form as it is saved now, or as a new draft begins."""
        raise NotImplementedError

    def text_of(self, form: DraftForm) -> str:
        """The text as it would read if this were saved. The form was validated; what is not valid is left out."""
        raise NotImplementedError

    def letterhead(self) -> Letterhead:
        """What stands around the text."""
        raise NotImplementedError

    def changed_rows(self, do: str, typed: Typed) -> Typed:
        """What was typed with a row more or fewer, as the button `do` asks."""
        return typed

    def given_by(self, form: Form) -> dict[str, Any]:
        """What the form gives the service, rows and all."""
        return cast(DraftForm, form).given()

    @property
    def place(self) -> str:
        """The address of this form, under which what is typed is kept."""
        query = self.request.GET.copy()
        query.pop("unsaved", None)
        return f"{self.request.path}?{query.urlencode()}" if query else self.request.path

    def get_initial(self) -> Typed:
        """What is saved, or what was kept unsaved where the person asks for it."""
        kept = self.kept() if self.request.GET.get("unsaved") == "restore" else None
        self.opened: Typed = kept.fields["opened"] if kept else self.stored()
        return cast(Typed, kept.fields["typed"]) if kept else self.opened

    def kept(self) -> UnsavedWork | None:
        """What this person left unsaved on this page."""
        return unsaved_at(self.request.user, self.place)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form; before it, the choice about what was left unsaved and differs from what is saved."""
        kept = self.kept()
        if kept is None or "unsaved" in request.GET:
            return super().get(request, *args, **kwargs)
        left = list(self.differences(self.form_of(self.stored()), self.form_of(kept.fields["typed"])))
        if left:
            return render(
                request, "cases/unsaved.html", {"kept": kept, "left": left, **self.frame(), **self.asked(kept)}
            )
        forget_unsaved(user=self.request.user, place=self.place)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what the button says."""
        do = request.POST.get("do", "save")
        if do == "discard":
            forget_unsaved(user=self.request.user, place=self.place)
            return HttpResponseRedirect(self.place)
        if do == "save":
            return super().post(request, *args, **kwargs)
        form = cast(DraftForm, self.get_form())
        if do == "preview" and "X-Fragment" in request.headers:
            return render(request, "cases/letters/_letter.html", self.preview(form))
        return self.keep(form) if do == "keep" else self.shown_again(do, form)

    def keep(self, form: DraftForm) -> HttpResponse:
        """Keep what was typed, and say when, or why not."""
        try:
            kept = self.keep_typed(form)
        except Refused as refused:
            return JsonResponse({"problem": str(refused)}, status=413)
        return JsonResponse({"kept_at": date_format(timezone.localtime(kept.saved_at), "H:i")})

    def keep_typed(self, form: DraftForm) -> UnsavedWork:
        """Keep what was typed and what the form opened with."""
        fields = {"typed": form.typed(), "opened": self.opened_with()}
        return keep_unsaved(
            user=self.request.user, place=self.place, fields=fields, base_version=min(self.version_seen(), 10**9)
        )

    def shown_again(self, do: str, form: DraftForm) -> HttpResponse:
        """The form as it was typed, with the preview or with a row more or fewer; kept, as it is not saved."""
        preview = self.preview(form) if do == "preview" else None
        typed = self.changed_rows(do, form.typed())
        again = self.form_of(typed)
        self.keep_typed(again)
        return self.render_to_response(self.get_context_data(form=again, **({"preview": preview} if preview else {})))

    def unchanged(self, form: Form) -> bool:
        """Whether every section reads as it is saved."""
        return not self.request.FILES and not any(self.differences(self.form_of(self.stored()), cast(DraftForm, form)))

    def form_valid(self, form: Form) -> HttpResponse:
        """Save it, unless somebody else changed a section meanwhile that this person changed as well."""
        form = cast(DraftForm, form)
        mine = self.settled(form)
        if mine != form.typed():
            form = self.bound(mine)
            if not form.is_valid():
                return self.form_invalid(form)
        if undecided := [each for each in self.since(form) if each.to_choose and not self.chosen(each.section)]:
            return self.again(form, refused=[each.question for each in undecided])
        response = super().form_valid(form)
        if response.status_code != CONFLICT:
            forget_unsaved(user=self.request.user, place=self.place)
        return response

    def form_invalid(self, form: Form) -> HttpResponse:
        """What is wrong, all at once; what was typed is kept."""
        self.keep_typed(cast(DraftForm, form))
        return super().form_invalid(form)

    def settled(self, form: DraftForm) -> Typed:
        """What was typed, with theirs for each section where this person chose theirs."""
        typed, theirs = form.typed(), self.stored()
        for section in form.sections():
            if self.request.POST.get(f"choose_{section.name}") == THEIRS:
                typed = merged(section, typed, theirs)
        return typed

    def again(self, form: Form, **why: Any) -> HttpResponse:
        """The form with what others changed: what this person left alone is theirs now, the rest is to be chosen."""
        form = cast(DraftForm, form)
        self.keep_typed(form)
        self.instrument = self.find_instrument()
        since = list(self.since(form))
        typed, theirs = form.typed(), self.stored()
        for each in since:
            typed = typed if each.to_choose else merged(each.section, typed, theirs)
        return super().again(self.form_of(typed), since=since, version=None, **why)

    def since(self, form: DraftForm) -> Iterator[Difference]:
        """What others changed since the form was opened."""
        opened, now = self.form_of(self.opened_with()), self.form_of(self.stored())
        for each in self.differences(opened, now):
            read, mine, theirs = (one.words_of(each.section) for one in (opened, form, now))
            yield Difference(each.section, each.comparison, mine not in (read, theirs))

    def chosen(self, section: Section) -> bool:
        """Whether this person chose between their text and the other."""
        return self.request.POST.get(f"choose_{section.name}") in (MINE, THEIRS)

    def differences(self, old: DraftForm, new: DraftForm) -> Iterator[Difference]:
        """The sections that read otherwise in `new` than in `old`."""
        for section in new.sections():
            before, after = old.words_of(section), new.words_of(section)
            if before != after:
                yield Difference(section, compare(before, after))

    def opened_with(self) -> Typed:
        """What the form held when it was opened, as it says itself; what is saved where it says nothing."""
        try:
            given = json.loads(self.request.POST.get("opened", ""))
        except ValueError:
            given = None
        if not isinstance(given, dict):
            return self.stored()
        return {str(name): str(value) for name, value in given.items()}

    def form_of(self, typed: Typed) -> DraftForm:
        """The form that shows this content."""
        kwargs = {name: each for name, each in self.get_form_kwargs().items() if name not in ("data", "files")}
        return cast(DraftForm, self.get_form_class()(**{**kwargs, "initial": typed}))

    def asked(self, kept: UnsavedWork) -> dict[str, Any]:
        """Where what was kept is restored, and whether it is of today."""
        today = timezone.localdate(kept.saved_at) == timezone.localdate(clock.now())
        restore = self.request.path + address(self.request.GET, unsaved="restore")
        return {"restore": restore, "kept_today": today}

    def frame(self) -> dict[str, Any]:
        """What the page is about, whichever it is."""
        return {"case": self.case, "heading": self.title, "back": self.next_page(None), "place": self.place}

    def version_shown(self) -> int:
        """The version of the case that what is in the form was written on."""
        if self.request.method == "POST":
            return self.version_seen()
        kept = self.kept() if "unsaved" in self.request.GET else None
        return kept.base_version or 0 if kept else self.case.version

    def bound(self, typed: Typed) -> DraftForm:
        """The form as if this had been sent."""
        return cast(DraftForm, self.get_form_class()(**{**self.get_form_kwargs(), "data": typed}))

    def preview(self, form: DraftForm) -> dict[str, Any]:
        """What the fragment of the letter shows."""
        sent = self.bound(form.typed())
        sent.is_valid()
        return {"text": self.text_of(sent), "letterhead": self.letterhead(), "level": 3}

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The form, the text as it would read, and what the form opened with."""
        context = super().get_context_data(**{"version": self.version_shown(), **self.frame(), **more})
        form = cast(DraftForm, context["form"])
        opened = self.opened_with() if self.request.method == "POST" else getattr(self, "opened", {})
        context.setdefault("preview", self.preview(form))
        return context | {"opened": json.dumps(opened), "refreshes": self.refreshes}
