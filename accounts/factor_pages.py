"""What the pages that change one's own factors have in common."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts import proofs, step_up
from accounts.models import Staff, StepUp
from accounts.requests import staff_of

OUT_OF_DATE: Final = "この画面は期限が切れたか、使用済みです。もう一度操作してください。"


def open_proof(step_up_id: UUID, staff: Staff, action: str) -> StepUp | None:
    """The proof that this page was opened for, while it can still be given."""
    found = step_up.find_open(str(step_up_id), staff=staff)
    return found if found is not None and found.action == action else None


def too_late(request: HttpRequest, step_up_id: UUID, action: str) -> HttpResponse:
    """Back to the overview; a form that was sent on a closed proof is recorded as refused."""
    if request.method == "POST":
        step_up.note_replay(str(step_up_id), staff=staff_of(request), action=action)
    return out_of_date(request)


def out_of_date(request: HttpRequest) -> HttpResponse:
    """Back to the overview, saying why."""
    messages.error(request, OUT_OF_DATE)
    return redirect("account_factors")


def with_proof(
    request: HttpRequest, template: str, step_up_id: UUID, context: dict[str, Any]
) -> HttpResponse:
    """The page with its form and what `accounts/_proof.html` needs."""
    return render(request, template, {**context, **proofs.shown(step_up_id, staff_of(request))})
