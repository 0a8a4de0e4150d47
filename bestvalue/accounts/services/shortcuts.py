"""Keys that do something on every page, which each person may switch off."""

from bestvalue.accounts.models import User


def choose_search_shortcut(*, by: User, on: bool) -> None:
    """Set whether the key / goes to the search for this person, in every browser of theirs, from now on."""
    User.objects.filter(pk=by.pk).update(search_shortcut=on)
