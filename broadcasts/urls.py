"""The addresses of the emergency stop, of the findings about an uncertain sending, and of 統計."""

from django.urls import include, path

from broadcasts import finding_pages, views

urlpatterns = [
    path("", include("broadcasts.statistics.urls")),
    path("stop/", views.stop, name="stop"),
    path("stop/<int:pk>/release-request/", views.release_request, name="stop_release_request"),
    path(
        "stop/<int:pk>/release-request/taking-back/",
        views.release_taking_back,
        name="stop_release_taking_back",
    ),
    path(
        "stop/<int:pk>/confirmations/",
        views.release_confirmations,
        name="stop_release_confirmations",
    ),
    path("stop/<int:pk>/confirmations/<uuid:step_up_id>/", views.release, name="stop_release"),
    path("posts/<int:pk>/finding/", finding_pages.finding, name="post_finding"),
    path(
        "posts/<int:pk>/finding/confirmations/",
        finding_pages.confirmations,
        name="finding_confirmations",
    ),
    path(
        "posts/<int:pk>/finding/confirmations/<uuid:step_up_id>/",
        finding_pages.confirmation,
        name="finding_confirmation",
    ),
]
