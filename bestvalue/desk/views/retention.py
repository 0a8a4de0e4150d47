"""Retention for the records manager: what is due and why, what is held, what was removed, and having it done."""

from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from bestvalue.accounts.models import User
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.desk.models import LegalHold
from bestvalue.desk.retention.due import KINDS, check_keeps_retention, due_for, due_rows, holds_on, open_holds
from bestvalue.desk.retention.holding import lift_hold, place_hold
from bestvalue.desk.retention.removing import remove_due
from bestvalue.desk.retention.schedule import Rule, rules
from bestvalue.desk.retention_forms import HoldForm, LiftForm, RemoveForm
from bestvalue.records.models import Removal
from bestvalue.records.services import note_reading
from bestvalue.ui.listing import page_of, pagination
from cases.models import Authority, Case
from cases.policy import visible_cases
from cases.selectors.cases import case_for
from cases.views.acting import FreeAct


def retention_index(request: SignedInRequest) -> HttpResponse:
    """What is due, rule by rule, and what holds keep of it."""
    page = page_of(request, due_for(request.user))  # type: ignore[arg-type]
    context = {"page": page, "pagination": pagination(request, page), "rules": rules().values()}
    return render(request, "desk/retention/index.html", context)


def removed_list(request: SignedInRequest) -> HttpResponse:
    """The tombstones: everything that was removed, the latest first."""
    check_keeps_retention(request.user)
    rows = Removal.objects.filter(Q(case=None) | Q(case__in=visible_cases(request.user)))
    page = page_of(request, rows.select_related("event__actor", "case__authority"))
    names = {each.rule: each.name for each in rules().values()}
    listed = [(each, names.get(each.rule, each.rule)) for each in page]
    context = {"page": page, "rows": listed, "pagination": pagination(request, page)}
    return render(request, "desk/retention/removed.html", context)


def hold_list(request: SignedInRequest) -> HttpResponse:
    """Legal holds, those that stand and those that were lifted."""
    page = page_of(request, holds_for(request.user).order_by("lifted_at", "-placed_at", "-pk"))
    return render(request, "desk/retention/holds.html", {"page": page, "pagination": pagination(request, page)})


def holds_for(user: User) -> QuerySet[LegalHold]:
    """The holds on authorities, and on the cases that this person may know of."""
    check_keeps_retention(user)
    known = Q(case=None) | Q(case__in=visible_cases(user))
    return LegalHold.objects.filter(known).select_related("case__authority", "authority", "placed_by", "lifted_by")


class RemoveDue(FreeAct):
    """Everything that is due of one rule in one place: listed, and removed if this person has it done."""

    button: ClassVar[str] = "Remove all of it"
    done: ClassVar[str] = "It is removed. Each leaves a tombstone."
    form_class = RemoveForm
    template_name = "desk/retention/remove.html"
    rule: Rule
    place: Case | Authority

    def find(self) -> None:
        """The rule and the place of the address; a reading of a case is noted."""
        check_keeps_retention(self.request.user)
        rule = rules().get(self.kwargs["rule"])
        place = _place(self.request.user, rule, self.kwargs["place"]) if rule else None
        if rule is None or place is None:
            raise Http404("Nothing of this is due.")
        self.rule, self.place = rule, place
        if isinstance(place, Case):
            note_reading(reader=self.request.user, case_id=place.pk, subject="retention")

    def get_form_kwargs(self) -> dict[str, Any]:
        """The request, which the password is asked for."""
        return {**super().get_form_kwargs(), "request": self.request}

    def act(self, given: dict[str, Any]) -> int:
        """Have it removed."""
        return remove_due(by=self.request.user, rule=self.rule, place=self.place, **given)

    def next_page(self, result: Any) -> str:
        """The list."""
        return reverse("desk:retention")

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """What would go, page by page, and what keeps it."""
        rows = due_rows(self.rule).filter(**{KINDS[self.rule.kind].place: self.place}).order_by("pk")
        page = page_of(self.request, rows)
        shown = {
            "rule": self.rule,
            "about": self.place.authority if isinstance(self.place, Case) else self.place,
            "heading": f"Remove: {self.rule.name.lower()}",
            "page": page,
            "pagination": pagination(self.request, page),
            "holds": holds_on(self.place, open_holds()),
        }
        return super().get_context_data(**{**shown, **more})


def _place(user: User, rule: Rule, name: str) -> Case | Authority | None:
    if KINDS[rule.kind].place == "authority":
        return Authority.objects.filter(slug=name).first()
    return case_for(user, name)


class PlaceHold(FreeAct):
    """Stop retention on a case or an authority."""

    heading: ClassVar[str] = "Place a legal hold"
    button: ClassVar[str] = "Place the hold"
    done: ClassVar[str] = "The hold stands. Nothing that it keeps is removed until it is lifted."
    form_class = HoldForm

    def find(self) -> None:
        """Only a records manager."""
        check_keeps_retention(self.request.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Who asks, who must know of the case."""
        return {**super().get_form_kwargs(), "user": self.request.user}

    def act(self, given: dict[str, Any]) -> LegalHold:
        """Place it."""
        return place_hold(by=self.request.user, **given)

    def next_page(self, result: Any) -> str:
        """The holds."""
        return reverse("desk:holds")


class LiftHold(FreeAct):
    """Lift one hold."""

    heading: ClassVar[str] = "Lift a legal hold"
    button: ClassVar[str] = "Lift the hold"
    done: ClassVar[str] = "The hold is lifted. What is due may be removed, if no other keeps it."
    form_class = LiftForm
    hold: LegalHold

    def find(self) -> None:
        """The hold of the address."""
        self.hold = get_object_or_404(holds_for(self.request.user), pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        """The request, which the password is asked for."""
        return {**super().get_form_kwargs(), "request": self.request}

    def act(self, given: dict[str, Any]) -> LegalHold:
        """Lift it."""
        return lift_hold(by=self.request.user, hold=self.hold, **given)

    def next_page(self, result: Any) -> str:
        """The holds."""
        return reverse("desk:holds")

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """On what it is, and why it was placed."""
        on = self.hold.authority or (self.hold.case.authority if self.hold.case else "")
        return super().get_context_data(**{"about": on, "lede": self.hold.reason, **more})
