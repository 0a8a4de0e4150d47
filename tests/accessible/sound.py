"""What a page must be before a browser draws it: valid, with a title, landmarks, headings in order, named fields."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from tests.support.markup import parsed

from .states import Shown

DASH = "\N{EN DASH}"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
FIELDS = ("input", "select", "textarea")
NOT_FILLED = ("hidden", "submit", "button")
SPEAK_OF = ("aria-describedby", "aria-labelledby", "aria-controls", "for")


def unsound(page: Shown) -> Iterator[str]:
    """What is wrong with the page, in words."""
    soup, wrong = parsed(page.body)
    yield from (f"HTML {code} in line {row}" for row, code, _ in wrong)
    yield from amiss(soup)


def amiss(soup: BeautifulSoup) -> Iterator[str]:
    """What is wrong with the page apart from how its HTML is written."""
    for look in (titled, landmarks, headings, ids, fields, errors, links, tables, times, words):
        yield from look(soup)


def titled(soup: BeautifulSoup) -> Iterator[str]:
    """The title begins with what the page is, and says first that there are errors."""
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    if not re.fullmatch(rf"\S.*\S {DASH} \S.*", title):
        yield f"title {title!r}"
    if soup.find(class_="govuk-error-summary") and not title.startswith("Error: "):
        yield f"title tells of no error: {title!r}"


def landmarks(soup: BeautifulSoup) -> Iterator[str]:
    """One each of header, main and footer; every navigation is named, and none like another."""
    for tag in ("main", "h1"):
        if (count := len(soup.find_all(tag))) != 1:
            yield f"{count} of {tag}"
    names = Counter(str(each.get("aria-label") or each.get("aria-labelledby") or "") for each in soup.find_all("nav"))
    yield from (f"navigation named {name!r} {count} times" for name, count in names.items() if not name or count > 1)


def headings(soup: BeautifulSoup) -> Iterator[str]:
    """No level is left out on the way down, and none is empty."""
    before = 0
    for each in soup.main.find_all(HEADINGS) if soup.main else ():
        level = int(each.name[1])
        summary = each.find_parent(class_=["govuk-error-summary", "govuk-notification-banner"])
        if level > before + 1 and before and not summary:
            yield f"h{level} after h{before}: {each.get_text(' ', strip=True)[:50]}"
        if not each.get_text(strip=True):
            yield f"empty {each.name}"
        before = before if summary else level


def ids(soup: BeautifulSoup) -> Iterator[str]:
    """No name of an element twice, and none that is spoken of and not there."""
    there = Counter(str(each["id"]) for each in soup.find_all(id=True))
    yield from (f"id {name} {count} times" for name, count in there.items() if count > 1)
    for each in soup.find_all(True):
        for attribute in each.attrs.keys() & SPEAK_OF:
            yield from (f"{attribute} {name}" for name in str(each[attribute]).split() if name not in there)


def fields(soup: BeautifulSoup) -> Iterator[str]:
    """Each has a label; choices stand in a named group; a long text is not cut short."""
    labelled = {str(each["for"]) for each in soup.find_all("label", attrs={"for": True})}
    for each in soup.find_all(FIELDS):
        is_filled = each.name != "input" or each.get("type") not in NOT_FILLED
        if is_filled and str(each.get("id")) not in labelled and not each.get("aria-label"):
            yield f"no label for {each.get('name')}"
    for each in soup.find_all("fieldset"):
        legend = each.find("legend")
        if not (legend and legend.get_text(strip=True)):
            yield "a group of fields without a name"


def errors(soup: BeautifulSoup) -> Iterator[str]:
    """Each that leads to this page leads to the field itself; where a field has an error there is a summary."""
    summaries = soup.find_all(class_="govuk-error-summary")
    for each in (link for summary in summaries for link in summary.find_all("a", href=re.compile("^#"))):
        target = soup.find(id=str(each.get("href", ""))[1:])
        if not isinstance(target, Tag) or target.name not in ("input", "select", "textarea", "button", "summary"):
            yield f"the error leads to no field: {each}"
    told = [each for each in soup.find_all(class_="govuk-error-message") if each.get_text(strip=True)]
    if told and not summaries:
        yield "errors without a summary"


def links(soup: BeautifulSoup) -> Iterator[str]:
    """Each leads somewhere and says where."""
    for each in soup.find_all("a"):
        if not each.get("href"):
            yield f"a link to nowhere: {each.get_text(strip=True)[:50]}"
        if not (each.get_text(strip=True) or each.get("aria-label")):
            yield f"a link without words: {each.get('href')}"


def tables(soup: BeautifulSoup) -> Iterator[str]:
    """Each has a name and a head for every column, with words in it."""
    for each in soup.find_all("table"):
        if not (each.find("caption") or each.get("aria-labelledby")):
            yield "a table without a name"
        for head in each.find_all("th"):
            if not head.get_text(strip=True):
                yield "a column without a name"
            if head.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
                yield f"a head that says not of what: {head.get_text(strip=True)[:50]}"


def times(soup: BeautifulSoup) -> Iterator[str]:
    """What programs read of a time is a time."""
    for each in soup.find_all("time"):
        given = str(each.get("datetime", ""))
        try:
            dt.datetime.fromisoformat(given)
        except ValueError:
            if not re.fullmatch(r"\d{4}-\d{2}", given):
                yield f"time {given!r}"


def words(soup: BeautifulSoup) -> Iterator[str]:
    """Nothing that a template forgot: a tag, an empty pair of brackets, an object's name."""
    main = soup.find("main")
    text = main.get_text(" ", strip=True) if main else ""
    yield from (f"{each!r} on the page" for each in re.findall(r"\{\{|\{%|\(\)|<[A-Z]\w+:", text))
