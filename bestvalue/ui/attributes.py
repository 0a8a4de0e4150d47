"""HTML attributes from mappings, as GOV.UK Frontend writes them."""

from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


def attrs(attributes: Mapping[str, Any] | SafeString | str) -> SafeString:
    """HTML attributes from a mapping. A value may be `{"value": …, "optional": True}`: then left out when empty.

    Attributes already written as safe HTML pass unchanged; any other text is dropped, as it might hold anything.
    """
    if isinstance(attributes, Mapping):
        return format_html_join("", "{}", ((attribute(name, value),) for name, value in attributes.items()))
    return attributes if isinstance(attributes, SafeString) else SafeString("")


def attribute(name: str, value: Any) -> SafeString:
    """One attribute after a space; a true optional value gives the name alone."""
    optional = isinstance(value, Mapping) and value.get("optional", False)
    value = value.get("value") if isinstance(value, Mapping) else value
    if optional and (value is None or value is False):
        return SafeString("")
    if optional and value is True:
        return format_html(" {}", name)
    return format_html(' {}="{}"', name, scripted(value))


def scripted(value: Any) -> Any:
    """A value as GOV.UK's scripts read it: `true` and `false` in lower case, nothing for none."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else value


def translated(message: Any, key: str) -> SafeString:
    """The attributes that carry a component's wording to its script, by plural form where there are several."""
    if isinstance(message, Mapping):
        return attrs({f"data-i18n.{key}.{rule}": text for rule, text in message.items()})
    return attrs({f"data-i18n.{key}": message}) if message else SafeString("")
