"""Help that anyone may read: topics, the glossary, and what the service says of itself."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from bestvalue.desk.help import cookies_set, glossary, topics, tour
from bestvalue.desk.retention.schedule import rules
from cases.views.public import public, public_page


@public
def help_index(request: HttpRequest) -> HttpResponse:
    """Every topic, with the law and the guidance behind it."""
    return public_page(request, "help/index.html", {"topics": topics().values()})


@public
def glossary_page(request: HttpRequest) -> HttpResponse:
    """Words of the regime in plain English."""
    return public_page(request, "help/glossary.html", {"terms": glossary()})


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the service is, how that was tested, and what is known to be wrong."""
    return public_page(request, "help/accessibility.html", {"contact": settings.CONTACT_EMAIL})


@public
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, why and how long: the periods are those of the retention schedule itself."""
    return public_page(request, "help/privacy.html", {"rules": rules().values(), "contact": settings.CONTACT_EMAIL})


@public
def cookies(request: HttpRequest) -> HttpResponse:
    """Every cookie that the service sets."""
    return public_page(request, "help/cookies.html", {"cookies": cookies_set()})


@public
def reported(request: HttpRequest) -> HttpResponse:
    """Thanks for a report."""
    return public_page(request, "help/reported.html", {})


@public
def tour_page(request: HttpRequest) -> HttpResponse:
    """A walk of ten minutes, where there is a demonstration to walk through."""
    if not settings.DEMONSTRATION:
        raise Http404("There is no demonstration here.")
    return public_page(request, "help/tour.html", {"steps": tour()})
