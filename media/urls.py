"""The addresses of the library of pictures and films."""

from django.urls import path

from media import upload_views, views

urlpatterns = [
    path("library/", views.item_list, name="media_list"),
    path("library/images/new/", upload_views.image, name="media_image_new"),
    path("library/videos/new/", upload_views.video, name="media_video_new"),
    path("library/<int:pk>/", views.detail, name="media_item"),
    path("library/<int:pk>/wording/", views.wording, name="media_wording"),
    path("library/<int:pk>/retirement/", views.retirement, name="media_retirement"),
    path("library/<int:pk>/offering/", views.offering, name="media_offering"),
]
