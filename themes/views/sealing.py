"""Pages about sealed items: sealing one, who is named to it, and whom it came from."""

from typing import Any, ClassVar

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from bestvalue.accounts.models import User
from bestvalue.accounts.requests import SignedInRequest
from themes import policy
from themes.forms import evidence_acts as forms
from themes.models import Evidence, NamedReader
from themes.selectors.evidence import frozen_texts_naming
from themes.services.sealing import name_reader, read_identity, seal_evidence, take_off_reader

from .acting import OnItem, must_be
from .pages import item_for


class Sealing(OnItem):
    """An act of a deputy director."""

    def check_may(self, user: User) -> None:
        """Deputy directors only."""
        policy.check_seals(user)


class SealItem(Sealing):
    """Seal an item."""

    heading: ClassVar[str] = "Seal this item"
    button: ClassVar[str] = "Seal it"
    done: ClassVar[str] = "The item is sealed. Only those named to it find it."
    lede: ClassVar[str] = "Everybody who is not named finds nothing from now on: no page, list, search or export."
    form_class = forms.SealForm
    template_name = "evidence/seal.html"

    def act(self, given: dict[str, Any]) -> Any:
        """Seal it."""
        given.pop("read")
        return seal_evidence(by=self.request.user, evidence=self.item, expected_version=self.version_seen(), **given)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The texts that keep its name."""
        return super().get_context_data(texts=frozen_texts_naming(self.request.user, self.item), **more)


class OnTheList(Sealing):
    """The list of a sealed item, which a deputy director keeps even where they are not named to it themselves.

    It shows nothing of what the item says.
    """

    template_name = "evidence/people.html"

    def find(self) -> None:
        """The sealed item of the address: for those named to it, and for deputy directors."""
        items = Evidence.objects.filter(is_sealed=True).select_related("authority", "case", "source_type")
        if not policy.seals_evidence(self.request.user):
            items = items.filter(pk__in=policy.visible_evidence(self.request.user))
        self.item = must_be(items.filter(pk=self.kwargs["pk"]).first(), "item of evidence")
        self.authority = self.item.authority

    @property
    def readers(self) -> list[NamedReader]:
        """Who is named now, and who was."""
        return list(self.item.readers.select_related("person", "named_by", "taken_off_by"))

    def next_page(self, result: Any) -> str:
        """The item for those named to it, else its list."""
        if policy.visible_evidence(self.request.user).filter(pk=self.item.pk).exists():
            return reverse("evidence:item", args=[self.item.pk])
        return reverse("evidence:people", args=[self.item.pk]) if result else reverse("desk:home")

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The list, and nothing of the item."""
        return super().get_context_data(**{"readers": self.readers, "version": None, **more})


class NamePerson(OnTheList):
    """Name a person to a sealed item."""

    heading: ClassVar[str] = "People named to this sealed item"
    button: ClassVar[str] = "Name them"
    done: ClassVar[str] = "The person is named."
    form_class = forms.NameForm
    service = name_reader

    def get_form_kwargs(self) -> dict[str, Any]:
        """Who is named already."""
        return {**super().get_form_kwargs(), "named": [each for each in self.readers if not each.taken_off_at]}


class TakeOffPerson(OnTheList):
    """Take a person off the list."""

    heading: ClassVar[str] = "Take a person off the list of this sealed item"
    button: ClassVar[str] = "Take them off"
    done: ClassVar[str] = "The person is off the list."
    form_class = forms.TakeOffForm
    template_name = "evidence/take_off.html"
    reader: NamedReader

    def find(self) -> None:
        """The person who is named."""
        super().find()
        found = next((each for each in self.readers if each.pk == self.kwargs["reader"]), None)
        self.reader = must_be(found, "person on the list")

    def act(self, given: dict[str, Any]) -> Any:
        """Take them off."""
        return take_off_reader(
            by=self.request.user,
            evidence=self.item,
            person=self.reader.person,
            expected_version=self.version_seen(),
            **given,
        )

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Who it is."""
        return super().get_context_data(**{"reader": self.reader, **more})


def identity(request: SignedInRequest, pk: Any) -> HttpResponse:
    """Whom a sealed item came from; every look is recorded by itself."""
    item = item_for(request, pk)
    must_be(item if item.is_sealed else None, "page")
    return render(
        request, "evidence/identity.html", {"item": item, "identity": read_identity(by=request.user, evidence=item)}
    )
