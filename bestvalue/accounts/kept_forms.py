"""What somebody sent just after their sign-in had run out: kept for them until they have signed in again.

It needs no script. Nothing is done with it before the same person says so; it is kept in the session alone.
"""

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from .sessions import LEFT_BY

KEPT = "kept_form"
LARGEST = 200_000  # characters
DISCARD = "discard-kept-form"
NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "password", "passkey", "credential", "new_password1", "new_password2"})
"""Fields, by the names that their forms give them. A form with a prefix calls its own `<prefix>-<name>`."""


def keep(request: HttpRequest, address: str) -> None:
    """Keep, for this address, a form of whoever is signed in or has been signed out meanwhile; files are not kept."""
    sender = request.session.get(LEFT_BY) or request.session.get(SESSION_KEY)
    is_a_page = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"  # not what a script sends by itself
    if request.method == "POST" and sender and is_a_page:
        fields = request.POST.copy()
        for name in filter(is_secret, request.POST):
            del fields[name]
        if len(sent := fields.urlencode()) <= LARGEST:
            request.session[KEPT] = {"by": sender, "path": address, "fields": sent}


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
