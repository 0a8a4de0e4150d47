"""Texts made from versioned templates, which each app keeps in its folder `letters`.

A new version is a new file beside the old one: what was drafted on a version keeps it, so that an approved text can be
made again word for word.
"""

import re
from collections.abc import Callable

from django.template import Context, Engine

SILENT = "Not stated."
SILENT_LATER = "Not published."  # of what was entered later from a published source


def texts_in(folder: str) -> Callable[..., str]:
    """A function that makes a text from a version of a template in `folder`, such as `directions_1`.

    It raises TemplateDoesNotExist for a version that is not there.
    """
    engine = Engine(app_dirs=False, dirs=[folder], autoescape=False, libraries={"letters": "cases.letters.typed"})

    def render(name: str, **given: object) -> str:
        entered_later = any(getattr(each, "retrospective", False) for each in given.values())
        silent = SILENT_LATER if entered_later else SILENT
        text = engine.get_template(f"{name}.md").render(Context({"silent": silent, **given}, autoescape=False))
        return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip()

    return render
