"""Examples of what is sent and shown, for whoever reads the OpenAPI document; each is checked against its schema."""

from collections.abc import Mapping
from typing import Any

CASE = "bcdfghjkmn"
HOST = "https://bestvalue.example/api/v1"
NOTICE = "0b8f3f2e-6f0a-4a53-9b7e-1f6f6c1d2a30"
EXFORD = {"slug": "exford-borough-council", "name": "Exford Borough Council", "ons_code": None, "is_fictional": True}
OFFICER = {"id": 12, "name": "Olu Marsh"}

EXAMPLES: Mapping[str, Any] = {
    "OpeningInput": {
        "authority": "exford-borough-council",
        "team": "north",
        "reason": "The auditor made statutory recommendations on 4 March 2026.",
        "officer": 12,
    },
    "OpenInput": {"officer": 12},
    "ContactInput": {
        "held_on": "2026-03-11",
        "channel": "call",
        "people": "The leader; the chief executive; Olu Marsh",
        "summary": "They accept the recommendations and will publish a plan in May.",
    },
    "NoticeInput": {
        "what_prompted": "The auditor's statutory recommendations of 4 March 2026.",
        "concerns": [{"theme": "use-of-resources", "text": "Reserves were used without a plan to restore them."}],
        "expectations": ["Publish a balanced plan by 30 September 2026."],
        "credit": "A new finance director is in post.",
        "engagement_asked": "A meeting each month.",
        "private_response": "The council accepts the concerns.",
        "recipients": [{"officer": 41, "role": "to"}],
    },
    "ProgressInput": {
        "expectation": 1,
        "on": "2026-10-01",
        "finding": "in_part",
        "text": "The plan is published; two savings are not yet agreed.",
    },
    "ServiceInput": {"recipient": 7, "how": "Email to the chief executive", "served_on": "2026-04-20"},
    "DraftInput": {
        "question": "Do you agree to issue a Best Value Notice to Exford Borough Council?",
        "acts": [{"move": "issue_notice", "of": f"notice:{NOTICE}"}],
        "options": ["Issue the notice", "Do nothing and go on talking"],
        "recommendation": "Issue the notice.",
    },
    "ClearInput": {"minister": 3},
    "DecisionInput": {"decision": "approve", "reasons": "The case is made.", "interests": "None declared"},
    "RepresentationInput": {
        "sender": "Exford Borough Council",
        "received_on": "2026-11-02",
        "channel": "email",
        "text": "We ask for six more months.",
        "is_from_authority": True,
    },
    "AddInput": {
        "authority": "exford-borough-council",
        "source": "auditors-annual-report",
        "body": "The external auditor",
        "title": "Auditor's annual report, 2025 to 2026",
        "summary": "Significant weaknesses in financial sustainability.",
        "received_on": "2026-03-05",
        "sensitivity": "official",
        "bearings": [{"theme": "use-of-resources", "direction": "supports"}],
    },
    "ImportInput": {
        "values": [
            {
                "authority": "E07000223",
                "metric": "days-to-publish-accounts",
                "period_start": "2025-04-01",
                "period_end": "2026-03-31",
                "value": "214",
                "status": "provisional",
            }
        ],
        "check_only": True,
    },
    "WebhookInput": {
        "target": "https://hooks.department.example/best-value",
        "description": "Keeps our list of notices up to date",
        "verbs": ["issue_notice", "withdraw_notice"],
    },
    "Contact": {
        "id": "5d0c2a4e-9f0b-4f6f-8a53-0f5a0b6f2f11",
        "held_on": "2026-03-11",
        "channel": "call",
        "people": "The leader; the chief executive; Olu Marsh",
        "summary": "They accept the recommendations and will publish a plan in May.",
        "from_statutory_officer": False,
    },
    "Case": {
        "url": f"{HOST}/cases/{CASE}/",
        "ref": CASE,
        "reference": None,
        "authority": EXFORD,
        "stage": "early_engagement",
        "stage_label": "Early engagement",
        "team": "north",
        "officer": OFFICER,
        "opened_on": "2026-03-09",
        "closed_on": None,
        "version": 4,
    },
    "FeedEvent": {
        "id": "9f2c5d0a77b1",
        "verb": "log_contact",
        "label": "Log a contact",
        "subject": "contact:5d0c2a4e-9f0b-4f6f-8a53-0f5a0b6f2f11",
        "case": CASE,
        "case_version": 4,
        "actor": OFFICER,
        "acting_for": "",
        "decided_on": None,
        "effective_on": None,
        "recorded_at": "2026-03-11T15:20:31.402113Z",
        "links": {"case": f"{HOST}/cases/{CASE}/", "events": f"{HOST}/cases/{CASE}/events/"},
    },
    "Problem": {
        "type": "about:blank",
        "title": "Conflict",
        "status": 409,
        "detail": "The act is not open now.",
        "instance": f"/api/v1/cases/{CASE}/notices/{NOTICE}/issue/",
        "code": "refused",
        "errors": [],
        "unmet_conditions": [
            {"code": "no_decision", "message": "A minister has not approved this exact text.", "link": ""}
        ],
        "changes": [],
        "request_id": "f6967431065a4f64befb01c3f5c53e78",
    },
}
