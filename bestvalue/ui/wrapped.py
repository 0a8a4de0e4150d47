"""Components that GOV.UK makes from others: a counted text area, a password and the parts of a date."""

from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from .attributes import attrs, translated
from .options import Options

PARTS = {"day": 2, "month": 2, "year": 4}
COUNT_MESSAGES = {
    "characters_under_limit_text": "characters-under-limit",
    "characters_at_limit_text": "characters-at-limit",
    "characters_over_limit_text": "characters-over-limit",
    "words_under_limit_text": "words-under-limit",
    "words_at_limit_text": "words-at-limit",
    "words_over_limit_text": "words-over-limit",
}
PASSWORD_MESSAGES = {
    "show_password_text": "show-password",
    "hide_password_text": "hide-password",
    "show_password_aria_label_text": "show-password-aria-label",
    "hide_password_aria_label_text": "hide-password-aria-label",
    "password_shown_announcement_text": "password-shown-announcement",
    "password_hidden_announcement_text": "password-hidden-announcement",
}


def joined(*classes: str) -> str:
    """Classes with a space between, the empty ones left out."""
    return " ".join(filter(None, classes))


def group(p: Options, name: str, data: SafeString, after: SafeString) -> Options:
    """The form group of a wrapped field: its own classes, script data, and what follows the input."""
    own = Options(p["form_group"] or {})
    attributes = data + attrs(own["attributes"])
    extra = own["after_input"]["html"] or conditional_escape(own["after_input"]["text"])
    changed = {
        "classes": joined(name, own["classes"]),
        "attributes": attributes,
        "after_input": {"html": after + extra},
    }
    return Options(own | changed)


def count_type(p: Options) -> str:
    """What a counted text area counts; empty when only its script knows."""
    return str(p["count_type"] or ("words" if p["maxwords"] else ""))


def count_words(p: Options) -> str:
    """The limit in words, shown under the text area; empty when only its script knows it."""
    limit = p["maxwords"] or p["maxlength"]
    unit = "words" if count_type(p) == "words" else "characters"
    wording = p["textarea_description_text"] or f"You can enter up to %{{count}} {unit}"
    return str(wording).replace("%{count}", f"{int(limit):,}") if limit else ""


def count_data(p: Options) -> SafeString:
    """The attributes that a counted text area's script reads."""
    numbers = {f"data-{name}": p[name] for name in ("maxlength", "maxwords", "threshold")}
    given = {"data-module": "govuk-character-count"} | numbers | {"data-count-type": count_type(p)}
    data = attrs({name: value for name, value in given.items() if value != ""})
    if not (p["maxwords"] or p["maxlength"]) and p["textarea_description_text"]:
        data += translated({"other": p["textarea_description_text"]}, "textarea-description")
    return messages(p, COUNT_MESSAGES, data)


def messages(p: Options, keys: dict[str, str], data: SafeString) -> SafeString:
    """The data followed by the wording given for the script."""
    for option, key in keys.items():
        data += translated(p[option], key)
    return data


def date_items(p: Options) -> list[Options]:
    """The inputs of a date: those given, or day, month and year; in error where marked, or all when none is."""
    items = [Options({"value": p[item["name"]]["value"]} | item) for item in p["items"] if item] or date_parts(p)
    marked = any(item["error"] or "govuk-input--error" in item["classes"] for item in items)
    return [date_item(p, item, in_error=bool(p["error_message"]) and not marked) for item in items]


def date_parts(p: Options) -> list[Options]:
    """Day, month and year as given or as usual; a part given as false is left out."""
    wanted = (part for part in PARTS if part not in p or p[part])
    return [Options({"name": part, "width": PARTS[part]} | (p[part] or {})) for part in wanted]


def date_item(p: Options, item: Options, *, in_error: bool) -> Options:
    """One input of a date."""
    name = item["name"]
    full_name = f"{p['name_prefix']}-{name}" if p["name_prefix"] else name
    values = p["values"]
    return Options(
        {key: item[key] for key in ("autocomplete", "pattern", "attributes")}
        | {
            "id": item["id"] or f"{p['id']}-{name}",
            "name": full_name,
            "label": Options(text=item["label"] or name.capitalize(), classes="govuk-date-input__label"),
            "classes": joined("govuk-date-input__input", date_classes(item, in_error=in_error)),
            "value": item["value"] or values[full_name],
            "inputmode": item["inputmode"] or "numeric",
        }
    )


def date_classes(item: Options, *, in_error: bool) -> str:
    """The width that the part needs, and the error, unless its own classes already say so."""
    own = item["classes"]
    wrong = item["error"] or (in_error and item["error"] is not False)
    error = "govuk-input--error" if wrong and "govuk-input--error" not in own else ""
    width = "" if "govuk-input--width-" in own else f"govuk-input--width-{item['width'] or PARTS.get(item['name'], 2)}"
    return joined(error, width, own)


def only(p: Options, *names: str) -> dict[str, Any]:
    """The named options that were given."""
    return {name: p[name] for name in names if name in p}
