"""Taking a list away as CSV: what will be in the file, a fresh proof that it is the person, then the file."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse

from bestvalue.accounts.forms import PasswordAgain
from bestvalue.api.spreadsheets import as_file
from bestvalue.desk.exporting import MOST, TOO_LONG, Sheet, export_list
from bestvalue.errors import Refused, Unmet
from bestvalue.ui.listing import address, selected_filters
from cases.views.acting import FreeAct

WRONG = "A filter of the list is not valid. Go back and put it right."


class ExportPage(FreeAct):
    """One list with the filters of the address. Give `sheet`, `heading` and `listed`, the route of the list."""

    sheet: ClassVar[Sheet]
    listed: ClassVar[str]
    button: ClassVar[str] = "Download the file"
    form_class = PasswordAgain
    template_name = "desk/export.html"
    filters: Form
    found: QuerySet[Any]

    def rows(self) -> tuple[Form, QuerySet[Any]]:
        """The list's filters, cleaned, and every row that they leave. Raises Http404."""
        raise NotImplementedError

    def find(self) -> None:
        """The rows of the address."""
        self.filters, self.found = self.rows()

    def get_form_kwargs(self) -> dict[str, Any]:
        """The request, which the proof is asked for."""
        return {**super().get_form_kwargs(), "request": self.request}

    def act(self, given: dict[str, Any]) -> bytes:
        """Write it. A filter that is wrong would leave more than was asked for."""
        if self.filters.errors:
            raise Refused([Unmet("wrong_filter", WRONG)])
        return export_list(by=self.request.user, sheet=self.sheet, found=self.found)

    def answer(self, result: bytes) -> HttpResponse:
        """The file, always saved and never shown."""
        return as_file(result, f"{self.sheet.name}.csv")

    def next_page(self, result: Any) -> str:
        """The list, with its filters."""
        return reverse(self.listed) + address(self.request.GET)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """How many rows, by which filters."""
        count = self.found.order_by().count()
        shown = {
            "columns": [each.replace("_", " ") for each in self.sheet.columns],
            "count": count,
            "refuses": WRONG if self.filters.errors else TOO_LONG if count > MOST else "",
            "selected": selected_filters(self.request, self.filters),
        }
        return super().get_context_data(**{**shown, **more})
