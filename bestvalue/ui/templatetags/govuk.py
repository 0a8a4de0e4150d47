"""Template tags that render the components under `templates/components/` (its README shows how)."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm
from django.template.loader import get_template
from django.utils.safestring import SafeString

from bestvalue.request_id import current_request_id
from bestvalue.ui import wrapped
from bestvalue.ui.attributes import attrs, scripted
from bestvalue.ui.errors import error_list
from bestvalue.ui.options import Options, options

register = template.Library()
register.filter("attrs", attrs)
register.filter("scripted", scripted)
register.filter("date_items", wrapped.date_items)


@register.simple_tag
def govuk(component: str, given: Mapping[str, Any] | None = None, /, **more: Any) -> SafeString:
    """Render a component; `given` and the keywords are its options, a keyword going first."""
    chosen = options({**(given or {}), **more})
    return SafeString(get_template(f"components/{component}.html").render({"p": chosen}))


@register.simple_block_tag
def govuk_block(content: str, component: str, /, **given: Any) -> SafeString:
    """Render a component around the block's content."""
    return govuk(component, html=content, **given)


@register.filter
def spaced(value: Any) -> str:
    """The value after a space, or nothing: for what may follow in a class attribute."""
    return f" {value}" if value else ""


@register.filter
def heading_size(words: object) -> str:
    """How large a page's own heading is: smaller where it is long, so that a phone shows more than a name."""
    length = len(str(words))
    return "m" if length > 100 else "l" if length > 60 else "xl"


@register.filter
def any_actions(rows: list[Options]) -> bool:
    """Whether any row of a summary list has something to do, so that the others leave room for it."""
    return any(row and row["actions"]["items"] for row in rows)


@register.filter
def option_value(item: Options) -> Any:
    """What a choice stands for: its value, or its text when it has none."""
    return item.get("value", item["text"])


@register.simple_tag
def described_by(first: str, prefix: str, p: Options) -> str:
    """The ids of what describes a field: those given, its hint and its error message."""
    hint, error = p["hint"] and f"{prefix}-hint", p["error_message"] and f"{prefix}-error"
    return " ".join(filter(None, [first, hint, error]))


@register.simple_tag
def choice_id(item: Options, prefix: str, number: int) -> str:
    """The id of a radio or checkbox: the first has the field's own, so that an error can lead to it."""
    return str(item["id"] or (f"{prefix}-{number}" if number > 1 else prefix))


@register.simple_tag
def choice_described(item: Options, choice: str, p: Options, described: str) -> str:
    """What describes a checkbox: its hint, and the whole field's descriptions where no fieldset carries them."""
    hint = (item["hint"]["text"] or item["hint"]["html"]) and f"{choice}-item-hint"
    return wrapped.joined("" if p["fieldset"] else described, hint)


@register.filter
def counted(p: Options) -> Options:
    """A counted text area's options as those of a plain one."""
    name = p["id"] or p["name"]
    classes = wrapped.joined("govuk-character-count__message", p["count_message"]["classes"])
    message = govuk("hint", text=wrapped.count_words(p), id=f"{name}-info", classes=classes)
    kept = wrapped.only(p, "name", "rows", "spellcheck", "value", "label", "hint", "error_message", "attributes")
    return Options(
        kept,
        id=name,
        described_by=f"{name}-info",
        classes=wrapped.joined("govuk-js-character-count", p["classes"]),
        form_group=wrapped.group(p, "govuk-character-count", wrapped.count_data(p), message),
    )


@register.filter
def password(p: Options) -> Options:
    """A password's options as those of an input, with the button that shows it."""
    name = p["id"] or p["name"]
    data = wrapped.messages(p, wrapped.PASSWORD_MESSAGES, attrs({"data-module": "govuk-password-input"}))
    kept = {key: value for key, value in p.items() if key not in wrapped.PASSWORD_MESSAGES and key != "button"}
    return Options(
        kept
        | {
            "id": name,
            "type": "password",
            "spellcheck": False,
            "autocapitalize": "none",
            "autocomplete": p["autocomplete"] or "current-password",
            "classes": wrapped.joined("govuk-password-input__input govuk-js-password-input-input", p["classes"]),
            "input_wrapper": Options(classes="govuk-password-input__wrapper"),
            "form_group": wrapped.group(p, "govuk-password-input", data, show_button(p, name)),
        }
    )


def show_button(p: Options, name: str) -> SafeString:
    """The button that shows a password; hidden until its script runs."""
    toggle = "govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle"
    label = p["show_password_aria_label_text"] or "Show password"
    return govuk(
        "button",
        type="button",
        text=p["show_password_text"] or "Show",
        classes=wrapped.joined(toggle, p["button"]["classes"]),
        attributes={"aria-controls": name, "aria-label": label, "hidden": {"value": True, "optional": True}},
    )


@register.simple_tag
def error_summary(*forms: BaseForm) -> SafeString | str:
    """The error summary of some forms, each error linked to its field; nothing when there are none."""
    errors = [error for form in forms if form for error in error_list(form)]
    return govuk("error-summary", title_text="There is a problem", error_list=errors) if errors else ""


SHOWN = {
    "demonstration": "DEMONSTRATION",
    "header": "SERVICE_HEADER",
    "second_step": "SECOND_STEP",
    "openid": "OPENID_ISSUER",
    "openid_name": "OPENID_NAME",
    "session_warning": "SESSION_WARNING",
}


@register.simple_tag
def service_setting(name: str) -> Any:
    """A setting that every page shows; needs no request, so that the error pages can use it."""
    return getattr(settings, SHOWN[name])


@register.simple_tag
def session_first_look() -> int:
    """After how many seconds a page first looks whether its reader must be warned."""
    return max(1, int((settings.SESSION_IDLE - settings.SESSION_WARNING).total_seconds()))


@register.simple_tag
def request_id() -> str:
    """The identifier of the present request, as its log lines carry it."""
    return current_request_id()


@register.simple_block_tag
def fragment(content: str) -> str:
    """The block's content as HTML to give to a component: `{% fragment as name %}…{% endfragment %}`."""
    return content
