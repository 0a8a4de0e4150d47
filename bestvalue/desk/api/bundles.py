"""Decision bundles through the API: asked for, followed and fetched, each with a step-up code (rulings 18 and 36)."""

from typing import IO, Any, cast

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request

from bestvalue.accounts.models import User
from bestvalue.api.acts import Act, Creation
from bestvalue.api.idempotency import reopen
from bestvalue.api.inputs import Input
from bestvalue.api.shapes import ModelShape
from bestvalue.api.views import Detail, Listing
from bestvalue.desk.bundles.deciding import decision_on
from bestvalue.desk.bundles.making import ask_for_bundle, fetch_bundle
from bestvalue.desk.bundles.policy import check_exports, visible_bundles
from bestvalue.desk.models import Bundle
from bestvalue.desk.views.bundles import as_archive
from cases.api.cases import OfOneCase, PersonSerializer
from cases.api.parameters import ID, REF
from cases.models import Case

TAG, MOVE = "Bundles", "export_bundle"
ARCHIVE = {(200, "application/zip"): OpenApiResponse(OpenApiTypes.BINARY, description="The archive.")}


class BundleSerializer(ModelShape[Bundle]):
    """One bundle: of which decision, and how far it has come. `ready` and `failed` are its ends."""

    decision = serializers.CharField(source="decision.hash", help_text="The hash of the event that decided.")
    state = serializers.ChoiceField(choices=Bundle.LIFE.states)
    made_by = PersonSerializer()
    sha256 = serializers.CharField(help_text="Of the archive; empty until it is ready.")

    class Meta:
        model = Bundle
        fields = (
            *("id", "decision", "with_sealed", "state", "steps_done", "steps_total"),
            *("made_by", "asked_at", "finished_at", "size", "sha256"),
        )


class BundleInput(Input):
    """The decision, and whether sealed items go in."""

    decision = serializers.RegexField("^[0-9a-f]{64}$", help_text="The hash of the event that decided.")
    with_sealed = serializers.BooleanField(
        default=False, help_text="In full; only for who is named to every sealed item that was before the decider."
    )


class BundlesOfOneCase(OfOneCase, GenericAPIView[Bundle]):
    """The bundles of the case asked for, for those who may have them; the others on the case are refused."""

    serializer_class = BundleSerializer
    filter_backends = ()
    queryset = Bundle.objects.none()
    reads, reads_the_past = "bundles", False

    def found(self) -> Any:
        """The case. Raises NotFound and Forbidden."""
        case = super().found()
        check_exports(cast(User, self.request.user), case)
        return case

    def get_queryset(self) -> QuerySet[Bundle]:
        """Those that the caller may know of, the newest first."""
        return visible_bundles(cast(User, self.request.user), BundlesOfOneCase.found(self))


class Bundles(BundlesOfOneCase, Creation, Listing):
    """The bundles of a case."""

    resource, makes, move = "api:bundles", "api:bundle", MOVE
    input_class = BundleInput

    @extend_schema(tags=[TAG], summary="List the bundles of a case", parameters=[REF])
    def get(self, *args: Any, **kwargs: Any) -> Any:
        """Every bundle that you may know of, the newest first."""
        return super().get(*args, **kwargs)

    @extend_schema(tags=[TAG], summary="Have the bundle of a decision made", parameters=[REF])
    def post(self, *args: Any, **kwargs: Any) -> Any:
        """The answer comes at once; read its address until `state` is `ready`. The code is for `decision:<hash>`."""
        return super().post(*args, **kwargs)

    def document(self, target: Case) -> str:
        """The decision that the body names."""
        return f"decision:{cast(dict[str, Any], self.request.data).get('decision', '')}"

    def act(self, case: Case, *, by: User, decision: str, expected_version: None, **given: Any) -> Bundle:
        """Ask for it. Raises NotFound where the case has no such decision."""
        found = decision_on(case, decision)
        if found is None:
            raise NotFound("There is no such decision.")
        return ask_for_bundle(by=by, case=case, decision=found, **given)


@extend_schema(tags=[TAG], summary="Follow one bundle", parameters=[REF, ID])
class OneBundle(BundlesOfOneCase, Detail):
    """How far it has come, and the SHA-256 of its archive once it is there."""


@extend_schema(tags=[TAG], parameters=[REF, ID])
class FetchBundle(BundlesOfOneCase, Act):
    """The archive of one bundle. It is a POST because each fetch is an act, recorded, with a code of its own."""

    resource, move = "api:bundle", MOVE

    @classmethod
    def answers(cls) -> dict[Any, Any]:
        """The archive."""
        return ARCHIVE

    @extend_schema(summary="Download one bundle")
    def post(self, *args: Any, **kwargs: Any) -> Any:
        """The archive as `application/zip`. The code is for `bundle:<id>`."""
        return super().post(*args, **kwargs)

    def found(self) -> Any:
        """The bundle. Raises NotFound and Forbidden."""
        bundle = self.get_queryset().filter(pk=self.kwargs["pk"]).first()
        if bundle is None:
            raise NotFound("There is no such bundle.")
        return bundle

    def document(self, target: Bundle) -> str:
        """The bundle itself."""
        return target.key

    def act(self, bundle: Bundle, *, by: User, expected_version: None) -> IO[bytes]:
        """Fetch it."""
        return fetch_bundle(by=by, bundle=bundle)

    def answer(self, request: Request, made: IO[bytes]) -> Any:
        """The archive. It is kept under no idempotency key: sent again, the key says that this answer was given."""
        if self.claimed:
            reopen(self.claimed)
        return as_archive(self.target, made)
