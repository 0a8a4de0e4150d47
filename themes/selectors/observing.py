"""What was observed on a case, beside the lines of the edition that it keeps; in reading order, whatever was found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from bestvalue.accounts.models import User
from cases.models import Case
from themes.models import Observation, ObservedEvidence, SpecialAnswer
from themes.policy import visible_evidence

from . import ListedLine, ThemeInEdition


@dataclass(frozen=True, slots=True)
class ObservedLine:
    """A line as a theme lists it, and what stands about it on a case, if anything."""

    line: ListedLine
    observation: Observation | None


@dataclass(frozen=True, slots=True)
class ObservedTheme:
    """A theme with all that stands about it on a case; `own` are the indicators in free words (N5)."""

    theme: ThemeInEdition
    characteristics: tuple[ObservedLine, ...]
    indicators: tuple[ObservedLine, ...]
    own: tuple[Observation, ...]

    @property
    def sides(self) -> tuple[tuple[Observation, ...], tuple[Observation, ...]]:
        """What was recorded of characteristics and of indicators, to stand side by side, unresolved."""
        characteristics, indicators = (
            tuple(each.observation for each in lines if each.observation)
            for lines in (self.characteristics, self.indicators)
        )
        return characteristics, (*indicators, *self.own)


def observations(case: Case, reader: User | None = None) -> QuerySet[Observation]:
    """Every observation on a case, with all that is shown of it; only the evidence of which the reader may know."""
    cited = ObservedEvidence.objects.select_related("version__evidence__source_type")
    if reader:
        cited = cited.filter(version__evidence__in=visible_evidence(reader))
    beside = Observation.objects.select_related("wording__line", "replaced_by").prefetch_related("answers__question")
    answers = SpecialAnswer.objects.select_related("question").prefetch_related(Prefetch("beside", beside))
    return (
        Observation.objects.filter(case=case)
        .select_related("wording__line", "wording__edition", "theme", "recorded_by", "replaced_by")
        .prefetch_related(Prefetch("answers", answers), Prefetch("evidence", cited))
    )


def current_observations(case: Case, reader: User | None = None) -> QuerySet[Observation]:
    """Those whose place no later one took, the oldest first."""
    return observations(case, reader).filter(replaced_by__isnull=True)


def history_of(observation: Observation, reader: User) -> QuerySet[Observation]:
    """Every observation of the same thing on the case, the latest first."""
    same = {"wording": observation.wording_id, "theme": observation.theme_id, "concern": observation.concern}
    return observations(observation.case, reader).filter(**same).order_by("-recorded_at", "-pk")


def observed_theme(theme: ThemeInEdition, found: Iterable[Observation]) -> ObservedTheme:
    """A theme with what stands about it."""
    found = list(found)
    of_line = {each.wording_id: each for each in found if each.wording_id}

    def beside(lines: Sequence[ListedLine]) -> tuple[ObservedLine, ...]:
        return tuple(ObservedLine(each, of_line.get(each.wording.pk)) for each in lines)

    own = tuple(each for each in found if each.theme_id == theme.code)
    return ObservedTheme(theme, beside(theme.characteristics), beside(theme.indicators), own)
