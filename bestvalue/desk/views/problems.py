"""Problems with pages: the form for anybody, and the list for administrators."""

import uuid
from typing import Any, ClassVar, cast

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator

from bestvalue.accounts.models import User
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.accounts.services.sign_in import counted_address
from bestvalue.desk.models import ProblemReport
from bestvalue.desk.problem_forms import AnswerForm, ProblemForm
from bestvalue.desk.reporting import answer_report, report_problem, reports_for
from bestvalue.request_id import current_request_id
from bestvalue.ui.listing import page_of, pagination
from cases.views.acting import FreeAct


@method_decorator(login_not_required, name="dispatch")
class ReportProblem(FreeAct):
    """Report a problem with a page; anybody may."""

    heading: ClassVar[str] = "Report a problem with a page"
    button: ClassVar[str] = "Send"
    done: ClassVar[str] = "Thank you. Your report was sent to the people who look after this service."
    template_name = "help/report.html"
    form_class = ProblemForm

    def find(self) -> None:
        """Nothing to find."""

    def get_initial(self) -> dict[str, Any]:
        """The page that the person came from."""
        asked = self.request.GET
        return {"page": asked.get("from", "")[:300], "reference": asked.get("reference", "")[:64]}

    def act(self, given: dict[str, Any]) -> ProblemReport | None:
        """Keep it, unless a program filled in what people do not see."""
        if given.pop("website"):
            return None
        person = self.request.user if self.request.user.is_authenticated else None
        return report_problem(
            by=cast(User | None, person),
            **given | {"once": given["once"] or uuid.uuid4(), "reference": given["reference"] or current_request_id()},
            address=counted_address(self.request),
        )

    def answer(self, result: Any) -> HttpResponse:
        """A page of its own that says so: who has not signed in may refuse cookies."""
        return HttpResponseRedirect(reverse("help:reported"))

    def next_page(self, result: Any) -> str:
        """Back to help."""
        return reverse("help:index")


def report_index(request: SignedInRequest) -> HttpResponse:
    """What was reported, what is not answered first; for administrators."""
    page = page_of(request, reports_for(request.user))
    return render(request, "desk/problems/index.html", {"page": page, "pagination": pagination(request, page)})


class AnswerReport(FreeAct):
    """Read one report, and say what became of it."""

    heading: ClassVar[str] = "A problem that was reported"
    button: ClassVar[str] = "Save the answer"
    done: ClassVar[str] = "The answer was saved."
    template_name = "desk/problems/report.html"
    form_class = AnswerForm
    report: ProblemReport

    def find(self) -> None:
        """The report. Raises Forbidden, Http404."""
        found = reports_for(self.request.user).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404("There is no such report.")
        self.report = found

    def act(self, given: dict[str, Any]) -> ProblemReport:
        """Do it."""
        return answer_report(by=self.request.user, report=self.report, **given)

    def next_page(self, result: Any) -> str:
        """The list."""
        return reverse("desk:problem_reports")

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The report too."""
        return super().get_context_data(**{"report": self.report, **more})
