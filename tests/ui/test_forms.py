"""Django's forms as GOV.UK pages."""

import datetime

import pytest
from bs4 import BeautifulSoup, Tag
from django import forms
from django.template import Context, Template

from bestvalue.ui.errors import messages
from bestvalue.ui.forms import DateField


class Sample(forms.Form):
    title = forms.CharField(label="Title", help_text="As published", max_length=100)
    count = forms.IntegerField(label="Number of days")
    issued = DateField(label="Date of issue")
    kind = forms.ChoiceField(label="Kind", choices=[("a", "Statutory"), ("b", "Other")], widget=forms.RadioSelect)
    themes = forms.MultipleChoiceField(
        label="Themes", choices=[("c", "Culture"), ("g", "Governance")], widget=forms.CheckboxSelectMultiple
    )
    team = forms.ChoiceField(label="Team", choices=[("", "Choose"), ("n", "North")])
    reasons = forms.CharField(label="Reasons", widget=forms.Textarea, max_length=500)
    notes = forms.CharField(label="Notes", widget=forms.Textarea)
    agree = forms.BooleanField(label="I have read the pack")
    file = forms.FileField(label="Document")
    secret = forms.CharField(label="Password", widget=forms.PasswordInput)


GOOD_DATE = {"issued-day": "27", "issued-month": "3", "issued-year": "2026"}


def drawn(form: forms.Form) -> BeautifulSoup:
    template = Template("{% error_summary form %}{{ form }}")
    return BeautifulSoup(template.render(Context({"form": form})), "html5lib")


def one(page: BeautifulSoup, selector: str) -> Tag:
    found = page.select_one(selector)
    assert found is not None, f"{selector} in {page}"
    return found


@pytest.mark.parametrize(
    "selector",
    [
        "input.govuk-input[type=text][name=title]",
        "input.govuk-input[inputmode=numeric][name=count]",
        ".govuk-date-input input[name=issued-day]#id_issued-day",
        ".govuk-date-input input.govuk-input--width-4[name=issued-year]",
        ".govuk-radios input[type=radio][name=kind]#id_kind",
        ".govuk-checkboxes input[type=checkbox][name=themes][value=g]#id_themes-2",
        "select.govuk-select[name=team] option[value=n]",
        ".govuk-character-count[data-maxlength='500'] textarea[name=reasons]",
        "textarea.govuk-textarea[name=notes]",
        ".govuk-checkboxes input[name=agree][value=true]",
        "input.govuk-file-upload[name=file]",
        ".govuk-password-input input[type=password][name=secret]",
    ],
)
def test_each_widget_has_its_component(selector: str) -> None:
    assert one(drawn(Sample()), selector)


def test_a_hint_and_an_error_describe_their_input() -> None:
    page = drawn(Sample({}))
    assert one(page, "#id_title")["aria-describedby"] == "id_title-hint id_title-error"
    assert one(page, "#id_title-hint").text == "As published"


def test_every_error_leads_to_an_input_that_is_there() -> None:
    page = drawn(Sample({}))
    targets = [str(link["href"]).removeprefix("#") for link in page.select(".govuk-error-summary__list a")]
    tags = [one(page, f"#{target}").name for target in targets]
    assert len(tags) == len(Sample.base_fields)
    assert set(tags) == {"input", "select", "textarea"}


def test_an_error_says_what_is_missing() -> None:
    said = [item.text for item in drawn(Sample({})).select(".govuk-error-summary__list li")]
    assert {
        "Enter the title",
        "Tick to confirm: I have read the pack",
        "Enter the date of issue",
        "Select the kind",
        "Select the document",
    } <= set(said)


class Asked(forms.Form):
    who = forms.CharField(label="Who made it", max_length=3)
    why = forms.CharField(label="Why is it sealed?", max_length=2000)
    on = DateField(label="When was it served?")
    days = forms.IntegerField(label="Number of days", min_value=1, max_value=9999)
    team = forms.ChoiceField(label="Your team", choices=[("n", "North")])
    address = forms.EmailField(label="Contact")


@pytest.mark.parametrize(
    ("name", "typed", "error"),
    [
        ("who", "", "Enter who made it"),
        ("who", "Ofsted", "Who made it must be 3 characters or fewer"),
        ("why", "", "Answer: Why is it sealed?"),
        ("why", "x" * 2001, "Your answer must be 2,000 characters or fewer"),
        ("on", "2026-2-31", "The date must be a real date"),
        ("on", "-2-", "The date must include a day and year"),
        ("days", "", "Enter the number of days"),
        ("days", "soon", "Number of days must be a whole number"),
        ("days", "0", "Number of days must be 1 or more"),
        ("days", "10000", "Number of days must be 9,999 or less"),
        ("team", "", "Select your team"),
        ("team", "s", "Select one of the choices that are listed"),
        ("address", "me", "Contact must be in the right form, like name@example.com"),
    ],
)
def test_an_error_names_its_field_in_good_english(name: str, typed: str, error: str) -> None:
    form = Asked({name: typed})
    assert messages(form[name]) == [error]


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        (GOOD_DATE, ""),
        ({"issued": "2026-03-27"}, ""),
        (GOOD_DATE | {"issued-month": ""}, "Date of issue must include a month"),
        ({"issued-day": "27"}, "Date of issue must include a month and year"),
        (GOOD_DATE | {"issued-day": "31", "issued-month": "2"}, "Date of issue must be a real date"),
        (GOOD_DATE | {"issued-year": "26"}, "Date of issue must have a year of four numbers, such as 2026"),
        (GOOD_DATE | {"issued-month": "March"}, ""),
        (GOOD_DATE | {"issued-month": " mar. "}, ""),
        (GOOD_DATE | {"issued-month": "ma"}, "Date of issue must be a real date"),
        (GOOD_DATE | {"issued-day": "27th", "issued-month": "03"}, ""),
        ({"issued-day": "27 March 2026"}, ""),
        ({"issued-day": "27/3/2026", "issued-month": "", "issued-year": ""}, ""),
        ({"issued-day": "2026-03-27"}, ""),
        ({"issued-day": "27/3"}, "Date of issue must include a month and year"),
        (GOOD_DATE | {"issued-day": "2-7"}, "Date of issue must be a real date"),
    ],
)
def test_a_date_is_read_from_its_parts(typed: dict[str, str], error: str) -> None:
    form = Sample(typed)
    assert [str(each) for each in form["issued"].errors] == ([error] if error else [])
    assert error or form.cleaned_data["issued"] == datetime.date(2026, 3, 27)


def test_a_form_shows_again_what_was_typed() -> None:
    page = drawn(Sample({"title": "A <b>", "issued-day": "31", "kind": "b", "themes": ["g"], "agree": "true"}))
    assert one(page, "#id_title")["value"] == "A <b>"
    assert one(page, "#id_issued-day")["value"] == "31"
    assert [each["value"] for each in page.select("input[checked]")] == ["b", "g", "true"]


def test_a_password_is_never_sent_back() -> None:
    assert "hunter2" not in str(drawn(Sample({"secret": "hunter2"})))


def test_a_date_given_at_first_is_shown_in_parts() -> None:
    page = drawn(Sample(initial={"issued": datetime.date(2026, 3, 27)}))
    assert [one(page, f"#id_issued-{part}")["value"] for part in ("day", "month", "year")] == ["27", "3", "2026"]


def test_a_widget_without_a_component_is_refused_by_name() -> None:
    class Odd(forms.Form):
        odd = forms.SplitDateTimeField()

    with pytest.raises(LookupError, match="SplitDateTimeWidget"):
        drawn(Odd())
