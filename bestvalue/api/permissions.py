"""Who may call an endpoint at all; what they then see is for each selector and policy to say."""

from typing import Any

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from bestvalue.accounts.models import ApiToken, MachineScope, Scope, User
from bestvalue.accounts.policy import must_set_up_second_step
from bestvalue.accounts.services.clients import MachineAccess


class SignedInWithScope(BasePermission):
    """Deny by default: a person must have signed in, and a token must carry the scope that the method needs.

    Whoever must have a second step and has none gets nowhere, whatever they carry.

    A person's token needs `read` or `write` for reading, `write` for writing. A machine needs `read` for reading, and
    writes only where the view names a `machine_scope`, whatever roles its account holds.
    """

    message = "You may not do this."
    code: str | None = None

    def has_permission(self, request: Request, view: Any) -> bool:
        """Whether the caller gets through the door."""
        if not isinstance(request.user, User):
            return False
        if must_set_up_second_step(request.user):
            self.code, self.message = "second_step_required", "Set up a second step on your account page first."
            return False
        if request.user.is_machine or isinstance(request.auth, MachineAccess):
            return self._lets_machine(request, view)
        if not isinstance(request.auth, ApiToken):
            return True
        return Scope.WRITE in request.auth.scopes or (
            request.method in SAFE_METHODS and Scope.READ in request.auth.scopes
        )

    def _lets_machine(self, request: Request, view: Any) -> bool:
        needed = scope_needed(request.method, view)
        if needed is None:
            self.code, self.message = "not_for_machines", "Only people do this: a machine never does."
            return False
        self.code, self.message = "insufficient_scope", f"This needs a token with the scope {needed}."
        return isinstance(request.auth, MachineAccess) and needed in request.auth.scopes


def scope_needed(method: str | None, view: Any) -> str | None:
    """The scope that a machine needs for a method of an endpoint; None where it is not for machines."""
    if method in SAFE_METHODS:
        return MachineScope.READ.value
    return getattr(view, "machine_scope", None) if method == "POST" else None
