"""The cases that a person follows: whether they may know of each is asked every time (N7)."""

from django.db.models import QuerySet

from bestvalue.accounts.models import User
from cases.models import Case, Following
from cases.policy import visible_cases


def followed(user: User) -> QuerySet[Case]:
    """The cases that this person follows and may know of now."""
    return visible_cases(user).filter(followings__user=user)


def following(user: User, case: Case) -> Following | None:
    """How this person follows a case that they were already given; None where they do not."""
    return Following.objects.filter(user=user, case=case).first()
