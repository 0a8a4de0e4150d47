"""Parameters of addresses, as the OpenAPI document describes them."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

REF = OpenApiParameter(
    "ref", OpenApiTypes.STR, OpenApiParameter.PATH, description="The reference of the case, or its handle."
)
SLUG = OpenApiParameter("slug", OpenApiTypes.STR, OpenApiParameter.PATH, description="The slug of the authority.")
REGISTER_ID = OpenApiParameter(
    "register_id", OpenApiTypes.STR, OpenApiParameter.PATH, description="The instrument's number in the register."
)
FILE = OpenApiParameter("id", OpenApiTypes.UUID, OpenApiParameter.PATH, description="The file's identifier.")
ID = OpenApiParameter("id", OpenApiTypes.UUID, OpenApiParameter.PATH, description="Its identifier.")
NUMBER = OpenApiParameter("id", OpenApiTypes.INT, OpenApiParameter.PATH, description="Its number.")
NOTE = OpenApiParameter("id", OpenApiTypes.UUID, OpenApiParameter.PATH, description="The note's identifier.")
CONTACT = OpenApiParameter("id", OpenApiTypes.UUID, OpenApiParameter.PATH, description="The contact's identifier.")
SUBMISSION = OpenApiParameter(
    "id", OpenApiTypes.UUID, OpenApiParameter.PATH, description="The submission's identifier."
)
ASKED = OpenApiParameter(
    "act",
    OpenApiTypes.UUID,
    OpenApiParameter.PATH,
    description="Which act of the submission: one of the ids in `acts`.",
)
