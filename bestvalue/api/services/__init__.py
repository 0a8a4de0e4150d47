"""The acts on webhooks."""

from .webhooks import (
    approve_webhook,
    create_webhook,
    end_webhook,
    pause_webhook,
    replay_webhook,
    resume_webhook,
    rotate_secret,
)

__all__ = [
    "approve_webhook",
    "create_webhook",
    "end_webhook",
    "pause_webhook",
    "replay_webhook",
    "resume_webhook",
    "rotate_secret",
]
