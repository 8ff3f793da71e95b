"""The addresses of decisions."""

from django.urls import include, path

from approvals import (
    acts,
    halts,
    inbox,
    later_review_views,
    report_pages,
    retiming_page,
    views,
)

urlpatterns = [
    path("approvals/", inbox.inbox, name="approval_inbox"),
    path("approvals/<int:pk>/report/", report_pages.after_report, name="after_report"),
    path("approvals/reading/", inbox.reading_on, name="approval_reading"),
    path("approvals/later-reviews/", later_review_views.later_reviews, name="later_reviews"),
    path("approvals/later-reviews/<int:pk>/", later_review_views.later_review, name="later_review"),
    path("approvals/<int:pk>/", views.approval, name="approval"),
    path("approvals/<int:pk>/return/", acts.returning, name="approval_return"),
    path("approvals/<int:pk>/rejection/", acts.rejection, name="approval_rejection"),
    path("approvals/<int:pk>/hold/", acts.hold, name="approval_hold"),
    path("approvals/<int:pk>/resumption/", acts.resumption, name="approval_resumption"),
    path("approvals/<int:pk>/endorsement/", acts.endorsement, name="approval_endorsement"),
    path("approvals/<int:pk>/time/", retiming_page.retiming, name="approval_retiming"),
    path("approvals/<int:pk>/confirmations/", views.confirmations, name="approval_confirmations"),
    path(
        "approvals/<int:pk>/confirmations/<uuid:step_up_id>/",
        views.confirmation,
        name="approval_confirmation",
    ),
    path("", include("approvals.records.urls")),
    path("", include("approvals.sheets.urls")),
    path("posts/<int:pk>/halt/", halts.halting, name="post_halt"),
    path("posts/<int:pk>/halt/reason/", halts.halt_reason, name="post_halt_reason"),
    path("posts/<int:pk>/countdown/", halts.countdown, name="post_countdown"),
]
