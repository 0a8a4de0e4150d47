"""The errors of a form, for the summary at the top of its page."""

from django.forms import BaseForm
from django.forms.boundfield import BoundField


def error_list(form: BaseForm) -> list[dict[str, str]]:
    """Every error with the address of the field it is about; the form's own lead to its first field."""
    visible = form.visible_fields()
    first = f"#{first_input(visible[0])}" if visible else ""
    general = [{"text": str(error), "href": first} for error in form.non_field_errors()]
    hidden = [{"text": str(error)} for field in form.hidden_fields() for error in field.errors]
    return [*general, *hidden, *(each for field in visible for each in field_errors(field))]


def field_errors(field: BoundField) -> list[dict[str, str]]:
    """The errors of one field."""
    return [{"text": str(error), "href": f"#{first_input(field)}"} for error in field.errors]


def first_input(field: BoundField) -> str:
    """The id of the field's first input: its own, or the day of a date."""
    return getattr(field, "first_input", None) or field.id_for_label
