"""The page of one act that is on no case: no version to compare, and a refusal shows every word that was typed."""

from typing import Any, ClassVar

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.generic import FormView

from bestvalue.accounts.requests import SignedInRequest
from bestvalue.errors import Refused

from .acting import CONFLICT


class PlainAct(FormView):  # type: ignore[type-arg]
    """One act on something that is no case. Subclasses find it, and call the service in `act`."""

    heading: ClassVar[str]
    button: ClassVar[str]
    done: ClassVar[str]
    lede: ClassVar[str] = ""
    template_name = "authorities/act.html"

    request: SignedInRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find what the act is about, and refuse who may not do it."""
        self.find()
        return super().dispatch(request, *args, **kwargs)

    def find(self) -> None:
        """Set what the act is about. Raises Forbidden, Http404."""
        raise NotImplementedError

    def act(self, given: dict[str, Any]) -> Any:
        """Do the act by its service, which raises Refused or Forbidden."""
        raise NotImplementedError

    def next_page(self, result: Any) -> str:
        """Where the person goes when it is done, and back."""
        raise NotImplementedError

    def form_valid(self, form: Form) -> HttpResponse:
        """Do the act, or show why not with everything that was typed."""
        try:
            result = self.act(form.cleaned_data)
        except Refused as refused:
            return self.render_to_response(self.get_context_data(form=form, refused=refused.unmet), status=CONFLICT)
        messages.success(self.request, self.done)
        return HttpResponseRedirect(self.next_page(result))

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """What the page shows besides the form."""
        words = {"heading": self.heading, "button": self.button, "lede": self.lede, "back": self.next_page(None)}
        return super().get_context_data(**{**words, **more})
