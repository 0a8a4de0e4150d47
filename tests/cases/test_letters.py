"""Letters: what is typed is what is shown, and nothing typed can do more than be read."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.letters import Letterhead, compare, plain, to_html


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# One\n\nTwo", '<h1 class="govuk-heading-l">One</h1>\n<p class="govuk-body">Two</p>\n'),
        ("- a\n- b", '<ul class="govuk-list govuk-list--bullet">\n<li>a</li>\n<li>b</li>\n</ul>\n'),
        ("1. a\n2. b", '<ol class="govuk-list govuk-list--number">\n<li>a</li>\n<li>b</li>\n</ol>\n'),
        ("# \n\nTwo\n\n##", '<p class="govuk-body">Two</p>\n'),
        ("a\nb", '<p class="govuk-body">a<br>\nb</p>\n'),
        ("<script>x</script>", '<p class="govuk-body">&lt;script&gt;x&lt;/script&gt;</p>\n'),
        ("[a](https://b) *c* `d` ![e](f)", '<p class="govuk-body">[a](https://b) *c* `d` ![e](f)</p>\n'),
    ],
)
def test_a_text_is_paragraphs_headings_and_lists_and_nothing_else(text: str, shown: str) -> None:
    assert to_html(text) == shown


def test_headings_fit_the_page_they_are_on() -> None:
    assert "<h3" in to_html("# One", top=3)
    assert "<h4" in to_html("## Two", top=3)


@given(st.text())
def test_nothing_typed_becomes_a_tag(typed: str) -> None:
    shown = to_html(typed)
    assert "<script" not in shown
    assert "<img" not in shown
    assert "<a " not in shown


@pytest.mark.parametrize("typed", ["# Not a heading", "  ## Nor this", "text\n# nor this"])
def test_typed_text_makes_no_heading_of_its_own(typed: str) -> None:
    shown = to_html(plain(typed))
    assert "<h" not in shown
    assert "#" in shown


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (dt.date(2024, 5, 8), "Department for Levelling Up, Housing and Communities"),
        (dt.date(2024, 7, 9), "Ministry of Housing, Communities and Local Government"),
    ],
)
def test_a_letter_bears_the_departments_name_of_its_day(day: dt.date, name: str) -> None:
    assert Letterhead(date=day, today=day).department == name


def test_a_comparison_shows_which_words_changed() -> None:
    found = compare("One two three.\n\nKept.", "One four three.\n\nKept.\n\nNew.")
    assert [(run.fate, run.text) for run in found.paragraphs[0]] == [
        ("kept", "One "),
        ("removed", "two "),
        ("added", "four "),
        ("kept", "three."),
    ]
    assert found.summary == "1 paragraph changed, 1 paragraph added."


def test_a_text_compared_with_itself_is_the_same() -> None:
    assert compare("One.\n\nTwo.", "One.\n\nTwo.").summary == "The two texts are the same."


@given(st.text(alphabet="ab \n#-1.", max_size=60), st.text(alphabet="ab \n#-1.", max_size=60))
def test_a_comparison_loses_no_word(old: str, new: str) -> None:
    found = compare(old, new)
    for gone, text in (("added", old), ("removed", new)):
        left = " ".join(run.text for each in found.paragraphs for run in each if run.fate != gone)
        assert left.split() == text.split()
