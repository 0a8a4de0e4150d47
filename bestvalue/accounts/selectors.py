"""Reads about people: each takes the person who asks and returns what that person may see."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest

from .models import ApiToken, RoleHolding, User


def signed_in_user(request: HttpRequest) -> User:
    """The person who is signed in. Raises PermissionDenied where nobody is, which the middleware rules out before."""
    if not isinstance(request.user, User):
        raise PermissionDenied("Sign in first.")
    return request.user


def own_holdings(user: User) -> QuerySet[RoleHolding]:
    """The person's roles, past ones included, with their teams, newest first."""
    return RoleHolding.objects.filter(user=user).select_related("team").order_by("-starts_on", "role")


def own_tokens(user: User) -> QuerySet[ApiToken]:
    """The person's tokens, past ones included, newest first."""
    return ApiToken.objects.filter(user=user)
