"""Forms of metrics: their definitions, their comparators, and files of figures."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from bestvalue.ui.forms import DateField
from bestvalue.ui.listing import both_ways, sort_field
from cases.forms.engagement import long_text
from cases.models import Authority
from cases.uploads import LARGEST
from themes.models import ComparatorGroup, Line, Metric, MetricImport, Theme

GOOD_ROWS, ALL_ROWS, NOTHING = "good_rows", "all_rows", "nothing"


class LinesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Lines of the guidance, each in the words of its latest edition."""

    def label_from_instance(self, obj: Any) -> str:
        """The words of the line."""
        return str(next((each.text for each in obj.wordings.all()), obj.slug))


class MetricForm(forms.Form):
    """The words of a definition, and what it bears on."""

    title = forms.CharField(label="Title", max_length=200)
    unit = forms.CharField(label="Unit", help_text="Such as %, days, or pounds for each resident.", max_length=60)
    publisher = forms.CharField(label="Who publishes the figures", max_length=200)
    source = forms.CharField(label="Source", help_text="The publication, with its address.", max_length=300)
    higher_means = forms.CharField(
        label="What a higher value means",
        help_text="In neutral words, such as “More days passed before the accounts were published.” No side of a "
        "metric is the better one.",
        max_length=300,
    )
    caveat = long_text("Caveat", "What must be kept in mind by whoever reads the figures. It is shown beside them.")
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.all(), label="Themes it bears on", widget=forms.CheckboxSelectMultiple
    )
    lines = LinesField(
        Line.objects.prefetch_related("wordings"),
        label="Characteristics and indicators it bears on",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class DefineForm(MetricForm):
    """A new definition."""

    slug = forms.SlugField(
        label="Short name",
        help_text="Files of figures call the metric by it, such as days-to-publish-accounts. It never changes.",
        max_length=80,
    )
    field_order = ("slug",)


class EditForm(MetricForm):
    """A definition that is there already."""

    reason = long_text("Why it changes", rows=3)
    version = forms.IntegerField(widget=forms.HiddenInput)


class UploadForm(forms.Form):
    """A file of figures."""

    upload = forms.FileField(
        label="File of figures",
        help_text=f".csv or .json, smaller than {LARGEST // 1024 // 1024} MB.",
        error_messages={"required": "Select a file", "empty": "The file is empty"},
    )

    def clean_upload(self) -> Any:
        """A file that is not too large."""
        upload = self.cleaned_data["upload"]
        if upload.size > LARGEST:
            raise ValidationError(f"The file must be smaller than {LARGEST // 1024 // 1024} MB.")
        return upload


class ChoiceForm(forms.Form):
    """What to take from a file that was checked."""

    take = forms.ChoiceField(label="What do you want to import?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, metric_import: MetricImport, **more: Any) -> None:
        super().__init__(*args, **more)
        good = metric_import.rows - metric_import.refused
        offers = [(ALL_ROWS, f"All {good:,} rows")] if not metric_import.problem_count else []
        if metric_import.problem_count and good:
            offers = [(GOOD_ROWS, f"Only the good rows: {good:,} of {metric_import.rows:,}")]
        self.fields["take"].choices = [*offers, (NOTHING, "Nothing")]  # type: ignore[attr-defined]


class ComparatorsForm(forms.Form):
    """With whom an authority is compared."""

    kind = forms.ChoiceField(
        label="How are they chosen?", choices=ComparatorGroup.Kind.choices, widget=forms.RadioSelect
    )
    members = forms.CharField(
        label="Nearest neighbours",
        help_text="One to a line, by name or ONS code. Leave it out for authorities of the same kind.",
        widget=forms.Textarea(attrs={"rows": 12}),
        required=False,
    )
    source = forms.CharField(
        label="Source", help_text="Who put the group together, how, and where it is published.", max_length=300
    )
    starts_on = DateField(label="In use from", error_messages={"required": "Enter the day from which it is in use"})

    def clean_members(self) -> list[Authority]:
        """The authorities named. Raises ValidationError that names each line which is none."""
        lines = [each.strip() for each in self.cleaned_data["members"].splitlines() if each.strip()]
        known = {key.casefold(): each for each in Authority.objects.all() for key in (each.name, each.ons_code) if key}
        if unknown := [each for each in lines if each.casefold() not in known]:
            raise ValidationError([f"There is no authority called {each[:100]}." for each in unknown[:10]])
        return [known[each.casefold()] for each in lines]


SORTS = both_ways(title=("title", "pk"), publisher=("publisher", "title", "pk"))
DEFAULT_SORT = "title"


class MetricFilterForm(forms.Form):
    """Narrow the list of definitions."""

    text = forms.CharField(label="Title", required=False, max_length=100)
    theme = forms.ModelMultipleChoiceField(
        Theme.objects.all(), label="Theme", required=False, widget=forms.CheckboxSelectMultiple
    )
    sort = sort_field(SORTS)


def initial_of(metric: Metric) -> dict[str, Any]:
    """A definition as its form holds it."""
    words = {name: getattr(metric, name) for name in ("title", "unit", "publisher", "source", "higher_means", "caveat")}
    return {**words, "version": metric.version, "themes": metric.themes.all(), "lines": metric.lines.all()}
