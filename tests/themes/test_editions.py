"""The edition of May 2024: seven themes, all of their lines, seven principles, and nothing that scores."""

import datetime as dt
import re

import pytest
from django.apps import apps
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries

from themes.models import Edition, Line, Placement, Principle, PrincipleWording, Reference, SpecialQuestion, Wording
from themes.selectors import edition_in_force, principles_in, theme_in, themes_in
from themes.services.editions import load_editions

pytestmark = pytest.mark.django_db

CHARACTERISTICS = {"ci": 12, "ld": 12, "gv": 12, "cu": 11, "ur": 13, "sd": 10, "pc": 7}
INDICATORS = {"ci": 8, "ld": 10, "gv": 11, "cu": 9, "ur": 15, "sd": 9, "pc": 7}
ADDED = {
    *("ci-c-benchmarking-data-explorer", "ci-c-oflog-webinars", "ur-c-s25-report", "ur-i-part-time-full-pay"),
    *("ur-i-late-accounts", "ur-i-ignores-audit", "sd-c-benchmarks", "pc-c-understands-benefit"),
    "pc-c-statutory-partners",
}
CHANGED = {
    *("ld-c-golden-triangle", "gv-i-no-action-on-allegations", "gv-i-restricted-post-political-activity"),
    *("cu-i-tolerates-breaches", "ur-c-reserves-reviewed", "ur-c-accounts-on-time", "ur-c-audit-recommendations"),
    *("ur-c-workforce-strategy", "ur-c-asset-strategy", "ur-i-no-reserves-review", "ur-i-unplanned-reserves"),
    *("sd-c-local-choice", "sd-i-ombudsman-uphold-rate"),
}
SCORING = re.compile(r"weight|score|rating|rank|priority|threshold|points|severity")


@pytest.fixture
def edition() -> Edition:
    load_editions()
    return Edition.objects.get()


def slugs(mark: str) -> set[str]:
    return set(Wording.objects.filter(mark=mark).values_list("line__slug", flat=True))


def test_every_theme_has_all_of_its_lines(edition: Edition) -> None:
    themes = themes_in(edition)
    assert {theme.code: len(theme.characteristics) for theme in themes} == CHARACTERISTICS
    assert {theme.code: len(theme.indicators) for theme in themes} == INDICATORS


def test_the_line_on_governance_statements_is_worded_once_and_shown_twice(edition: Edition) -> None:
    shown = Placement.objects.filter(wording__line__slug="ci-c-ags-honest").order_by("slug")
    assert list(shown.values_list("theme", "slug")) == [("ci", "ci-c-ags-honest"), ("gv", "gv-c-ags-honest")]
    assert (Placement.objects.count(), Line.objects.count()) == (146, 145)


def test_slugs_say_theme_and_kind(edition: Edition) -> None:
    for placement in Placement.objects.select_related("wording__line"):
        kind = "c" if placement.wording.line.kind == Line.Kind.CHARACTERISTIC else "i"
        assert placement.slug.startswith(f"{placement.theme_id}-{kind}-")


def test_what_the_response_did_is_marked(edition: Edition) -> None:
    assert (slugs("added"), slugs("changed"), slugs("kept")) == (ADDED, CHANGED, {"ld-c-all-out-elections"})


def test_what_is_confirmed_or_marked_names_its_source(edition: Edition) -> None:
    assert not Wording.objects.filter(confirmed=True, source="").exists()
    assert not Wording.objects.exclude(mark="none").filter(source="").exists()
    assert not Wording.objects.filter(confirmed=True, source__startswith="respondents").exists()


def test_every_theme_is_defined(edition: Edition) -> None:
    definitions = [theme.definition for theme in themes_in(edition)]
    assert all(each and each.text and each.confirmed for each in definitions)


def test_there_are_seven_principles_and_the_last_has_its_new_name(edition: Edition) -> None:
    principles = principles_in(edition)
    assert [each.principle_id for each in principles] == ["P1", "P2", "P3", "P4", "P5", "P6", "P7"]
    assert principles[6].name == "The lifecycle of an intervention"


@pytest.mark.parametrize(
    ("rule", "line", "answers"),
    [
        ("R33", "sd-i-ombudsman-uphold-rate", ["percentage", "text"]),
        ("R34", "ur-i-late-accounts", ["yes_no"]),
        ("R35", "gv-i-restricted-post-political-activity", ["text"]),
        ("R36", "gv-i-no-action-on-allegations", ["text"]),
        ("R37", "ld-c-all-out-elections", ["indicators"]),
        ("R38", "ur-i-part-time-full-pay", ["text"]),
    ],
)
def test_six_lines_ask_special_questions(edition: Edition, rule: str, line: str, answers: list[str]) -> None:
    questions = SpecialQuestion.objects.filter(rule=rule, wording__line__slug=line).order_by("position")
    assert [each.answer for each in questions] == answers


def test_older_statutory_guidance_can_be_cited(edition: Edition) -> None:
    assert set(Reference.objects.filter(is_statutory=True).values_list("year", flat=True)) == {2015, 2022, 2024}


def test_nothing_is_scored_weighted_or_ranked() -> None:
    fields = {f.name for model in apps.get_app_config("themes").get_models() for f in model._meta.get_fields()}
    assert not [name for name in fields if SCORING.search(name)]


def test_loading_again_changes_nothing(edition: Edition) -> None:
    assert all(each.added == each.changed == 0 for each in load_editions())


def test_words_that_differ_from_the_file_are_brought_into_line(edition: Edition) -> None:
    Wording.objects.filter(line__slug="ci-c-innovation").update(text="Something else")
    changed = {each.table: each.changed for each in load_editions() if each.changed}
    assert changed == {"wordings": 1}


@pytest.mark.parametrize(("model", "field"), [(Line, "slug"), (Line, "kind"), (Edition, "slug"), (Principle, "slug")])
def test_slugs_never_change(edition: Edition, model: type[Line], field: str) -> None:
    row = model.objects.all()[0]
    with pytest.raises(IntegrityError, match="not changed"):
        model.objects.filter(pk=row.pk).update(**{field: "x"})


@pytest.mark.parametrize("model", [PrincipleWording, Wording, Edition])
def test_words_are_never_deleted(edition: Edition, model: type[Wording]) -> None:
    with pytest.raises(IntegrityError, match="never deleted"):
        model.objects.all()._raw_delete("default")


def test_the_edition_in_force_is_the_latest_that_has_begun(edition: Edition) -> None:
    later = Edition.objects.create(
        slug="2030-01", title="Later", published_on=dt.date(2030, 1, 2), in_force_from=dt.date(2030, 2, 1)
    )
    days = [dt.date(2024, 5, 7), dt.date(2024, 5, 8), dt.date(2030, 1, 31), dt.date(2030, 2, 1)]
    assert [edition_in_force(on=day) for day in days] == [None, edition, edition, later]


def test_a_whole_edition_is_read_in_three_queries(
    edition: Edition, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        for theme in themes_in(edition):
            for line in (*theme.characteristics, *theme.indicators):
                assert [line.wording.text, line.wording.line.slug, *line.wording.questions.all()]


def test_a_theme_is_found_by_its_slug(edition: Edition) -> None:
    found = theme_in(edition, "use-of-resources")
    assert found is not None
    assert found.name == "Use of resources"
    assert theme_in(edition, "no-such-theme") is None
