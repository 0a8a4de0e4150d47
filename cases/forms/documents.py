"""Choosing two texts to compare."""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from itertools import combinations
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
        self.offered = paired(documents.defer("body"), chosen={*(given or {}).values()})
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


def paired(documents: Iterable[Document], chosen: Set[str]) -> list[Document]:
    """The texts to choose from, the latest first: what is chosen, and those of a kind of which another says otherwise.

    Of texts about one thing that say the same, the last.
    """
    unlike: dict[tuple[str, str], Document] = {}
    for each in documents:
        unlike.setdefault((each.subject, each.sha256), each)
    kinds = Counter(kind_of(each) for each in unlike.values())
    offered = {each.pk for each in unlike.values() if kinds[kind_of(each)] > 1}
    return [each for each in documents if each.pk in offered or str(each.pk) in chosen]


def kind_of(document: Document) -> str:
    """What a text is about, such as `notice`."""
    return document.subject.partition(":")[0]


def last_two(offered: Sequence[Document]) -> list[Document]:
    """The last text that has an earlier one about the same thing, or else of the same kind, after that one."""
    for alike in (lambda text: text.subject, kind_of):
        for later, earlier in combinations(offered, 2):
            if alike(later) == alike(earlier):
                return [earlier, later]
    return []
