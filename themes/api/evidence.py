"""Evidence: the items of which the caller may know, and the acts on them. None of it moves a case (N1)."""

from collections.abc import Callable
from typing import Any, ClassVar, cast
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request

from bestvalue.accounts.models import MachineScope, User
from bestvalue.api.acts import Act, Changes, Creation
from bestvalue.api.views import Detail, Endpoint, Listing
from bestvalue.records.models import Event
from bestvalue.records.services import note_reading
from cases.api.files import THE_FILE, FileSerializer, one_file
from cases.api.filters import CaseCalled
from cases.api.parameters import ID
from cases.models import File
from themes import policy
from themes.models import Bearing, Evidence, EvidenceVersion, SourceType, Theme
from themes.models.evidence import STATES
from themes.selectors.evidence import current_versions, note_shown, reading_of
from themes.services.checking import (
    corroborate,
    dispute_evidence,
    record_evidence_account,
    record_meeting,
    verify_evidence,
)
from themes.services.evidence import add_evidence, correct_evidence
from themes.services.sealing import name_reader, seal_evidence, take_off_reader

from . import evidence_shapes as shapes

TAG = "Evidence"
FILE = OpenApiParameter("file", OpenApiTypes.UUID, OpenApiParameter.PATH, description="The file's identifier.")
MOST_CHANGES = 20


class EvidenceFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Filters of evidence; none goes by which way it bears, for the list counts its rows (N2)."""

    authority = django_filters.CharFilter(field_name="evidence__authority__slug", label="Slug of the authority.")
    case = CaseCalled("evidence__case", label="Reference or handle of the case.")
    source = django_filters.ModelChoiceFilter(
        field_name="evidence__source_type", queryset=SourceType.objects.all(), label="Slug of the kind of source."
    )
    status = django_filters.ChoiceFilter(field_name="state", choices=list(STATES.items()), label="Its status.")
    theme = django_filters.ModelChoiceFilter(
        method="on_theme", queryset=Theme.objects.all(), label="Code of a theme that it bears on."
    )

    def on_theme(self, rows: QuerySet[EvidenceVersion], name: str, value: Theme) -> QuerySet[EvidenceVersion]:
        """Those that bear on the theme or one of its lines."""
        return rows.filter(pk__in=Bearing.objects.filter(theme=value).values("version"))


class OfTheCaller(Endpoint):
    """An endpoint that gives evidence of which the caller may know; reading what is private is recorded (R42)."""

    @property
    def caller(self) -> User:
        """Who asks."""
        return cast(User, self.request.user)

    def versions(self) -> QuerySet[EvidenceVersion]:
        """The version that stands of each item; none while the API is only described."""
        if getattr(self, "swagger_fake_view", False):
            return EvidenceVersion.objects.none()
        return current_versions(self.caller)


@extend_schema(tags=[TAG])
class Items(OfTheCaller, Creation, Listing):
    """Evidence about authorities, the latest received first."""

    serializer_class, filterset_class = shapes.EvidenceSerializer, EvidenceFilter
    queryset = EvidenceVersion.objects.none()
    machine_scope = MachineScope.EVIDENCE.value
    resource, makes, move, input_class = "api:evidence", "api:evidence_item", "add_evidence", shapes.AddInput

    def found(self) -> None:
        """Nothing: an item is added to the authority that the body names."""

    def get_queryset(self) -> QuerySet[EvidenceVersion]:
        """Those of the caller."""
        return self.versions()

    def paginate_queryset(self, queryset: Any) -> Any:
        """One page, what is private on it noted as read."""
        page = super().paginate_queryset(queryset)
        note_shown(self.caller, page or [])
        return page

    @extend_schema(summary="List evidence")
    def get(self, *args: Any, **kwargs: Any) -> Any:
        """The items that you may know of, the latest received first; no order or number ranks authorities."""
        return super().get(*args, **kwargs)

    @extend_schema(summary="Add an item of evidence")
    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Add an item to an authority, perhaps with a case. It moves nothing by itself."""
        return super().post(*args, **kwargs)

    def act(self, target: None, *, expected_version: int | None, **given: Any) -> Evidence:
        """Add it."""
        return add_evidence(**given).evidence

    def address_of(self, made: Any) -> dict[str, Any]:
        """The item's own address."""
        return {"pk": made.pk}


@extend_schema(tags=[TAG], summary="List the kinds of source")
class Sources(Listing):
    """The kinds of source from which evidence comes, each with how it is handled."""

    serializer_class, queryset, filter_backends = shapes.SourceSerializer, SourceType.objects.all(), ()


class OfOneItem(OfTheCaller):
    """An endpoint about one item."""

    def found(self) -> Evidence:
        """The item asked for. Raises NotFound, alike for none and for one that the caller may not know of."""
        known = policy.visible_evidence(self.caller).select_related("case", "authority", "source_type")
        item = known.filter(pk=self.kwargs["pk"]).first()
        if item is None:
            raise NotFound
        if self.request.method in SAFE_METHODS and (item.is_sealed or item.case_id):
            case_id, subject = reading_of(item)
            note_reading(reader=self.caller, case_id=case_id, subject=f"api: {subject}")
        return item


