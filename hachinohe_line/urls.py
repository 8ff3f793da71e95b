"""All addresses of the system."""

from django.conf import settings
from django.urls import include, path

from hachinohe_line import design
from hachinohe_line.health import healthz, numbers, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", numbers, name="metrics"),
    path("", include("accounts.urls")),
    path("", include("personnel.urls")),
    path("", include("posts.urls")),
    path("", include("media.urls")),
    path("", include("approvals.urls")),
    path("", include("broadcasts.urls")),
    path("", include("audit.urls")),
]

if settings.DEBUG:
    urlpatterns += [path("design/", design.page, name="design")]

handler400 = "hachinohe_line.errors.bad_request"
handler403 = "hachinohe_line.errors.forbidden"
handler404 = "hachinohe_line.errors.not_found"
handler500 = "hachinohe_line.errors.server_error"
