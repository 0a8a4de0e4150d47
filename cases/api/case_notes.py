"""Notes on a case, read and written by those who may see it."""

from typing import Any, cast
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.generics import GenericAPIView

from bestvalue.accounts.models import User
from bestvalue.api.inputs import Input
from bestvalue.api.views import Detail, Listing
from bestvalue.errors import Refused
from cases import policy
from cases.forms.case_notes import LONGEST
from cases.models import Case, CaseNote
from cases.selectors.case_notes import note_of, notes_of
from cases.services.case_notes import OUTSIDE, write_note

from .acts import CaseCreation
from .cases import OfOneCase, PersonSerializer
from .parameters import NOTE, REF


class CaseNoteSerializer(serializers.ModelSerializer[CaseNote]):
    """One note on a case; never changed once written."""

    written_by = PersonSerializer()
    told = serializers.SerializerMethodField(help_text="Who was told of it by a message.")
    corrected_by = serializers.SerializerMethodField(help_text="The note that corrects it; null where none does.")

    class Meta:
        model = CaseNote
        fields = ("id", "kind", "text", "written_by", "written_at", "corrects", "corrected_by", "told")

    @extend_schema_field(PersonSerializer(many=True))
    def get_told(self, note: CaseNote) -> Any:
        """Those it named."""
        return PersonSerializer([each.person for each in note.mentions.all()], many=True).data

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_corrected_by(self, note: CaseNote) -> str | None:
        """Its identifier."""
        later = getattr(note, "corrected_by", None)
        return str(later.pk) if later else None


class CaseNoteInput(Input):
    """A note to write."""

    text = serializers.CharField(max_length=LONGEST, help_text="`@` before a full name tells that person.")
    kind = serializers.ChoiceField(choices=CaseNote.Kind.choices, allow_blank=True, default="")
    told = serializers.ListField(
        child=serializers.IntegerField(), default=list, help_text="The numbers of others who are told of it."
    )
    corrects = serializers.UUIDField(
        allow_null=True, default=None, help_text="The note of the same case that this one corrects."
    )


class NotesOfOneCase(OfOneCase, GenericAPIView[CaseNote]):
    """The notes on the case asked for, the latest first."""

    serializer_class = CaseNoteSerializer
    filter_backends = ()
    queryset = CaseNote.objects.none()
    reads = "notes"

    def get_queryset(self) -> QuerySet[CaseNote]:
        """Those of the case."""
        if getattr(self, "swagger_fake_view", False):
            return CaseNote.objects.none()
        return notes_of(cast(User, self.request.user), self.found())


class CaseNotes(NotesOfOneCase, CaseCreation, Listing):
    """Notes on a case."""

    resource, makes, move = "api:case", "api:case_note", "write_note"
    input_class = CaseNoteInput

    @extend_schema(tags=["Cases"], summary="List the notes on a case", parameters=[REF])
    def get(self, *args: Any, **kwargs: Any) -> Any:
        """Every note on a case, the latest first."""
        return super().get(*args, **kwargs)

    @extend_schema(tags=["Cases"], summary="Write a note", parameters=[REF])
    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Write a note, perhaps in place of one that it corrects, and tell those whom it names."""
        return super().post(*args, **kwargs)

    def act(self, case: Case, *, told: list[int], corrects: UUID | None, **given: Any) -> CaseNote:
        """Write it. Raises Refused for anybody who may not see the case, and for whoever does not exist, alike."""
        people = list(policy.who_may_see(case).filter(pk__in=told))
        if len(people) < len(set(told)):
            raise Refused([OUTSIDE])
        earlier = note_of(given["by"], case, corrects) if corrects else None
        if corrects and earlier is None:
            raise ValidationError({"corrects": ["There is no such note on this case."]})
        return write_note(case=case, told=people, corrects=earlier, **given)


@extend_schema(tags=["Cases"], summary="Read one note", parameters=[REF, NOTE])
class OneCaseNote(NotesOfOneCase, Detail):
    """One note on a case."""
