"""Editions of the guidance: which there are, what each says, how two differ, and adopting a new one (R39)."""

from typing import Any, ClassVar

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.generic import FormView

from bestvalue.accounts.requests import SignedInRequest
from bestvalue.errors import Forbidden, Refused
from bestvalue.ui.listing import page_of, pagination
from cases.views.acting import CONFLICT
from themes import policy
from themes.comparing import compare_editions
from themes.forms.editions import CompareForm, ConfirmForm, UploadForm
from themes.models import Edition
from themes.selectors import principles_in, themes_in
from themes.services.adopting import adopt_edition, preview_edition


def edition_index(request: SignedInRequest) -> HttpResponse:
    """Every edition that is held, the latest first."""
    page = page_of(request, Edition.objects.all())
    context = {"page": page, "pagination": pagination(request, page), "may": policy.adopts_editions(request.user)}
    return render(request, "themes/edition_index.html", context)


def edition_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One edition in full."""
    edition = get_object_or_404(Edition, slug=slug)
    context = {"edition": edition, "themes": themes_in(edition), "principles": principles_in(edition)}
    return render(request, "themes/edition.html", context)


def compare_page(request: HttpRequest) -> HttpResponse:
    """Two editions side by side, line by line."""
    form = CompareForm(request.GET or None)
    parts = compare_editions(form.cleaned_data["a"], form.cleaned_data["b"]) if form.is_valid() else None
    return render(request, "themes/compare_editions.html", {"form": form, "parts": parts})


class AdoptEdition(FormView):  # type: ignore[type-arg]
    """Adopt an edition: the file is chosen, what it changes is seen, and that is confirmed."""

    form_class = UploadForm
    template_name = "themes/adopt_edition.html"
    done: ClassVar[str] = "The edition is adopted. Cases that are open keep theirs."
    request: SignedInRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse whoever is no administrator."""
        if not policy.adopts_editions(request.user):
            raise Forbidden("Only an administrator adopts an edition of the guidance.")
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what the file changes, or adopt what was shown."""
        if "text" not in request.POST:
            return super().post(request, *args, **kwargs)
        form = ConfirmForm(request.POST)
        if not form.is_valid():
            return self.shown(request.POST["text"], form)
        return self.adopt(form.cleaned_data["text"])

    def form_valid(self, form: Form) -> HttpResponse:
        """Show what the file changes."""
        text = form.cleaned_data["file"]
        return self.shown(text, ConfirmForm(initial={"text": text}))

    def shown(self, text: str, form: Form) -> HttpResponse:
        """What the edition adds, changes and drops, and the question whether to adopt it."""
        try:
            edition, parts = preview_edition(by=self.request.user, text=text)
        except Refused as refused:
            return self.refused(refused)
        context = self.get_context_data(form=form, edition=edition, parts=parts)
        return render(self.request, "themes/confirm_edition.html", context)

    def adopt(self, text: str) -> HttpResponse:
        """Adopt it."""
        try:
            edition = adopt_edition(by=self.request.user, text=text)
        except Refused as refused:
            return self.refused(refused)
        messages.success(self.request, self.done)
        return HttpResponseRedirect(reverse("themes:edition", args=[edition.slug]))

    def refused(self, refused: Refused) -> HttpResponse:
        """The problems of the file, line by line, and the choice of another."""
        context = self.get_context_data(form=UploadForm(), refused=refused.unmet)
        return self.render_to_response(context, status=CONFLICT)
