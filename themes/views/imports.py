"""Importing a file of figures: choose it, see what was found in it, decide, and see what became of it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from bestvalue.accounts.requests import SignedInRequest
from bestvalue.api.spreadsheets import table
from bestvalue.ui.listing import page_of, pagination
from cases.views.acting import FreeAct
from cases.views.following import FollowedAct
from themes.forms import metrics as forms
from themes.metric_selectors import import_list
from themes.models import MetricImport
from themes.policy import check_keeps_metrics
from themes.services.importing.reading import COLUMNS
from themes.services.imports import confirm_import, drop_import, receive_import

PROBLEM_COLUMNS = ("line", "column", "code", "message", "found")


def import_index(request: SignedInRequest) -> HttpResponse:
    """Every import, the newest first."""
    check_keeps_metrics(request.user)
    page = page_of(request, import_list())
    return render(request, "metrics/imports.html", {"page": page, "pagination": pagination(request, page)})


class UploadFigures(FreeAct):
    """Choose a file; it is checked in the background before anything is imported."""

    heading: ClassVar[str] = "Import figures"
    button: ClassVar[str] = "Check the file"
    done: ClassVar[str] = "The file is kept, and is being checked."
    form_class = forms.UploadForm
    template_name = "metrics/upload.html"

    def find(self) -> None:
        """Only those who keep the metrics."""
        check_keeps_metrics(self.request.user)

    def act(self, given: dict[str, Any]) -> MetricImport:
        """Keep it."""
        return receive_import(by=self.request.user, **given)

    def next_page(self, result: Any) -> str:
        """Its page, followed until it is checked."""
        return f"{import_address(result)}?follow=yes" if result else reverse("metrics:imports")

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The columns that a file has."""
        return super().get_context_data(**{"columns": COLUMNS, **more})


class ImportPage(FollowedAct):
    """One import: how far it has gone, what was found, and the choice where it waits for one."""

    button: ClassVar[str] = "Continue"
    done: ClassVar[str] = "Your choice is recorded."
    template_name = "metrics/import.html"
    form_class = forms.ChoiceForm
    metric_import: MetricImport

    def find(self) -> None:
        """The import that the address names."""
        check_keeps_metrics(self.request.user)
        self.metric_import = get_object_or_404(import_list(), pk=self.kwargs["pk"])

    def waits_since(self) -> dt.datetime | None:
        """When the step in hand was begun, else when the file came."""
        since = self.metric_import.begun_at or self.metric_import.uploaded_at
        return since if self.metric_import.is_waiting else None

    def get_form_kwargs(self) -> dict[str, Any]:
        """What may be chosen depends on what was found."""
        return {**super().get_form_kwargs(), "metric_import": self.metric_import}

    def act(self, given: dict[str, Any]) -> MetricImport:
        """Import what was chosen."""
        by, take = self.request.user, given["take"]
        if take == forms.NOTHING:
            return drop_import(by=by, metric_import=self.metric_import)
        return confirm_import(by=by, metric_import=self.metric_import, good_rows_only=take == forms.GOOD_ROWS)

    def next_page(self, result: Any) -> str:
        """This page, followed until the import is done."""
        return f"{import_address(result)}?follow=yes" if result else reverse("metrics:imports")

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The import, and a page of what is wrong in it."""
        page = page_of(self.request, self.metric_import.problems.order_by("pk"), 50)
        shown = {"page": page, "pagination": pagination(self.request, page)}
        made = {"metric_import": self.metric_import, "heading": f"Import of {self.metric_import}"}
        return super().get_context_data(**{**shown, **made, **more})


def problem_table(request: SignedInRequest, pk: Any) -> HttpResponseBase:
    """What is wrong in a file, as CSV: the first thousand problems."""
    check_keeps_metrics(request.user)
    return table(_problems(get_object_or_404(MetricImport, pk=pk)), "problems.csv")


def import_address(metric_import: MetricImport) -> str:
    """The page of an import."""
    return reverse("metrics:import", args=[metric_import.pk])


def _problems(metric_import: MetricImport) -> Iterator[Sequence[Any]]:
    yield PROBLEM_COLUMNS
    yield from metric_import.problems.order_by("pk").values_list(*PROBLEM_COLUMNS).iterator()
