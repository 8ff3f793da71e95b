"""The addresses of 予定表."""

from django.urls import path

from posts.calendar import feed_views, move_views, views

urlpatterns = [
    path("", views.calendar, name="calendar"),
    path("posts/<int:pk>/move/", move_views.moving, name="calendar_move"),
    path("posts/<int:pk>/undo/", move_views.undo, name="calendar_undo"),
    path("feed/<str:key>.ics", feed_views.calendar_feed, name="calendar_feed"),
]
