"""Whether the caller follows a case, and following it: nobody else's affair."""

from typing import Any, cast

from drf_spectacular.utils import extend_schema, extend_schema_view, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from bestvalue.accounts.models import User
from bestvalue.api.acts import Act
from cases.models import Case
from cases.selectors.following import following
from cases.services.following import follow_case, stop_following

from .cases import OfOneCase
from .parameters import REF

TAG = "Cases"
FOLLOWING = inline_serializer(
    "Following",
    {
        "followed": serializers.BooleanField(help_text="Whether you follow the case."),
        "since": serializers.DateTimeField(allow_null=True, help_text="Since when."),
    },
)


class FollowedCase(OfOneCase):
    """Whether the caller follows the case."""

    serializer_class = FOLLOWING
    reads = "following"
    reads_the_past = False

    @extend_schema(
        tags=[TAG],
        summary="Read whether you follow a case",
        description="You hear of the moves and dates of a case that you follow among your messages.",
        parameters=[REF],
        responses=FOLLOWING,
    )
    def get(self, request: Request, **kwargs: Any) -> Response:
        """Whether, and since when."""
        found = following(cast(User, request.user), self.found())
        return Response({"followed": found is not None, "since": found.since if found else None})


@extend_schema_view(
    post=extend_schema(
        tags=[TAG], summary="Follow a case", description="Doing it again changes nothing.", parameters=[REF]
    )
)
class Follow(OfOneCase, Act):
    """Follow it."""

    resource = "api:case_following"
    reads_the_past = False

    def act(self, case: Case, *, by: User, expected_version: None) -> None:
        """Follow it."""
        follow_case(by=by, case=case)


@extend_schema_view(
    post=extend_schema(
        tags=[TAG], summary="Stop following a case", description="Doing it again changes nothing.", parameters=[REF]
    )
)
class StopFollowing(OfOneCase, Act):
    """Follow it no more."""

    resource = "api:case_following"
    reads_the_past = False

    def act(self, case: Case, *, by: User, expected_version: None) -> None:
        """Follow it no more."""
        stop_following(by=by, case=case)
