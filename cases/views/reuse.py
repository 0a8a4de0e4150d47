"""The register for those who build on it or index it: downloads, the map of the site, what search engines may read."""

from django.contrib.sitemaps import views
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from cases.api.dictionary import dictionary
from cases.sitemaps import SITEMAPS
from cases.structured import catalogue_data, permanent
from cases.views.public import public, public_page

OPEN = ("/register/", "/api/v1/register/", "/help/", "/static/")


@public
def data(request: HttpRequest) -> HttpResponse:
    """What can be downloaded, under which licence, and what each column means."""
    context = {"columns": dictionary()["columns"], "structured": catalogue_data()}
    return public_page(request, "register/data.html", context)


@public
def sitemap_index(request: HttpRequest) -> HttpResponseBase:
    """The parts of the map, each of at most 50,000 addresses."""
    return views.index(request, SITEMAPS, sitemap_url_name="sitemap")


@public
def sitemap(request: HttpRequest, section: str) -> HttpResponseBase:
    """One part of the map of what is public."""
    return views.sitemap(request, SITEMAPS, section)


@public
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: what is public, and nothing else (RFC 9309). It names nothing that is private."""
    lines = ["User-agent: *", *(f"Allow: {each}" for each in (*OPEN, "/sitemap")), "Disallow: /"]
    lines += ["", f"Sitemap: {permanent(reverse('sitemap_index'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
