"""Choosing two texts to compare."""

from collections.abc import Iterator, Sequence
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

    def __init__(self, given: Any, *, documents: QuerySet[Document]) -> None:
        self.offered = list(unlike(documents.defer("body"), given or {}))
        super().__init__(given, initial=dict(zip("ab", last_two(self.offered), strict=False)))
        for field in self.fields.values():
            field.queryset = documents  # type: ignore[attr-defined]
            field.choices = [(each.pk, field.label_from_instance(each)) for each in self.offered]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A text is no counterpart of itself."""
        given: dict[str, Any] = super().clean() or {}
        if "a" in given and given["a"] == given.get("b"):
            self.add_error("b", "Choose another text: this is the earlier one itself")
        return given


def unlike(documents: QuerySet[Document], given: Any) -> Iterator[Document]:
    """The texts, the latest first, but of those about one thing which say the same only the last and what is chosen."""
    chosen, seen = {given.get("a"), given.get("b")}, set()
    for each in documents:
        if (each.subject, each.sha256) not in seen or str(each.pk) in chosen:
            yield each
        seen.add((each.subject, each.sha256))


def last_two(documents: Sequence[Document]) -> list[Document]:
    """The last text that has an earlier one about the same thing, after that; otherwise the last two."""
    for number, later in enumerate(documents):
        for earlier in documents[number + 1 :]:
            if earlier.subject == later.subject:
                return [earlier, later]
    return list(reversed(documents[:2]))
