"""The template tags, and the components that GOV.UK Frontend does not have."""

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template


def drawn(template: str, **context: Any) -> BeautifulSoup:
    return BeautifulSoup(Template(template).render(Context(context)), "html5lib")


@pytest.mark.parametrize(
    "template",
    [
        '{% govuk "inset-text" text=words %}',
        '{% govuk "inset-text" html=words %}',
        '{% govuk_block "inset-text" %}{{ words }}{% endgovuk_block %}',
        '{% fragment as inner %}{{ words }}{% endfragment %}{% govuk "inset-text" html=inner %}',
        '{% govuk "button" text="Go" attributes=words %}',
        '{% govuk "input" name="a" label__text=words value=words %}',
    ],
)
def test_text_from_people_is_escaped_whatever_the_option(template: str) -> None:
    assert not drawn(template, words="<script>alert(1)</script>").find("script")


def test_a_double_underscore_gives_an_option_inside_another() -> None:
    page = drawn('{% govuk "input" name="a" label__text="Name" label__classes="x" hint__text="In full" %}')
    assert [page.select(each)[0].text for each in ("label.x", "#a-hint")] == ["Name", "In full"]


def test_a_keyword_goes_before_the_same_option_given() -> None:
    page = drawn('{% govuk "tag" given text="New" %}', given={"text": "Old", "classes": "govuk-tag--blue"})
    assert [tag.text for tag in page.select(".govuk-tag--blue")] == ["New"]


def test_a_block_is_put_inside_its_component() -> None:
    page = drawn('{% govuk_block "details" summary_text="More" %}<p>Words</p>{% endgovuk_block %}')
    assert page.select(".govuk-details__text > p")[0].text == "Words"


def test_the_page_that_is_shown_is_marked_in_the_sub_navigation() -> None:
    items = [{"href": "/a", "text": "A"}, {"href": "/b", "text": "B", "current": True}]
    page = drawn('{% govuk "sub-navigation" items=items label="Case" %}', items=items)
    assert [link["href"] for link in page.select("nav[aria-label=Case] a[aria-current=page]")] == ["/b"]


def test_a_timeline_gives_dates_to_people_and_to_programs() -> None:
    items = [{"text": "Opened", "date": datetime.date(2026, 3, 2), "byline": "by Jo"}, {"text": "Before"}]
    page = drawn('{% govuk "timeline" items=items %}', items=items)
    assert [(each["datetime"], each.text) for each in page.select("time")] == [("2026-03-02", "2 March 2026")]
    assert [each.text for each in page.select("ol > li > h2")] == ["Opened", "Before"]


def test_a_filter_says_what_each_tag_removes() -> None:
    selected = [{"heading": "Stage", "items": [{"href": "?", "text": "Exit"}]}]
    page = drawn('{% govuk "filter" selected=selected clear_href="/cases/" html=inputs %}', selected=selected)
    assert [link.text for link in page.select("a.app-filter__tag")] == ["Remove this filter: Exit"]
    assert page.select("form[method=get] a[href='/cases/']")


@pytest.mark.parametrize(("direction", "next_way"), [("ascending", "high to low"), ("descending", "low to high")])
def test_a_sorted_column_says_which_way_it_goes_and_would_go(direction: str, next_way: str) -> None:
    head = [{"text": "Name", "sort": {"href": "?sort=name", "direction": direction}}]
    page = drawn('{% govuk "table" head=head %}', head=head)
    assert [cell["aria-sort"] for cell in page.select("th[scope=col]")] == [direction]
    assert next_way in page.select("th a")[0].text


@pytest.mark.parametrize(("length", "size"), [(60, "xl"), (61, "l"), (100, "l"), (101, "m")])
def test_a_long_heading_is_smaller(length: int, size: str) -> None:
    assert Template("{{ words|heading_size }}").render(Context({"words": "x" * length})) == size
