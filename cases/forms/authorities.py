"""Forms about an authority: asking for a case, answering that, and who holds its posts."""

from typing import Any

from django import forms

from bestvalue.accounts.models import Team, User
from bestvalue.ui.forms import DateField
from cases import policy
from cases.models import OpeningRequest, Post

from .engagement import LINE, long_text


def how_you_know() -> forms.CharField:
    """Where a change of officers was learnt of."""
    hint = "Optional. Such as the authority's announcement, with its date."
    return forms.CharField(label="How you know", help_text=hint, max_length=1000, required=False)


class OfficerField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A colleague who would look after the case."""

    def __init__(self, hint: str) -> None:
        super().__init__(
            User.objects.none(),
            label="Who would look after the case",
            help_text=hint,
            empty_label="Nobody named",
            required=False,
        )


class AskForm(forms.Form):
    """A request to open a case."""

    reason = long_text("Evidence or reason", "What raised the concern, with its source and date.", rows=8)
    team = forms.ModelChoiceField(Team.objects.none(), label="Team", empty_label="Choose a team")
    officer = OfficerField("Optional. If you name nobody and work in the team, it is you.")

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = policy.asks_for(by)
        only = teams[:2]
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]
        self.fields["team"].initial = only[0] if len(only) == 1 else None
        self.fields["officer"].queryset = policy.looks_after_cases(*teams)  # type: ignore[attr-defined]


class OpenForm(forms.Form):
    """Who looks after the case that is opened."""

    officer = OfficerField("Optional. If you name nobody, it is who was named in the request, else who asked.")

    def __init__(self, *args: Any, asked: OpeningRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].queryset = policy.looks_after_cases(asked.team)  # type: ignore[attr-defined]
        self.fields["officer"].initial = asked.officer


class DeclineForm(forms.Form):
    """The answer to who asked."""

    answer = long_text(
        "Answer",
        "The person who asked sees it. Do not say whether another team has a case, nor anything that would tell.",
    )


class AppointForm(forms.Form):
    """Somebody who took a post."""

    post = forms.ChoiceField(label="Post", choices=[("", "Choose a post"), *Post.choices])
    name = forms.CharField(label="Name", help_text="Where two people share the post, give both names.", max_length=LINE)
    email = forms.EmailField(label="Email address", help_text="Optional.", required=False, max_length=254)
    is_interim = forms.BooleanField(label="Interim or acting", required=False)
    starts_on = DateField(label="First day in the post")
    reason = how_you_know()


class LeaveForm(forms.Form):
    """Somebody who left a post."""

    ends_on = DateField(label="Last day in the post")
    reason = how_you_know()
