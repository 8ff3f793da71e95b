"""The addresses of 予定表."""

from django.urls import path

from posts.calendar import move_views, views

urlpatterns = [
    path("", views.calendar, name="calendar"),
    path("posts/<int:pk>/move/", move_views.moving, name="calendar_move"),
    path("posts/<int:pk>/undo/", move_views.undo, name="calendar_undo"),
]
