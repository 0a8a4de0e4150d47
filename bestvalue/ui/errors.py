"""The errors of a form, in words and for the summary at the top of its page."""

from django import forms
from django.core import validators
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

CHOSEN = (forms.Select, forms.RadioSelect, forms.FileInput)
CHOICES = (forms.ChoiceField, forms.MultipleChoiceField, forms.ModelChoiceField, forms.ModelMultipleChoiceField)
UNSAID = forms.Field.default_error_messages["required"]
NAMELESS = [  # what Django says of any field, and what is said here of this one
    (validators.MaxLengthValidator.message, "{name} must be {limit_value:,} characters or fewer"),
    (validators.MinValueValidator.message, "{name} must be {limit_value:,} or more"),
    (validators.MaxValueValidator.message, "{name} must be {limit_value:,} or less"),
    (validators.EmailValidator.message, "{name} must be in the right form, like name@example.com"),
    (validators.URLValidator.message, "{name} must be a full address, like https://www.example.com/page"),
    (validators.validate_slug.message, "{name} must be letters without accents, numbers, hyphens and underscores"),
    (forms.IntegerField.default_error_messages["invalid"], "{name} must be a whole number"),
    (forms.DecimalField.default_error_messages["invalid"], "{name} must be a number"),
    *((kind.default_error_messages["invalid_choice"], "Select one of the choices that are listed") for kind in CHOICES),
]
NEEDS_NO_ARTICLE = {
    *("a", "an", "the", "this", "your", "their", "its", "any", "every", "at", "one"),
    *("who", "whom", "whose", "what", "which", "when", "where", "why", "how", "whether"),
}


def error_list(form: forms.BaseForm) -> list[dict[str, str]]:
    """Every error with the address of the field it is about; the form's own lead to its first field."""
    visible = form.visible_fields()
    first = f"#{first_input(visible[0])}" if visible else ""
    general = [{"text": str(error), "href": first} for error in form.non_field_errors()]
    hidden = [{"text": text} for field in form.hidden_fields() for text in messages(field)]
    return [*general, *hidden, *(each for field in visible for each in field_errors(field))]


def field_errors(field: BoundField) -> list[dict[str, str]]:
    """The errors of one field; they lead nowhere where it has no choice to be led to."""
    return [{"text": text, **_lead(field)} for text in messages(field)]


def _lead(field: BoundField) -> dict[str, str]:
    has_no_choice = isinstance(field.field.widget, forms.RadioSelect) and not field.subwidgets
    return {} if has_no_choice else {"href": f"#{first_input(field)}"}


def messages(field: BoundField) -> list[str]:
    """A field's errors in words; where it has no message of its own, it is named."""
    return [in_words(field, error) for error in field.errors.as_data()]


def in_words(field: BoundField, error: ValidationError) -> str:
    """One error of a field."""
    if error.message is UNSAID:
        return missing(field)
    for djangos, ours in NAMELESS:
        if error.message is djangos:
            return ours.format(name=named(field.label, "Your answer"), **(error.params or {}))
    return " ".join(error.messages)


def missing(field: BoundField) -> str:
    """That a field says nothing: a question is asked again as it stands, anything else is named."""
    label = str(field.label)
    if label.endswith("?"):
        return f"Answer: {label}"
    if isinstance(field.field.widget, forms.CheckboxInput):
        return f"Tick to confirm: {label}"
    verb = "Select" if isinstance(field.field.widget, CHOSEN) else "Enter"
    article = "" if label.split()[0].lower() in NEEDS_NO_ARTICLE else "the "
    return f"{verb} {article}{in_a_sentence(label)}"


def named(label: object, otherwise: str) -> str:
    """What a field is called where its error begins: by its label, but for a question, which is no name."""
    return otherwise if not label or str(label).endswith("?") else str(label)


def in_a_sentence(label: str) -> str:
    """A label without its capital, unless its first word is an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def first_input(field: BoundField) -> str:
    """The id of the field's first input: its own, or the day of a date."""
    return getattr(field, "first_input", None) or field.id_for_label
