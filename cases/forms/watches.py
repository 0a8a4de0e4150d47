"""Forms of watches on failing services."""

from typing import Any

from django import forms

from bestvalue.accounts.models import Team, User
from bestvalue.ui.forms import DateField
from cases import policy
from cases.models import Authority, Case, ServiceFailureWatch, Trajectory

from .engagement import LINE, YesNoField, long_text

ENDINGS = [each for each in ServiceFailureWatch.Ending.choices if each[0] != ServiceFailureWatch.Ending.ESCALATED]


class StartForm(forms.Form):
    """From which day the two years count."""

    starts_on = DateField(
        label="Start of the two years", help_text="As a rule, when the first failing judgement was published."
    )
    why_then = long_text("Why they start on that day", rows=4)


class KeeperForm(forms.Form):
    """Who keeps a watch, for which team."""

    team = forms.ModelChoiceField(Team.objects.open(), label="Team", empty_label="Choose a team")
    officer = forms.ModelChoiceField(User.objects.none(), label="Who keeps the watch", empty_label="Choose a colleague")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = policy.looks_after_cases(*Team.objects.all())
        self.fields["officer"].queryset = colleagues  # type: ignore[attr-defined]


class OpenWatchForm(KeeperForm, StartForm):
    """A watch on a failing service."""

    service = forms.CharField(label="Service", help_text="Such as children's services.", max_length=LINE)
    judged_by = forms.CharField(label="Body that judged it to fail", max_length=LINE)
    case = forms.ModelChoiceField(
        Case.objects.none(),
        label="Case",
        help_text="Optional. The link is shown only to those who may know of the case.",
        empty_label="No case",
        required=False,
    )

    field_order = ("service", "judged_by", "starts_on", "why_then", "team", "officer", "case")

    def __init__(self, *args: Any, by: User, authority: Authority, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["case"].queryset = policy.visible_cases(by).filter(authority=authority)  # type: ignore[attr-defined]
        teams = policy.asks_for(by)[:2]
        self.fields["team"].initial = teams[0] if len(teams) == 1 else None
        self.fields["officer"].initial = by


class HandOverForm(KeeperForm):
    """The colleague who keeps the watch from now on, and why."""

    reason = long_text("Reason", rows=4)


class NoteForm(forms.Form):
    """What a person sees of the service's direction."""

    direction = forms.ChoiceField(
        label="Which way the service goes",
        help_text="As you see it today. It decides nothing.",
        choices=Trajectory.choices,
        widget=forms.RadioSelect,
    )
    text = long_text("What you see")
    rests_on = long_text(
        "What it rests on", "Such as a monitoring visit with its date, or the authority's own data.", rows=4
    )


class ContactForm(forms.Form):
    """A contact with the body that judged the service."""

    held_on = DateField(label="Date of the contact")
    people = long_text("Who took part", "Names and posts, on both sides.", rows=3)
    summary = long_text("What was said")


class PlanForm(forms.Form):
    """A re-inspection to come."""

    body = forms.CharField(label="Who inspects", max_length=LINE)
    planned_on = DateField(label="Date planned", help_text="If it was held already, its date.")


class HoldForm(forms.Form):
    """What a re-inspection found."""

    held_on = DateField(label="Date it was held")
    judgement = long_text("Judgement", "In the body's own words.")
    source = forms.CharField(label="Where it is published", help_text="Optional.", max_length=500, required=False)


class ReasonForm(forms.Form):
    """Reasons."""

    reason = long_text("Reasons", rows=4)


class FurtherForm(forms.Form):
    """What a person decided to do about the failure."""

    decided = long_text(
        "What you decided to do",
        "Such as asking the authority for its own account. It is recorded here and done in its own place. Everyone who "
        "knows of the watch reads this: do not write here whether there is a case.",
        rows=4,
    )
    reason = long_text("Reasons", rows=4)
    goes_on = YesNoField("Whether the watch goes on", "It goes on", "It ends")


class EndForm(forms.Form):
    """How a watch ended, and why."""

    ending = forms.ChoiceField(label="How it ended", choices=ENDINGS, widget=forms.RadioSelect)
    reason = long_text("Reasons", rows=4)
