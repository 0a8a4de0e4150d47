"""The identifier of the request being served, shown to the person, written to the log and kept with every event."""

from contextvars import ContextVar

_current: ContextVar[str] = ContextVar("request_id", default="")


def current_request_id() -> str:
    """The present request's identifier; empty outside a request."""
    return _current.get()
