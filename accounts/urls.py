"""Which addresses sign-in has; allauth's others (sign-up, mail, codes by mail) do not exist."""

from allauth.account import views as allauth_views
from django.urls import include, path

from accounts.confidentiality_views import ConfidentialityView
from accounts.login_factors import CodeView, EnrolView, RecoveryView
from accounts.login_views import FirstPasswordView

urlpatterns = [
    path("login/", allauth_views.login, name="account_login"),
    path("login/code/", CodeView.as_view(), name="account_code"),
    path("login/recovery/", RecoveryView.as_view(), name="account_recovery"),
    path("login/password/", FirstPasswordView.as_view(), name="account_first_password"),
    path("login/authenticator/", EnrolView.as_view(), name="account_enrol"),
    path("login/confidentiality/", ConfidentialityView.as_view(), name="account_confidentiality"),
    path("login/suspended/", allauth_views.account_inactive, name="account_inactive"),
    path("logout/", allauth_views.logout, name="account_logout"),
    path("account/", include("accounts.account_urls")),
    path("account/factors/", include("accounts.factor_urls")),
]
