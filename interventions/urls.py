"""Addresses of inspections, reviews, packages, proposals, directions and what follows them, on a case."""

from typing import Any

from django.urls import URLPattern, path

from interventions import models

from .views import court, directions, inspections, packages, pages, proposals, running

app_name = "interventions"

# The folder of each kind's addresses.
FOLDERS = {
    models.Inspection: "inspections",
    models.ExternalReview: "external-reviews",
    models.Package: "packages",
    models.Proposal: "proposals",
    models.Direction: "directions",
    models.Appointment: "appointments",
    models.ProgressReport: "progress-reports",
    models.ExitStrategy: "exit-strategies",
    models.OversightPeriod: "oversight",
}
DISCARDED = (
    models.Inspection,
    models.ExternalReview,
    models.Package,
    models.Proposal,
    models.Direction,
    models.Appointment,
)


def on(view: Any, folder: str, act: str, *, part: str = "", name: str = "") -> URLPattern:
    """The address of one act on an instrument, or on a part of it."""
    key = "uuid" if part == "representations" else "int"
    below = f"{part}/<{key}:part>/" if part else ""
    found: URLPattern = path(f"<slug:ref>/{folder}/<uuid:pk>/{below}{act}/", view.as_view(), name=name or view.move)
    return found


def new(view: Any, folder: str) -> URLPattern:
    """The address on which one is begun."""
    found: URLPattern = path(f"<slug:ref>/{folder}/new/", view.as_view(), name=view.move)
    return found


urlpatterns = [
    path("<slug:ref>/court-order/", court.RestoreByCourtOrder.as_view(), name="restore_by_court_order"),
    path("<slug:ref>/intervention/", pages.intervention_index, name="index"),
    *(
        path(f"<slug:ref>/{folder}/<uuid:pk>/", pages.instrument_page, {"kind": model.KIND}, name=model.KIND)
        for model, folder in FOLDERS.items()
    ),
    *(
        path(
            f"<slug:ref>/{FOLDERS[model]}/<uuid:pk>/discard/",
            running.DiscardDraft.as_view(model=model),
            name=f"discard_{model.KIND}",
        )
        for model in DISCARDED
    ),
    new(inspections.DraftInspection, "inspections"),
    on(inspections.EditInspection, "inspections", "edit"),
    on(inspections.AppointInspector, "inspections", "appoint"),
    on(inspections.VaryInspection, "inspections", "change"),
    on(inspections.ServeInspectorsRequirement, "inspections", "requirement"),
    on(inspections.ReceiveInspectionReport, "inspections", "report"),
    on(inspections.SendPassages, "inspections", "passages"),
    on(inspections.RecordPassagesAnswer, "inspections", "answer", part="passages"),
    on(inspections.PublishInspectionReport, "inspections", "publish"),
    on(inspections.RespondToInspection, "inspections", "respond"),
    on(inspections.EndInspectionEarly, "inspections", "end"),
    new(packages.DraftReview, "external-reviews"),
    on(packages.EditReview, "external-reviews", "edit"),
    on(packages.CommissionReview, "external-reviews", "commission"),
    on(packages.ReceiveReviewReport, "external-reviews", "report"),
    on(packages.EndReview, "external-reviews", "end"),
    new(packages.DraftPackage, "packages"),
    on(packages.EditPackage, "packages", "edit"),
    on(packages.AgreePackage, "packages", "agree"),
    on(packages.VaryPackage, "packages", "change"),
    on(packages.EndPackage, "packages", "end"),
    new(proposals.DraftProposal, "proposals"),
    on(proposals.EditProposal, "proposals", "edit"),
    on(proposals.PutProposal, "proposals", "put", name="put_proposal"),
    on(proposals.ExtendWindow, "proposals", "extend"),
    on(proposals.CloseWindow, "proposals", "close"),
    on(proposals.DoNotIntervene, "proposals", "do-not-intervene"),
    on(proposals.RestartProposal, "proposals", "restart"),
    on(proposals.DoNotProceed, "proposals", "no-further"),
    on(proposals.LogRepresentation, "proposals", "representations"),
    on(proposals.AcknowledgeRepresentation, "proposals", "acknowledge", part="representations"),
    on(proposals.AnswerRepresentation, "proposals", "answer", part="representations"),
    new(directions.DraftDirections, "directions"),
    path(
        "<slug:ref>/directions/new/urgent/",
        directions.DraftUrgentDirections.as_view(),
        name="draft_urgent_directions",
    ),
    on(directions.EditDirections, "directions", "edit"),
    on(directions.MakeDirections, "directions", "make"),
    on(directions.SendUrgencyNotices, "directions", "urgency-notices"),
    on(directions.RecordActionProgress, "directions", "progress", part="actions"),
    on(directions.LogInstruction, "directions", "instruction", part="functions"),
    on(directions.HandBackFunction, "directions", "hand-back", part="functions"),
    on(directions.RecordCost, "directions", "cost"),
    on(directions.EnforceDirections, "directions", "enforce"),
    on(directions.StartExit, "directions", "start-exit"),
    on(directions.HaltExit, "directions", "halt-exit"),
    on(directions.RevokeDirections, "directions", "revoke"),
    on(directions.LetDirectionsLapse, "directions", "let-lapse"),
    new(running.DraftAppointment, "appointments"),
    on(running.EditAppointment, "appointments", "edit"),
    on(running.ClearConflicts, "appointments", "conflicts"),
    on(running.MakeAppointment, "appointments", "make"),
    on(running.EndAppointment, "appointments", "end"),
    new(running.ReceiveProgressReport, "progress-reports"),
    on(running.ReplyToReport, "progress-reports", "reply"),
    new(running.AgreeExitStrategy, "exit-strategies"),
    on(running.MeetMilestone, "exit-strategies", "met", part="milestones"),
    new(running.ReceiveOversightReview, "oversight/reviews"),
    on(running.ArrangeOversight, "oversight", "arrange"),
    on(running.ExtendOversight, "oversight", "extend"),
    on(running.CloseAfterOversight, "oversight", "close"),
    on(running.ReturnToEngagement, "oversight", "return"),
]
