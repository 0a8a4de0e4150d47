"""What somebody sent just after their sign-in had run out: kept for them until they have signed in again.

It needs no script. Nothing is done with it before the same person says so; it is kept in the session alone.
"""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from .sessions import LEFT_BY

KEPT = "kept_form"
LARGEST = 200_000  # characters
DISCARD = "discard-kept-form"
NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "password", "passkey", "credential", "new_password1", "new_password2"})
"""Fields, by the names that their forms give them. A form with a prefix calls its own `<prefix>-<name>`."""


def keep(request: HttpRequest) -> None:
    """Keep a form that was sent from a page whose reader has been signed out meanwhile; files are not kept."""
    left_by = request.session.get(LEFT_BY)
    is_a_page = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"  # not what a script sends by itself
    if request.method == "POST" and left_by and is_a_page:
        fields = request.POST.copy()
        for name in filter(is_secret, request.POST):
            del fields[name]
        if len(sent := fields.urlencode()) <= LARGEST:
            request.session[KEPT] = {"by": left_by, "path": request.get_full_path(), "fields": sent}


def kept(request: HttpRequest) -> HttpResponse | None:
    """The page that offers a kept form, at the address that it was sent to; None where there is none for this person.

    It is offered until the person sends it or leaves it.
    """
    found = request.session.get(KEPT)
    if not found or found["path"] != request.get_full_path():
        return None
    if request.method == "POST" or found["by"] != str(request.user.pk):
        del request.session[KEPT]
        return redirect(request.get_full_path()) if DISCARD in request.POST else None
    fields = [(name, value) for name, values in QueryDict(found["fields"]).lists() for value in values]
    shown = [(name, value) for name, value in fields if len(value.strip()) > 20]
    return render(request, "accounts/kept_form.html", {"fields": fields, "shown": shown, "discard": DISCARD})


def is_secret(field: str) -> bool:
    """Whether what was typed into a field of this name proves who somebody is; prefixes are left aside."""
    return field.rpartition("-")[2] in NEVER_KEPT
