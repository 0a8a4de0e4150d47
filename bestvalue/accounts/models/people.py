"""Users, known by their e-mail address."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

if TYPE_CHECKING:
    import datetime as dt

    from .roles import Role

SCHEDULER = "scheduler@service.invalid"
"""The address of the account that the record names where the clock prompted somebody."""


class UserManager(BaseUserManager["User"]):
    """Creates users; e-mail addresses compare without regard to case."""

    def create_user(self, email: str, name: str, password: str | None = None, **fields: Any) -> "User":
        """Save a new user; without a password the account cannot sign in by password."""
        user = self.model(email=email.strip().lower(), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user with this e-mail address in any case; raises `User.DoesNotExist`."""
        return self.get(email__iexact=(username or "").strip())


class User(AbstractBaseUser):
    """A named person with an account. What the person may do comes only from dated `RoleHolding` rows.

    A machine has an account too, so that policies and the record know it as they know people (`ApiClient`).
    """

    email = models.EmailField(
        "email address",
        max_length=254,
        unique=True,
        error_messages={"unique": "An account with this email address exists."},
    )
    name = models.CharField("full name", max_length=200)
    is_active = models.BooleanField("may sign in", default=True)
    is_machine = models.BooleanField("a machine's account", default=False, editable=False)
    search_shortcut = models.BooleanField("goes to the search by the key /", default=True, db_default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "email"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique",
                violation_error_message="An account with this email address exists.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The person's name, as Django's helpers ask for it."""
        return self.name

    def roles_on(self, day: "dt.date") -> frozenset["Role"]:
        """The roles the person holds on `day`; asked of the database each time, so a removed role bites at once."""
        return self.role_holdings.roles_on(day)
