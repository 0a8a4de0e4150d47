"""What callers send to draft and to act; every member is named, and any other is refused."""

from rest_framework import serializers

from bestvalue.api.inputs import Input
from cases.api.texts import long_text
from cases.forms.drafts import LONG
from cases.stages import Stage
from interventions import models
from themes.models import Theme


def text(help_text: str, *, most: int = LONG) -> serializers.CharField:
    """A text that must be given."""
    return serializers.CharField(max_length=most, help_text=help_text)


def day(help_text: str, *, needed: bool = True) -> serializers.DateField:
    """A day; one that may be left out may also be null."""
    return serializers.DateField(help_text=help_text, required=needed, allow_null=not needed)


# Drafts


class InspectionInput(Input):
    """A draft; whatever is left out stays as it is."""

    functions = serializers.ListField(
        child=serializers.CharField(max_length=300), required=False, help_text="All of them."
    )
    inspector = long_text("A person or a body.")
    conflicts_check = long_text("What was checked, and what was found.")
    two_roles_reason = long_text("Why the same body may hold two roles here.")
    fees = long_text("Payable by the authority (s.12).")
    evidence = long_text("What leads to the inspection.")
    report_due_on = day("When the report is due.", needed=False)


class PackageInput(Input):
    """A draft; whatever is left out stays as it is."""

    model = serializers.ChoiceField(choices=models.Package.Model.choices[:-1], required=False, help_text="Its form.")
    agreement = long_text("The authority's agreement in writing.")
    terms = long_text("Terms of reference.")
    members = long_text("Names.")
    reporting = long_text("How often it reports.")
    review_on = day("End or review date.", needed=False)


class ReviewInput(Input):
    """A draft; whatever is left out stays as it is."""

    terms = long_text("What the review looks at, and what it does not.")
    reviewers = long_text("Names, and the body they come from.")
    basis = long_text("The authority's consent, or the condition of financial support.")
    report_due_on = day("When the report is due; a reminder only.", needed=False)


class ActionInput(Input):
    """An action (LGA 1999 s.15(5))."""

    text = text("What is to be done.")
    due_on = day("By when.", needed=False)


class FunctionInput(Input):
    """A function (LGA 1999 s.15(6))."""

    text = text("The function, specified.")
    is_reserve = serializers.BooleanField(default=False, help_text="Whether it is held in reserve.")


class FindingInput(Input):
    """What is found on a theme."""

    theme = serializers.SlugRelatedField(slug_field="slug", queryset=Theme.objects.all(), help_text="Its slug.")
    finding = serializers.ChoiceField(choices=models.Finding.choices)
    reasons = long_text("The reasons and the evidence.")


class PackagedInput(Input):
    """The parts that a proposal and directions share."""

    actions = ActionInput(many=True, required=False, help_text="All of them, in order.")
    functions = FunctionInput(many=True, required=False, help_text="All of them, in order.")
    findings = FindingInput(many=True, required=False, help_text="All of them.")


class ProposalInput(PackagedInput):
    """A draft; whatever is left out stays as it is."""

    evidence = long_text("What shows that the Duty is not met.")
    report = long_text("The report that led here, and how the authority has it.")
    model = serializers.CharField(max_length=200, required=False, allow_blank=True, help_text="Form of intervention.")
    period = serializers.CharField(max_length=200, required=False, allow_blank=True, help_text="For how long.")
    people = long_text("Who is proposed.")
    cost = long_text("What it costs, and who pays.")
    services_statement = long_text("Why statutory services stay safe.")
    exit_strategy = long_text("How it will end, or why there is no strategy yet.")
    exit_strategy_by = day("By when there will be one.", needed=False)
    window_days = serializers.IntegerField(min_value=1, max_value=250, required=False, help_text="Working days.")
    short_window_reason = long_text("Why fewer than five working days.")
    respond_to = long_text("Where representations go.")


