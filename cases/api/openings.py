"""Requests to open a case: one answer for every authority, and a deputy director decides (T01, T68, rulings 20)."""

from typing import Any, cast

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import NotFound, PermissionDenied
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request

from bestvalue.accounts.models import Team, User
from bestvalue.api.acts import Act, Creation
from bestvalue.api.inputs import Input
from bestvalue.api.shapes import ModelShape
from bestvalue.api.views import Detail, Endpoint, Listing
from cases.models import Authority, OpeningRequest
from cases.policy import is_official
from cases.selectors.openings import cases_seen, decides_openings, open_cases, openings_for
from cases.services.openings import ask_for_case, decline_request, open_requested

TAG = "Openings"
ID = OpenApiParameter("id", OpenApiTypes.UUID, OpenApiParameter.PATH, description="The identifier of the request.")
COLLEAGUES = User.objects.filter(is_active=True)


class OpeningSerializer(ModelShape[OpeningRequest]):
    """A request to open a case. The same for every authority, whatever there is already."""

    authority = serializers.SlugRelatedField[Authority](slug_field="slug", read_only=True)
    team = serializers.SlugRelatedField[Team](slug_field="slug", read_only=True)
    case = serializers.CharField(
        source="told_case", allow_null=True, help_text="The case that was opened, where you may know of it."
    )
    open_case = serializers.CharField(
        source="told_open_case",
        allow_null=True,
        help_text="For a deputy director, the authority's open case; for everybody else always null.",
    )

    class Meta:
        model = OpeningRequest
        fields = (
            *("id", "authority", "team", "reason", "requested_by", "requested_at", "officer", "state", "decided_on"),
            *("answer", "case", "open_case"),
        )


class OpeningInput(Input):
    """A request to open a case."""

    authority = serializers.SlugRelatedField(
        slug_field="slug", queryset=Authority.objects.all(), help_text="The slug of the authority."
    )
    team = serializers.SlugRelatedField(slug_field="slug", queryset=Team.objects.all(), help_text="The team's slug.")
    reason = serializers.CharField(help_text="What raised the concern, with its source and date.")
    officer = serializers.PrimaryKeyRelatedField(
        queryset=COLLEAGUES, required=False, help_text="The number of who would look after the case."
    )


class OpenInput(Input):
    """Who looks after the case that is opened."""

    officer = serializers.PrimaryKeyRelatedField(
        queryset=COLLEAGUES,
        required=False,
        help_text="If nobody is named: who was named in the request, else who asked.",
    )


class DeclineInput(Input):
    """The answer to who asked."""

    answer = serializers.CharField(help_text="Who asked sees it. Say nothing of another team's case.")


class Requests(Endpoint, GenericAPIView[OpeningRequest]):
    """The requests that the caller may read; officials only."""

    serializer_class = OpeningSerializer
    filter_backends = ()
    queryset = OpeningRequest.objects.none()

    def check_permissions(self, request: Request) -> None:
        """Raise PermissionDenied for who is no official."""
        super().check_permissions(request)
        if not is_official(cast(User, request.user)):
            raise PermissionDenied("Only officials ask for a case to be opened.")

    def get_queryset(self) -> QuerySet[OpeningRequest]:
        """Their own; for a deputy director, all."""
        return openings_for(cast(User, self.request.user))

    def told(self, rows: list[Any]) -> list[Any]:
        """The requests, each with the cases that this caller may know of; read at once for all."""
        user = cast(User, self.request.user)
        seen, there = cases_seen(user, rows), open_cases(user, rows)
        for each in rows:
            each.told_case = each.case.ref if each.case_id in seen else None
            each.told_open_case = there[each.authority_id].ref if each.authority_id in there else None
        return rows


@extend_schema_view(
    get=extend_schema(
        tags=[TAG], summary="List requests to open a case", description="Yours; a deputy director's all."
    ),
    post=extend_schema(
        tags=[TAG],
        summary="Ask for a case to be opened",
        description="Passed to the deputy director: the answer is the same for every authority.",
    ),
)
class Openings(Requests, Creation, Listing):
    """Requests to open a case."""

    resource, makes, input_class = "api:openings", "api:opening", OpeningInput

    def paginate_queryset(self, queryset: Any) -> Any:
        """A page of them, with their cases."""
        return self.told(list(super().paginate_queryset(queryset) or ()))

    def found(self) -> None:
        """Nothing: a request is about an authority, which its body names."""

    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Ask."""
        return super().post(*args, **kwargs)

    def act(self, target: None, *, by: User, expected_version: None, **given: Any) -> OpeningRequest:
        """Ask."""
        return ask_for_case(by=by, **given)


@extend_schema_view(
    get=extend_schema(tags=[TAG], summary="Read one request", description="One request.", parameters=[ID])
)
class OneOpening(Requests, Detail):
    """One request to open a case."""

    def get_object(self) -> Any:
        """The request, with its cases."""
        return self.told([super().get_object()])[0]


class OnRequest(Requests, Act):
    """A deputy director's answer to one request."""

    resource = "api:opening"

    def found(self) -> OpeningRequest:
        """The request. Raises NotFound, also for who does not decide."""
        asked = self.get_queryset().filter(pk=self.kwargs["pk"]).first()
        if asked is None or not decides_openings(cast(User, self.request.user)):
            raise NotFound
        return asked


@extend_schema_view(
    post=extend_schema(
        tags=[TAG], summary="Open the case", description="Open the case that was asked for.", parameters=[ID]
    )
)
class OpenRequested(OnRequest):
    """Open the case (T01, T68)."""

    input_class = OpenInput

    def act(self, asked: OpeningRequest, *, by: User, expected_version: None, **given: Any) -> Any:
        """Open it."""
        return open_requested(by=by, request=asked, **given)


@extend_schema_view(
    post=extend_schema(
        tags=[TAG],
        summary="Answer without opening",
        description="Answer who asked; no case is opened.",
        parameters=[ID],
    )
)
class DeclineRequested(OnRequest):
    """Answer without opening a case."""

    input_class = DeclineInput

    def act(self, asked: OpeningRequest, *, by: User, expected_version: None, **given: Any) -> Any:
        """Answer."""
        return decline_request(by=by, request=asked, **given)
