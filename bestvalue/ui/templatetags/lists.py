"""Template tags of lists: a table whose rows become cards on a narrow screen, its cells, and filters that fold."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString

from bestvalue.ui.fields import component_of
from bestvalue.ui.templatetags.govuk import govuk

register = template.Library()
FOLDED_FROM = 6  # choices; as many as fit a screen beside the other filters


@register.simple_block_tag
def list_table(content: str, caption: str, head: Sequence[Any] | str) -> SafeString:
    """A table of a list, `{% list_table "Cases" head %}rows{% endlist_table %}`; the caption is for who cannot see.

    Where nothing sorts it, the head may be the names of its columns, `"Authority|Stage"`.
    """
    columns = [{"text": each} for each in head.split("|")] if isinstance(head, str) else head
    return govuk("list", html=content, caption=caption, head=columns)


@register.simple_block_tag
def cell(content: str, label: str) -> SafeString:
    """A cell of such a table, with the name of its column, which it bears where rows are cards."""
    return format_html('<td class="govuk-table__cell" data-label="{}">{}</td>', label, content)


@register.simple_tag
def filter_field(field: BoundField) -> SafeString:
    """A field of a filter; one with many choices is shut until it is wanted, and open while any of them is on."""
    component, given = component_of(field)
    if component != "checkboxes" or len(given["items"]) < FOLDED_FROM:
        return govuk(component, given)
    chosen = sum(each["checked"] for each in given["items"])
    name = format_html("{}{}", field.label, f" ({chosen} chosen)" if chosen else "")
    choices = govuk(component, given, fieldset__legend__classes="govuk-visually-hidden")
    is_open = bool(chosen or field.errors)
    return govuk("details", summary_html=name, html=choices, open=is_open, classes="app-filter__group")
