"""Notices, requirements for information and letters of a case: read, drafted and edited (T10, T12, T13)."""

from typing import Any

from cases.api.parameters import ID
from cases.api.parts import ActOnPart, OnePart, Parts, PartsOfOneCase, described
from cases.api.texts import DiscardInput
from cases.models import Letter
from cases.services.letters import discard_letter, draft_letter, edit_letter
from notices.models import InformationRequirement, Notice
from notices.services import draft_notice, draft_requirement, edit_notice, edit_requirement

from . import shapes

TAG = "Notices"


class NoticesOfOneCase(PartsOfOneCase):
    """The notices of the case asked for."""

    serializer_class, model, reads = shapes.NoticeSerializer, Notice, "notices"

    def get_queryset(self) -> Any:
        """With their parts."""
        parts = ("concerns__theme", "concerns__line", "expectations", "recipients__officer")
        return (
            super()
            .get_queryset()
            .select_related("case__authority__kind", "drafted_by", "signed_by")
            .prefetch_related(*parts)
        )


@described(
    TAG,
    get=("List the notices of a case", "Every Best Value Notice of a case, the latest first."),
    post=("Draft a notice", "Draft a Best Value Notice. It may be incomplete; `missing` tells what it lacks."),
)
class Notices(NoticesOfOneCase, Parts):
    """Best Value Notices."""

    resource, makes, move = "api:case", "api:notice", "draft_notice"
    input_class, service = shapes.NoticeInput, draft_notice


@described(TAG, ID, get=("Read one notice", "One notice: its text with the hash, what it lacks, what was decided."))
class OneNotice(NoticesOfOneCase, OnePart):
    """One notice."""


@described(TAG, ID, post=("Edit a draft notice", "Change a draft. An approval of the earlier text is void (R2)."))
class EditNotice(ActOnPart):
    """Edit a draft notice."""

    resource, move, model = "api:notice", "edit_notice", Notice
    input_class, service, about = shapes.NoticeInput, edit_notice, "notice"


class RequirementsOfOneCase(PartsOfOneCase):
    """The requirements for information of the case asked for."""

    serializer_class, model, reads = shapes.RequirementSerializer, InformationRequirement, "requirements"

    def get_queryset(self) -> Any:
        """With their items."""
        return super().get_queryset().select_related("case__authority").prefetch_related("items")


@described(
    TAG,
    get=("List the requirements for information", "Requirements under LGA 1972 s.230, the latest first."),
    post=("Draft a requirement for information", "With a notice or by letter alone (LGA 1972 s.230; R9)."),
)
class Requirements(RequirementsOfOneCase, Parts):
    """Requirements for information."""

    resource, makes, move = "api:case", "api:information_requirement", "draft_requirement"
    input_class, service = shapes.RequirementInput, draft_requirement


@described(TAG, ID, get=("Read one requirement for information", "One requirement, item by item."))
class OneRequirement(RequirementsOfOneCase, OnePart):
    """One requirement for information."""


@described(TAG, ID, post=("Edit a draft requirement", "Change a draft. An approval of the earlier text is void (R2)."))
class EditRequirement(ActOnPart):
    """Edit a draft requirement."""

    resource, move, model = "api:information_requirement", "edit_requirement", InformationRequirement
    input_class, service, about = shapes.RequirementEdit, edit_requirement, "requirement"


class LettersOfOneCase(PartsOfOneCase):
    """The letters of the case asked for."""

    serializer_class, model, reads = shapes.LetterSerializer, Letter, "letters"

    def get_queryset(self) -> Any:
        """With their case."""
        return super().get_queryset().select_related("case")


@described(
    TAG,
    get=("List the letters of a case", "Letters that go out with its notices, the latest first."),
    post=("Draft a letter", "Draft a letter to the leader or mayor, or to a member of Parliament."),
)
class Letters(LettersOfOneCase, Parts):
    """Letters that go out with notices."""

    resource, makes, move = "api:case", "api:letter", "draft_letter"
    input_class, service = shapes.LetterInput, draft_letter


@described(TAG, ID, get=("Read one letter", "One letter, its text with the hash."))
class OneLetter(LettersOfOneCase, OnePart):
    """One letter."""


@described(TAG, ID, post=("Edit a draft letter", "Change a draft. An approval of the earlier text is void (R2)."))
class EditLetter(ActOnPart):
    """Edit a draft letter."""

    resource, move, model = "api:letter", "edit_letter", Letter
    input_class, service, about = shapes.LetterEdit, edit_letter, "letter"


@described(TAG, ID, post=("Discard a draft letter", "It stays on the record; nothing is sent."))
class DiscardLetter(ActOnPart):
    """Discard a draft letter."""

    resource, move, model = "api:letter", "discard_letter", Letter
    input_class, service, about = DiscardInput, discard_letter, "letter"
