"""How an act is done in the browser: say it, read it once more, prove who you are, done."""

from typing import Any, ClassVar, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from accounts import proofs
from accounts.models import Staff
from accounts.proofs import ProofFields
from accounts.requests import staff_of
from accounts.step_up import Refusal, StepUpRefused
from personnel import acts, permissions
from personnel.acts import Act, NotPossible, Proof
from personnel.forms.fields import ActForm
from personnel.permissions import why_not_administer

# The proof on the second page is worth nothing any more: only the first page leads on.
_CLOSED: Final = {
    Refusal.UNKNOWN: "前の画面からは操作できません。",
    Refusal.SPENT: "前の画面からの操作は済んでいます。",
    Refusal.EXPIRED: "確認の画面を開いてから5分が過ぎました。何も変更していません。",
    Refusal.CHANGED: "確認の画面を開いた後に内容が変わりました。何も変更していません。",
}
_ONCE_MORE: Final = "続けるときは、内容を確かめて、もう一度「確認へ進む」を押してください。"


@method_decorator(never_cache, name="dispatch")
class ActView(View):
    """One address for one act: GET the form; POST it and read it again; POST that with a proof.

    Nothing is kept between the requests but the opened proof: its digest covers every word of the
    form, so what is sent the second time is what was shown.
    """

    http_method_names = ["get", "head", "post"]
    form_class: ClassVar[type[ActForm]]
    heading: ClassVar[str]
    button: ClassVar[str]
    # What happens, in sentences above the form and above the proof.
    consequences: ClassVar[tuple[str, ...]] = ()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.actor = staff_of(request)
        permissions.demand_of(request, self.why_not_enter(), actor=self.actor)
        self.load(**kwargs)
        permissions.demand_of(request, self.why_not(), actor=self.actor)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **_: Any) -> HttpResponse:
        """The form."""
        form = self.make_form(None)
        return self.show(form, hindrance=self.hindrance())

    def post(self, request: HttpRequest, **_: Any) -> HttpResponse:
        """The form sent: shown once more with the proof, or done."""
        form = self.make_form(request)
        if not form.is_valid() or "edit" in request.POST:
            return self.show(form)
        if "step_up" in request.POST:
            return self._finish(request, form)
        problem = self.hindrance() or self.problem(form)
        if problem:
            form.add_error(None, problem)
            return self.show(form)
        opened = acts.begin(self.act(form), actor=self.actor)
        return self._ask_proof(form, ProofFields(), str(opened.pk))

    # -- what an act says for itself ------------------------------------------------------------

    def load(self, **kwargs: Any) -> None:
        """Find what the act is about; 404 when it is not there."""

    def why_not_enter(self) -> str:
        """Empty when this person may do such acts; asked before anything is looked up."""
        return why_not_administer(self.actor)

    def why_not(self) -> str:
        """Empty when this person may do the act to what was found."""
        return ""

    def hindrance(self) -> str:
        """Empty when the act is possible as things stand, whatever will be filled in."""
        return ""

    def problem(self, form: Any) -> str:
        """Empty when the act is possible with what was filled in."""
        return ""

    def act(self, form: Any) -> Act:
        """The act as it is proved."""
        raise NotImplementedError

    def carry_out(self, form: Any, proof: Proof) -> HttpResponse:
        """Call the verb, and answer."""
        raise NotImplementedError

    def form_arguments(self) -> dict[str, Any]:
        """What the form needs besides the data."""
        return {}

    def context(self) -> dict[str, Any]:
        """What the page needs besides: `person`, `back` (an address) and the like."""
        return {}

    # -- the three answers ----------------------------------------------------------------------

    def make_form(self, request: HttpRequest | None) -> ActForm:
        """The form, with what was sent if something was."""
        return self.form_class(request.POST if request else None, **self.form_arguments())

    def show(self, form: ActForm, hindrance: str = "") -> HttpResponse:
        """The first page."""
        return self._page({"form": form, "hindrance": hindrance})

    def done(self, words: str, to: str, **arguments: Any) -> HttpResponse:
        """Say that it is done, and go on to another page."""
        messages.success(self.request, words)
        answer: HttpResponse = redirect(to, **arguments)
        return answer

    def _ask_proof(self, form: ActForm, proof_form: ProofFields, opened: str) -> HttpResponse:
        return self._page(
            {
                "form": form,
                "proof_form": proof_form,
                "step_up": opened,
                **proofs.shown(opened, self.actor),
            }
        )

    def _finish(self, request: HttpRequest, form: ActForm) -> HttpResponse:
        opened = request.POST["step_up"]
        proof_form = ProofFields(request.POST)
        if not proof_form.is_valid():
            return self._ask_proof(form, proof_form, opened)
        try:
            return self.carry_out(form, Proof(opened, **proof_form.proof))
        except StepUpRefused as refused:
            if refused.reason in _CLOSED:
                form.add_error(None, _CLOSED[refused.reason] + _ONCE_MORE)
                return self.show(form)
            led_out = proofs.refuse(request, proof_form, refused)
            return self._ask_proof(form, proof_form, opened) if led_out is None else led_out
        except NotPossible as problem:
            form.add_error(None, str(problem))
            return self.show(form)

    def _page(self, shown: dict[str, Any]) -> HttpResponse:
        page = {
            "heading": self.heading,
            "button": self.button,
            "consequences": self.consequences,
            **self.context(),
            **shown,
        }
        return render(self.request, "personnel/act.html", page)


class PersonView(ActView):
    """An act about one person, by an administrator who is somebody else."""

    def load(self, **kwargs: Any) -> None:
        self.person = get_object_or_404(Staff.objects.select_related("section"), pk=kwargs["pk"])

    def why_not(self) -> str:
        return why_not_administer(self.actor, self.person)

    def context(self) -> dict[str, Any]:
        return {"person": self.person}

    def back(self, words: str) -> HttpResponse:
        """Say that it is done, on the person's page."""
        return self.done(words, "personnel_person", pk=self.person.pk)
