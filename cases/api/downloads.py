"""The public register as an Atom feed and as a table for spreadsheets."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, cast

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.utils.feedgenerator import Atom1Feed
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from bestvalue import clock
from bestvalue.api.etags import share
from bestvalue.api.shapes import in_utc
from bestvalue.api.spreadsheets import table
from bestvalue.api.views import Public
from cases.letters.text import for_xml
from cases.models import Publication
from cases.selectors.register import newest_steps, newest_withdrawals, published_instruments

from .filters import InstrumentFilter

REGIME_BEGAN = dt.datetime(2024, 5, 8, tzinfo=dt.UTC)
COLUMNS = (
    *("register_id", "kind", "title", "authority", "authority_slug", "ons_code", "standing", "legal_basis"),
    *("in_force_from", "in_force_until", "ended_on", "ending", "published_on", "withdrawn_on", "withdrawal_reason"),
    *("precision", "changed_at"),
)
PATHS = {
    "authority": "authority__name",
    "authority_slug": "authority__slug",
    "ons_code": "authority__ons_code",
    "precision": "month_only",
}
KEPT_BY_A_TOMBSTONE = {
    *("register_id", "kind", "authority", "authority_slug", "ons_code", "standing"),
    *("published_on", "withdrawn_on", "withdrawal_reason", "precision", "changed_at"),
}


class AtomRenderer(BaseRenderer):
    """An Atom document that is text already."""

    media_type = "application/atom+xml"
    format = "atom"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        """The text in UTF-8."""
        return str(data).encode()


class CsvRenderer(AtomRenderer):
    """Names the media type; the table itself is streamed."""

    media_type = "text/csv"
    format = "csv"


class AtomFeed(Atom1Feed):
    """An Atom feed that does not change while what it tells does not."""

    def latest_post_date(self) -> dt.datetime:
        """The date of the latest entry; the day the regime began while there is none."""
        return super().latest_post_date() if self.items else REGIME_BEGAN


class RegisterFeed(Public):
    """What was published, as Atom (RFC 4287): the hundred newest statements, and the hundred newest withdrawals."""

    renderer_classes = (AtomRenderer,)

    @extend_schema(
        tags=["Public register"],
        summary="Follow the register",
        responses={(200, "application/atom+xml"): OpenApiTypes.STR},
    )
    def get(self, request: Request) -> Response:
        """One entry for each dated statement about a published instrument, and one for each withdrawal."""
        address = reverse("api:register_feed", request=request)
        feed = AtomFeed(
            title="Best Value: public register",
            link=reverse("register:index", request=request),
            description="Published instruments of best value authorities in England",
            feed_url=address,
            feed_guid=address,
            author_name="Best Value casework",
            language="en-GB",
        )
        for entry in sorted(_entries(request), key=lambda entry: entry["updateddate"], reverse=True):
            feed.add_item(**entry)
        return Response(feed.writeString("utf-8"))


class RegisterTable(Public, generics.GenericAPIView[Publication]):
    """Every published instrument as CSV (RFC 4180, UTF-8): for spreadsheets, no cell of it can run as a formula."""

    renderer_classes = (CsvRenderer,)
    pagination_class = None
    filterset_class = InstrumentFilter

    def get_queryset(self) -> QuerySet[Publication]:
        """From publications only."""
        return published_instruments(on=clock.today())

    @extend_schema(
        tags=["Public register"],
        summary="Download published instruments",
        responses={(200, "text/csv"): OpenApiTypes.STR},
        filters=True,
    )
    def get(self, request: Request) -> HttpResponseBase:
        """One row for each instrument, newest first; sent as it is read, so it has no ETag."""
        response = table(_rows(self.filter_queryset(self.get_queryset())), "register-instruments.csv")
        share(response)
        return response


def _entries(request: Request) -> Iterator[dict[str, Any]]:
    for step in newest_steps():
        yield _entry(request, step.publication, step.on, f"step-{step.pk}", step.publication.title, step.text)
    for publication in newest_withdrawals():
        title = f"Withdrawn from the register: {publication.register_id}, {publication.authority}"
        on = cast(dt.date, publication.withdrawn_on)
        yield _entry(request, publication, on, "withdrawn", title, publication.withdrawal_reason)


def _entry(request: Request, publication: Publication, on: dt.date, name: str, title: str, text: str) -> dict[str, Any]:
    place = {"register_id": publication.register_id}
    link = reverse("register:entry", kwargs=place, request=request)
    identity = reverse("api:register_instrument", kwargs=place, request=request)
    moment = dt.datetime.combine(on, dt.time(), tzinfo=dt.UTC)
    return {
        "title": for_xml(title),
        "link": link,
        "description": for_xml(text),
        "unique_id": f"{identity}#{name}",
        "updateddate": moment,
        "categories": [publication.get_kind_display()],
    }


def _rows(instruments: QuerySet[Publication]) -> Iterator[Sequence[Any]]:
    yield COLUMNS
    withdrawn = COLUMNS.index("withdrawn_on")
    for row in instruments.values_list(*(PATHS.get(name, name) for name in COLUMNS)).iterator():
        *same, month_only, changed_at = row
        cells = (*same, "month" if month_only else "day", in_utc(changed_at, "seconds"))
        yield _tombstone(cells) if row[withdrawn] else cells


def _tombstone(row: Sequence[Any]) -> Sequence[Any]:
    return [cell if name in KEPT_BY_A_TOMBSTONE else None for name, cell in zip(COLUMNS, row, strict=True)]
