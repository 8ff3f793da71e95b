"""The addresses of the lists that screening goes by."""

from django.urls import path

from posts.screening_lists import views

urlpatterns = [
    path("screening-lists/", views.overview, name="screening_lists"),
    path("screening-lists/<slug:kind>/", views.one_list, name="screening_list"),
    path("screening-lists/<slug:kind>/list.csv", views.as_file, name="screening_list_csv"),
    path(
        "screening-lists/entries/<slug:key>/removal/",
        views.removal,
        name="screening_list_removal",
    ),
]
