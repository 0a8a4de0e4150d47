"""Pages that ask for themselves again while the service works on something, which nobody need be there for."""

import datetime as dt

from django.http import HttpRequest

EVERY = "5"  # seconds between two looks
LASTS = dt.timedelta(minutes=10)
"""How long a page asks for itself: whoever left it open is signed out in time all the same."""


def is_followed(request: HttpRequest) -> bool:
    """Whether the page may have been asked for by itself, as a page does with `?follow=yes`."""
    return request.method == "GET" and request.GET.get("follow") == "yes"
