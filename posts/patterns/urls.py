"""The addresses of 文例."""

from django.urls import path

from posts.patterns import approval_pages, views, writing

urlpatterns = [
    path("patterns/", views.pattern_list, name="pattern_list"),
    path("patterns/new/", writing.new_pattern, name="pattern_new"),
    path("patterns/<int:pk>/", views.pattern, name="pattern"),
    path("patterns/<int:pk>/use/", writing.use, name="pattern_use"),
    path("patterns/<int:pk>/edition/", writing.edition, name="pattern_edition"),
    path("patterns/<int:pk>/approvals/", approval_pages.approvals, name="pattern_approvals"),
    path(
        "patterns/<int:pk>/approvals/<uuid:step_up_id>/",
        approval_pages.approval,
        name="pattern_approval",
    ),
    path("patterns/<int:pk>/retirement/", views.retirement, name="pattern_retirement"),
]
