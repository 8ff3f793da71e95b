"""The addresses of the account manager's desk."""

from django.urls import include, path

from approvals import later_review_views, report_pages, views

urlpatterns = [
    path("approvals/<int:pk>/report/", report_pages.after_report, name="after_report"),
    path("approvals/", views.inbox, name="approval_inbox"),
    path("approvals/later-reviews/", later_review_views.later_reviews, name="later_reviews"),
    path("approvals/later-reviews/<int:pk>/", later_review_views.later_review, name="later_review"),
    path("approvals/<int:pk>/", views.approval, name="approval"),
    path("approvals/<int:pk>/return/", views.returning, name="approval_return"),
    path("approvals/<int:pk>/confirmations/", views.confirmations, name="approval_confirmations"),
    path(
        "approvals/<int:pk>/confirmations/<uuid:step_up_id>/",
        views.confirmation,
        name="approval_confirmation",
    ),
    path("", include("approvals.records.urls")),
    path("", include("approvals.sheets.urls")),
]
