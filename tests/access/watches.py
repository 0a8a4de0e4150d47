"""The routes of watches on failing services, and who gets in."""

from .made import a_reinspection, a_watch, a_watch_that_asks, an_authoritys_slug
from .table import ROLES, SIGNED_IN, Route

ADDS = ("officer", "other.officer", "lead", "deputy.director", "analyst")
KNOWS = (*ADDS, "minister", "secretary.of.state")
THE_TEAM = ("officer", "lead", "deputy.director")
KNOWN = frozenset(KNOWS)

WATCHES: dict[str, Route] = {
    "desk:watches": ROLES(*KNOWS),
    "desk:export_watches": ROLES(*KNOWS),
    "authorities:open_watch": ROLES(*ADDS, refused=403, kwargs=an_authoritys_slug),
    **{f"authorities:{name}": ROLES(*KNOWS, kwargs=a_watch) for name in ("watch", "consider")},
    **{
        f"authorities:{name}": ROLES(*ADDS, known_to=KNOWN, kwargs=a_watch)
        for name in ("note_trajectory", "log_watch_contact", "plan_reinspection")
    },
    **{
        f"authorities:{name}": ROLES(*ADDS, known_to=KNOWN, kwargs=a_reinspection)
        for name in ("hold_reinspection", "call_off_reinspection")
    },
    **{
        f"authorities:{name}": ROLES(*THE_TEAM, known_to=KNOWN, kwargs=a_watch)
        for name in ("correct_start", "hand_over_watch", "take_further", "end_watch")
    },
    "authorities:close_watch_task": ROLES(*THE_TEAM, known_to=KNOWN, kwargs=a_watch_that_asks),
    "api:service_failures": SIGNED_IN(),
    "api:service_failure": ROLES(*KNOWS, kwargs=a_watch),
    # A write that names nothing read is refused before anything is looked up; tests/api/test_watches.py goes on.
    **{
        f"api:{name}": SIGNED_IN(method="post", status=428, kwargs=a_watch)
        for name in (
            *("note_trajectory", "log_watch_contact", "plan_reinspection", "hold_reinspection"),
            *("call_off_reinspection", "correct_start", "hand_over_watch", "take_further", "end_watch"),
        )
    },
}
