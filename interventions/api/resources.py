"""Inspections, reviews, packages, proposals, directions and what follows them: listed, read, drafted and edited."""

from typing import Any

from django.db.models import QuerySet

from bestvalue.api.views import Listing
from cases.api.parameters import ID
from cases.api.parts import ActOnPart, OnePart, Parts, PartsOfOneCase, described
from cases.api.texts import DiscardInput
from interventions import models
from interventions.services import appointments, directions, exits, inspections, packages, proposals, reports, reviews
from interventions.services.drafts import discard_draft

from . import inputs, shapes

INSPECTION, INTERVENTION, EXIT = "Inspections", "Interventions", "Exit and oversight"
EDITED = "Change a draft. An approval of the earlier text is void (R2)."
DISCARDED = "It stays on the record; nothing follows from it."


class OfCase(PartsOfOneCase):
    """Instruments of the case asked for, each with its parts. Give `related` and `parts`."""

    related: tuple[str, ...] = ("case__authority", "drafted_by", "issued_by")
    parts: tuple[str, ...] = ()

    def get_queryset(self) -> QuerySet[Any]:
        """With their parts, in as many queries however many there are."""
        return super().get_queryset().select_related(*self.related).prefetch_related(*self.parts)


class Discard(ActOnPart):
    """Discard a draft."""

    move, service, input_class, about = "discard_draft", discard_draft, DiscardInput, "instrument"


class InspectionsOfCase(OfCase):
    """The inspections of a case."""

    serializer_class, model, reads = shapes.InspectionSerializer, models.Inspection, "inspections"
    parts = ("requirements", "criticised", "steps")


@described(
    INSPECTION,
    get=("List the inspections of a case", "Inspections under LGA 1999 s.10, drafts among them."),
    post=("Draft an inspection", "It may be incomplete; `missing` tells what it lacks."),
)
class Inspections(InspectionsOfCase, Parts):
    """Inspections."""

    resource, makes, move = "api:case", "api:inspection", "draft_inspection"
    input_class, service = inputs.InspectionInput, inspections.draft_inspection


@described(INSPECTION, ID, get=("Read one inspection", "One inspection, with its requirements and who was heard."))
class OneInspection(InspectionsOfCase, OnePart):
    """One inspection."""


class OnInspection(ActOnPart):
    """An act on one inspection."""

    resource, model, about = "api:inspection", models.Inspection, "inspection"


@described(INSPECTION, ID, post=("Edit a draft inspection", EDITED))
class EditInspection(OnInspection):
    """Edit a draft."""

    move, service, input_class = "edit_inspection", inspections.edit_inspection, inputs.InspectionInput


@described(INSPECTION, ID, post=("Discard a draft inspection", DISCARDED))
class DiscardInspection(Discard):
    """Discard a draft."""

    resource, model = "api:inspection", models.Inspection


class ReviewsOfCase(OfCase):
    """The external reviews of a case."""

    serializer_class, model, reads = shapes.ReviewSerializer, models.ExternalReview, "external reviews"
    related = ("case__authority",)


@described(
    INSPECTION,
    get=("List the external reviews", "External reviews, drafts among them."),
    post=("Draft an external review", "Draft a review; a minister decides whether it is commissioned."),
)
class Reviews(ReviewsOfCase, Parts):
    """External reviews."""

    resource, makes, move = "api:case", "api:external_review", "draft_review"
    input_class, service = inputs.ReviewInput, reviews.draft_review


@described(INSPECTION, ID, get=("Read one external review", "One external review."))
class OneReview(ReviewsOfCase, OnePart):
    """One external review."""


class OnReview(ActOnPart):
    """An act on one review."""

    resource, model, about = "api:external_review", models.ExternalReview, "review"


@described(INSPECTION, ID, post=("Edit a draft review", EDITED))
class EditReview(OnReview):
    """Edit a draft."""

    move, service, input_class = "edit_review", reviews.edit_review, inputs.ReviewInput


