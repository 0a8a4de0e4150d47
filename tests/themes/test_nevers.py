"""What the guidance and assessments never say or ask, whoever writes them."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import ForeignKey

from cases.models import OfficeHolding
from cases.moves import TABLE
from themes.forms.assessing import ThemeForm
from themes.forms.observing import ObservationForm
from themes.models import Assessment, Edition, Observation, ThemeAssessment, Wording
from themes.services.editions import load_editions

ROOT = Path(settings.BASE_DIR)
WHO_ACTED = {"recorded_by", "drafted_by", "agreed_by", "written_by"}
MOOD = re.compile(r"sentiment|mood|morale|person|people|officer|individual")


def test_nobody_is_asked_to_assess_themselves() -> None:
    asked = {move.name for move in TABLE} | {f.name for f in Assessment._meta.fields + ThemeAssessment._meta.fields}
    assert not [each for each in asked if "self_assess" in each]
    assert "Nobody is asked for an assessment of itself" in str(ThemeForm.base_fields["account"].help_text)
    assert not ThemeForm.base_fields["account"].required


@pytest.mark.parametrize("model", [Observation, Assessment, ThemeAssessment])
def test_findings_are_about_the_authority_and_hold_no_person(model: type[Observation]) -> None:
    people = {
        f.name
        for f in model._meta.fields
        if isinstance(f, ForeignKey) and f.related_model._meta.label == "accounts.User"
    }
    assert people <= WHO_ACTED
    assert not [f for f in model._meta.fields if isinstance(f, ForeignKey) and f.related_model is OfficeHolding]
    assert not [f.name for f in model._meta.fields if MOOD.search(f.name) and f.name not in WHO_ACTED]


@pytest.mark.parametrize(("form", "field"), [(ObservationForm, "narrative"), (ThemeForm, "narrative")])
def test_who_writes_a_finding_is_told_to_name_nobody(form: type[ObservationForm], field: str) -> None:
    assert "no finding about anybody" in str(form.base_fields[field].help_text)


def test_the_closed_office_is_shown_as_a_place_to_compare_and_never_as_a_power(db: None) -> None:
    load_editions()
    told = Wording.objects.filter(text__iregex=r"office for local government|oflog|data explorer")
    assert set(told.values_list("line__kind", flat=True)) == {"characteristic"}
    assert not told.filter(text__iregex=r"interven|direct|inspect|power|require").exists()
    assert "closed in December 2024" in Edition.objects.get().note.replace("\n", " ")
    assert not [each for each in apps.get_models() if "oflog" in each._meta.model_name]  # type: ignore[operator]


def test_no_text_that_the_service_makes_cites_what_respondents_thought() -> None:
    made = [*ROOT.glob("*/letters/*.md"), *ROOT.glob("*/letters/*.py"), ROOT / "themes" / "telling.py"]
    assert made
    assert not [each.name for each in made if re.search(r"respondent", each.read_text(), re.IGNORECASE)]
