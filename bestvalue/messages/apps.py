"""The messages app; its label is not Django's own `messages`."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """What the service says to people, on its own pages and by email."""

    name = "bestvalue.messages"
    label = "outbox"
    verbose_name = "Messages"
    default_auto_field = "django.db.models.BigAutoField"
