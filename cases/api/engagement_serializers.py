"""What engagement leaves on a case, in and out: offers, accounts, next steps, support, consultations."""

from rest_framework import serializers

from bestvalue.api.inputs import Input
from bestvalue.api.shapes import ModelShape
from cases.models import AuthorityAccount, NextStep, RegimeConsultation, SupportArrangement, SupportOffer


class OfferSerializer(ModelShape[SupportOffer]):
    """Support offered to an authority, and its answer."""

    class Meta:
        model = SupportOffer
        fields = ("id", "state", "offered_on", "what", "provider", "answered_on", "answer")


class OfferInput(Input):
    """An offer that was made."""

    what = serializers.CharField(help_text="What was offered.")
    provider = serializers.CharField(max_length=200, help_text="Who would give it.")
    offered_on = serializers.DateField(help_text="The day of the offer, not in the future.")


class AnswerInput(Input):
    """The answer to an offer."""

    taken_up = serializers.BooleanField(help_text="True where the authority takes it up, false where it refuses.")
    answered_on = serializers.DateField(help_text="The day of the answer.")
    answer = serializers.CharField(help_text="What the authority answered.")


class AccountSerializer(ModelShape[AuthorityAccount]):
    """What the authority itself says; never changed once recorded."""

    class Meta:
        model = AuthorityAccount
        fields = ("id", "given_on", "given_by", "text")


class AccountInput(Input):
    """An account to record."""

    given_on = serializers.DateField(help_text="The day it was given, not in the future.")
    given_by = serializers.CharField(max_length=300, help_text="Names and posts.")
    text = serializers.CharField(help_text="What the authority says, in its own words.")


class NextStepSerializer(ModelShape[NextStep]):
    """A next step that was agreed, and what came of it."""

    class Meta:
        model = NextStep
        fields = ("id", "state", "what", "owner", "due_on", "ended_on", "result")


class NextStepInput(Input):
    """A next step."""

    what = serializers.CharField(help_text="What was agreed.")
    owner = serializers.CharField(max_length=200, help_text="Who takes it.")
    due_on = serializers.DateField(help_text="The agreed date. Nothing follows by itself when it passes.")


class EndNextStepInput(Input):
    """What came of a next step."""

    done = serializers.BooleanField(help_text="True where it was done, false where it was dropped.")
    ended_on = serializers.DateField(help_text="The day it was done or dropped.")
    result = serializers.CharField(help_text="What came of it.")


class SupportSerializer(ModelShape[SupportArrangement]):
    """Support that the authority agreed to use."""

    class Meta:
        model = SupportArrangement
        fields = ("id", "state", "what", "provider", "owner", "review_on", "ended_on", "reason_ended")


class SupportInput(Input):
    """Support that was agreed."""

    what = serializers.CharField(help_text="The support.")
    provider = serializers.CharField(max_length=200, help_text="Who gives it.")
    owner = serializers.CharField(max_length=200, help_text="Who answers for it in the authority.")
    review_on = serializers.DateField(help_text="When it is reviewed; a reminder only.")


class EndSupportInput(Input):
    """The end of support."""

    reason = serializers.CharField(help_text="What it achieved, or why it is no longer relied on.")
    close = serializers.BooleanField(default=False, help_text="Whether the case is closed too.")


class ConsultationSerializer(ModelShape[RegimeConsultation]):
    """Whom the department consulted first, at a body that is not a local authority."""

    class Meta:
        model = RegimeConsultation
        fields = ("id", "held_on", "consulted", "view", "other_regimes", "exceptional_reasons")


class ConsultationInput(Input):
    """A consultation to record."""

    held_on = serializers.DateField(help_text="The day, not in the future.")
    consulted = serializers.CharField(help_text="The Secretary of State and inspectorates consulted, and when.")
    view = serializers.CharField(help_text="Their view.")
    other_regimes = serializers.CharField(help_text="Other inspection and intervention regimes considered.")
    exceptional_reasons = serializers.CharField(help_text="Why the failure is exceptional, clear and significant.")
