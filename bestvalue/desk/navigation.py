"""The menu at the top of every page of a signed-in person."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from cases.policy import reads_portfolio

from .selectors.decisions import opens_the_box
from .selectors.publications import may_know_of_packs

MENU = (
    ("desk:tasks", "My work"),
    ("desk:cases", "Cases"),
    ("desk:authorities", "Authorities"),
    ("desk:themes", "Themes"),
    ("metrics:metrics", "Metrics"),
    ("register:index", "Register"),
)


def menu(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `navigation` for the layout, with the present section marked."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {}
    box = [("desk:decisions", "Decisions")] if opens_the_box(request.user) else []
    packs = [("desk:publications", "Publications")] if may_know_of_packs(request.user) else []
    figures = [("desk:portfolio", "Portfolio")] if reads_portfolio(request.user) else []
    items = [{"href": reverse(name), "text": text} for name, text in (*box, *packs, *MENU[:2], *figures, *MENU[2:])]
    return {"navigation": [each | {"current": request.path.startswith(each["href"])} for each in items]}
