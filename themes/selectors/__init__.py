"""Reading an edition of the guidance. Nothing here is private: any signed-in person may read it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from cases.models import Case
from themes.models import Edition, Line, Placement, PrincipleWording, Theme, ThemeDefinition, Wording


@dataclass(frozen=True, slots=True)
class ListedLine:
    """A line as one theme lists it; `questions` of its wording are fetched already."""

    slug: str
    wording: Wording


@dataclass(frozen=True, slots=True)
class ThemeInEdition:
    """A theme with its definition and its lines, in reading order, as one edition has them."""

    code: str
    slug: str
    name: str
    definition: ThemeDefinition | None
    characteristics: tuple[ListedLine, ...]
    indicators: tuple[ListedLine, ...]


def edition_in_force(*, on: dt.date) -> Edition | None:
    """The edition in force on a day; None before the first."""
    return Edition.objects.filter(in_force_from__lte=on).order_by("-in_force_from").first()


def edition_of(case: Case) -> Edition | None:
    """The edition that a case keeps: the one in force when it was opened (R39)."""
    return edition_in_force(on=case.opened_on)


def themes_in(edition: Edition) -> list[ThemeInEdition]:
    """Every theme of an edition with its lines and their special questions, in three queries."""
    definitions = edition.definitions.select_related("theme").order_by("theme__position")
    placements = list(
        Placement.objects.filter(wording__edition=edition)
        .select_related("wording__line")
        .prefetch_related("wording__questions")
        .order_by("theme", "position")
    )
    return [_theme(each, placements) for each in definitions]


def bare_themes() -> list[ThemeInEdition]:
    """The themes by name alone, for what is older than the first edition."""
    return [ThemeInEdition(each.code, each.slug, each.name, None, (), ()) for each in Theme.objects.all()]


def guidance_of(case: Case) -> Sequence[ThemeInEdition]:
    """The themes with the lines of the edition that the case keeps (R39); without lines where it is older than any."""
    edition = edition_of(case)
    return themes_in(edition) if edition else bare_themes()


def theme_in(edition: Edition, slug: str) -> ThemeInEdition | None:
    """One theme of an edition by its slug; None if there is no such theme."""
    return next((theme for theme in themes_in(edition) if theme.slug == slug), None)


def principles_in(edition: Edition) -> QuerySet[PrincipleWording]:
    """The guiding principles of an edition, P1 first."""
    return edition.principles.select_related("principle").order_by("principle")


def _theme(definition: ThemeDefinition, placements: list[Placement]) -> ThemeInEdition:
    theme = definition.theme
    listed = [each for each in placements if each.theme_id == theme.code]
    return ThemeInEdition(
        code=theme.code,
        slug=theme.slug,
        name=theme.name,
        definition=definition,
        characteristics=_of_kind(listed, Line.Kind.CHARACTERISTIC),
        indicators=_of_kind(listed, Line.Kind.INDICATOR),
    )


def _of_kind(placements: list[Placement], kind: Line.Kind) -> tuple[ListedLine, ...]:
    return tuple(ListedLine(each.slug, each.wording) for each in placements if each.wording.line.kind == kind)
