"""The addresses of the library of pictures and films."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
