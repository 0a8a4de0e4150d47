"""The field that holds a state: django-fsm's, kept from slowing every migration."""

from typing import Any

from django.db import models
from django_fsm import FSMField

OF_MIGRATIONS = "__fake__"  # the module that Django gives to the models of past migrations


class StateField(FSMField):
    """A state that only an act changes. Models of past migrations have no acts, so none are looked for there.

    django-fsm looks through every later model for each field it ever met, which makes the time to migrate grow with
    the square of the number of models that migrations make anew.
    """

    def contribute_to_class(self, cls: type[models.Model], name: str, *args: Any, **kwargs: Any) -> None:
        """Add the field, with its machine unless the model is one of a migration."""
        if cls.__module__ == OF_MIGRATIONS:
            models.CharField.contribute_to_class(self, cls, name, *args, **kwargs)
        else:
            super().contribute_to_class(cls, name, *args, **kwargs)