@extend_schema(tags=[TAG], summary="Read one item of evidence", parameters=[ID])
class OneItem(OfOneItem, Detail):
    """One item as it stands, with what stands beside it and the submissions that rely on it."""

    serializer_class, queryset, filter_backends = shapes.EvidenceDetailSerializer, EvidenceVersion.objects.none(), ()

    def get_object(self) -> EvidenceVersion:
        """Its present version."""
        return self.versions().get(evidence=self.found())


class FilesOfOneItem(OfOneItem, GenericAPIView[File]):
    """The files that came with the versions of one item."""

    serializer_class, queryset, filter_backends = FileSerializer, File.objects.none(), ()

    def get_queryset(self) -> QuerySet[File]:
        """The first to come first."""
        keys = [each.key for each in self.found().versions.all()]
        return File.objects.filter(subject__in=keys).select_related("uploaded_by").order_by("uploaded_at", "id")


@extend_schema(tags=[TAG], summary="List the files of an item", parameters=[ID])
class ItemFiles(FilesOfOneItem, Listing):
    """The files that came with an item, the first to come first."""


class ItemFile(FilesOfOneItem):
    """The content of one file of an item."""

    @extend_schema(
        tags=[TAG],
        summary="Download one file of an item",
        parameters=[ID, FILE],
        responses=THE_FILE,
    )
    def get(self, request: Request, pk: UUID, file: UUID) -> FileResponse:
        """The file as it came, always as an attachment."""
        return one_file(self.get_queryset(), file)


class ItemAct(OfOneItem, Act, GenericAPIView[Any]):
    """An act on one item by `service`, which takes it as `evidence`."""

    resource = "api:evidence_item"
    service: ClassVar[Callable[..., Any]]

    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Do it."""
        return super().post(*args, **kwargs)

    def version(self, target: Evidence) -> int:
        """The number of acts recorded on the item."""
        return target.version

    def changes_since(self, target: Evidence, version: int) -> Changes:
        """The acts on the item after that version."""
        events = Event.objects.filter(stream=target.stream_name, case_version__gt=version).select_related("actor")
        return [
            {"verb": each.verb, "label": each.verb.replace("_", " "), "by": each.actor.name, "at": each.recorded_at}
            for each in events[:MOST_CHANGES]
        ]

    def act(self, target: Evidence, **given: Any) -> Any:
        """Call the service."""
        return type(self).service(evidence=target, **given)


@extend_schema(
    tags=[TAG],
    summary="Correct an item",
    description="Correct an item by a new version; the earlier one is kept as it was.",
    parameters=[ID],
)
class CorrectItem(ItemAct):
    """Correct an item by a new version; the earlier one is kept as it was."""

    service, input_class = correct_evidence, shapes.CorrectInput


@extend_schema(
    tags=[TAG],
    summary="Record that an item was checked",
    description="Record that a named person checked the version that stands, and how.",
    parameters=[ID],
)
class VerifyItem(ItemAct):
    """Record that a named person checked the version that stands, and how."""

    service, input_class = verify_evidence, shapes.EvidenceReasonInput


@extend_schema(
    tags=[TAG],
    summary="Record that an item is disputed",
    description="Record that the version that stands is disputed, by whom and why.",
    parameters=[ID],
)
class DisputeItem(ItemAct):
    """Record that the version that stands is disputed, by whom and why."""

    service, input_class = dispute_evidence, shapes.EvidenceReasonInput


@extend_schema(
    tags=[TAG],
    summary="Record what the authority says about an item",
    description="Put beside an item what the authority says, at any time (R31).",
    parameters=[ID],
)
class AccountOfItem(ItemAct):
    """Put beside an item what the authority says, at any time (R31)."""

    service, input_class = record_evidence_account, shapes.EvidenceAccountInput


@extend_schema(
    tags=[TAG],
    summary="Name an item that bears an item out",
    description="Name another item that bears this one out, and say how.",
    parameters=[ID],
)
class BearItemOut(ItemAct):
    """Name another item that bears this one out, and say how."""

    service, input_class = corroborate, shapes.CorroborateInput


@extend_schema(
    tags=[TAG],
    summary="Record when the authority met on an item",
    description="Record the meeting at which the authority considered a report, once.",
    parameters=[ID],
)
class MeetingOnItem(ItemAct):
    """Record the meeting at which the authority considered a report, once."""

    service, input_class = record_meeting, shapes.MeetingInput


@extend_schema(
    tags=[TAG],
    summary="Seal an item",
    description="Seal an item: from now on only those named to it know of it. It stays sealed.",
    parameters=[ID],
)
class SealItem(ItemAct):
    """Seal an item: from now on only those named to it know of it. It stays sealed."""

    service, input_class = seal_evidence, shapes.SealInput


@extend_schema(
    tags=[TAG],
    summary="Name a person to a sealed item",
    description="Name a person to a sealed item that you are named to, with a reason.",
    parameters=[ID],
)
class NamePerson(ItemAct):
    """Name a person to a sealed item that you are named to, with a reason."""

    service, input_class = name_reader, shapes.NameInput


@extend_schema(
    tags=[TAG],
    summary="Take a person off the list of a sealed item",
    description="Take a person off the list of a sealed item that you are named to.",
    parameters=[ID],
)
class TakeOffPerson(ItemAct):
    """Take a person off the list of a sealed item that you are named to."""

    service, input_class = take_off_reader, shapes.NameInput
