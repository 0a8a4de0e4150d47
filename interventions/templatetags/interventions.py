"""What an instrument is called on screen, where its page is, and what is kept with its parts."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import template

from cases.models import Case, File, Instrument
from cases.where import page_of_instrument
from interventions.models import Cost
from interventions.selectors import key_of
from interventions.standing import title_of

register = template.Library()


@register.filter
def page_of(instrument: Instrument, case: Case) -> str:
    """The address of its page."""
    return page_of_instrument(instrument.key, case)


register.filter("title_of", title_of)


@register.simple_tag
def kept_with(papers: Mapping[str, list[File]], part: Any) -> list[File]:
    """The files that are kept with a part."""
    return papers.get(key_of(part), [])


@register.filter
def pounds(amount: Decimal) -> str:
    """An amount of money."""
    return f"£{amount:,.2f}"


@register.filter
def sum_of_costs(costs: Iterable[Cost]) -> Decimal:
    """What they come to together."""
    return sum((each.pounds for each in costs), Decimal())
