"""Messages to people, the emails that bear them, and how each person wants to hear of them."""

from .deliveries import Delivery, State
from .messages import Message
from .preferences import Preference

__all__ = ["Delivery", "Message", "Preference", "State"]
