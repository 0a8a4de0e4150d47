"""What writes have in common in the OpenAPI document: their headers, bodies and answers."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from bestvalue.accounts.step_up import HEADER, STEP_UP
from bestvalue.records.as_at import AS_KNOWN, AS_STOOD

READ_ONLY = ("GET", "HEAD", "OPTIONS")
IDEMPOTENCY_KEY = "Of your own making, 1 to 255 characters: sent again with the same body, the request acts only once."
IF_MATCH = "The ETag of what you read, so that you do not act on what has changed."
STEP_UP_CODE = "A one-time code, made on your account page by entering your password, for this act on this text."


MOMENTS = [
    OpenApiParameter(
        AS_KNOWN,
        OpenApiTypes.DATETIME,
        description="Show what was known at this past instant: what had been recorded by then. Without an offset it is "
        "London's. The answer has no ETag, and its addresses lead to the present.",
    ),
    OpenApiParameter(
        AS_STOOD,
        OpenApiTypes.DATE,
        description="Show how things stood on this past day, by what is known now: with what was recorded later, "
        "without what was voided. Not together with `as_known`.",
    ),
]


class EndpointSchema(AutoSchema):
    """Describes each operation, and for a write what it needs and how it may be refused."""

    view: Any

    def get_override_parameters(self) -> list[Any]:
        """The headers of a write, and the past moment of a read."""
        parameters: list[Any] = super().get_override_parameters()
        if self.method in READ_ONLY and self.view.reads_the_past:
            parameters += MOMENTS
        if self.method not in READ_ONLY:
            parameters.append(_header("If-Match", IF_MATCH, required=not self._creates()))
        if self.method == "POST":
            parameters.append(_header("Idempotency-Key", IDEMPOTENCY_KEY))
        if self.method == "POST" and getattr(self.view, "move", "") in STEP_UP:
            parameters.append(_header(HEADER, STEP_UP_CODE, required=True))
        return parameters

    def get_request_serializer(self) -> Any:
        """What the body of an act holds."""
        return self.view.input_class if self._acts() else super().get_request_serializer()

    def get_response_serializers(self) -> Any:
        """What an act answers with."""
        return self.view.answers() if self._acts() else super().get_response_serializers()

    def _acts(self) -> bool:
        return self.method == "POST" and hasattr(self.view, "input_class")

    def _creates(self) -> bool:
        return bool(self.method == "POST" and self.view.creates)


def _header(name: str, description: str, *, required: bool = False) -> OpenApiParameter:
    return OpenApiParameter(name, OpenApiTypes.STR, OpenApiParameter.HEADER, description=description, required=required)
