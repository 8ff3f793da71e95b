"""How a page asks for a fresh proof: the fields, what the template is given, and a refusal's words.

A page with consequences takes three requests: a POST that opens the proof (`step_up.begin`) and
leads to an address with its id; the page itself; and a POST of the form, whose verb spends the
proof (`step_up.confirm(..., **form.proof)`) before anything else.
"""

import hashlib
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts import devices, sessions, step_up
from accounts.forms import code_field
from accounts.models import Staff
from accounts.passkeys import LONGEST_ANSWER
from accounts.sessions import Ending
from accounts.step_up import StepUpRefused

EXHAUSTED = "確認コードの間違いが続いたため、安全のためログアウトしました。操作は行っていません。"


class OnceInput(forms.HiddenInput):
    """A hidden box whose value does not come back: an answer that was refused is worth nothing."""

    def format_value(self, value: Any) -> None:
        return None


class ProofFields(forms.Form):
    """A code of the authenticator app, or the answer of a passkey that a script puts in."""

    code = code_field()
    assertion = forms.CharField(required=False, max_length=LONGEST_ANSWER, widget=OnceInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.data.get(self.add_prefix("assertion")):
            self.fields["code"].required = False

    @property
    def proof(self) -> dict[str, str]:
        """The keyword arguments of `step_up.confirm` that a valid form holds."""
        return {name: self.cleaned_data[name] for name in ("code", "assertion")}


def digest_of(*parts: object) -> str:
    """The fingerprint of a content that is no post: SHA-256 over its parts, 64 hex digits."""
    lines = [f"{len(text)}:{text}" for text in map(str, parts)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def shown(step_up_id: UUID | str, staff: Staff) -> dict[str, Any]:
    """What `accounts/_proof.html` needs: what the person has, and what to ask a passkey."""
    return {
        "takes_code": bool(devices.authenticators(staff)),
        "passkey_options": step_up.passkey_options(str(step_up_id), staff),
    }


def refuse(request: HttpRequest, form: forms.Form, refused: StepUpRefused) -> HttpResponse | None:
    """Say at the code field why not; after five wrong codes, end the session and lead out."""
    staff = request.user
    if isinstance(staff, Staff) and step_up.exhausted(staff):
        sessions.end(request, why=Ending.STEP_UP_EXHAUSTED)
        messages.error(request, EXHAUSTED)
        return redirect("account_login")
    form.add_error("code", refused.message)
    return None
