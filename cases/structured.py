"""What search engines are told about pages of the register, in the words of schema.org (JSON-LD)."""

import datetime as dt
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from bestvalue import clock
from cases.letters.letterhead import department_on
from cases.models import Authority, Publication
from cases.published_kinds import PublishedKind, explained

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
NAME = "Best Value register"
FILES = (
    ("api:register_table", "text/csv"),
    ("api:register_instruments", "application/json"),
    ("api:register_snapshot", "application/zip"),
    ("api:register_feed", "application/atom+xml"),
)


def permanent(path: str) -> str:
    """The address at which a page is to be cited, wherever it was read."""
    return urljoin(settings.SERVICE_URL, path)


def catalogue_data() -> dict[str, Any]:
    """The register as a data set that can be downloaded."""
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": NAME,
        "description": "What ministers have published about best value authorities in England: notices, inspections, "
        "proposals, directions and reports, each with its dates and its standing.",
        "url": _address("register:index"),
        "license": LICENCE,
        "isAccessibleForFree": True,
        "creator": _department(),
        "spatialCoverage": {"@type": "AdministrativeArea", "name": "England"},
        "distribution": [
            {"@type": "DataDownload", "contentUrl": _address(route), "encodingFormat": media} for route, media in FILES
        ],
    }


def entry_data(publication: Publication) -> dict[str, Any]:
    """One published instrument; `expires` is given where an end was published."""
    begins, ends = publication.in_force_from, publication.ended_on or publication.in_force_until
    kind = explained(publication.kind)
    return {
        "@context": "https://schema.org",
        "@type": "DigitalDocument",
        "@id": _address("register:entry", publication.register_id),
        "url": _address("register:entry", publication.register_id),
        "identifier": publication.register_id,
        "name": publication.title,
        "genre": publication.get_kind_display(),
        "abstract": kind.summary,
        "datePublished": _begun(publication, publication.published_on),
        "dateModified": publication.changed_at.isoformat(timespec="seconds"),
        **({"temporalCoverage": _coverage(publication, begins)} if begins else {}),
        **({"expires": ends.isoformat()} if ends else {}),
        "about": _authority(publication.authority),
        "publisher": _department(),
        "license": LICENCE,
        "isBasedOn": _law(kind),
        "isPartOf": {"@type": "Dataset", "name": NAME, "url": _address("register:index")},
        "inLanguage": "en-GB",
    }


def kind_data(kind: PublishedKind) -> dict[str, Any]:
    """A kind of instrument: something that government does, under the law that it names."""
    return {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": kind.plural,
        "description": kind.summary,
        "url": _address("register:kind", kind.slug),
        "serviceType": "Best value oversight and intervention",
        "provider": _department(),
        "areaServed": {"@type": "AdministrativeArea", "name": "England"},
        "subjectOf": _law(kind),
    }


def authority_data(authority: Authority) -> dict[str, Any]:
    """An authority, and where what was published about it is read."""
    return {"@context": "https://schema.org", **_authority(authority)}


def _authority(authority: Authority) -> dict[str, Any]:
    address = _address("register:authority", authority.slug)
    code = {"identifier": authority.ons_code} if authority.ons_code else {}
    return {"@type": "GovernmentOrganization", "name": authority.name, "mainEntityOfPage": address, **code}


def _law(kind: PublishedKind) -> list[dict[str, Any]]:
    return [{"@type": "Legislation", "name": each.name, "url": each.href} for each in kind.law]


def _begun(publication: Publication, day: dt.date) -> str:
    """A day on which it was published or began; its month where no more is known."""
    return day.strftime("%Y-%m") if publication.month_only else day.isoformat()


def _coverage(publication: Publication, begins: dt.date) -> str:
    """An interval as ISO 8601 writes it; open where no end was published."""
    ends = publication.ended_on or publication.in_force_until
    return f"{_begun(publication, begins)}/{ends.isoformat() if ends else '..'}"


def _department() -> dict[str, Any]:
    return {"@type": "GovernmentOrganization", "name": department_on(clock.today())}


def _address(route: str, *arguments: str) -> str:
    return permanent(reverse(route, args=arguments))
