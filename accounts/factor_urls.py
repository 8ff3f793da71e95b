"""The addresses below /account/factors/: one's own factors; each change has a page with a proof."""

from django.urls import path

from accounts import enrolment_views, factor_views

urlpatterns = [
    path("", factor_views.overview, name="account_factors"),
    path("authenticators/", enrolment_views.authenticators, name="account_authenticators"),
    path(
        "authenticators/<uuid:step_up_id>/",
        enrolment_views.authenticator,
        name="account_authenticator",
    ),
    path("passkeys/", enrolment_views.passkeys_new, name="account_passkeys"),
    path("passkeys/<uuid:step_up_id>/", enrolment_views.passkey, name="account_passkey"),
    path("recovery-codes/", factor_views.reissues, name="account_recovery_codes"),
    path("recovery-codes/<uuid:step_up_id>/", factor_views.reissue, name="account_reissue"),
    path("<slug:key>/name/", factor_views.name, name="account_factor_name"),
    path("<slug:key>/removals/", factor_views.removals, name="account_factor_removals"),
    path(
        "<slug:key>/removals/<uuid:step_up_id>/",
        factor_views.removal,
        name="account_factor_removal",
    ),
]
