"""Confirming in the browser an act that a program will do in one's name (rulings 18)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bestvalue.accounts.forms import PasswordAgain
from bestvalue.accounts.selectors import signed_in_user
from bestvalue.accounts.services.step_up import mint_step_up
from bestvalue.accounts.step_up import STEP_UP, in_words


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def step_up(request: HttpRequest) -> HttpResponse:
    """Say what act on what is confirmed, ask for the password, and show the code, this once."""
    user = signed_in_user(request)
    act, document = request.GET.get("act", ""), request.GET.get("document", "")
    what = in_words(user, document)
    if act not in STEP_UP or what is None:
        raise Http404
    form = PasswordAgain(request.POST if request.method == "POST" else None, request=request)
    code = mint_step_up(user=user, act=act, document=document) if form.is_valid() else ""
    context = {"form": form, "act": STEP_UP[act], "what": what, "document": document, "code": code}
    return render(request, "accounts/step_up.html", context)
