"""Engagement with an authority, read and recorded by the case's team (T03 to T05; P3, R29, R31)."""

from typing import Any

from rest_framework import serializers

from bestvalue.accounts.models import User
from bestvalue.api.inputs import Input
from cases.models import AuthorityAccount, Case, NextStep, RegimeConsultation, SupportArrangement, SupportOffer
from cases.services.consulting import consult_other_regimes
from cases.services.engaging import agree_next_step, answer_offer, end_next_step, offer_support, record_account
from cases.services.handing_over import hand_over_case
from cases.services.opening import agree_support, close_without_action, end_support

from . import engagement_serializers as shapes
from .acts import CaseAct
from .cases import OfOneCase
from .parameters import ID, NUMBER
from .parts import ActOnPart, OnePart, Parts, PartsOfOneCase, described

TAG = "Engagement"


class OffersOfOneCase(PartsOfOneCase):
    """The support offers of the case asked for."""

    serializer_class, model, reads = shapes.OfferSerializer, SupportOffer, "support offers"


@described(
    TAG,
    get=("List the offers of support", "Support offered to the authority, with its answers."),
    post=("Record an offer of support", "Record support that was offered to the authority."),
)
class Offers(OffersOfOneCase, Parts):
    """Support offered to the authority, with its answers."""

    resource, makes, move = "api:case", "api:support_offer", "offer_support"
    input_class, service = shapes.OfferInput, offer_support


@described(TAG, ID, get=("Read one offer of support", "One offer of support, with its answer."))
class OneOffer(OffersOfOneCase, OnePart):
    """One offer of support, with its answer."""


@described(
    TAG, ID, post=("Record the answer to an offer", "Record whether the authority took an offer up or refused it.")
)
class AnswerOffer(ActOnPart):
    """Record whether the authority took an offer up or refused it."""

    resource, move, model = "api:support_offer", "answer_offer", SupportOffer
    input_class, service, about = shapes.AnswerInput, answer_offer, "offer"


class AccountsOfOneCase(PartsOfOneCase):
    """The accounts of the case asked for."""

    serializer_class, model, reads = shapes.AccountSerializer, AuthorityAccount, "accounts"
    latest = ("-given_on", "-id")


@described(
    TAG,
    get=("List what the authority said", "The authority's own account, in its own words."),
    post=("Record what the authority says", "Record the authority's own account, beside what the department found."),
)
class Accounts(AccountsOfOneCase, Parts):
    """The authority's own account, in its own words."""

    resource, makes, move = "api:case", "api:account", "record_account"
    input_class, service = shapes.AccountInput, record_account


@described(TAG, NUMBER, get=("Read one account", "One account that the authority gave."))
class OneAccount(AccountsOfOneCase, OnePart):
    """One account that the authority gave."""


class StepsOfOneCase(PartsOfOneCase):
    """The next steps of the case asked for."""

    serializer_class, model, reads = shapes.NextStepSerializer, NextStep, "next steps"


@described(
    TAG,
    get=("List the agreed next steps", "Next steps agreed with the authority, and what came of them."),
    post=("Record an agreed next step", "Record a next step agreed with the authority: who takes it, and by when."),
)
class Steps(StepsOfOneCase, Parts):
    """Next steps agreed with the authority, and what came of them."""

    resource, makes, move = "api:case", "api:next_step", "agree_next_step"
    input_class, service = shapes.NextStepInput, agree_next_step


@described(TAG, ID, get=("Read one next step", "One agreed next step."))
class OneStep(StepsOfOneCase, OnePart):
    """One agreed next step."""


@described(
    TAG, ID, post=("Record what came of a next step", "Record that a next step was done or dropped, with its result.")
)
class EndStep(ActOnPart):
    """Record that a next step was done or dropped, with its result."""

    resource, move, model = "api:next_step", "end_next_step", NextStep
    input_class, service, about = shapes.EndNextStepInput, end_next_step, "step"


class SupportOfOneCase(PartsOfOneCase):
    """The support of the case asked for."""

    serializer_class, model, reads = shapes.SupportSerializer, SupportArrangement, "support"


@described(
    TAG,
    get=("List the agreed support", "Support that the authority agreed to use."),
    post=("Record agreed support", "Record support that the authority agreed to use (T04)."),
)
class Support(SupportOfOneCase, Parts):
    """Support that the authority agreed to use."""

    resource, makes, move = "api:case", "api:support_arrangement", "agree_support"
    input_class, service = shapes.SupportInput, agree_support


@described(TAG, ID, get=("Read one support arrangement", "One support arrangement."))
class OneSupport(SupportOfOneCase, OnePart):
    """One support arrangement."""


@described(TAG, ID, post=("End agreed support", "End agreed support, perhaps with its case (T05)."))
class EndSupport(ActOnPart):
    """End agreed support, perhaps with its case (T05)."""

    resource, move, model = "api:support_arrangement", "end_support", SupportArrangement
    input_class, service, about = shapes.EndSupportInput, end_support, "support"


class ConsultationsOfOneCase(PartsOfOneCase):
    """The consultations of the case asked for."""

    serializer_class, model, reads = shapes.ConsultationSerializer, RegimeConsultation, "consultations"
    latest = ("-held_on", "id")


@described(
    TAG,
    get=("List whom the department consulted", "Consultations at a body that is not a local authority."),
    post=(
        "Record whom you consulted first",
        "Record whom the department consulted first, at a body that is not a local authority.",
    ),
)
class Consultations(ConsultationsOfOneCase, Parts):
    """Consultations at a body that is not a local authority."""

    resource, makes, move = "api:case", "api:consultation", "consult_other_regimes"
    input_class, service = shapes.ConsultationInput, consult_other_regimes


@described(TAG, ID, get=("Read one consultation", "One consultation."))
class OneConsultation(ConsultationsOfOneCase, OnePart):
    """One consultation."""


class CloseInput(Input):
    """Why a case is closed."""

    outcome = serializers.CharField(help_text="What the concerns were, what was found, why nothing more is needed.")


class HandOverInput(Input):
    """Who takes a case over, and why."""

    to = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.filter(is_active=True), help_text="The number of a colleague of the case's team."
    )
    reason = serializers.CharField(help_text="The reason.")


@described(
    TAG,
    post=(
        "Close without further action",
        "Close a case in early engagement (T03). Reopening makes a new, linked case.",
    ),
)
class CloseCase(OfOneCase, CaseAct):
    """Close a case in early engagement."""

    resource, move, input_class = "api:case", "close_without_action", CloseInput

    def act(self, case: Case, **given: Any) -> Case:
        """Close it."""
        return close_without_action(case=case, **given)


@described(TAG, post=("Hand the case over", "Make a colleague who looks after cases in the case's team its officer."))
class HandOver(OfOneCase, CaseAct):
    """Hand a case over to a colleague."""

    resource, move, input_class = "api:case", "hand_over_case", HandOverInput

    def act(self, case: Case, **given: Any) -> Case:
        """Hand it over."""
        return hand_over_case(case=case, **given)
