"""How the API shows notices, requirements for information and letters, and what it takes to write them."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from bestvalue.accounts.models import User
from bestvalue.api.inputs import Input
from bestvalue.api.shapes import ModelShape
from cases.api.cases import PersonSerializer
from cases.api.texts import TEXT, TextSerializer, long_text
from cases.api.unmet import UnmetSerializer
from cases.forms.drafts import LONG
from cases.models import Letter, OfficeHolding
from cases.services.submissions.texts import named_instrument
from notices.models import InformationRequirement, Notice, NoticeConcern, NoticeRecipient, RequirementItem
from themes.models import Line, Theme


class ConcernSerializer(ModelShape[NoticeConcern]):
    """A concern: its theme, its words, and perhaps the line of the guidance it rests on."""

    theme = serializers.SlugRelatedField[Theme](slug_field="slug", read_only=True)
    line = serializers.SlugRelatedField[Line](slug_field="slug", read_only=True, allow_null=True)

    class Meta:
        model = NoticeConcern
        fields = ("theme", "line", "text")


class RecipientSerializer(ModelShape[NoticeRecipient]):
    """Somebody a notice goes to."""

    name = serializers.CharField(source="officer.name")
    post = serializers.CharField(source="officer.post")

    class Meta:
        model = NoticeRecipient
        fields = (
            *("id", "officer", "name", "post", "role", "served_on", "served_how"),
            *("deemed_served_on", "proof"),
        )


class NoticeSerializer(TextSerializer):
    """A Best Value Notice with its parts."""

    drafted_by = PersonSerializer()
    signed_by = PersonSerializer(allow_null=True)
    concerns = ConcernSerializer(many=True)
    expectations = serializers.SlugRelatedField[Any](slug_field="text", many=True, read_only=True)
    recipients = RecipientSerializer(many=True)
    missing = serializers.SerializerMethodField(help_text="What a draft lacks before it can go to a minister.")

    class Meta:
        model = Notice
        fields = (
            *("id", "state", "drafted_by", "signed_by", "what_prompted", "concerns", "credit", "expectations"),
            *("engagement_asked", "period_months", "period_reason", "recipients", "private_response"),
            *("no_response_reason", "why_a_notice", "issued_on", "ends_on", "ended_on", "ending", "replaces"),
            *("missing", *TEXT),
        )

    @extend_schema_field(UnmetSerializer(many=True))
    def get_missing(self, notice: Notice) -> Any:
        """Nothing once it is no draft any more."""
        return UnmetSerializer(notice.lacks(), many=True).data


class ConcernInput(Input):
    """A concern to write."""

    theme = serializers.SlugRelatedField(slug_field="slug", queryset=Theme.objects.all(), help_text="Its slug.")
    line = serializers.SlugRelatedField(
        slug_field="slug", queryset=Line.objects.all(), allow_null=True, default=None, help_text="Its slug, or null."
    )
    text = serializers.CharField(max_length=LONG, help_text="In your own words.")


class RecipientInput(Input):
    """Somebody it goes to."""

    officer = serializers.PrimaryKeyRelatedField(
        queryset=OfficeHolding.objects.all(), help_text="The number of a holding of a post at the authority."
    )
    role = serializers.ChoiceField(choices=NoticeRecipient.Role.choices, help_text="Addressee or copy.")


class NoticeInput(Input):
    """A draft; whatever is left out stays as it is."""

    what_prompted = long_text("What prompted the notice.")
    concerns = ConcernInput(many=True, required=False, help_text="All of them, in place of those that are there.")
    credit = long_text("Steps the authority has taken.")
    expectations = serializers.ListField(
        child=serializers.CharField(max_length=LONG), required=False, help_text="All of them, in order."
    )
    engagement_asked = long_text("What engagement is asked for.")
    period_months = serializers.IntegerField(min_value=1, max_value=60, required=False, help_text="In months.")
    period_reason = long_text("Why the period is not 12 months.")
    recipients = RecipientInput(many=True, required=False, help_text="All of them.")
    private_response = long_text("What the authority said in private.")
    no_response_reason = long_text("Why it had no chance to respond.")
    why_a_notice = long_text("Why a notice is used for a body that is not a local authority.")
    signed_by = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.filter(is_active=True),
        required=False,
        allow_null=True,
        help_text="The number of the deputy director who signs.",
    )


class ItemSerializer(ModelShape[RequirementItem]):
    """One thing that is required."""

    class Meta:
        model = RequirementItem
        fields = ("number", "question", "function", "format", "frequency", "due_on", "due_rule")


class RequirementSerializer(TextSerializer):
    """A requirement for information with its items."""

    items = ItemSerializer(many=True)

    class Meta:
        model = InformationRequirement
        fields = ("id", "state", "notice", "purpose", "items", "served_on", "ended_on", "ending", "replaces", *TEXT)


class ItemInput(Input):
    """One thing to require."""

    question = serializers.CharField(max_length=LONG, help_text="What is asked for.")
    function = serializers.CharField(max_length=300, help_text="The function of the authority it relates to.")
    format = serializers.CharField(max_length=200, help_text="How it is to be sent.")
    frequency = serializers.ChoiceField(choices=RequirementItem.Frequency.choices, help_text="How often.")
    due_on = serializers.DateField(help_text="When the first return is due.")
    due_rule = serializers.CharField(max_length=300, help_text="How the due date was set.")


class RequirementEdit(Input):
    """A draft; whatever is left out stays as it is."""

    purpose = long_text("Why the information is needed.")
    items = ItemInput(many=True, required=False, help_text="All of them, in order.")


class RequirementInput(RequirementEdit):
    """A new draft."""

    purpose = serializers.CharField(max_length=LONG, help_text="Why the information is needed.")
    notice = serializers.PrimaryKeyRelatedField(
        queryset=Notice.objects.all(), allow_null=True, default=None, help_text="The notice it goes with, or null."
    )


class LetterSerializer(TextSerializer):
    """A letter that goes out with an instrument."""

    class Meta:
        model = Letter
        fields = (
            *("id", "state", "kind", "about", "to_name", "to_role", "subject_line", "body", "signed_by", "sent_on"),
            *("sent_how", *TEXT),
        )


class InstrumentField(serializers.CharField):
    """An instrument by its key, such as `direction:<id>`; an identifier alone is a notice's."""

    def to_internal_value(self, data: Any) -> Any:
        """The instrument. Raises ValidationError where there is none."""
        key = super().to_internal_value(data)
        try:
            return named_instrument(key if ":" in key else f"{Notice.KIND}:{key}")
        except (LookupError, ObjectDoesNotExist, ValidationError) as error:
            raise serializers.ValidationError("There is no such instrument.") from error


class LetterEdit(Input):
    """A draft; whatever is left out stays as it is."""

    kind = serializers.ChoiceField(choices=Letter.Kind.choices, required=False, help_text="To whom it goes.")
    to_name = serializers.CharField(max_length=200, required=False, help_text="The person's name.")
    to_role = serializers.CharField(max_length=200, required=False, allow_blank=True, help_text="Post or constituency.")
    subject_line = serializers.CharField(max_length=300, required=False, help_text="What it is about.")
    body = long_text("The text.")
    signed_by = serializers.CharField(max_length=200, required=False, allow_blank=True, help_text="Who signs it.")


class LetterInput(LetterEdit):
    """A new draft."""

    kind = serializers.ChoiceField(choices=Letter.Kind.choices, help_text="To whom it goes.")
    to_name = serializers.CharField(max_length=200, help_text="The person's name.")
    subject_line = serializers.CharField(max_length=300, help_text="What it is about.")
    about = InstrumentField(default=None, help_text="The key of what it goes with, `notice:…`, or a notice's id.")
