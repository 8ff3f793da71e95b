"""Acts that let somebody in: done at once, or asked for when it takes two people."""

from typing import Any, ClassVar, Final

from django.http import HttpResponse

from personnel import help_requests, standing
from personnel.acts import Act, Proof
from personnel.models import HelpKind
from personnel.views.acting import PersonView

ASKED: Final = "申請しました。本人とあなたを除く、もう1人の確認を待ちます。"
TAKES_TWO: Final = (
    "承認や管理のできる役割がある（申請中を含む）職員のため、申請になります。もう1人が確認するまで、"
    "何も変わりません。ほかのシステム管理者が確認します。本人がシステム管理者で、ほかに確認できる"
    "システム管理者がいないときは、アカウント管理者が確認します。"
)
SHOWN_TO_ANOTHER: Final = "仮パスワードは、確認した人の画面にだけ、一度表示します。"


class HelpView(PersonView):
    """An act that opens somebody's account, and its request when it takes two."""

    kind: ClassVar[HelpKind]

    def takes_two(self, form: Any = None) -> bool:
        """Is it only asked for? `form` is what was filled in, as soon as it is known."""
        return standing.takes_two(self.person)

    def alone(self, form: Any) -> Act:
        """The act of one person."""
        raise NotImplementedError

    def do_alone(self, form: Any, proof: Proof) -> HttpResponse:
        """Call the verb of one person, and answer."""
        raise NotImplementedError

    def wanted(self, form: Any) -> dict[str, str]:
        """What a request says besides the person and its kind."""
        return {"reason": form.cleaned_data["reason"]}

    def context(self) -> dict[str, Any]:
        shown = super().context()
        if not self.takes_two():
            return shown
        told = [TAKES_TWO, *([SHOWN_TO_ANOTHER] if self.kind.shows_password else [])]
        return {**shown, "button": f"{self.kind.label}を申請する", "consequences": told}

    def problem(self, form: Any) -> str:
        if not self.takes_two(form):
            return super().problem(form)
        return help_requests.why_not_ask(self.person, self.kind)

    def act(self, form: Any) -> Act:
        if not self.takes_two(form):
            return self.alone(form)
        return help_requests.asking(self.person, self.kind, **self.wanted(form))

    def carry_out(self, form: Any, proof: Proof) -> HttpResponse:
        if not self.takes_two(form):
            return self.do_alone(form, proof)
        said = self.wanted(form)
        help_requests.ask(self.person, self.kind, actor=self.actor, proof=proof, **said)
        return self.back(ASKED)
