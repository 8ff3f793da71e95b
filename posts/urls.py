"""The addresses of posts."""

from django.urls import include, path

from posts import (
    autosaves,
    comments,
    duplicating,
    editor,
    overviews,
    presence,
    previews,
    scheduling,
    situations,
    submitting,
    suggestions,
    versions,
    views,
)
from posts.kinds.views import following

urlpatterns = [
    path("", overviews.home, name="home"),
    path("posts/", overviews.post_list, name="post_list"),
    path("posts/new/", editor.new, name="post_new"),
    path("posts/preview/", previews.preview, name="post_preview"),
    path("posts/bubbles/", previews.new_bubble, name="post_bubble"),
    path("posts/media/", previews.media, name="post_media"),
    path("posts/autosave/", autosaves.first_autosave, name="post_first_autosave"),
    path("posts/<int:pk>/", views.detail, name="post"),
    path("posts/<int:pk>/situation/", situations.situation, name="post_situation"),
    path("posts/<int:pk>/edit/", editor.edit, name="post_edit"),
    path("posts/<int:pk>/schedule/", scheduling.schedule, name="post_schedule"),
    path("posts/<int:pk>/timing/", scheduling.timing, name="post_timing"),
    path("posts/<int:pk>/autosave/", autosaves.autosave, name="post_autosave"),
    path("posts/<int:pk>/presence/", presence.presence, name="post_presence"),
    path("posts/<int:pk>/duplication/", duplicating.duplication, name="post_duplication"),
    path("posts/<int:pk>/versions/", versions.versions, name="post_versions"),
    path("posts/<int:pk>/comments/", comments.comments, name="post_comments"),
    path(
        "posts/<int:pk>/comments/<int:comment_pk>/resolution/",
        comments.resolution,
        name="post_comment_resolution",
    ),
    path(
        "posts/<int:pk>/comments/<int:comment_pk>/reopening/",
        comments.reopening,
        name="post_comment_reopening",
    ),
    path(
        "posts/<int:pk>/comments/<int:comment_pk>/adoption/",
        suggestions.adoption,
        name="post_comment_adoption",
    ),
    path("posts/<int:pk>/submission/", submitting.submission, name="post_submission"),
    path("posts/<int:pk>/withdrawal/", views.withdrawal, name="post_withdrawal"),
    path("posts/<int:pk>/reopening/", views.reopening, name="post_reopening"),
    path("posts/<int:pk>/following/", following, name="post_following"),
    path("calendar/", include("posts.calendar.urls")),
    path("", include("posts.emergencies.urls")),
    path("", include("posts.patterns.urls")),
    path("", include("posts.screening_lists.urls")),
    path("", include("posts.routing.urls")),
]
