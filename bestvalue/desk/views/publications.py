"""Publications: what is prepared, approved and published, each by its own person (R45)."""

from typing import Any, ClassVar
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.models import Role
from bestvalue.accounts.policy import holds
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.desk.publication_forms import ConfirmForm, NoteForm, PackForm, ReasonForm
from bestvalue.desk.selectors.publications import beginning, may_know_of_packs, pack_for, packs_for, publishable
from bestvalue.errors import Refused, Unmet
from bestvalue.records.services import note_reading
from bestvalue.ui.listing import page_of, pagination
from cases.letters import Letterhead, compare
from cases.models import Case, Instrument, Publication, PublicationPack, PublishedStep
from cases.policy import is_official, visible_cases
from cases.selectors.register import letterhead_of_step
from cases.services.packs import (
    approve_publication,
    drop_publication,
    edit_publication,
    prepare_publication,
    publish_pack,
    send_back_publication,
)
from cases.services.publication import withdraw_publication
from cases.views.acting import ActPage

NOTHING = "There is no such publication."


def pack_index(request: SignedInRequest) -> HttpResponse:
    """The packs this person may know of, by where they stand; for everybody else there is no such page."""
    if not may_know_of_packs(request.user):
        raise Http404("There is no such page.")
    packs = packs_for(request.user)
    page = page_of(request, packs.filter(state="published").order_by("-created_at", "pk"))
    waiting = [(label, packs.filter(state=state)[:100]) for state, label in WAITING if _sees(request, state)]
    context = {"waiting": waiting, "page": page, "pagination": pagination(request, page)}
    return render(request, "desk/publications/index.html", context)


WAITING = (
    ("prepared", "Waiting for approval"),
    ("approved", "Approved and ready to publish"),
    ("returned", "Sent back to be changed"),
)


def _sees(request: SignedInRequest, state: str) -> bool:
    return state == "approved" or is_official(request.user)


