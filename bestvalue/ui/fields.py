"""What a form's field gives its GOV.UK component: one small function for each kind of widget."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.widgets import Input

from .dates import DateParts, typed_parts
from .errors import messages

Given = dict[str, Any]
NOT_PASSED_ON = {"class", "cols", "rows", "maxlength", "minlength", "min", "max", "step", "required", "multiple"}
SMALL_LABEL, SMALL_LEGEND = "govuk-label--s", "govuk-fieldset__legend--s"


def common(field: BoundField) -> Given:
    """What every component takes: name, id, hint, error and the widget's own attributes."""
    given: Given = {"name": field.html_name, "id": field.auto_id or field.html_name, "disabled": field.field.disabled}
    if field.help_text:
        given["hint"] = {"text": field.help_text}
    if field.errors:
        given["error_message"] = {"text": messages(field)[0]}
    kept = {name: value for name, value in field.field.widget.attrs.items() if name not in NOT_PASSED_ON}
    given["attributes"] = {name: {"value": value, "optional": True} for name, value in kept.items()}
    return given | {"classes": field.field.widget.attrs.get("class", "")}


def labelled(field: BoundField) -> Given:
    """What the components with one input take."""
    return common(field) | {"label": {"text": field.label, "classes": SMALL_LABEL}}


def text(field: BoundField) -> Given:
    """A text input, holding what was typed."""
    widget = field.field.widget
    return labelled(field) | {"type": widget.input_type, "value": widget.format_value(field.value())}


def number(field: BoundField) -> Given:
    """A number: a text input with a numeric keyboard, as number inputs mislead some people."""
    return text(field) | {"type": "text", "inputmode": "numeric", "spellcheck": False}


def password(field: BoundField) -> Given:
    """A password, which is never sent back."""
    given = labelled(field)
    given["attributes"].pop("autocomplete", None)  # the component writes it itself
    return given | {"autocomplete": field.field.widget.attrs.get("autocomplete")}


def textarea(field: BoundField) -> Given:
    """Several lines, counted where there is a limit."""
    attributes = field.field.widget.attrs
    given = labelled(field) | {"value": field.value(), "rows": attributes.get("rows")}
    return given | ({"maxlength": attributes["maxlength"]} if "maxlength" in attributes else {})


def upload(field: BoundField) -> Given:
    """A file, or several."""
    return labelled(field) | {"multiple": field.field.widget.allow_multiple_selected}


def select(field: BoundField) -> Given:
    """One choice from a list."""
    return labelled(field) | {"items": choices(field, "selected")}


def grouped(field: BoundField) -> Given:
    """What the components with several inputs take."""
    return common(field) | {"fieldset": {"legend": {"text": field.label, "classes": SMALL_LEGEND}}}


def several(field: BoundField) -> Given:
    """Radios or checkboxes; a widget's `hints` says more about a choice, by its value."""
    given = grouped(field)
    return given | {"id_prefix": given["id"], "items": choices(field, "checked")}


def tick(field: BoundField) -> Given:
    """A single checkbox, labelled by the field."""
    given = common(field)
    box = {"value": "true", "text": field.label, "checked": bool(field.value()), "disabled": field.field.disabled}
    return given | {"id_prefix": given["id"], "items": [box], "described_by": ""}


def date(field: BoundField) -> Given:
    """Day, month and year."""
    typed = typed_parts(field.value())
    names = {part: f"{field.html_name}-{part}" for part in typed}
    given = grouped(field)
    items = [
        {"name": names[part], "id": f"{given['id']}-{part}", "label": part.capitalize(), "value": value}
        | ({"classes": "govuk-input--width-4"} if part == "year" else {})
        for part, value in typed.items()
    ]
    return given | {"items": items}


def choices(field: BoundField, chosen: str) -> list[Given]:
    """The field's choices, each with whether it is chosen."""
    widget = field.field.widget
    hints = getattr(widget, "hints", {})
    offered = widget.options(field.html_name, widget.format_value(field.value()))
    return [
        {"value": str(each["value"]), "text": each["label"], chosen: each["selected"], "disabled": field.field.disabled}
        | ({"hint": {"text": hints[str(each["value"])]}} if str(each["value"]) in hints else {})
        for each in offered
    ]


COMPONENTS: list[tuple[type[forms.Widget], str, Callable[[BoundField], Given]]] = [
    (DateParts, "date-input", date),
    (forms.CheckboxInput, "checkboxes", tick),
    (forms.CheckboxSelectMultiple, "checkboxes", several),
    (forms.RadioSelect, "radios", several),
    (forms.SelectMultiple, "checkboxes", several),
    (forms.Select, "select", select),
    (forms.Textarea, "textarea", textarea),
    (forms.FileInput, "file-upload", upload),
    (forms.PasswordInput, "password-input", password),
    (forms.NumberInput, "input", number),
    (Input, "input", text),
]


def component_of(field: BoundField) -> tuple[str, Given]:
    """The component that shows a field, and its options; `LookupError` for a widget that has none."""
    widget = field.field.widget
    for kind, component, build in COMPONENTS:
        if isinstance(widget, kind):
            given = build(field)
            return ("character-count" if component == "textarea" and "maxlength" in given else component), given
    raise LookupError(f"No component shows a {type(widget).__name__}.")
