"""What guards every answer, whoever asks and whatever comes back."""

from typing import Any

INERT = "default-src 'none'; frame-ancestors 'none'; sandbox"
POLICIES = {
    "text/html": (
        "default-src 'self'; script-src 'self' 'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    # what draws charts dresses each line by an attribute; nothing else of a chart is let do anything
    "image/svg+xml": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
}
READ_IN_PLACE = (
    *("text/html", "application/json", "application/problem+json", "application/vnd.oai.openapi+json"),
    "application/vnd.oai.openapi",  # the same in YAML
    "text/javascript",  # the admin's words for its own scripts
    *("text/plain", "image/svg+xml", "text/calendar", "application/atom+xml", "application/xml"),
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def unguarded(response: Any, *, may_be_kept: bool = False) -> list[str]:
    """The headers by which an answer is not guarded as it must be."""
    found = response.headers
    kind = found.get("Content-Type", "text/html").partition(";")[0]
    lacks = [name for name, value in ALWAYS.items() if found.get(name) != value]
    if found.get("Content-Security-Policy") != POLICIES.get(kind, INERT):
        lacks.append("Content-Security-Policy")
    if not may_be_kept and "no-store" not in found.get("Cache-Control", ""):
        lacks.append("Cache-Control")
    if kind not in READ_IN_PLACE and not found.get("Content-Disposition", "").startswith("attachment"):
        lacks.append("Content-Disposition")
    return lacks + [f"cookie {name}" for name, cookie in response.cookies.items() if not kept_close(cookie)]


def kept_close(cookie: Any) -> bool:
    """Whether no script reads a cookie, nor has another site it sent along. One taken back is empty."""
    return not cookie.value or bool(cookie["httponly"] and cookie["samesite"] in ("Lax", "Strict"))
