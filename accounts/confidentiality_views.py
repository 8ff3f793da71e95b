"""/login/confidentiality/: the notice that is read once a year before going in."""

from typing import Any

from django import forms
from django.http import HttpResponse

from accounts import confidentiality, stages
from accounts.login_views import StageView


class ConfidentialityView(StageView):
    """One press: it was read."""

    stage_key = stages.ACKNOWLEDGE
    template_name = "accounts/login_confidentiality.html"
    form_class = forms.Form

    def form_valid(self, form: Any) -> HttpResponse:
        confidentiality.acknowledge(self.staff)
        return self.go_on()
