"""The addresses of posts."""

from django.urls import include, path

from posts import editor, overviews, previews, situations, submitting, views
from posts.kinds.views import following

urlpatterns = [
    path("", overviews.home, name="home"),
    path("posts/", overviews.post_list, name="post_list"),
    path("posts/new/", editor.new, name="post_new"),
    path("posts/preview/", previews.preview, name="post_preview"),
    path("posts/bubbles/", previews.new_bubble, name="post_bubble"),
    path("posts/<int:pk>/", views.detail, name="post"),
    path("posts/<int:pk>/situation/", situations.situation, name="post_situation"),
    path("posts/<int:pk>/edit/", editor.edit, name="post_edit"),
    path("posts/<int:pk>/submission/", submitting.submission, name="post_submission"),
    path("posts/<int:pk>/withdrawal/", views.withdrawal, name="post_withdrawal"),
    path("posts/<int:pk>/reopening/", views.reopening, name="post_reopening"),
    path("posts/<int:pk>/following/", following, name="post_following"),
    path("", include("posts.patterns.urls")),
    path("", include("posts.screening_lists.urls")),
]
