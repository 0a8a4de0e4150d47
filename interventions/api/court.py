"""Carrying out the order of a court (T71)."""

from typing import Any

from django.shortcuts import get_object_or_404
from rest_framework import serializers
from rest_framework.exceptions import NotFound

from bestvalue.api.inputs import Input
from cases.api.acts import CaseAct
from cases.api.cases import OfOneCase
from cases.api.parts import described
from cases.models import Case, File
from interventions.models import Direction, Proposal
from interventions.services.court import restore_by_court_order

from .resources import INTERVENTION


class CourtOrderInput(Input):
    """What a court quashed."""

    quashed = serializers.CharField(help_text="The key of the proposal or directions: `proposal:…` or `direction:…`.")
    order = serializers.CharField(help_text="Court, case number, and what the order says.")
    ordered_on = serializers.DateField(required=False, help_text="The day of the order.")
    sealed = serializers.UUIDField(help_text="The sealed order, as a file that was added to the case.")


@described(INTERVENTION, post=("Carry out a court's order", "A proposal or directions were quashed (T71)."))
class RestoreByCourtOrder(OfOneCase, CaseAct):
    """Carry out an order."""

    resource, move, input_class = "api:case", "restore_by_court_order", CourtOrderInput

    def act(self, case: Case, **given: Any) -> Any:
        """Find what it names on this case, and carry it out."""
        kind, _, key = given.pop("quashed").partition(":")
        model = {Proposal.KIND: Proposal, Direction.KIND: Direction}.get(kind)
        try:
            quashed = model.objects.filter(case=case, pk=key).first() if model else None
        except ValueError:
            quashed = None
        if quashed is None:
            raise NotFound
        sealed = get_object_or_404(File.objects.filter(case=case), pk=given.pop("sealed"))
        return restore_by_court_order(quashed=quashed, sealed=sealed, **given)
