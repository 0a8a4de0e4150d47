"""Addresses of the API. Each app gives its own; the last line answers for all that is not there."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from .oauth import MachineTokenView
from .views import Root, Schema, Unknown

resources: list[URLPattern | URLResolver] = [  # what is read most comes first, as each is tried in turn
    path("", include("bestvalue.desk.api.urls")),
    path("", include("cases.api.urls")),
    path("", include("themes.api.urls")),
    path("", include("notices.api.urls")),
    path("", include("interventions.api.urls")),
    path("", include("bestvalue.messages.api.urls")),
]

version_1: list[URLPattern | URLResolver] = [
    path("", Root.as_view(), name="root"),
    path("schema/", Schema.as_view(), name="schema"),
    *resources,
]

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", include(version_1)),
    path("oauth/token/", MachineTokenView.as_view(), name="token"),
    re_path(r"^(?P<rest>.+)$", Unknown.as_view(), name="unknown"),
]
