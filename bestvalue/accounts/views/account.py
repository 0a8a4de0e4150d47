"""A person's own account: who they are, what they hold, and their API tokens."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bestvalue.accounts.forms import TokenForm
from bestvalue.accounts.models import User
from bestvalue.accounts.policy import may_manage_people
from bestvalue.accounts.selectors import own_holdings, own_tokens, signed_in_user
from bestvalue.accounts.services.shortcuts import choose_search_shortcut
from bestvalue.accounts.services.tokens import issue_token
from bestvalue.accounts.services.tokens import revoke_token as revoke
from bestvalue.ui.listing import page_of, pagination


@never_cache
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Name, roles from and to, team, and tokens."""
    return _page(request, signed_in_user(request), TokenForm(request=request))


@never_cache
@require_POST
def create_token(request: HttpRequest) -> HttpResponse:
    """Issue a token and show its text, this once."""
    user, form = signed_in_user(request), TokenForm(request.POST, request=request)
    if not form.is_valid():
        return _page(request, user, form)
    given = form.cleaned_data
    _, text = issue_token(user=user, name=given["name"], days=given["days"], scopes=[given["scope"]])
    return _page(request, user, TokenForm(request=request), new_token=text)


@require_POST
def revoke_token(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke one of the person's own tokens; anybody else's does not exist here."""
    user = signed_in_user(request)
    token = revoke(actor=user, token=get_object_or_404(own_tokens(user), pk=pk))
    messages.success(request, f"The token “{token.name}” no longer works.")
    return redirect("accounts:account")


@require_POST
def search_shortcut(request: HttpRequest) -> HttpResponse:
    """Have the key / go to the search, or do nothing, on every page (WCAG 2.1.4)."""
    user, on = signed_in_user(request), request.POST.get("shortcut") == "on"
    choose_search_shortcut(by=user, on=on)
    messages.success(request, f"The key / {'goes to the search' if on else 'does nothing any more'}.")
    return redirect("accounts:account")


def _page(request: HttpRequest, user: User, form: TokenForm, new_token: str = "") -> HttpResponse:
    page = page_of(request, own_tokens(user))
    context = {
        "holdings": own_holdings(user),
        "tokens": page,
        "pagination": pagination(request, page, at=reverse("accounts:account")),
        "administers": may_manage_people(user),
        "form": form,
        "new_token": new_token,
    }
    return render(request, "accounts/account.html", context)
