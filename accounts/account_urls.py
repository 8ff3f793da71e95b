"""The addresses below /account/ that are about oneself: password, sessions, report of a leak."""

from django.urls import path

from accounts import account_views, calendar_key_views, password_views, session_views

urlpatterns = [
    path("", account_views.overview, name="account"),
    path("password/", password_views.rules, name="account_password"),
    path("password/<uuid:step_up_id>/", password_views.change, name="account_password_change"),
    path("sessions/", session_views.session_list, name="account_sessions"),
    path("sessions/endings/", session_views.other_endings, name="account_session_endings"),
    path("sessions/notice/", session_views.notice_answer, name="account_session_notice"),
    path("sessions/<uuid:pk>/ending/", session_views.ending, name="account_session_ending"),
    path("session/", session_views.state, name="account_session"),
    path("session/extension/", session_views.extension, name="account_session_extension"),
    path("calendar/", calendar_key_views.calendar_key, name="account_calendar"),
    path("calendar/ending/", calendar_key_views.ending, name="account_calendar_ending"),
    path("leak-report/", account_views.leak_report, name="account_leak_report"),
]