class DirectionsEdit(PackagedInput):
    """A draft; whatever is left out stays as it is."""

    recitals = long_text("Why, on what evidence, after hearing whom.")
    memorandum = long_text("The explanatory memorandum.")
    difference = long_text("How they differ from what was proposed, and why that is not material.")
    package_fate = serializers.ChoiceField(
        choices=models.Direction.PackageFate.choices, required=False, allow_blank=True
    )
    ends_on = day("Their last day.", needed=False)
    is_open_ended = serializers.BooleanField(required=False, help_text="For so long as is appropriate.")
    review_on = day("When they are reviewed.", needed=False)
    urgency_reason = long_text("Why it is sufficiently urgent (s.15(11)).")
    legal_advice = long_text("The legal advice on urgency.")
    notice_to_authority = long_text("Notice to the authority (s.15(12)(a)).")
    notice_to_representatives = long_text("Notice to the representative body (s.15(12)(b)).")


class DirectionsInput(DirectionsEdit):
    """A new draft: on a proposal, or for the urgent route."""

    proposal = serializers.PrimaryKeyRelatedField(
        queryset=models.Proposal.objects.all(), required=False, help_text="The undecided proposal they rest on."
    )
    is_urgent = serializers.BooleanField(required=False, help_text="Whether they take the urgent route.")


class AppointmentInput(Input):
    """A proposed appointment; whatever is left out stays as it is."""

    person = serializers.CharField(max_length=200, required=False)
    body = serializers.CharField(max_length=200, required=False, allow_blank=True, help_text="The body they come from.")
    role = serializers.ChoiceField(choices=models.Appointment.Role.choices, required=False)
    powers = serializers.ChoiceField(choices=models.Appointment.Powers.choices, required=False)
    duties = long_text("What they are appointed to do.")
    recommendation = long_text("The inspector's recommendation (s.10(3)).")
    authority_view = long_text("What the authority says.")
    day_limit = serializers.IntegerField(min_value=1, max_value=366, required=False, allow_null=True)
    daily_rate = serializers.DecimalField(
        max_digits=8, decimal_places=2, min_value=0, required=False, allow_null=True, help_text="In pounds."
    )
    starts_on = day("First day; null for the day of the letter.", needed=False)
    ends_on = day("Last day.", needed=False)


class NewAppointmentInput(AppointmentInput):
    """A new proposal of an appointment."""

    person = serializers.CharField(max_length=200)
    role = serializers.ChoiceField(choices=models.Appointment.Role.choices)


# Acts


class ReasonsInput(Input):
    """Why."""

    reason = text("The reasons.")


class EndsInput(ReasonsInput):
    """Why something ends, and where the case goes."""

    to = serializers.ChoiceField(
        choices=Stage.choices, required=False, help_text="Left out, it goes where what is still live puts it."
    )


class EndPackageInput(EndsInput):
    """How a package ends."""

    final_view = text("The final view of the board or panel.")
    review_due_on = serializers.DateField(required=False, help_text="Where oversight follows: when its review is due.")


class InspectorsRequirementInput(Input):
    """What an inspector requires."""

    required_of = text("Of whom.", most=300)
    what = text("What.")
    served_on = day("When it was served.")
    comply_on = day("By when; three clear days after service or later.")


class StepInput(Input):
    """A recommended step."""

    text = text("The step.")
    with_support = serializers.BooleanField(default=False, help_text="With support, or alone.")


class InspectionReportInput(Input):
    """What an inspection reported."""

    sent_to_authority_on = day("When it was sent to the authority.")
    sent_to_secretary_of_state_on = day("When it was sent to the Secretary of State.")
    recommends_directions = serializers.BooleanField(help_text="Whether it recommends directions.")
    recommended_steps = long_text("What else it recommends.")
    steps = StepInput(many=True, required=False)


class PassagesInput(Input):
    """Which passages somebody was sent."""

    person = text("Who.", most=300)
    passages = text("Which passages.")
    sent_on = day("When.")


class PassagesAnswerInput(Input):
    """What somebody answered."""

    criticised = serializers.IntegerField(help_text="The identifier of the person, as the inspection shows it.")
    answered_on = day("When.")
    answer = text("The answer.")


class ChecksInput(Input):
    """What was checked before a report is published."""

    checks = text("How each person criticised was heard, and how data protection was checked.")


class ReviewReportInput(Input):
    """The report of a review."""

    reported_on = day("The day of the report.")
    findings = text("What it found, checked for accuracy with the authority.")


