"""The addresses of 統計."""

from django.urls import path

from broadcasts.statistics import views

urlpatterns = [
    path("statistics/", views.statistics, name="statistics"),
    path("statistics/file/", views.statistics_file, name="statistics_file"),
]
