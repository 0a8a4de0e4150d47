"""The whole public register as one file, made from publications only: the same register gives the same bytes."""

import hashlib
import tempfile
from collections.abc import Iterable
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer

from bestvalue import clock
from bestvalue.api.etags import share
from bestvalue.api.views import Public
from bestvalue.instant import one_instant
from cases.selectors.register import published_authorities, published_instruments

from .dictionary import dictionary
from .downloads import CsvRenderer
from .register import InstrumentDetailSerializer, RegisterAuthoritySerializer

LICENCE = "Open Government Licence v3.0, except where otherwise stated"
AT_ONCE = 500  # rows read together
NO_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP file can tell: when it was made would change its bytes


class ZipRenderer(CsvRenderer):
    """Names the media type; the file itself is streamed."""

    media_type = "application/zip"
    format = "zip"


class RegisterSnapshot(Public):
    """The whole register as a ZIP file."""

    renderer_classes = (ZipRenderer,)

    @extend_schema(
        tags=["Public register"],
        summary="Download the whole register",
        responses={(200, "application/zip"): OpenApiResponse(OpenApiTypes.BINARY, description="The snapshot.")},
    )
    def get(self, request: Request) -> HttpResponseBase:
        """`authorities.jsonl`, `instruments.jsonl`, `dictionary.json`, and `manifest.json` with their SHA-256 sums.

        Standings are those of the day that the manifest names. Nothing but that day changes the file while the
        register does not change.
        """
        file = tempfile.TemporaryFile()  # noqa: SIM115 - sent as it is read, and closed with the response
        with one_instant():
            _write(file, request)
        file.seek(0)
        etag = f'"{hashlib.file_digest(file, "sha256").hexdigest()[:40]}"'
        response: HttpResponseBase | None = get_conditional_response(request._request, etag=etag)
        if response:
            file.close()
        else:
            file.seek(0)
            response = FileResponse(file, as_attachment=True, filename="register.zip", content_type="application/zip")
        response.headers["ETag"] = etag
        share(response)
        return response


def _write(file: IO[bytes], request: Request) -> None:
    today, context = clock.today(), {"request": request}
    instruments = published_instruments(on=today).prefetch_related("steps").order_by("register_id")
    with ZipFile(file, "w") as archive:
        held = [
            _add(archive, name, _lines(serializer, rows.iterator(chunk_size=AT_ONCE), context))
            for name, serializer, rows in (
                ("authorities.jsonl", RegisterAuthoritySerializer, published_authorities().order_by("slug")),
                ("instruments.jsonl", InstrumentDetailSerializer, instruments),
            )
        ]
        held.append(_add(archive, "dictionary.json", [_json(dictionary())]))
        _add(archive, "manifest.json", [_json({"as_at": today, "licence": LICENCE, "files": held})])


def _lines(serializer: type[BaseSerializer[Any]], rows: Iterable[Any], context: dict[str, Any]) -> Iterable[bytes]:
    return (_json(serializer(row, context=context).data) for row in rows)


def _json(data: Any) -> bytes:
    return JSONRenderer().render(data) + b"\n"


def _add(archive: ZipFile, name: str, lines: Iterable[bytes]) -> dict[str, Any]:
    """Write one file; returns its name, number of lines and SHA-256, for the manifest."""
    entry, digest, count = ZipInfo(name, NO_DAY), hashlib.sha256(), 0
    entry.compress_type = ZIP_DEFLATED
    with archive.open(entry, "w") as member:
        for line in lines:
            member.write(line)
            digest.update(line)
            count += 1
    return {"name": name, "lines": count, "sha256": digest.hexdigest()}
