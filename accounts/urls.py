"""Which addresses sign-in has; allauth's others (sign-up, mail, codes by mail) do not exist."""

from allauth.account import views as allauth_views
from django.urls import path

from accounts.login_views import CodeView, EnrolView, FirstPasswordView

urlpatterns = [
    path("login/", allauth_views.login, name="account_login"),
    path("login/code/", CodeView.as_view(), name="account_code"),
    path("login/password/", FirstPasswordView.as_view(), name="account_first_password"),
    path("login/authenticator/", EnrolView.as_view(), name="account_enrol"),
    path("login/suspended/", allauth_views.account_inactive, name="account_inactive"),
    path("logout/", allauth_views.logout, name="account_logout"),
]
