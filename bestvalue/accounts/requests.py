"""Requests whose user has signed in, as LoginRequiredMiddleware guarantees for every page that is not public."""

from django.http import HttpRequest

from bestvalue.accounts.models import User


class SignedInRequest(HttpRequest):
    """A request by a named person."""

    user: User
