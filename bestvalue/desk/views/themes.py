"""The guidance in force: its themes, their lines, and the guiding principles."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from bestvalue import clock
from themes.models import Edition
from themes.selectors import edition_in_force, principles_in, theme_in, themes_in


def _edition() -> Edition:
    edition = edition_in_force(on=clock.today())
    if edition is None:
        raise Http404("No edition of the guidance is in force.")
    return edition


def theme_index(request: HttpRequest) -> HttpResponse:
    """The seven themes and the seven principles."""
    edition = _edition()
    context = {"edition": edition, "themes": themes_in(edition), "principles": principles_in(edition)}
    return render(request, "desk/theme_index.html", context)


def theme_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One theme: its definition, characteristics and indicators, in no order of importance."""
    edition = _edition()
    theme = theme_in(edition, slug)
    if theme is None:
        raise Http404("There is no such theme.")
    return render(request, "desk/theme.html", {"edition": edition, "theme": theme})