def pack_page(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """One pack: what the public would see, how it differs from the original, and what may be done with it."""
    pack = pack_for(request.user, pk)
    if pack is None:
        raise Http404(NOTHING)
    note_reading(reader=request.user, case_id=pack.case_id, subject=pack.key)
    return render(request, "desk/publications/pack.html", shown_of(request, pack))


def shown_of(request: SignedInRequest, pack: PublicationPack) -> dict[str, Any]:
    """What a pack's page shows; the original and the case only to those who may know of the case."""
    inside = visible_cases(request.user).filter(pk=pack.case_id).exists()
    original = pack.original if inside else None
    dated = pack.in_force_from or clock.today()
    another = pack.prepared_by_id != request.user.pk
    return {
        "pack": pack,
        "inside": inside,
        "letterhead": letterhead_of_step(pack.step) if pack.step else Letterhead(date=dated, today=dated),
        "comparison": compare(original.body, pack.body) if original and original.body != pack.body else None,
        "approves": holds(request.user, Role.DEPUTY_DIRECTOR) and another,
        "edits": inside and is_official(request.user),
        "sends_back": holds(request.user, Role.DEPUTY_DIRECTOR, Role.PRESS),
        "publishes": holds(request.user, Role.PRESS) and another and pack.approved_by_id != request.user.pk,
    }


class PreparePublication(ActPage):
    """Choose what to publish about, and prepare it."""

    move: ClassVar[str] = "prepare_publication"
    form_class = PackForm
    button: ClassVar[str] = "Send for approval"
    done: ClassVar[str] = "It waits for a deputy director's approval."
    template_name = "desk/publications/prepare.html"

    def find_instrument(self) -> Instrument | None:
        """The instrument that the address names with `of`; None while none is chosen."""
        key = self.request.GET.get("of")
        found = next((each for each in publishable(self.case) if each.key == key), None)
        if key and found is None:
            raise Http404(NOTHING)
        return found

    def get_initial(self) -> dict[str, Any]:
        """What was decided on, and its dates."""
        return beginning(self.instrument).initial if self.instrument else {}

    def act(self, given: dict[str, Any], version: int) -> PublicationPack:
        """Prepare it."""
        if self.instrument is None:
            raise Refused([Unmet("nothing_chosen", "Choose first what to publish about.")])
        original = beginning(self.instrument).original
        return prepare_publication(
            by=self.request.user, instrument=self.instrument, original=original, expected_version=version, **given
        )

    def next_page(self, result: Any) -> str:
        """The pack, once there is one."""
        if result is None:
            return reverse("desk:case", args=[self.case.ref])
        return reverse("desk:publication", args=[result.pk])

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """What can be published about."""
        return super().get_context_data(choices=publishable(self.case), **more)


class OnAPack(ActPage):
    """An act on one pack. Those without a case page, as press, are shown nothing of the case but the pack."""

    pack: PublicationPack
    template_name = "desk/publications/act.html"

    def find_case(self) -> Case:
        """The case of the pack; its reading is recorded."""
        found = pack_for(self.request.user, self.kwargs["pk"])
        if found is None:
            raise Http404(NOTHING)
        note_reading(reader=self.request.user, case_id=found.case_id, subject=found.key)
        self.pack = found
        return found.case

    def next_page(self, result: Any) -> str:
        """The pack, as it now stands."""
        return reverse("desk:publication", args=[self.pack.pk])

    def digest_seen(self) -> str:
        """What the person was shown when the page was opened."""
        return self.request.POST.get("digest", "")

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The pack."""
        return super().get_context_data(**{**shown_of(self.request, self.pack), **more})


class EditPublication(OnAPack):
    """Change a pack that is not approved."""

    edits: ClassVar[bool] = True
    move: ClassVar[str] = "edit_publication"
    form_class = PackForm
    button: ClassVar[str] = "Send for approval"
    done: ClassVar[str] = "Changed. It waits for a deputy director's approval."

    def get_initial(self) -> dict[str, Any]:
        """The pack as it is."""
        return {name: getattr(self.pack, name) for name in PackForm.base_fields}

    def unchanged(self, form: Form) -> bool:
        """Whether it waits as it is; one that was sent back may be sent again as it was."""
        return self.pack.state == "prepared" and super().unchanged(form)

    def act(self, given: dict[str, Any], version: int) -> PublicationPack:
        """Change it."""
        return edit_publication(by=self.request.user, pack=self.pack, expected_version=version, **given)


class ApprovePublication(OnAPack):
    """Approve exactly what is shown."""

    move: ClassVar[str] = "approve_publication"
    form_class = ConfirmForm
    done: ClassVar[str] = "Approved. Press may now publish it."
    template_name = "desk/publications/confirm.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Whose password is asked for."""
        return super().get_form_kwargs() | {"request": self.request}

    def act(self, given: dict[str, Any], version: int) -> PublicationPack:
        """Approve it."""
        return approve_publication(by=self.request.user, pack=self.pack, digest=self.digest_seen())


class PublishPack(ApprovePublication):
    """Publish exactly what was approved."""

    move: ClassVar[str] = "publish"
    heading: ClassVar[str] = "Publish this in the register"
    button: ClassVar[str] = "Publish"
    done: ClassVar[str] = "Published. It is in the public register now."

    def act(self, given: dict[str, Any], version: int) -> PublishedStep:  # type: ignore[override]
        """Publish it."""
        return publish_pack(by=self.request.user, pack=self.pack, digest=self.digest_seen())


class SendBackPublication(OnAPack):
    """Send it back with what must change."""

    move: ClassVar[str] = "send_back_publication"
    form_class = NoteForm
    done: ClassVar[str] = "Sent back."

    def act(self, given: dict[str, Any], version: int) -> PublicationPack:
        """Send it back."""
        return send_back_publication(by=self.request.user, pack=self.pack, **given)

    def next_page(self, result: Any) -> str:
        """The list: press may no longer know of it."""
        return reverse("desk:publications") if result else super().next_page(result)


class DropPublication(OnAPack):
    """Decide that it will not be published."""

    move: ClassVar[str] = "drop_publication"
    form_class = ReasonForm
    done: ClassVar[str] = "It will not be published."

    def act(self, given: dict[str, Any], version: int) -> PublicationPack:
        """Drop it."""
        return drop_publication(by=self.request.user, pack=self.pack, expected_version=version, **given)


class WithdrawPublication(ActPage):
    """Take something out of the register; a tombstone stays (rulings 23)."""

    move: ClassVar[str] = "withdraw_publication"
    form_class = ReasonForm
    heading: ClassVar[str] = "Withdraw this from the register"
    lede: ClassVar[str] = "Its identifier stays, with the date and this reason, which the public can read."
    button: ClassVar[str] = "Withdraw"
    done: ClassVar[str] = "Withdrawn. A tombstone stays in the register."
    template_name = "desk/publications/act.html"

    publication: Publication

    def find_case(self) -> Case:
        """The case of the publication; only press gets this far."""
        found = Publication.objects.select_related("case__authority").filter(register_id=self.kwargs["register_id"])
        publication = found.first()
        if publication is None or not holds(self.request.user, Role.PRESS):
            raise Http404(NOTHING)
        self.publication = publication
        return publication.case

    def act(self, given: dict[str, Any], version: int) -> Publication:
        """Withdraw it."""
        return withdraw_publication(by=self.request.user, publication=self.publication, **given)

    def next_page(self, result: Any) -> str:
        """Its place in the register."""
        return reverse("register:entry", args=[self.publication.register_id])
