"""What the pages of acts here share: the instrument or the part of one that they are about, and drafting."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import Model
from django.http import Http404
from django.urls import reverse

from bestvalue import clock
from cases.forms.drafts import DraftForm, Typed
from cases.forms.rows import RowsForm
from cases.letters import Letterhead
from cases.models import Case, Instrument
from cases.views.acting import ByService
from cases.views.deciding import Decided
from cases.views.drafting import DraftPage
from cases.views.files import WithFiles
from cases.where import page_of_instrument
from interventions.forms.acting import DecidedForm
from interventions.forms.drafting import WithFindings, typed_of
from interventions.models import Representation
from interventions.services.drafts import Draft, preview
from themes.selectors import guidance_of


def page_after(instrument: Instrument | None, case: Case) -> str:
    """Where an act leads back to: the page of its instrument, else the list."""
    if instrument is None:
        return reverse("interventions:index", args=[case.ref])
    return page_of_instrument(instrument.key, case)


class OnInstrument(ByService):
    """An act that leads back to the page of its instrument, or of what it made, or else to the list."""

    def next_page(self, result: Any) -> str:
        """The instrument, as it now stands."""
        return page_after(self.instrument or (result if isinstance(result, Instrument) else None), self.case)


class WithOriginals(WithFiles, OnInstrument):
    """An act with its files, done by its service."""

    def make(self, given: dict[str, Any], version: int) -> Any:
        """Do it."""
        return OnInstrument.act(self, given, version)


class AsApproved(Decided, OnInstrument):
    """Carrying out exactly what a minister approved; the service takes over the facts and the letter."""

    form_class: Any = DecidedForm


class OnPart(OnInstrument):
    """An act on one part of an instrument, such as an action or a function; `parts` is its name for them."""

    parts: ClassVar[str]

    @cached_property
    def part(self) -> Model:
        """The part of the address. Raises Http404."""
        found: Model | None = getattr(self.instrument, self.parts).filter(pk=self.kwargs["part"]).first()
        if found is None:
            raise Http404("There is no such thing here.")
        return found

    def act(self, given: dict[str, Any], version: int) -> Any:
        """Call the service with the part."""
        return type(self).service(by=self.request.user, expected_version=version, **{self.about: self.part}, **given)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The part."""
        return super().get_context_data(part=self.part, **more)


class PartWithFiles(WithFiles, OnPart):
    """An act on one part, with its files."""

    def make(self, given: dict[str, Any], version: int) -> Any:
        """Do it."""
        return OnPart.act(self, given, version)


class DraftInstrument(DraftPage):
    """Drafting or editing an instrument: give its `kind`, the form and both services."""

    form_class: type[RowsForm]
    template_name = "interventions/edit.html"
    button: ClassVar[str] = "Save the draft"
    done: ClassVar[str] = "The draft is saved."
    kind: ClassVar[Draft]
    service: ClassVar[Callable[..., Any]]
    about: ClassVar[str] = "case"

    def find_instrument(self) -> Instrument | None:
        """The draft of the address, where it is edited; Http404 if it is not one of this case."""
        if "pk" not in self.kwargs:
            return None
        found: Instrument | None = self.kind.model.objects.filter(case=self.case, pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404("There is no such draft.")
        return found

    def get_form_class(self) -> Any:
        """The form."""
        return self.form_class

    def get_form_kwargs(self) -> dict[str, Any]:
        """The themes of the case's edition, where findings are made."""
        themes = {"themes": guidance_of(self.case)} if issubclass(self.get_form_class(), WithFindings) else {}
        return super().get_form_kwargs() | themes

    def stored(self) -> Typed:
        """The draft as it is saved, or how a new one begins."""
        return typed_of(self.get_form_class(), self.instrument or self.beginning())

    def beginning(self) -> Instrument:
        """What a new draft says before anything is typed."""
        return self.kind.model(case=self.case)

    def fixed(self) -> dict[str, Any]:
        """Facts of a new draft that the form does not ask for."""
        return {}

    def changed_rows(self, do: str, typed: Typed) -> Typed:
        """A row more or fewer."""
        form = self.form_of(typed)
        return form.with_rows_changed(do)  # type: ignore[attr-defined, no-any-return]

    def text_of(self, form: DraftForm) -> str:
        """The text as saving would freeze it."""
        fixed = {} if self.instrument else self.fixed()
        return preview(self.kind, case=self.case, draft=self.instrument, given=form.given(), **fixed)

    def letterhead(self) -> Letterhead:
        """The frame of the text, without a date."""
        return Letterhead(date=None, today=clock.today(), reference=self.case.reference or "")

    def act(self, given: dict[str, Any], version: int) -> Any:
        """Save it."""
        fixed = {} if self.instrument else self.fixed()
        about = {self.about: self.instrument or self.case}
        return type(self).service(by=self.request.user, expected_version=version, **about, **fixed, **given)

    def next_page(self, result: Any) -> str:
        """The draft, or the list."""
        return page_after(result or self.instrument, self.case)


class OnRepresentation(OnPart):
    """An act on one representation on a proposal."""

    parts: ClassVar[str] = "representations"
    about: ClassVar[str] = "representation"
    part: Representation
