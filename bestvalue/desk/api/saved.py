"""The filters of lists that a person keeps, and those that are shared with them."""

from collections.abc import Callable
from typing import Any, cast

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.generics import GenericAPIView

from bestvalue.accounts.models import Team, User
from bestvalue.api.acts import Act, Creation
from bestvalue.api.inputs import Input
from bestvalue.api.views import Detail, Endpoint, Listing
from bestvalue.desk.models import SavedFilter
from bestvalue.desk.models.saved import LISTS
from bestvalue.desk.saving import change_saved_filter, delete_saved_filter, own_saved, save_filter, saved_for
from cases.api.cases import PersonSerializer

TAG = "Saved filters"
ID = OpenApiParameter("id", OpenApiTypes.UUID, OpenApiParameter.PATH, description="Its identifier.")
TEAM = "Slug of the team that it is shared with; null for nobody."


class SavedFilterSerializer(serializers.ModelSerializer[SavedFilter]):
    """Filters of one list, under a name. What they find is judged for whoever looks."""

    owner = PersonSerializer(help_text="Who keeps it.")
    team = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True, allow_null=True, help_text=TEAM)
    address = serializers.CharField(help_text="The page of the list with these filters.")

    class Meta:
        model = SavedFilter
        fields = ("id", "page", "name", "query", "address", "owner", "team", "created_at")


class SavedFilterInput(Input):
    """Its name, and who sees it."""

    name = serializers.CharField(max_length=80, help_text="What it is called.")
    team = serializers.SlugRelatedField(
        slug_field="slug", queryset=Team.objects.all(), allow_null=True, default=None, help_text=TEAM
    )


class SaveFilterInput(SavedFilterInput):
    """Filters to keep."""

    page = serializers.ChoiceField(choices=list(LISTS.items()), help_text="The list that they are of.")
    query = serializers.CharField(max_length=4000, help_text="The filters, as the list's address has them after `?`.")


class OfSavedFilters(Endpoint, GenericAPIView[SavedFilter]):
    """The caller's own, and those shared with a team of theirs."""

    serializer_class = SavedFilterSerializer
    filter_backends = ()
    queryset = SavedFilter.objects.none()

    def get_queryset(self) -> QuerySet[SavedFilter]:
        """As far as the caller may know of them."""
        return saved_for(cast(User, self.request.user))


@extend_schema_view(
    get=extend_schema(tags=[TAG], summary="List saved filters", description="Yours, and those shared with your teams."),
    post=extend_schema(tags=[TAG], summary="Save filters", description="Keep the filters of a list under a name."),
)
class SavedFilters(OfSavedFilters, Creation, Listing):
    """Saved filters."""

    resource, makes, input_class = "api:saved_filters", "api:saved_filter", SaveFilterInput

    def found(self) -> None:
        """Nothing: it is about no other resource."""

    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Save."""
        return super().post(*args, **kwargs)

    def act(self, nothing: None, /, *, by: User, expected_version: None, **given: Any) -> SavedFilter:
        """Save."""
        return save_filter(by=by, **given)


@extend_schema_view(get=extend_schema(tags=[TAG], summary="Read saved filters", parameters=[ID]))
class OneSavedFilter(OfSavedFilters, Detail):
    """One of them."""


class OnSavedFilter(Act):
    """An act on one's own."""

    resource = "api:saved_filter"

    def found(self) -> SavedFilter:
        """One's own. Raises NotFound for anybody else's."""
        saved = own_saved(cast(User, self.request.user)).filter(pk=self.kwargs["pk"]).first()
        if saved is None:
            raise NotFound
        return saved


def _described(summary: str, description: str) -> Callable[[Any], Any]:
    about = extend_schema(tags=[TAG], summary=summary, description=description, parameters=[ID])
    return extend_schema_view(post=about)


@_described("Rename or share saved filters", "Your own only.")
class ChangeSavedFilter(OnSavedFilter):
    """Rename or share them."""

    input_class = SavedFilterInput

    def act(self, saved: SavedFilter, *, by: User, expected_version: None, name: str, team: Team | None) -> SavedFilter:
        """Change them."""
        return change_saved_filter(by=by, saved=saved, name=name, team=team)


@_described("Delete saved filters", "Your own only; answers 204.")
class DeleteSavedFilter(OnSavedFilter):
    """Delete them."""

    def act(self, saved: SavedFilter, *, by: User, expected_version: None) -> None:
        """Delete them."""
        delete_saved_filter(by=by, saved=saved)
