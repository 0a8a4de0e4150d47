"""Pages of early engagement: each act on it has one. All of it is private (R4)."""

from typing import Any, ClassVar

from django.forms import Form
from django.urls import reverse

from cases.forms import engagement as forms
from cases.models import Contact, NextStep, SupportArrangement, SupportOffer
from cases.services.consulting import consult_other_regimes
from cases.services.engaging import agree_next_step, answer_offer, end_next_step, offer_support, record_account
from cases.services.handing_over import hand_over_case
from cases.services.opening import agree_support, close_without_action, end_support, log_contact
from cases.stages import Stage

from .acting import ByService
from .files import WithFiles


class Engaging(ByService):
    """An act that leads back to the case's engagement page."""

    def next_page(self, result: Any) -> str:
        """The engagement page."""
        return reverse("desk:engagement", args=[self.case.ref])


class LogContact(WithFiles, Engaging):
    """Log one contact with the authority (T02)."""

    move: ClassVar[str] = "log_contact"
    form_class = forms.ContactForm
    kind: ClassVar[str] = "contact"
    done: ClassVar[str] = "The contact is on the case."

    def make(self, given: dict[str, Any], version: int) -> Contact:
        """Log it."""
        return log_contact(by=self.request.user, case=self.case, expected_version=version, **given)


class OfferSupport(Engaging):
    """Record support that was offered (P3)."""

    move: ClassVar[str] = "offer_support"
    heading: ClassVar[str] = "Record an offer of support"
    form_class = forms.OfferForm
    service = offer_support
    done: ClassVar[str] = "The offer is on the case."


class AnswerOffer(Engaging):
    """Record the answer to an offer: taken up or refused (P3)."""

    move: ClassVar[str] = "answer_offer"
    form_class = forms.AnswerForm
    service, model, about = answer_offer, SupportOffer, "offer"
    template_name = "cases/engagement/answer.html"
    button: ClassVar[str] = "Record the answer"
    done: ClassVar[str] = "The answer is on the case."


class RecordAccount(Engaging):
    """Record what the authority itself says (R31)."""

    move: ClassVar[str] = "record_account"
    form_class = forms.AccountForm
    service = record_account
    lede: ClassVar[str] = "It stands beside what the department found, as the authority gave it."
    done: ClassVar[str] = "The authority's account is on the case."


class AgreeNextStep(Engaging):
    """Record a next step agreed with the authority."""

    move: ClassVar[str] = "agree_next_step"
    form_class = forms.NextStepForm
    service = agree_next_step
    done: ClassVar[str] = "The next step is on the case."


class EndNextStep(Engaging):
    """Record that a step was done or dropped."""

    move: ClassVar[str] = "end_next_step"
    form_class = forms.EndStepForm
    service, model, about = end_next_step, NextStep, "step"
    template_name = "cases/engagement/end_step.html"
    button: ClassVar[str] = "Record it"
    done: ClassVar[str] = "What came of the step is on the case."


class AgreeSupport(Engaging):
    """Record support that the authority agreed to use (T04)."""

    move: ClassVar[str] = "agree_support"
    form_class = forms.SupportForm
    service = agree_support
    done: ClassVar[str] = "The support is on the case."


class EndSupport(Engaging):
    """End agreed support, perhaps with the case (T05)."""

    move: ClassVar[str] = "end_support"
    form_class = forms.EndSupportForm
    service, model, about = end_support, SupportArrangement, "support"
    template_name = "cases/engagement/end_support.html"
    done: ClassVar[str] = "The support has ended."

    def get_form(self, form_class: type[Form] | None = None) -> Form:
        """Without the offer to close a case that is further on."""
        form: Form = super().get_form(form_class)
        if self.case.stage != Stage.EARLY_ENGAGEMENT:
            del form.fields["close"]
        return form


class CloseCase(Engaging):
    """Close a case in early engagement, once the person has read what that means (T03)."""

    move: ClassVar[str] = "close_without_action"
    form_class = forms.CloseForm
    service = close_without_action
    template_name = "cases/engagement/close.html"
    button: ClassVar[str] = "Close the case"
    done: ClassVar[str] = "The case is closed."

    def next_page(self, result: Any) -> str:
        """The case."""
        return reverse("desk:case", args=[self.case.ref])


class HandOver(Engaging):
    """Hand the case over to a colleague of the team."""

    move: ClassVar[str] = "hand_over_case"
    form_class = forms.HandOverForm
    service = hand_over_case
    lede: ClassVar[str] = "Only colleagues who look after cases in the case's team can take it."
    button: ClassVar[str] = "Hand the case over"
    done: ClassVar[str] = "The case has a new officer."

    def get_form_kwargs(self) -> dict[str, Any]:
        """The case, for its team's colleagues."""
        return {**super().get_form_kwargs(), "case": self.case}

    def next_page(self, result: Any) -> str:
        """The case."""
        return reverse("desk:case", args=[self.case.ref])


class ConsultOtherRegimes(Engaging):
    """Record whom the department consulted first (R29)."""

    move: ClassVar[str] = "consult_other_regimes"
    form_class = forms.ConsultationForm
    service = consult_other_regimes
    lede: ClassVar[str] = "A body that is not a local authority has other regimes, which come first."
    done: ClassVar[str] = "The consultation is on the case."
