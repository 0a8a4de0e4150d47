"""Every address of the product, by door."""

from django.urls import URLPattern, URLResolver, include, path

from bestvalue import figures, health
from bestvalue.api.documentation import documentation
from bestvalue.desk.reference import site as reference
from cases.views import reuse

handler500 = "bestvalue.ui.failing.server_error"
urlpatterns: list[URLPattern | URLResolver] = [  # what is read most comes first, as each is tried in turn
    path("api/", documentation, name="api_documentation"),
    path("api/", include("bestvalue.api.urls")),
    path("register/", include("cases.urls")),
    path("", include("bestvalue.desk.urls_authorities")),
    path("", include("bestvalue.desk.urls")),
    path("cases/", include("notices.urls")),
    path("cases/", include("interventions.urls")),
    path("", include("themes.urls")),
    path("", include("themes.urls_evidence")),
    path("", include("themes.urls_metrics")),
    path("", include("bestvalue.accounts.urls")),
    path("", include("bestvalue.accounts.urls_allauth")),
    path("admin/", reference.urls),
    path("messages/", include("bestvalue.messages.urls")),
    path("cases/", include("cases.urls_office")),
    path("", include("cases.urls_tasks")),
    path("clocks/", include("cases.urls_clocks")),
    path("help/", include("bestvalue.desk.urls_help")),
    path("robots.txt", reuse.robots, name="robots"),
    path("sitemap.xml", reuse.sitemap_index, name="sitemap_index"),
    path("sitemap-<slug:section>.xml", reuse.sitemap, name="sitemap"),
    path("healthz/", health.alive, name="healthz"),
    path("readyz/", health.ready, name="readyz"),
    path("metricsz/", figures.exposition, name="figures"),
]
