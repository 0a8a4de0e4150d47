"""The page on which a court's order is carried out (T71)."""

from typing import Any, ClassVar

from django.db import transaction

from cases.services.files import keep_files
from interventions.forms.running import CourtOrderForm
from interventions.models import Direction, Proposal
from interventions.services.court import restore_by_court_order

from .about import OnInstrument


class RestoreByCourtOrder(OnInstrument):
    """Carry out a sealed order that quashes a proposal or directions."""

    move: ClassVar[str] = "restore_by_court_order"
    form_class = CourtOrderForm
    lede: ClassVar[str] = "The case returns to where the proposal was opened from. This cannot be undone."
    button: ClassVar[str] = "Carry out the order"
    done: ClassVar[str] = "The order is carried out. The case is back where it was."

    def live(self) -> list[Direction | Proposal]:
        """What a court could quash here."""
        return [
            *Proposal.objects.filter(case=self.case, state__in=Proposal.LIFE.live),
            *Direction.objects.filter(case=self.case, state__in=Direction.LIFE.live),
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Whose password is asked for, and what could be quashed."""
        return super().get_form_kwargs() | {"request": self.request, "live": self.live()}

    def act(self, given: dict[str, Any], version: int) -> Any:
        """Keep the order, and carry it out, or neither."""
        quashed = next(each for each in self.live() if each.key == given["quashed"])
        with transaction.atomic():
            kept = keep_files(
                by=self.request.user,
                case=self.case,
                uploads=given["uploads"],
                subject=quashed.key,
                description="Sealed order",
                expected_version=version,
            )
            words = f"{given['court']}: {given['order']}"
            return restore_by_court_order(
                by=self.request.user, quashed=quashed, order=words, sealed=kept[0], ordered_on=given["ordered_on"]
            )
