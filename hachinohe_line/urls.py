"""All addresses of the system."""

from django.conf import settings
from django.urls import include, path

from hachinohe_line import design
from hachinohe_line.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("accounts.urls")),
    path("", include("posts.urls")),
    path("", include("approvals.urls")),
    path("", include("broadcasts.urls")),
    path("", include("audit.urls")),
]

if settings.DEBUG:
    urlpatterns += [path("design/", design.page, name="design")]

handler400 = "hachinohe_line.page.bad_request"
handler403 = "hachinohe_line.page.forbidden"
handler404 = "hachinohe_line.page.not_found"
handler500 = "hachinohe_line.page.server_error"
