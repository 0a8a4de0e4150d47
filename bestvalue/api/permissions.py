"""Who may call an endpoint at all; what they then see is for each selector and policy to say."""

from typing import Any

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from bestvalue.accounts.models import ApiToken, Scope, User


class SignedInWithScope(BasePermission):
    """Deny by default: a person must have signed in, and a token must carry the scope that the method needs.

    Reading needs `read` or `write`, writing needs `write`.
    """

    message = "You may not do this."

    def has_permission(self, request: Request, view: Any) -> bool:
        """Whether the caller gets through the door."""
        if not isinstance(request.user, User):
            return False
        if not isinstance(request.auth, ApiToken):
            return True
        return Scope.WRITE in request.auth.scopes or (
            request.method in SAFE_METHODS and Scope.READ in request.auth.scopes
        )
