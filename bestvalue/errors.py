"""The few errors that services raise and both doors translate: a page for people, problem+json for machines."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unmet:
    """One condition that is not met: a stable code, what is missing in plain words, and where it is put right."""

    code: str
    message: str
    link: str = ""

    def __str__(self) -> str:
        return self.message


class ActError(Exception):
    """Base of every error with which a service refuses an act; nothing has been written."""


class Refused(ActError):
    """The law, or the state of the matter, does not allow the act now. Carries every unmet condition."""

    def __init__(self, unmet: Iterable[Unmet]) -> None:
        self.unmet = tuple(unmet)
        super().__init__(" ".join(str(each) for each in self.unmet))


class Forbidden(ActError):
    """The person does not hold a role that may do this."""


class Changed(ActError):
    """Somebody else acted since the person opened the page."""

    def __init__(self, expected: int, found: int) -> None:
        self.expected, self.found = expected, found
        super().__init__("This case has changed since you opened it.")


Need = tuple[object, str, str]
"""Whether a condition is met, its code, and what to say where it is not."""


def refuse_unless(*needs: Need) -> None:
    """Raise Refused with every condition that is not met."""
    if unmet := [Unmet(code, message) for met, code, message in needs if not met]:
        raise Refused(unmet)
