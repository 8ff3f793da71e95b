"""The addresses of the emergency stop."""

from django.urls import path

from broadcasts import views

urlpatterns = [
    path("stop/", views.stop, name="stop"),
    path("stop/<int:pk>/release-request/", views.release_request, name="stop_release_request"),
    path(
        "stop/<int:pk>/confirmations/",
        views.release_confirmations,
        name="stop_release_confirmations",
    ),
    path("stop/<int:pk>/confirmations/<uuid:step_up_id>/", views.release, name="stop_release"),
]
