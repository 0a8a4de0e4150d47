"""Addresses of inspections, packages, proposals, directions and what follows them."""

from typing import Any

from django.urls import URLPattern, path

from cases.api.across import across
from interventions import models

from . import acts, court
from . import resources as kinds

CASE = "cases/<slug:ref>"
INTERVENTION, EXIT = "Interventions", "Exit and oversight"


def kind(folder: str, name: str, many: Any, one: Any, **on_one: Any) -> list[URLPattern]:
    """The list of a kind, one of it, and the acts on one: each by the last word of its address, `_` for `-`."""
    plural = folder.replace("-", "_")
    below = f"{CASE}/{folder}/<uuid:pk>/"
    return [
        path(f"{CASE}/{folder}/", many.as_view(), name=plural),
        path(below, one.as_view(), name=name),
        *(
            path(
                f"{below}{word.replace('_', '-')}/",
                view.as_view(),
                name=f"discard_{name}" if word == "discard" else view.move,
            )
            for word, view in on_one.items()
        ),
    ]


urlpatterns = [
    path(f"{CASE}/court-order/", court.RestoreByCourtOrder.as_view(), name="restore_by_court_order"),
    *kind(
        "external-reviews",
        "external_review",
        kinds.Reviews,
        kinds.OneReview,
        edit=kinds.EditReview,
        discard=kinds.DiscardReview,
        commission=acts.CommissionReview,
        report=acts.ReceiveReviewReport,
        end=acts.EndReview,
    ),
    *kind(
        "inspections",
        "inspection",
        kinds.Inspections,
        kinds.OneInspection,
        edit=kinds.EditInspection,
        discard=kinds.DiscardInspection,
        appoint=acts.AppointInspector,
        change=acts.VaryInspection,
        requirement=acts.ServeInspectorsRequirement,
        report=acts.ReceiveInspectionReport,
        passages=acts.SendPassages,
        passages_answer=acts.RecordPassagesAnswer,
        publish=acts.PublishInspectionReport,
        respond=acts.RespondToInspection,
        end=acts.EndInspectionEarly,
    ),
    *kind(
        "packages",
        "package",
        kinds.Packages,
        kinds.OnePackage,
        edit=kinds.EditPackage,
        discard=kinds.DiscardPackage,
        agree=acts.AgreePackage,
        change=acts.VaryPackage,
        end=acts.EndPackage,
    ),
    *kind(
        "proposals",
        "proposal",
        kinds.Proposals,
        kinds.OneProposal,
        edit=kinds.EditProposal,
        discard=kinds.DiscardProposal,
        propose=acts.ProposeIntervention,
        propose_new=acts.ProposeNewDirections,
        propose_changed=acts.ChangeProposal,
        extend=acts.ExtendWindow,
        close=acts.CloseWindow,
        do_not_intervene=acts.DoNotIntervene,
        restart=acts.RestartProposal,
        no_further=acts.DoNotProceed,
        representations=acts.LogRepresentation,
        acknowledge=acts.AcknowledgeRepresentation,
        answer=acts.AnswerRepresentation,
    ),
    *kind(
        "directions",
        "direction",
        kinds.DirectionSets,
        kinds.OneDirectionSet,
        edit=kinds.EditDirections,
        discard=kinds.DiscardDirections,
        make=acts.MakeDirections,
        make_urgent=acts.MakeUrgentDirections,
        urgency_notices=acts.SendUrgencyNotices,
        progress=acts.RecordActionProgress,
        instructions=acts.LogInstruction,
        hand_back=acts.HandBackFunction,
        costs=acts.RecordCost,
        enforce=acts.EnforceDirections,
        start_exit=acts.StartExit,
        halt_exit=acts.HaltExit,
        revoke=acts.RevokeDirections,
        let_lapse=acts.LetDirectionsLapse,
    ),
    *kind(
        "appointments",
        "appointment",
        kinds.Appointments,
        kinds.OneAppointment,
        edit=kinds.EditAppointment,
        discard=kinds.DiscardAppointment,
        conflicts=acts.ClearConflicts,
        make=acts.MakeAppointment,
        make_assistant_inspector=acts.AppointAssistantInspector,
        end=acts.EndAppointment,
    ),
    *kind(
        "progress-reports",
        "progress_report",
        kinds.ProgressReports,
        kinds.OneProgressReport,
        reply=acts.ReplyToReport,
    ),
    *kind(
        "exit-strategies",
        "exit_strategy",
        kinds.ExitStrategies,
        kinds.OneExitStrategy,
        met=acts.MeetMilestone,
    ),
    *kind(
        "oversight-periods",
        "oversight_period",
        kinds.OversightPeriods,
        kinds.OneOversightPeriod,
        arrange=acts.ArrangeOversight,
        review=acts.ReceiveOversightReview,
        extend=acts.ExtendOversight,
        close=acts.CloseAfterOversight,
        return_to_engagement=acts.ReturnToEngagement,
    ),
    across("external-reviews", models.ExternalReview, "api:external_review", "commissioned_on", tag="Inspections"),
    across("inspections", models.Inspection, "api:inspection", "appointed_on", "report_due_on", tag="Inspections"),
    across("packages", models.Package, "api:package", "agreed_on", "review_on", tag=INTERVENTION),
    across("proposals", models.Proposal, "api:proposal", "opened_on", "closes_on", "decided_on", tag=INTERVENTION),
    across(
        "representations",
        models.Representation,
        "api:proposal",
        "received_on",
        tag=INTERVENTION,
        to="proposal__case",
        named="proposal_id",
    ),
    across("appointments", models.Appointment, "api:appointment", "starts_on", "ends_on", tag=INTERVENTION),
    across("progress-reports", models.ProgressReport, "api:progress_report", "received_on", tag=INTERVENTION),
    across("exit-strategies", models.ExitStrategy, "api:exit_strategy", "agreed_on", tag=EXIT),
    across("oversight-periods", models.OversightPeriod, "api:oversight_period", "starts_on", "review_due_on", tag=EXIT),
]
