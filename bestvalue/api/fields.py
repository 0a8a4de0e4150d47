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

    def get_attribute(self, instance: Any) -> Any:
        """What its address calls it."""
        return getattr(instance, self.lookup_field)

    def to_representation(self, value: Any) -> str:  # type: ignore[override]
        """Its address."""
        like = {self.lookup_url_kwarg: value}
        self._address = self._address or addresses_of(str(self.view_name), self.context["request"], **like)
        return self._address(value)


class AddressField(serializers.CharField):
    """Where what the source names is read, by a route that calls it so."""

    _address: Callable[[object], str] | None = None

    def __init__(self, route: str, called: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.route, self.called = route, called

    def to_representation(self, value: Any) -> str:
        """Its address; without a request, without the host."""
        like = {self.called: value}
        self._address = self._address or addresses_of(self.route, self.context.get("request"), **like)
        return self._address(value)
