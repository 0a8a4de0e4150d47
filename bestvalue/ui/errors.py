"""The errors of a form, in words and for the summary at the top of its page."""

from django import forms
from django.forms.boundfield import BoundField

CHOSEN = (forms.CheckboxInput, forms.Select, forms.RadioSelect, forms.FileInput)
UNSAID = str(forms.Field.default_error_messages["required"])


def error_list(form: forms.BaseForm) -> list[dict[str, str]]:
    """Every error with the address of the field it is about; the form's own lead to its first field."""
    visible = form.visible_fields()
    first = f"#{first_input(visible[0])}" if visible else ""
    general = [{"text": str(error), "href": first} for error in form.non_field_errors()]
    hidden = [{"text": text} for field in form.hidden_fields() for text in messages(field)]
    return [*general, *hidden, *(each for field in visible for each in field_errors(field))]


def field_errors(field: BoundField) -> list[dict[str, str]]:
    """The errors of one field."""
    return [{"text": text, "href": f"#{first_input(field)}"} for text in messages(field)]


def messages(field: BoundField) -> list[str]:
    """A field's errors in words; what is missing is named where the field has no message of its own."""
    return [missing(field) if str(error) == UNSAID else str(error) for error in field.errors]


def missing(field: BoundField) -> str:
    """That a field says nothing: a question is asked again as it stands, anything else is named."""
    label = str(field.label)
    if label.endswith("?"):
        return f"Answer: {label}"
    verb = "Select" if isinstance(field.field.widget, CHOSEN) else "Enter"
    return f"{verb} {in_a_sentence(label)}"


def in_a_sentence(label: str) -> str:
    """A label without its capital, unless its first word is “I” or an abbreviation."""
    return label if label.startswith("I ") or label[1:2].isupper() else label[:1].lower() + label[1:]


def first_input(field: BoundField) -> str:
    """The id of the field's first input: its own, or the day of a date."""
    return getattr(field, "first_input", None) or field.id_for_label
