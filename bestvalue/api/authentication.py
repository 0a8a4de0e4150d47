"""Who is calling: the owner of a bearer token, or the person signed in on this site."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from bestvalue.accounts.models import ApiToken, User
from bestvalue.accounts.services.tokens import authenticate_token

SCHEME = b"bearer"


class BearerAuthentication(BaseAuthentication):
    """`Authorization: Bearer bv_…` (RFC 6750). The token becomes `request.auth`, its owner `request.user`."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """The owner and the token; None where no bearer token was sent. Raises AuthenticationFailed for a bad one."""
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != SCHEME:
            return None
        token = authenticate_token(parts[1].decode("latin-1")) if len(parts) == 2 else None
        if token is None:
            raise AuthenticationFailed("The token is unknown, expired or revoked.")
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        """What a 401 asks for."""
        return 'Bearer realm="api"'


class BearerScheme(OpenApiAuthenticationExtension):
    """Describes bearer tokens in the OpenAPI document."""

    target_class = BearerAuthentication
    name = "bearer"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        """The security scheme."""
        return {"type": "http", "scheme": "bearer", "description": "A personal token, made on your account page."}
