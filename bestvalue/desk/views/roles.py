"""Giving a person a role and ending one, for administrators, each with the password again."""

from typing import Any, ClassVar

from django.http import Http404
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.models import RoleHolding
from bestvalue.accounts.selectors import own_holdings
from bestvalue.accounts.services.people import end_role, grant_role
from bestvalue.desk.role_forms import EndRoleForm, GrantRoleForm
from bestvalue.desk.selectors.roles import known_work, who_leads
from bestvalue.errors import Forbidden
from cases.policy import leads

from .people import OnPerson


class WithPassword(OnPerson):
    """An act on a person that takes the password again."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """The request, which the password is asked for."""
        return {**super().get_form_kwargs(), "request": self.request}


class GrantRole(WithPassword):
    """Give a role."""

    form_class = GrantRoleForm
    heading: ClassVar[str] = "Give a role"
    button: ClassVar[str] = "Give the role"
    done: ClassVar[str] = "The role is given."
    lede: ClassVar[str] = "From the first day to the last the person may do whatever the role may."

    def find(self) -> None:
        """Somebody else. Raises Forbidden, Http404."""
        super().find()
        if self.person == self.request.user:
            raise Forbidden("Nobody gives a role to themselves. Ask another administrator.")

    def act(self, given: dict[str, Any]) -> RoleHolding:
        """Give it."""
        return grant_role(actor=self.request.user, user=self.person, **given)


class EndRole(WithPassword):
    """End a role."""

    form_class = EndRoleForm
    heading: ClassVar[str] = "End a role"
    button: ClassVar[str] = "End the role"
    done: ClassVar[str] = "The role is ended, or will be on the day that you gave."
    template_name = "desk/people/end_role.html"
    holding: RoleHolding

    def find(self) -> None:
        """One role of the person. Raises Forbidden, Http404."""
        super().find()
        holding = own_holdings(self.person).filter(pk=self.kwargs["role"]).first()
        if holding is None:
            raise Http404("This person never held that role.")
        self.holding = holding

    def act(self, given: dict[str, Any]) -> RoleHolding:
        """End it."""
        return end_role(actor=self.request.user, holding=self.holding, **given)

    def next_page(self, result: Any) -> str:
        """The person, or the list for who administers no more."""
        ended_own = result and self.person == self.request.user
        return reverse("desk:home") if ended_own else super().next_page(result)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The role, and what its holder looks after."""
        team = self.holding.team
        shown = {
            "holding": self.holding,
            "goes_on": not self.holding.is_over(clock.today()),
            "work": known_work(self.request.user, self.holding),
            "leads": who_leads(team, but=self.person),
            "may_hand_over": team is not None and leads(self.request.user, team),
        }
        return super().get_context_data(**{**shown, **more})
