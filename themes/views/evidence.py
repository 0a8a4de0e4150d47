"""Pages on which evidence is added, corrected and checked, and on which things are put beside it."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.errors import Unmet
from cases.models import Authority, Case
from cases.views.acting import open_case
from themes import policy
from themes.forms import evidence_acts as forms
from themes.forms.evidence import EvidenceForm, SourceForm
from themes.meetings import statutory_meeting
from themes.models import EvidenceVersion, SourceType
from themes.selectors import ThemeInEdition, bare_themes, edition_in_force, guidance_of, themes_in
from themes.selectors.evidence import current_versions
from themes.services.checking import (
    corroborate,
    dispute_evidence,
    record_evidence_account,
    record_meeting,
    verify_evidence,
)
from themes.services.evidence import add_evidence, correct_evidence

from .acting import EvidencePage, OnItem, must_be

MOST_OFFERED = 200  # items offered as bearing another out


def add(request: SignedInRequest, **where: Any) -> HttpResponseBase:
    """Add an item: first from which kind of source it comes, then what it says."""
    page: type[EvidencePage] = WriteItem if "source" in request.GET else ChooseSource
    return page.as_view()(request, **where)


class OnPlace(EvidencePage):
    """Adding to an authority, or to a case."""

    case: Case | None = None

    def find(self) -> None:
        """The authority or the case that the address names."""
        if "ref" in self.kwargs:
            self.case = open_case(self.request, self.kwargs["ref"], "evidence:add_to_case")
            self.authority = self.case.authority
        else:
            known = (
                Authority.objects.filter(slug=self.kwargs["slug"]) if policy.reads_evidence(self.request.user) else ()
            )
            self.authority = must_be(next(iter(known), None), "authority")

    def next_page(self, result: Any) -> str:
        """The item, or the register."""
        if result:
            return reverse("evidence:item", args=[result.evidence_id])
        if self.case:
            return reverse("evidence:of_case", args=[self.case.ref])
        return reverse("evidence:of_authority", args=[self.authority.slug])

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The case, if there is one."""
        return super().get_context_data(**{"case": self.case, **more})


class ChooseSource(OnPlace):
    """From which kind of source a new item comes."""

    heading: ClassVar[str] = "Add evidence"
    button: ClassVar[str] = "Continue"
    form_class: type[Form] = SourceForm

    def form_valid(self, form: Form) -> HttpResponse:
        """Go on to what it says."""
        return HttpResponseRedirect(f"{self.request.path}?source={form.cleaned_data['source'].pk}")


class WithFacts(EvidencePage):
    """A page that takes what an item says."""

    form_class: type[Form] = EvidenceForm
    template_name = "evidence/write.html"

    def themes(self) -> Sequence[ThemeInEdition]:
        """The themes and lines on which it may bear: of the case's edition, else of the one in force."""
        raise NotImplementedError

    def given_by(self, form: Any) -> dict[str, Any]:
        """The facts and what they bear on."""
        given: dict[str, Any] = form.given()
        return given


