"""Choosing two texts to compare."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from cases.models import Document


class Versions(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One frozen text, named with its version and day."""

    def label_from_instance(self, obj: Any) -> str:
        """Its title, version and day."""
        return f"{obj.title}, version {obj.version}, {obj.created_at:%-d %B %Y}"


class CompareForm(forms.Form):
    """Two texts of one case."""

    a = Versions(label="Earlier text", queryset=Document.objects.none(), empty_label=None)
    b = Versions(label="Later text", queryset=Document.objects.none(), empty_label=None)

    def __init__(self, *args: Any, documents: QuerySet[Document], **more: Any) -> None:
        super().__init__(*args, **more)
        for field in self.fields.values():
            field.queryset = documents  # type: ignore[attr-defined]
