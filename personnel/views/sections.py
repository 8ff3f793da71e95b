"""課: the list, and how a section is added, renamed and closed."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.models import Section
from accounts.requests import staff_of
from personnel import sections
from personnel.acts import Act, Proof
from personnel.forms.duties import RenameForm, SectionForm
from personnel.forms.people import ReasonForm
from personnel.permissions import why_not_administer
from personnel.views.acting import ActView


@require_safe
def section_list(request: HttpRequest) -> HttpResponse:
    """Every section with the number of people in it; closed ones at the end."""
    problem = why_not_administer(staff_of(request))
    if problem:
        raise PermissionDenied(problem)
    listed = [
        (section, sections.members(section).count(), sections.why_not_close(section))
        for section in sections.open_sections()
    ]
    closed = Section.objects.filter(closed_at__isnull=False).order_by("name")
    return render(request, "personnel/sections.html", {"sections": listed, "closed": closed})


class Add(ActView):
    """課を追加する."""

    form_class = SectionForm
    heading = "課の追加"
    button = "課を追加する"

    def problem(self, form: SectionForm) -> str:
        return sections.why_not_name(form.cleaned_data["name"])

    def act(self, form: SectionForm) -> Act:
        return sections.addition(form.cleaned_data["name"])

    def carry_out(self, form: SectionForm, proof: Proof) -> HttpResponse:
        section = sections.add(form.cleaned_data["name"], actor=self.actor, proof=proof)
        return self.done(f"{section.name}を追加しました。", "personnel_sections")


class _SectionView(ActView):
    def load(self, **kwargs: Any) -> None:
        self.section = get_object_or_404(Section, pk=kwargs["pk"])

    def context(self) -> dict[str, Any]:
        return {"section": self.section}


class Rename(_SectionView):
    """課名を変更する."""

    form_class = RenameForm
    heading = "課名の変更"
    button = "課名を変更する"
    consequences = ("これまでの投稿と監査記録には、そのときの課名が残ります。",)

    def form_arguments(self) -> dict[str, Any]:
        return {"initial": {"name": self.section.name}}

    def problem(self, form: RenameForm) -> str:
        return sections.why_not_name(form.cleaned_data["name"], self.section)

    def act(self, form: RenameForm) -> Act:
        return sections.renaming(self.section, **form.cleaned_data)

    def carry_out(self, form: RenameForm, proof: Proof) -> HttpResponse:
        cleaned = form.cleaned_data
        sections.rename(
            self.section, cleaned["name"], actor=self.actor, reason=cleaned["reason"], proof=proof
        )
        return self.done("課名を変更しました。", "personnel_sections")


class Close(_SectionView):
    """課を廃止する."""

    form_class = ReasonForm
    heading = "課の廃止"
    button = "課を廃止する"
    consequences = ("この課へは、登録も異動もできなくなります。投稿と記録は残ります。",)

    def hindrance(self) -> str:
        return sections.why_not_close(self.section)

    def act(self, form: ReasonForm) -> Act:
        return sections.closing(self.section, form.cleaned_data["reason"])

    def carry_out(self, form: ReasonForm, proof: Proof) -> HttpResponse:
        sections.close(self.section, actor=self.actor, proof=proof, **form.cleaned_data)
        return self.done(f"{self.section.name}を廃止しました。", "personnel_sections")
