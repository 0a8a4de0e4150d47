"""Publication packs through the API: prepared, approved and published, each by its own person (R45)."""

from typing import Any, ClassVar, cast

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.generics import GenericAPIView

from bestvalue.accounts.models import Role, User
from bestvalue.accounts.policy import holds
from bestvalue.api.acts import Creation
from bestvalue.api.inputs import Input
from bestvalue.api.shapes import ModelShape
from bestvalue.api.views import Detail, Endpoint
from bestvalue.desk.selectors.publications import beginning, may_know_of_packs, pack_for, packs_for, publishable
from bestvalue.records.services import note_reading
from cases.api.acts import CaseAct
from cases.api.cases import AcrossCases, OfOneCase, PersonSerializer
from cases.api.parameters import ID, REF, REGISTER_ID
from cases.api.submissions import ReasonInput
from cases.models import Case, Publication, PublicationPack
from cases.models.packs import SHOWN
from cases.services.packs import (
    approve_publication,
    drop_publication,
    edit_publication,
    prepare_publication,
    publish_pack,
    send_back_publication,
)
from cases.services.publication import withdraw_publication

TAG = "Publications"


class PackSerializer(ModelShape[PublicationPack]):
    """What is to be published about one instrument; `digest` names everything that the public would see."""

    authority = serializers.CharField(source="case.authority.slug")
    digest = serializers.CharField(help_text="SHA-256 of what would be shown: what an approval is bound to.")
    prepared_by = PersonSerializer()
    approved_by = PersonSerializer(allow_null=True)

    class Meta:
        model = PublicationPack
        fields = (
            *("id", "state", "authority", *SHOWN, "not_before", "note"),
            *("prepared_by", "approved_by", "approved_at", "digest"),
        )


class PackInput(Input):
    """What is to be published; what is left out begins as the text that was decided on, and its dates."""

    title = serializers.CharField(max_length=300, required=False)
    statement = serializers.CharField(max_length=2000, help_text="In words the public can read.")
    body = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False)
    redaction = serializers.CharField(max_length=2000, default="", allow_blank=True)
    legal_basis = serializers.CharField(max_length=300, required=False, allow_blank=True)
    in_force_from = serializers.DateField(required=False, allow_null=True)
    in_force_until = serializers.DateField(required=False, allow_null=True)
    ended_on = serializers.DateField(required=False, allow_null=True)
    ending = serializers.CharField(max_length=200, required=False, allow_blank=True)
    not_before = serializers.DateField(required=False, allow_null=True)
    note = serializers.CharField(max_length=5000, default="", allow_blank=True)


class PrepareInput(PackInput):
    """A new pack, and what it is about."""

    of = serializers.CharField(max_length=200, help_text="The key of the instrument, such as `notice:<id>`.")


class PackEditInput(PackInput):
    """What changes."""

    statement = serializers.CharField(max_length=2000, required=False)
    redaction = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    note = serializers.CharField(max_length=5000, required=False, allow_blank=True)


class NoteInput(Input):
    """What must change."""

    note = serializers.CharField(max_length=5000)


class OfPacks(Endpoint, GenericAPIView[PublicationPack]):
    """The packs that the caller may know of; for those whose business they are not there is nothing here."""

    serializer_class = PackSerializer
    filter_backends = ()
    queryset = PublicationPack.objects.none()

    def get_queryset(self) -> QuerySet[PublicationPack]:
        """The packs. Raises NotFound."""
        if getattr(self, "swagger_fake_view", False):
            return PublicationPack.objects.none()
        user = cast(User, self.request.user)
        if not may_know_of_packs(user):
            raise NotFound
        return packs_for(user)


@extend_schema(tags=[TAG], summary="List publications under way and done")
class Packs(OfPacks, AcrossCases):
    """What is prepared, approved and published, as far as you may know of it, the oldest first."""

    reads = "publications"


@extend_schema(tags=[TAG], summary="Read one publication", parameters=[ID])
class OnePack(OfPacks, Detail):
    """One pack, as the public would see it."""

    def get_object(self) -> PublicationPack:
        """The pack, its reading noted. Raises NotFound."""
        return read_pack(self)


def read_pack(view: Any) -> PublicationPack:
    """The pack that the address names; whoever reads it is noted. Raises NotFound."""
    user = cast(User, view.request.user)
    pack = pack_for(user, view.kwargs["pk"])
    if pack is None:
        raise NotFound
    note_reading(reader=user, case_id=pack.case_id, subject=f"api: {pack.key}")
    return pack


