"""Decision bundles of a case: what there is, making one, following it, and fetching it."""

import datetime as dt
from typing import Any, ClassVar

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.forms import PasswordAgain
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.desk.bundle_forms import MakeBundleForm
from bestvalue.desk.bundles.contents import entitled
from bestvalue.desk.bundles.deciding import Decision, deciding_events, decision_of, decision_on, label_of
from bestvalue.desk.bundles.making import ask_for_bundle, fetch_bundle
from bestvalue.desk.bundles.policy import check_exports, visible_bundles
from bestvalue.desk.models import Bundle
from bestvalue.desk.selectors.bundles import bundle_for
from bestvalue.records.services import was_read
from bestvalue.ui.following import LASTS, is_followed
from bestvalue.ui.listing import page_of, pagination
from cases.models import Case
from cases.selectors.cases import case_for
from cases.views.acting import FreeAct, open_case
from cases.views.following import FollowedAct

SUBJECT = "bundles"  # as readings name these pages
PER_PAGE = 10


def bundle_index(request: SignedInRequest, ref: str) -> HttpResponse:
    """The bundles of a case, the newest first, and the decisions of which one can be made."""
    case = open_case(request, ref, SUBJECT)
    check_exports(request.user, case)
    page = page_of(request, visible_bundles(request.user, case), PER_PAGE)
    decisions = page_of(request, deciding_events(case), PER_PAGE, name="decisions")
    context = {
        "case": case,
        "section": "desk:case_timeline",
        "page": page,
        "pagination": pagination(request, page),
        "decisions": [(each, label_of(each)) for each in decisions],
        "more_decisions": pagination(request, decisions, name="decisions"),
    }
    return render(request, "desk/bundles/index.html", context)


class OnBundles(FreeAct):
    """An act on the bundles of a case: 404 to strangers, 403 to those on the case who may not."""

    case: Case

    def find(self) -> None:
        """The case of the address."""
        self.case = self.open_case()
        check_exports(self.request.user, self.case)

    def open_case(self) -> Case:
        """The case, its reading recorded."""
        return open_case(self.request, self.kwargs["ref"], SUBJECT)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The request, which the password is asked for."""
        return {**super().get_form_kwargs(), "request": self.request}

    def next_page(self, result: Any) -> str:
        """The list."""
        return reverse("desk:bundles", args=[self.case.ref])

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The case."""
        return super().get_context_data(**{"case": self.case, "about": self.case.authority, **more})


class MakeBundle(OnBundles):
    """Have the bundle of one decision made."""

    heading: ClassVar[str] = "Make a bundle"
    button: ClassVar[str] = "Make the bundle"
    done: ClassVar[str] = "The bundle is being made."
    form_class = MakeBundleForm
    template_name = "desk/bundles/make.html"
    decision: Decision

    def find(self) -> None:
        """The decision of the address."""
        super().find()
        found = decision_on(self.case, self.kwargs["decision"])
        if found is None:
            raise Http404("There is no such decision.")
        self.decision = found

    def get_form_kwargs(self) -> dict[str, Any]:
        """Whether sealed items are offered."""
        return {**super().get_form_kwargs(), "entitled": entitled(self.request.user, self.decision)}

    def act(self, given: dict[str, Any]) -> Bundle:
        """Ask for it."""
        return ask_for_bundle(by=self.request.user, case=self.case, decision=self.decision, **given)

    def next_page(self, result: Any) -> str:
        """Its page, followed until it is there."""
        if result is None:
            return super().next_page(result)
        return f"{reverse('desk:bundle', args=[self.case.ref, result.pk])}?follow=yes"

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The decision."""
        return super().get_context_data(**{"decision": self.decision, **more})


class BundlePage(FollowedAct, OnBundles):
    """How far a bundle has come; once it is there, the password again hands it out."""

    button: ClassVar[str] = "Download the bundle"
    form_class = PasswordAgain
    template_name = "desk/bundles/page.html"
    bundle: Bundle

    def find(self) -> None:
        """The bundle of the address."""
        super().find()
        found = bundle_for(self.request.user, self.case, self.kwargs["pk"])
        if found is None:
            raise Http404("There is no such bundle.")
        self.bundle = found

    def open_case(self) -> Case:
        """The same; a page that asks for itself again is read once."""
        case = case_for(self.request.user, self.kwargs["ref"]) if is_followed(self.request) else None
        if case and was_read(by=self.request.user, case_id=case.pk, subject=SUBJECT, since=clock.now() - LASTS):
            return case
        return super().open_case()

    def waits_since(self) -> dt.datetime | None:
        """When it was asked for."""
        return self.bundle.asked_at if self.bundle.is_waiting else None

    def act(self, given: dict[str, Any]) -> Any:
        """Hand it out."""
        return fetch_bundle(by=self.request.user, bundle=self.bundle)

    def answer(self, result: Any) -> HttpResponse:
        """The archive, always saved and never shown."""
        return as_archive(self.bundle, result)  # type: ignore[return-value]

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The bundle, its decision and its progress."""
        shown = {
            "bundle": self.bundle,
            "decision": decision_of(self.bundle.decision),
            "heading": "Decision bundle",
        }
        return super().get_context_data(**{**shown, **more})


def as_archive(bundle: Bundle, content: Any) -> FileResponse:
    """An archive as a download, with its hash in a header."""
    response = FileResponse(content, as_attachment=True, filename=bundle.file_name, content_type="application/zip")
    response.headers["Content-SHA256"] = bundle.sha256
    return response
