"""Routes of metrics: anyone who has signed in may read, and analysts and administrators keep them."""

from typing import Any

from bestvalue import clock
from tests.themes.figures import a_metric, councils, csv_of, imported, row
from themes.services.imports import receive_import
from themes.services.metrics import set_comparators

from .made import an_authoritys_slug
from .table import ROLES, SIGNED_IN, People, Route

KEEPERS = ("analyst", "admin")


def a_definition(people: People) -> dict[str, Any]:
    """The short name of a metric."""
    return {"slug": a_metric(people["analyst"]).slug}


def a_figure(people: People) -> dict[str, Any]:
    """A figure of an authority."""
    metric, (authority, *_) = a_metric(people["analyst"]), councils()
    imported(people["analyst"], csv_of(row(authority.slug, 2021, 310)))
    return {"slug": authority.slug, "metric": metric.slug}


def a_group(people: People) -> dict[str, Any]:
    """A group of comparators of an authority."""
    authority, *others = councils()
    facts: dict[str, Any] = {
        "kind": "nearest_neighbours",
        "source": "A model.",
        "starts_on": clock.today(),
        "members": others,
    }
    return {"slug": authority.slug, "pk": set_comparators(by=people["analyst"], authority=authority, **facts).pk}


def an_import(people: People) -> dict[str, Any]:
    """A file that waits to be checked."""
    return {"pk": receive_import(by=people["analyst"], upload=csv_of(row("alder", 2021, 1))).pk}


METRICS: dict[str, Route] = {
    "metrics:metrics": SIGNED_IN(),
    "metrics:metric": SIGNED_IN(kwargs=a_definition),
    "metrics:define_metric": ROLES(*KEEPERS, refused=403),
    "metrics:edit_metric": ROLES(*KEEPERS, refused=403, kwargs=a_definition),
    "metrics:imports": ROLES(*KEEPERS, refused=403),
    "metrics:upload": ROLES(*KEEPERS, refused=403),
    "metrics:import": ROLES(*KEEPERS, refused=403, kwargs=an_import),
    "metrics:problem_table": ROLES(*KEEPERS, refused=403, kwargs=an_import),
    "metrics:group": SIGNED_IN(kwargs=lambda people: {"pk": a_group(people)["pk"]}),
    "metrics:authority_metrics": SIGNED_IN(kwargs=an_authoritys_slug),
    "metrics:figures": SIGNED_IN(kwargs=a_figure),
    "metrics:chart": SIGNED_IN(kwargs=a_figure),
    "metrics:figure_table": SIGNED_IN(kwargs=a_figure),
    "metrics:set_comparators": ROLES(*KEEPERS, refused=403, kwargs=an_authoritys_slug),
    "api:metrics": SIGNED_IN(),
    "api:metric": SIGNED_IN(kwargs=a_definition),
    "api:metric_values": SIGNED_IN(kwargs=an_authoritys_slug),
    "api:metric_comparison": SIGNED_IN(kwargs=a_figure),
    "api:comparator_groups": SIGNED_IN(kwargs=an_authoritys_slug),
    "api:comparator_group": SIGNED_IN(kwargs=a_group),
    "api:metric_imports": ROLES(*KEEPERS, refused=403),
    "api:metric_import": ROLES(*KEEPERS, refused=403, kwargs=an_import),
    "api:metric_import_problems": ROLES(*KEEPERS, refused=403, kwargs=an_import),
    # A write that names nothing read is refused before anything is looked up; tests/themes/test_metric_api.py goes on.
    "api:edit_metric": SIGNED_IN(method="post", status=428, kwargs=a_definition),
    "api:confirm_metric_import": ROLES(*KEEPERS, refused=403, method="post", status=428, kwargs=an_import),
    "api:drop_metric_import": ROLES(*KEEPERS, refused=403, method="post", status=428, kwargs=an_import),
}