class WriteItem(WithFacts, OnPlace):
    """What a new item says."""

    heading: ClassVar[str] = "Add evidence"
    button: ClassVar[str] = "Add it"
    done: ClassVar[str] = "The item is in the register. It moves nothing by itself."
    source: SourceType

    def find(self) -> None:
        """The kind of source, too."""
        super().find()
        slug = self.request.GET["source"].replace("\x00", "")
        self.source = must_be(SourceType.objects.filter(pk=slug).first(), "kind of source")

    def themes(self) -> Sequence[ThemeInEdition]:
        """Those of the case, if there is one."""
        return guidance_of(self.case) if self.case else in_force()

    def get_form_kwargs(self) -> dict[str, Any]:
        """The source and the themes."""
        return {**super().get_form_kwargs(), "source": self.source, "themes": self.themes()}

    def act(self, given: dict[str, Any]) -> EvidenceVersion:
        """Add it."""
        return add_evidence(
            by=self.request.user, authority=self.authority, case=self.case, source_type=self.source, **given
        )

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The source, with how it is handled."""
        return super().get_context_data(**{"source": self.source, **more})


class CorrectItem(WithFacts, OnItem):
    """Correct an item by a new version."""

    heading: ClassVar[str] = "Correct this item"
    button: ClassVar[str] = "Save the correction"
    done: ClassVar[str] = "The correction stands. The earlier version is kept as it was."
    lede: ClassVar[str] = "A correction is a new version. Whatever relied on the earlier one still names that."
    service = correct_evidence

    def themes(self) -> Sequence[ThemeInEdition]:
        """Those of the item's case, if it has one."""
        return guidance_of(self.item.case) if self.item.case else in_force()

    def get_form_kwargs(self) -> dict[str, Any]:
        """The version that stands."""
        shown = {"source": self.item.source_type, "themes": self.themes(), "current": self.current}
        return {**super().get_form_kwargs(), **shown}

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The source."""
        return super().get_context_data(**{"source": self.item.source_type, **more})


class VerifyItem(OnItem):
    """Record that an item was checked."""

    heading: ClassVar[str] = "Verify this item"
    button: ClassVar[str] = "Record that it is verified"
    done: ClassVar[str] = "The item is verified."
    form_class = forms.VerifyForm
    service = verify_evidence


class DisputeItem(OnItem):
    """Record that an item is disputed."""

    heading: ClassVar[str] = "Record that this item is disputed"
    button: ClassVar[str] = "Record the dispute"
    done: ClassVar[str] = "The dispute is recorded."
    form_class = forms.DisputeForm
    service = dispute_evidence


class RecordItemAccount(OnItem):
    """Put beside an item what the authority says about it (R31)."""

    heading: ClassVar[str] = "Record what the authority says about this item"
    button: ClassVar[str] = "Record it"
    done: ClassVar[str] = "What the authority says stands beside the item."
    form_class = forms.AuthorityAccountForm
    service = record_evidence_account


class BearItemOut(OnItem):
    """Name another item that bears this one out."""

    heading: ClassVar[str] = "Name an item that bears this one out"
    button: ClassVar[str] = "Name it"
    done: ClassVar[str] = "The other item is named."
    form_class = forms.CorroborateForm

    def offered(self) -> Any:
        """The items about the same authority that stand on their own, the latest first."""
        rows = current_versions(self.request.user).filter(evidence__authority=self.authority)
        firm = rows.filter(evidence__is_sealed=False, evidence__source_type__needs_corroboration=False)
        latest = firm.exclude(evidence=self.item).values("pk")[:MOST_OFFERED]
        return current_versions(self.request.user).filter(pk__in=list(latest.values_list("pk", flat=True)))

    def get_form_kwargs(self) -> dict[str, Any]:
        """What is offered."""
        return {**super().get_form_kwargs(), "offered": self.offered()}

    def act(self, given: dict[str, Any]) -> Any:
        """Name it."""
        other, note = given["other"].evidence, given["note"]
        return corroborate(
            by=self.request.user,
            evidence=self.item,
            borne_out_by=other,
            note=note,
            expected_version=self.version_seen(),
        )


class RecordItemMeeting(OnItem):
    """Record the meeting at which the authority considered a report (C13, C14)."""

    heading: ClassVar[str] = "Record when the authority met on it"
    button: ClassVar[str] = "Record it"
    done: ClassVar[str] = "The meeting is recorded."
    form_class = forms.MeetingForm
    service = record_meeting

    def missing(self) -> list[Unmet]:
        """A meeting must follow from it."""
        if statutory_meeting(self.current):
            return []
        correct = reverse("evidence:correct", args=[self.item.pk])
        return [Unmet("no_meeting", "No meeting follows, or the day from which it counts is not recorded.", correct)]


def in_force() -> Sequence[ThemeInEdition]:
    """The themes of the edition in force, or by name alone where none is."""
    edition = edition_in_force(on=clock.today())
    return themes_in(edition) if edition else bare_themes()
