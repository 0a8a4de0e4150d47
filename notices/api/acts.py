"""The acts on notices, requirements and letters once a minister has decided, each a POST below its address."""

from typing import Any

from django.shortcuts import get_object_or_404
from rest_framework import serializers

from bestvalue.api.inputs import Input
from cases.api.parameters import ID
from cases.api.parts import ActOnPart, described
from cases.forms.drafts import LONG
from cases.models import Letter
from cases.services.letters import send_letter
from cases.stages import Stage
from notices.models import ExpectationProgress, InformationRequirement, Notice, RequirementItem
from notices.services import (
    do_not_reissue_notice,
    end_requirement,
    issue_notice,
    log_return,
    record_progress,
    reissue_notice,
    revise_notice,
    serve_notice,
    serve_requirement,
    withdraw_notice,
)

TAG = "Notices"


class ServiceInput(Input):
    """How and when one person was served."""

    recipient = serializers.IntegerField(help_text="The recipient's identifier, as the notice shows it.")
    how = serializers.CharField(max_length=200)
    served_on = serializers.DateField(help_text="Not before the issue, and not in the future.")
    deemed_served_on = serializers.DateField(required=False, allow_null=True, help_text="Where it is later.")
    proof = serializers.CharField(max_length=500, default="", allow_blank=True)


class ProgressInput(Input):
    """What is known about one expectation on a day."""

    expectation = serializers.IntegerField(help_text="The number of the expectation.")
    on = serializers.DateField()
    finding = serializers.ChoiceField(choices=ExpectationProgress.Finding.choices, help_text="Never counted.")
    text = serializers.CharField(max_length=LONG, help_text="What the finding rests on.")


class EndInput(Input):
    """Why a notice ends, and where the case goes."""

    reason = serializers.CharField(max_length=LONG)
    to = serializers.ChoiceField(
        choices=Stage.choices, required=False, help_text="Left out, it goes where what is still live puts it."
    )


class ReturnInput(Input):
    """A return that was received."""

    item = serializers.IntegerField(help_text="The number of the item.")
    received_on = serializers.DateField()
    answers_due_on = serializers.DateField(required=False, help_text="Left out: the first that none answers.")
    summary = serializers.CharField(max_length=LONG)


class EndRequirementInput(Input):
    """Why a requirement ends."""

    ending = serializers.ChoiceField(choices=["received", "cancelled"])
    reason = serializers.CharField(max_length=LONG)


class ServeRequirementInput(Input):
    """Which earlier requirement it replaces."""

    replaces = serializers.UUIDField(required=False, help_text="An earlier requirement of the same case.")


class SendInput(Input):
    """How a letter was sent."""

    how = serializers.CharField(max_length=200)


class OnNotice(ActOnPart):
    """An act on one notice."""

    resource, model, about = "api:notice", Notice, "notice"


@described(TAG, ID, post=("Issue a notice", "On a minister's approval of its exact text (T12, R1)."))
class IssueNotice(OnNotice):
    """Issue a notice."""

    move, service = "issue_notice", issue_notice


@described(TAG, ID, post=("Issue a revised notice", "In place of the one in force, before its end (T14)."))
class ReviseNotice(OnNotice):
    """Issue a revised notice."""

    move, service = "revise_notice", revise_notice


@described(TAG, ID, post=("Reissue a notice", "In place of one whose period has ended (T18)."))
class ReissueNotice(OnNotice):
    """Reissue a notice."""

    move, service = "reissue_notice", reissue_notice


@described(TAG, ID, post=("Record that a notice was served", "Each person by themselves (R3, R44)."))
class ServeNotice(OnNotice):
    """Record service on one person."""

    move, input_class = "serve_notice", ServiceInput

    def act(self, notice: Any, /, **given: Any) -> Any:
        """Record it."""
        recipient = get_object_or_404(notice.recipients, pk=given.pop("recipient"))
        return serve_notice(recipient=recipient, **given)


@described(TAG, ID, post=("Record progress", "What is known about one expectation, in words; never counted (N2, N3)."))
class RecordProgress(OnNotice):
    """Record progress against one expectation."""

    move, input_class = "record_progress", ProgressInput

    def act(self, notice: Any, /, **given: Any) -> Any:
        """Record it."""
        expectation = get_object_or_404(notice.expectations, number=given.pop("expectation"))
        return record_progress(expectation=expectation, **given)


class EndsNotice(OnNotice):
    """An act that ends a notice."""

    input_class = EndInput

    def act(self, notice: Any, /, **given: Any) -> Any:
        """Call the service with the stage that was picked."""
        to = given.pop("to", None)
        return type(self).service(notice=notice, to=Stage(to) if to else None, **given)


@described(TAG, ID, post=("Withdraw a notice early", "On a minister's decision, with the letter approved (T15)."))
class WithdrawNotice(EndsNotice):
    """Withdraw a notice."""

    move, service = "withdraw_notice", withdraw_notice


@described(TAG, ID, post=("Record that a notice is not reissued", "On a minister's decision, at its end (T17)."))
class DoNotReissueNotice(EndsNotice):
    """Record that a notice is not reissued."""

    move, service = "do_not_reissue_notice", do_not_reissue_notice


class OnRequirement(ActOnPart):
    """An act on one requirement."""

    resource, model, about = "api:information_requirement", InformationRequirement, "requirement"


@described(TAG, ID, post=("Serve a requirement for information", "On a minister's approval (T13)."))
class ServeRequirement(OnRequirement):
    """Serve a requirement."""

    move, input_class = "serve_requirement", ServeRequirementInput

    def act(self, requirement: Any, /, **given: Any) -> Any:
        """Serve it, in place of an earlier one where it names one."""
        served = InformationRequirement.objects.filter(case=requirement.case_id)
        replaces = given.pop("replaces", None)
        earlier = get_object_or_404(served, pk=replaces) if replaces else None
        return serve_requirement(requirement=requirement, replaces=earlier, **given)


@described(TAG, ID, post=("Log a return", "Private; a late return is not a failure of the Duty (N13, N23)."))
class LogReturn(OnRequirement):
    """Log a return."""

    move, input_class = "log_return", ReturnInput

    def act(self, requirement: Any, /, **given: Any) -> Any:
        """Log it."""
        items = RequirementItem.objects.filter(requirement=requirement)
        return log_return(item=get_object_or_404(items, number=given.pop("item")), **given)


@described(TAG, ID, post=("End a requirement for information", "Everything was received, or it is cancelled."))
class EndRequirement(OnRequirement):
    """End a requirement."""

    move, service, input_class = "end_requirement", end_requirement, EndRequirementInput


@described(TAG, ID, post=("Record that a letter was sent", "On a minister's approval of its exact text."))
class SendLetter(ActOnPart):
    """Record that a letter was sent."""

    resource, move, model = "api:letter", "send_letter", Letter
    input_class, service, about = SendInput, send_letter, "letter"
