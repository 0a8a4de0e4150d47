"""Who is calling: the owner of a personal token, a machine, or the person signed in on this site."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from bestvalue.accounts.models import ApiToken, MachineScope, User
from bestvalue.accounts.services.clients import MachineAccess, authenticate_machine
from bestvalue.accounts.services.tokens import PREFIX, authenticate_token

from .permissions import scope_needed

SCHEME = b"bearer"
UNKNOWN = "The token is unknown, expired or revoked."


class BearerAuthentication(BaseAuthentication):
    """`Authorization: Bearer bv_…` (RFC 6750). The token becomes `request.auth`, its owner `request.user`."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """The owner and the token; None where no personal token was sent. Raises AuthenticationFailed for a bad one."""
        text = bearer_token(request)
        if text is None or not text.startswith(PREFIX):
            return None
        token = authenticate_token(text)
        if token is None:
            raise AuthenticationFailed(UNKNOWN)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        """What a 401 asks for."""
        return 'Bearer realm="api"'


class MachineAuthentication(BaseAuthentication):
    """Any other bearer token: a machine's, from the token endpoint. `request.user` is the machine's own account."""

    def authenticate(self, request: Request) -> tuple[User, MachineAccess] | None:
        """The account and what the token gives; None where none was sent. Raises AuthenticationFailed for a bad one."""
        text = bearer_token(request)
        if text is None:
            return None
        access = authenticate_machine(text)
        if access is None:
            raise AuthenticationFailed(UNKNOWN)
        return access.client.account, access


def bearer_token(request: Request) -> str | None:
    """The text of the bearer token; empty where it is malformed, None where none was sent."""
    parts = get_authorization_header(request).split()
    if not parts or parts[0].lower() != SCHEME:
        return None
    return parts[1].decode("latin-1") if len(parts) == 2 else ""


class BearerScheme(OpenApiAuthenticationExtension):
    """Describes personal tokens in the OpenAPI document."""

    target_class = BearerAuthentication
    name = "bearer"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        """The security scheme."""
        return {"type": "http", "scheme": "bearer", "description": "A personal token, made on your account page."}


class MachineScheme(OpenApiAuthenticationExtension):
    """Describes the tokens of machines in the OpenAPI document."""

    target_class = MachineAuthentication
    name = "machine"

    def get_security_definition(self, auto_schema: object) -> dict[str, Any]:
        """The security scheme."""
        scopes = {each.value: str(each.label) for each in MachineScope}
        return {
            "type": "oauth2",
            "description": "A machine that an administrator registered. It reads and submits, and never moves a case.",
            "flows": {"clientCredentials": {"tokenUrl": "/api/oauth/token/", "scopes": scopes}},
        }

    def get_security_requirement(self, auto_schema: Any) -> Any:
        """The scope that the operation needs; nothing where it is not for machines."""
        scope = scope_needed(auto_schema.method, auto_schema.view)
        return {self.name: [scope]} if scope else []
