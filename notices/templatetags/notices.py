"""Words for notices and requirements."""

from django import template

from notices.models import InformationRequirement, Notice
from notices.selectors import standing_of

register = template.Library()


@register.filter
def standing(instrument: Notice | InformationRequirement) -> str:
    """Where a notice or a requirement stands today, in words."""
    return standing_of(instrument)
