"""Addresses of many rows: the route is looked up once for a whole list, and each row's identifier put into it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.reverse import reverse


def addresses_of(route: str, request: Request | HttpRequest | None, **like: object) -> Callable[[object], str]:
    """What gives the address of a route for any identifier like this one; without a request, without the host."""
    ((_, first),) = like.items()
    before, after = reverse(route, kwargs=like, request=request).rsplit(str(first), 1)
    return lambda identifier: f"{before}{identifier}{after}"


class OwnAddressField(serializers.HyperlinkedIdentityField):
    """Where a row is read by itself."""

    _address: Callable[[object], str] | None = None

    def get_url(self, obj: Any, view_name: str, request: Request | None, format: str | None) -> str:  # noqa: A002
        """Its address."""
        identifier = getattr(obj, self.lookup_field)
        self._address = self._address or addresses_of(view_name, request, **{self.lookup_url_kwarg: identifier})
        return self._address(identifier)