class ChangeInput(ReasonsInput):
    """What changed in a proposal."""


class ExtendInput(ReasonsInput):
    """More time for representations."""

    closes_on = day("The new last day.")


class CloseWindowInput(Input):
    """Why the time may be closed early."""

    nothing_more_to_say = long_text("The authority's word that it will say no more.")


class RepresentationInput(Input):
    """A representation that came."""

    sender = text("Who sent it.", most=300)
    received_on = day("When it came.")
    channel = text("How it came.", most=100)
    text = text("What it says.")
    is_from_authority = serializers.BooleanField(default=False)


class RepresentationRef(Input):
    """Which representation."""

    representation = serializers.UUIDField(help_text="Its identifier, as the proposal shows it.")


class RepresentationAnswerInput(RepresentationRef):
    """Its summary and answer."""

    summary = text("What it says, fairly and in full.")
    reply = text("How it is answered.")
    late_decision = long_text("Of a late one: whether it is considered, and why.")


class UrgencyInput(Input):
    """When both notices of urgency went out."""

    authority_told_on = day("To the authority.")
    representatives_told_on = day("To those who represent authorities.")


class ActionProgressInput(Input):
    """How far an action is done."""

    action = serializers.IntegerField(help_text="Its identifier, as the directions show it.")
    on = day("As at which day.")
    standing = serializers.ChoiceField(choices=models.ActionProgress.Standing.choices, help_text="Never counted.")
    text = text("What it rests on.")


class FunctionRef(Input):
    """Which function."""

    function = serializers.IntegerField(help_text="Its identifier, as the directions show it.")


class InstructionInput(FunctionRef):
    """An instruction."""

    given_on = day("When.")
    given_by = text("By whom.", most=300)
    instruction = text("The instruction.")


class HandBackInput(FunctionRef):
    """Why a function is handed back."""

    reason = text("The evidence, and what the legal adviser settled.")


class CostInput(Input):
    """A cost."""

    what = text("What for.", most=300)
    starts_on = day("From.")
    ends_on = day("To.")
    pounds = serializers.DecimalField(max_digits=12, decimal_places=2, min_value=0)
    paid_by = text("Who pays.", most=200)
    source = text("Where the figure comes from.", most=500)  # type: ignore[assignment]


class BreachInput(Input):
    """What was breached."""

    breach = text("The evidence, and the legal advice.")


class ViewsInput(Input):
    """What each says about the end of directions."""

    authority = text("The authority.")
    commissioners = text("Commissioners, envoys or the board.")
    officials = text("Officials.")


class DirectionsEndInput(ReasonsInput):
    """Why directions end, with the views kept apart (R26)."""

    views = ViewsInput()


class ConflictsInput(Input):
    """What was checked."""

    finding = text("What was checked, and what was found.")
    two_roles_reason = long_text("Why they may hold two roles.")


class EndAppointmentInput(ReasonsInput):
    """When an appointment ends."""

    ended_on = day("Its last day.")


class ProgressReportInput(Input):
    """A report as it came."""

    author = text("Who wrote it.", most=300)
    dated_on = day("The date it bears.")
    received_on = day("When it came.")
    scope_recommended = text("What it recommends about scope.")
    text = text("The report.")


class MilestoneInput(Input):
    """A step of an exit."""

    text = text("The step.")
    due_on = day("By when.", needed=False)


class ExitStrategyInput(Input):
    """An exit strategy."""

    text = text("How the intervention will end.")
    milestones = MilestoneInput(many=True, required=False)


class MetInput(Input):
    """How a milestone was met."""

    milestone = serializers.IntegerField(help_text="Its identifier, as the strategy shows it.")
    met_on = day("When.")
    evidence = text("What shows it.")


class ArrangeInput(Input):
    """How the authority is watched."""

    plan = text("What is watched, and how.")
    critical_friend = long_text("The critical friend, and on what terms.")
    reviewer = serializers.CharField(max_length=300, required=False, allow_blank=True)


class OversightReviewInput(Input):
    """What the review found."""

    reviewer = text("Who reviewed.", most=300)
    independence = text("Why the reviewer is independent, or why officials reviewed.")
    findings = text("What it found.")
