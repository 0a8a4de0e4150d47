"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, their roles and how they sign in."""

    name = "bestvalue.accounts"
    label = "accounts"
    verbose_name = "People and roles"
    default_auto_field = "django.db.models.BigAutoField"