@extend_schema(tags=[TAG], parameters=[REF])
class PreparePublication(OfOneCase, CaseAct, Creation):
    """Prepare a publication about something on a case."""

    resource, makes, move = "api:case", "api:publication", "prepare_publication"
    input_class = PrepareInput

    @extend_schema(summary="Prepare a publication")
    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Prepare the copy for the public; where it differs from what was decided on, `redaction` says why."""
        return super().post(*args, **kwargs)

    def address_of(self, made: Any) -> dict[str, Any]:
        """The pack's own address, which names no case."""
        return {"pk": made.pk}

    def act(self, case: Case, *, of: str, **given: Any) -> PublicationPack:
        """Prepare it. Raises NotFound for what is not there, or cannot be published."""
        instrument = next((each for each in publishable(case) if each.key == of), None)
        if instrument is None:
            raise NotFound
        begun = beginning(instrument)
        return prepare_publication(instrument=instrument, original=begun.original, **{**begun.initial, **given})


class OnPack(CaseAct):
    """An act on one pack. Those who know nothing of its case are told nothing of it."""

    resource = "api:publication"
    service: ClassVar[Any]

    def found(self) -> PublicationPack:
        """The pack. Raises NotFound."""
        return read_pack(self)

    def document(self, target: PublicationPack) -> str:
        """What the public would see."""
        return target.digest()

    def changes_since(self, target: Any, version: int) -> list[dict[str, Any]]:
        """Nothing: a pack's reader may know nothing of the case."""
        return []

    def act(self, pack: PublicationPack, **given: Any) -> Any:
        """Call the service."""
        return type(self).service(pack=pack, **given)


@extend_schema(tags=[TAG], parameters=[ID])
class EditPublication(OnPack):
    """Change a pack."""

    move, service, input_class = "edit_publication", edit_publication, PackEditInput

    @extend_schema(summary="Change a publication before it is approved")
    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Change what is sent; it waits for approval again."""
        return super().post(*args, **kwargs)


class Bound(OnPack):
    """An act on exactly what the caller was shown."""

    def act(self, pack: PublicationPack, **given: Any) -> Any:
        """Call the service with the digest that `If-Match` and the step-up code vouch for."""
        given.pop("expected_version")  # the case's, of which press knows nothing
        return type(self).service(pack=pack, digest=pack.digest(), **given)


@extend_schema(tags=[TAG], parameters=[ID])
class ApprovePublication(Bound):
    """Approve a pack."""

    move, service = "approve_publication", approve_publication

    @extend_schema(summary="Approve a publication")
    def post(self, *args: Any, **kwargs: Any) -> Any:
        """A deputy director other than the preparer approves it; needs a step-up code for its `digest`."""
        return super().post(*args, **kwargs)


@extend_schema(tags=[TAG], parameters=[ID])
class PublishPack(Bound):
    """Publish a pack."""

    move, service = "publish", publish_pack

    @extend_schema(summary="Publish what was approved")
    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Somebody with the press role publishes it; needs a step-up code for its `digest`."""
        return super().post(*args, **kwargs)


@extend_schema(tags=[TAG], parameters=[ID])
class SendBackPublication(OnPack):
    """Send a pack back."""

    move, service, input_class = "send_back_publication", send_back_publication, NoteInput

    @extend_schema(summary="Send a publication back")
    def post(self, *args: Any, **kwargs: Any) -> Any:
        """It must be changed or approved again; 204 where it is then out of your sight."""
        return super().post(*args, **kwargs)


@extend_schema(tags=[TAG], parameters=[ID])
class DropPublication(OnPack):
    """Drop a pack."""

    move, service, input_class = "drop_publication", drop_publication, ReasonInput

    @extend_schema(summary="Drop a publication")
    def post(self, *args: Any, **kwargs: Any) -> Any:
        """It will not be published."""
        return super().post(*args, **kwargs)


@extend_schema(tags=[TAG], parameters=[REGISTER_ID])
class WithdrawPublication(CaseAct):
    """Withdraw something from the register."""

    resource, move, input_class = "api:register_instrument", "withdraw_publication", ReasonInput

    @extend_schema(summary="Withdraw from the register")
    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Press withdraws it with a reason that the public can read; a tombstone stays (rulings 23)."""
        return super().post(*args, **kwargs)

    def found(self) -> Publication:
        """The publication, for press. Raises NotFound."""
        found = Publication.objects.select_related("case").filter(register_id=self.kwargs["register_id"]).first()
        if found is None or not holds(cast(User, self.request.user), Role.PRESS):
            raise NotFound
        return found

    def changes_since(self, target: Any, version: int) -> list[dict[str, Any]]:
        """Nothing of the case."""
        return []

    def act(self, publication: Publication, **given: Any) -> Publication:
        """Withdraw it."""
        return withdraw_publication(publication=publication, **given)
