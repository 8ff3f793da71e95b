"""The addresses of the table of routes."""

from django.urls import path

from posts.routing import views

urlpatterns = [
    path("routes/", views.route_rules, name="route_rules"),
    path("routes/<int:pk>/end/", views.route_rule_end, name="route_rule_end"),
]
