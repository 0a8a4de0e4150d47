"""Problems with pages that were reported, for administrators."""

from typing import Any, cast

from django.db.models import QuerySet
from django_filters.rest_framework import BooleanFilter, FilterSet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request

from bestvalue.accounts.models import User
from bestvalue.api.acts import ActOnOne
from bestvalue.api.inputs import Input
from bestvalue.api.views import Detail, Endpoint, Listing
from bestvalue.desk.models import ProblemReport
from bestvalue.desk.reporting import answer_report, answers_reports, reports_for
from bestvalue.messages.api.messages import ID

TAG = "Operations"


class ProblemReportSerializer(serializers.ModelSerializer[ProblemReport]):
    """What somebody reported about a page, and what became of it."""

    class Meta:
        model = ProblemReport
        fields = (
            *("id", "page", "reference", "doing", "wrong", "reported_by", "roles", "reported_at"),
            *("answer", "answered_by", "answered_at"),
        )


class ProblemReportFilter(FilterSet):  # type: ignore[misc]
    """Narrow the list."""

    answered = BooleanFilter("answered_at", lookup_expr="isnull", exclude=True, label="Whether it was answered.")

    class Meta:
        model = ProblemReport
        fields: tuple[str, ...] = ()


class ProblemAnswerInput(Input):
    """What became of a report."""

    answer = serializers.CharField(max_length=10_000, help_text="In words, for who reported it too.")


class AllProblemReports(Endpoint, GenericAPIView[ProblemReport]):
    """Reports; administrators only."""

    serializer_class = ProblemReportSerializer
    queryset = ProblemReport.objects.none()

    def check_permissions(self, request: Request) -> None:
        """Raise PermissionDenied but for administrators."""
        super().check_permissions(request)
        if not answers_reports(cast(User, request.user)):
            raise PermissionDenied("Only an administrator reads what was reported.")

    def get_queryset(self) -> QuerySet[ProblemReport]:
        """All of them, those not answered first."""
        return reports_for(cast(User, self.request.user))


@extend_schema_view(
    get=extend_schema(
        tags=[TAG],
        summary="List problems that were reported",
        description="Those not answered first; administrators only.",
    )
)
class ProblemReports(AllProblemReports, Listing):
    """Problems with pages that people reported."""

    filterset_class = ProblemReportFilter


@extend_schema_view(
    get=extend_schema(
        tags=[TAG], summary="Read one problem that was reported", description="One report.", parameters=[ID]
    )
)
class OneProblemReport(AllProblemReports, Detail):
    """One report."""

    filter_backends = ()


@extend_schema_view(
    post=extend_schema(
        tags=[TAG], summary="Answer a problem that was reported", description="Once, in words.", parameters=[ID]
    )
)
class AnswerProblemReport(AllProblemReports, ActOnOne):
    """Say what became of one."""

    resource = "api:problem_report"
    input_class = ProblemAnswerInput
    filter_backends = ()

    def act(self, report: ProblemReport, *, by: User, expected_version: None, **given: Any) -> ProblemReport:
        """Do it."""
        return answer_report(by=by, report=report, **given)
