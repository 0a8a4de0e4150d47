"""Template filters: what people typed, as it goes into a text of ours."""

from django import template

from cases.letters import plain

register = template.Library()


@register.filter
def typed(text: str) -> str:
    """Typed paragraphs; they make no heading."""
    return plain(text)


@register.filter
def item(text: str) -> str:
    """Typed text as one item of a list, however many lines it has."""
    return plain(text).replace("\n", "\n    ")
