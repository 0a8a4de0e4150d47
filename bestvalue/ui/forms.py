"""How Django's forms become GOV.UK pages: `{{ form }}`, or `{{ form.name.as_field_group }}` for one field."""

from typing import Any

from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

from .dates import DateField
from .fields import component_of

__all__ = ["DateField", "GovukBoundField", "GovukRenderer"]


class GovukBoundField(BoundField):
    """A field that knows its component."""

    @property
    def component(self) -> str:
        """The name of the component that shows this field."""
        return component_of(self)[0]

    @property
    def options(self) -> dict[str, Any]:
        """The options of that component."""
        return component_of(self)[1]

    @property
    def first_input(self) -> str:
        """The id of the first input, where an error leads."""
        base = self.auto_id or self.html_name
        return f"{base}-day" if self.component == "date-input" else str(base)


class GovukRenderer(TemplatesSetting):
    """Renders forms with our component templates."""

    form_template_name = "components/form.html"
    field_template_name = "components/form-field.html"
    bound_field_class = GovukBoundField
