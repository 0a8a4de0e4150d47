"""Who holds which post of an authority: came, and left. Nothing recorded is overwritten."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.generics import GenericAPIView

from bestvalue.accounts.models import User
from bestvalue.api.acts import Act, Creation
from bestvalue.api.inputs import Input
from bestvalue.api.shapes import ModelShape
from bestvalue.api.views import Detail, Endpoint, Listing
from cases.models import Authority, OfficeHolding, Post
from cases.services.officers import appoint_officer, end_officer

from .parameters import NUMBER, SLUG

TAG = "Authorities"


class OfficerSerializer(ModelShape[OfficeHolding]):
    """One person in one post, from when to when."""

    class Meta:
        model = OfficeHolding
        fields = ("id", "post", "name", "email", "is_interim", "starts_on", "ends_on")


class AppointInput(Input):
    """Somebody who took a post."""

    post = serializers.ChoiceField(choices=Post.choices, help_text="The post.")
    name = serializers.CharField(max_length=200, help_text="Where two people share the post, both names.")
    email = serializers.EmailField(required=False, help_text="The email address for letters.")
    is_interim = serializers.BooleanField(default=False, help_text="Whether they are interim or acting.")
    starts_on = serializers.DateField(help_text="The first day in the post.")
    reason = serializers.CharField(required=False, help_text="How you know.")


class LeaveInput(Input):
    """Somebody who left a post."""

    ends_on = serializers.DateField(help_text="The last day in the post.")
    reason = serializers.CharField(required=False, help_text="How you know.")


class OfficersOfOne(Endpoint, GenericAPIView[OfficeHolding]):
    """The officers of the authority asked for, past ones included."""

    serializer_class = OfficerSerializer
    filter_backends = ()
    queryset = OfficeHolding.objects.none()

    def get_queryset(self) -> QuerySet[OfficeHolding]:
        """Those of the authority, by post, the latest first."""
        return OfficeHolding.objects.filter(authority=self.found_authority()).order_by("post", "-starts_on", "pk")

    def found_authority(self) -> Authority:
        """The authority. Raises Http404."""
        return get_object_or_404(Authority, slug=self.kwargs["slug"])


@extend_schema_view(
    get=extend_schema(
        tags=[TAG], summary="List officers", description="Who holds and held which post.", parameters=[SLUG]
    ),
    post=extend_schema(
        tags=[TAG], summary="Record who took a post", description="Record that somebody took a post.", parameters=[SLUG]
    ),
)
class Officers(OfficersOfOne, Creation, Listing):
    """The officers of one authority."""

    resource, makes, input_class = "api:authority", "api:officer", AppointInput

    def found(self) -> Authority:
        """The authority."""
        return self.found_authority()

    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Record one."""
        return super().post(*args, **kwargs)

    def act(self, authority: Authority, *, by: User, expected_version: None, **given: Any) -> OfficeHolding:
        """Record it."""
        return appoint_officer(by=by, authority=authority, **given)


@extend_schema_view(
    get=extend_schema(tags=[TAG], summary="Read one officer", description="One officer.", parameters=[SLUG, NUMBER])
)
class OneOfficer(OfficersOfOne, Detail):
    """One person in one post."""


@extend_schema_view(
    post=extend_schema(
        tags=[TAG], summary="Record who left a post", description="Record a last day.", parameters=[SLUG, NUMBER]
    )
)
class EndOfficer(OfficersOfOne, Act):
    """Record that somebody left a post."""

    resource, input_class = "api:officer", LeaveInput

    def found(self) -> OfficeHolding:
        """The officer."""
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])

    def act(self, holding: OfficeHolding, *, by: User, expected_version: None, **given: Any) -> OfficeHolding:
        """Record it."""
        return end_officer(by=by, holding=holding, **given)
