"""The page of something that is worked on in the background, for whoever wants to see how it goes on."""

import datetime as dt
from typing import Any

from django.http import HttpResponse

from bestvalue import clock
from bestvalue.ui.following import EVERY, LASTS, is_followed

from .acting import FreeAct


class FollowedAct(FreeAct):
    """A page that, while the service works and the person follows it, the browser asks for again by itself.

    That is no sign that anybody is there, and ends after ten minutes.
    """

    def waits_since(self) -> dt.datetime | None:
        """Since when the service has had something to do; None where it has nothing to do."""
        raise NotImplementedError

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page."""
        response = super().get(*args, **kwargs)
        if self.may_follow and is_followed(self.request):
            response.headers["Refresh"] = EVERY
        return response

    @property
    def may_follow(self) -> bool:
        """Whether it is worth while to look again by itself."""
        since = self.waits_since()
        return since is not None and clock.now() < since + LASTS

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Whether it is followed, or might be."""
        shown = {"may_follow": self.may_follow, "follows": self.may_follow and is_followed(self.request)}
        return super().get_context_data(**{**shown, **more})
