"""The addresses of 緊急の投稿."""

from django.urls import path

from posts.emergencies import views

urlpatterns = [
    path("emergencies/", views.choosing, name="emergencies"),
    path("emergencies/<int:pk>/", views.filling, name="emergency_new"),
]
