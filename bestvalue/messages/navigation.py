"""How many unread messages a signed-in person has, for the top of every page."""

from collections.abc import Callable

from django.http import HttpRequest

from .selectors import unread_messages


def unread(request: HttpRequest) -> dict[str, Callable[[], int]]:
    """Context processor: `unread_messages`, counted only where a page shows it."""
    return {"unread_messages": lambda: unread_messages(request.user) if request.user.is_authenticated else 0}
