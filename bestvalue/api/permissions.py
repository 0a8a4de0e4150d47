"""Who may call an endpoint at all; what they then see is for each selector and policy to say."""

from typing import Any

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from bestvalue.accounts.models import ApiToken, Scope, User


class SignedInWithScope(BasePermission):
    """Deny by default: a person must have signed in, and a token must carry the scope that the endpoint names.

    Reading needs `read`. Writing by token needs the view's `write_scope`; a view without one takes no token's writes.
    """

    message = "You may not do this."

    def has_permission(self, request: Request, view: Any) -> bool:
        """Whether the caller gets through the door."""
        if not isinstance(request.user, User):
            return False
        if not isinstance(request.auth, ApiToken):
            return True
        scope = Scope.READ if request.method in SAFE_METHODS else getattr(view, "write_scope", None)
        return scope in request.auth.scopes
