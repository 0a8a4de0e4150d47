"""What the API remembers: requests that may be sent again, and the systems to which events are sent."""

from .deliveries import Delivery
from .idempotency import IdempotencyKey
from .webhooks import Webhook

__all__ = ["Delivery", "IdempotencyKey", "Webhook"]