@described(INSPECTION, ID, post=("Discard a draft review", DISCARDED))
class DiscardReview(Discard):
    """Discard a draft."""

    resource, model = "api:external_review", models.ExternalReview


class PackagesOfCase(OfCase):
    """The packages of a case."""

    serializer_class, model, reads = shapes.PackageSerializer, models.Package, "packages"


@described(
    INTERVENTION,
    get=("List the non-statutory packages", "Packages by agreement, drafts among them."),
    post=("Draft a non-statutory package", "It may be incomplete; `missing` tells what it lacks."),
)
class Packages(PackagesOfCase, Parts):
    """Packages."""

    resource, makes, move = "api:case", "api:package", "draft_package"
    input_class, service = inputs.PackageInput, packages.draft_package


@described(INTERVENTION, ID, get=("Read one package", "One package, its text with the hash."))
class OnePackage(PackagesOfCase, OnePart):
    """One package."""


class OnPackage(ActOnPart):
    """An act on one package."""

    resource, model, about = "api:package", models.Package, "package"


@described(INTERVENTION, ID, post=("Edit a draft package", EDITED))
class EditPackage(OnPackage):
    """Edit a draft."""

    move, service, input_class = "edit_package", packages.edit_package, inputs.PackageInput


@described(INTERVENTION, ID, post=("Discard a draft package", DISCARDED))
class DiscardPackage(Discard):
    """Discard a draft."""

    resource, model = "api:package", models.Package


class ProposalsOfCase(OfCase):
    """The proposals of a case."""

    serializer_class, model, reads = shapes.ProposalSerializer, models.Proposal, "proposals"
    parts = ("actions", "functions", "findings__theme", "representations")


@described(
    INTERVENTION,
    get=("List the proposals of a case", 'What the Secretary of State is "minded to" do (s.15(9)).'),
    post=("Draft a proposal", "It may be incomplete; `missing` tells what it lacks."),
)
class Proposals(ProposalsOfCase, Parts):
    """Proposals."""

    resource, makes, move = "api:case", "api:proposal", "draft_proposal"
    input_class, service = inputs.ProposalInput, proposals.draft_proposal


@described(INTERVENTION, ID, get=("Read one proposal", "One proposal, with every representation."))
class OneProposal(ProposalsOfCase, OnePart):
    """One proposal."""


class OnProposal(ActOnPart):
    """An act on one proposal."""

    resource, model, about = "api:proposal", models.Proposal, "proposal"


@described(INTERVENTION, ID, post=("Edit a draft proposal", EDITED))
class EditProposal(OnProposal):
    """Edit a draft."""

    move, service, input_class = "edit_proposal", proposals.edit_proposal, inputs.ProposalInput


@described(INTERVENTION, ID, post=("Discard a draft proposal", DISCARDED))
class DiscardProposal(Discard):
    """Discard a draft."""

    resource, model = "api:proposal", models.Proposal


class DirectionsOfCase(OfCase):
    """The sets of directions of a case."""

    serializer_class, model, reads = shapes.DirectionSerializer, models.Direction, "directions"
    parts = (
        *("actions__progress__recorded_by", "functions__instructions", "findings__theme", "costs"),
        *("proposal__actions", "proposal__functions"),
    )


@described(
    INTERVENTION,
    get=("List the directions of a case", "Sets of directions under LGA 1999 s.15, drafts among them."),
    post=("Draft directions", "On an undecided proposal, or for the urgent route (s.15(11))."),
)
class DirectionSets(DirectionsOfCase, Parts):
    """Directions."""

    resource, makes, move = "api:case", "api:direction", "draft_directions"
    input_class, service = inputs.DirectionsInput, directions.draft_directions


@described(INTERVENTION, ID, get=("Read one set of directions", "Its annexes, progress, instructions and costs."))
class OneDirectionSet(DirectionsOfCase, OnePart):
    """One set of directions."""


class OnDirections(ActOnPart):
    """An act on one set of directions."""

    resource, model, about = "api:direction", models.Direction, "direction"


