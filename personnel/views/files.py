"""異動ファイル: the form to begin with, the upload, the preview, and the result shown once."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Staff
from accounts.requests import staff_of
from personnel import permissions
from personnel.acts import Act, Proof
from personnel.exports import Format
from personnel.forms.duties import UploadForm
from personnel.forms.people import NothingForm
from personnel.models import StaffFile
from personnel.permissions import why_not_administer
from personnel.staff_files import applying
from personnel.staff_files.columns import COLUMNS, template
from personnel.staff_files.reading import LARGEST_FILE, Unreadable
from personnel.staff_files.steps import Group
from personnel.views.acting import ActView
from personnel.views.helping_in import passwords_once
from personnel.views.people import as_file

FAULTS_SHOWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file; it is read, and leads to its preview. Nobody changes by that."""
    actor = _administrator(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    shown: dict[str, Any] = {"form": form, "columns": COLUMNS, "formats": list(Format)}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            content = file.read(LARGEST_FILE + 1)  # one byte more betrays that it is too large
            kept = applying.upload(content, name=file.name, actor=actor)
        except Unreadable as unreadable:
            form.add_error("file", "ファイルを直して、もう一度選んでください。")
            shown["faults"] = unreadable.faults[:FAULTS_SHOWN]
        else:
            return redirect("personnel_file", pk=kept.pk)
    return render(request, "personnel/upload.html", shown)


@require_safe
def file_template(request: HttpRequest, form: str) -> HttpResponse:
    """ひな形, as CSV or Excel."""
    _administrator(request)
    chosen = Format(form)
    return as_file(template(chosen), f"idou-hinagata.{chosen.value}", chosen)


class Apply(ActView):
    """この内容で反映する: the preview, then the proof, then everything at once."""

    form_class = NothingForm
    heading = "異動ファイルの確認"
    button = "この内容で反映する"

    def load(self, **kwargs: Any) -> None:
        # One's own only: what was uploaded is shown to nobody else.
        mine = StaffFile.objects.filter(uploaded_by=self.actor)
        self.file = get_object_or_404(mine, pk=kwargs["pk"])
        self.plan = applying.plan_of(self.file, actor=self.actor)

    def hindrance(self) -> str:
        return applying.why_not_apply(self.file, self.plan)

    def context(self) -> dict[str, Any]:
        groups = [(group, self.plan.of(group)) for group in Group]
        return {
            "file": self.file,
            "counts": self.plan.counts(),
            "groups": groups,
            "unchanged": Group.UNCHANGED,
            "faults": self.plan.faults[:FAULTS_SHOWN],
            "more_faults": max(0, len(self.plan.faults) - FAULTS_SHOWN),
        }

    def act(self, form: NothingForm) -> Act:
        return applying.application(self.file, self.plan)

    def carry_out(self, form: NothingForm, proof: Proof) -> HttpResponse:
        applied = applying.apply(self.file, actor=self.actor, proof=proof)
        return passwords_once(
            self,
            applied.passwords,
            counts=applied.counts,
            later=applied.later,
            at=timezone.now(),
        )


def _administrator(request: HttpRequest) -> Staff:
    actor = staff_of(request)
    permissions.demand_of(request, why_not_administer(actor), actor=actor)
    return actor