@described(INTERVENTION, ID, post=("Edit draft directions", EDITED))
class EditDirections(OnDirections):
    """Edit a draft."""

    move, service, input_class = "edit_directions", directions.edit_directions, inputs.DirectionsEdit


@described(INTERVENTION, ID, post=("Discard draft directions", DISCARDED))
class DiscardDirections(Discard):
    """Discard a draft."""

    resource, model = "api:direction", models.Direction


class AppointmentsOfCase(OfCase):
    """The appointments of a case."""

    serializer_class, model, reads = shapes.AppointmentSerializer, models.Appointment, "appointments"


@described(
    INTERVENTION,
    get=("List the appointments of a case", "Inspectors, commissioners, envoys, board members and reviewers."),
    post=("Propose an appointment", "The conflicts check and a minister's decision come next (R43)."),
)
class Appointments(AppointmentsOfCase, Parts):
    """Appointments."""

    resource, makes, move = "api:case", "api:appointment", "draft_appointment"
    input_class, service = inputs.NewAppointmentInput, appointments.draft_appointment


@described(INTERVENTION, ID, get=("Read one appointment", "One appointment, its letter with the hash."))
class OneAppointment(AppointmentsOfCase, OnePart):
    """One appointment."""


class OnAppointment(ActOnPart):
    """An act on one appointment."""

    resource, model, about = "api:appointment", models.Appointment, "appointment"


@described(INTERVENTION, ID, post=("Edit a proposed appointment", EDITED))
class EditAppointment(OnAppointment):
    """Edit it."""

    move, service, input_class = "edit_appointment", appointments.edit_appointment, inputs.AppointmentInput


@described(INTERVENTION, ID, post=("Discard a proposed appointment", DISCARDED))
class DiscardAppointment(Discard):
    """Discard it."""

    resource, model = "api:appointment", models.Appointment


class ReportsOfCase(OfCase):
    """The progress reports of a case."""

    serializer_class, model, reads = shapes.ReportSerializer, models.ProgressReport, "progress reports"
    related = ("case__authority",)


@described(
    INTERVENTION,
    get=("List the progress reports", "Reports of commissioners, envoys and boards, with replies."),
    post=("Record a progress report", "In its authors' own words; nothing in it is edited (T52, N24)."),
)
class ProgressReports(ReportsOfCase, Parts):
    """Progress reports."""

    resource, makes, move = "api:case", "api:progress_report", "receive_progress_report"
    input_class, service = inputs.ProgressReportInput, reports.receive_progress_report


@described(INTERVENTION, ID, get=("Read one progress report", "One report, with the reply."))
class OneProgressReport(ReportsOfCase, OnePart):
    """One progress report."""


class StrategiesOfCase(OfCase):
    """The exit strategies of a case."""

    serializer_class, model, reads = shapes.ExitStrategySerializer, models.ExitStrategy, "exit strategies"
    related, parts = ("case__authority",), ("milestones",)


@described(
    EXIT,
    get=("List the exit strategies", "The one in force, and those before it."),
    post=("Record an exit strategy", "With its milestones; it replaces the one before (R25)."),
)
class ExitStrategies(StrategiesOfCase, Parts):
    """Exit strategies."""

    resource, makes, move = "api:case", "api:exit_strategy", "agree_exit_strategy"
    input_class, service = inputs.ExitStrategyInput, exits.agree_exit_strategy


@described(EXIT, ID, get=("Read one exit strategy", "One strategy, milestone by milestone."))
class OneExitStrategy(StrategiesOfCase, OnePart):
    """One exit strategy."""


class OversightOfCase(OfCase):
    """The oversight periods of a case."""

    serializer_class, model, reads = shapes.OversightSerializer, models.OversightPeriod, "oversight periods"
    related = ("case__authority",)


@described(EXIT, get=("List the oversight periods", "The watch after the last directions (R28)."))
class OversightPeriods(OversightOfCase, Listing):
    """Oversight periods; each begins with the act that ends the last directions."""


@described(EXIT, ID, get=("Read one oversight period", "One period, with its review."))
class OneOversightPeriod(OversightOfCase, OnePart):
    """One oversight period."""
