"""棚卸し: what should be looked at, and the sign-off."""

from typing import Any

from django.http import HttpResponse

from personnel import reviews
from personnel.acts import Act, Proof
from personnel.forms.duties import ReviewForm
from personnel.models import ReviewSignOff
from personnel.reviews import FINDINGS
from personnel.views.acting import ActView

REVIEWS_SHOWN = 20


class Review(ActView):
    """棚卸しを完了する, with everything that was found on the same page."""

    form_class = ReviewForm
    heading = "棚卸し"
    button = "棚卸しを完了する"

    def load(self, **kwargs: Any) -> None:
        self.found = reviews.findings()

    def context(self) -> dict[str, Any]:
        return {
            "findings": [
                (name, label, getattr(self.found, name)) for name, label in FINDINGS.items()
            ],
            "is_due": reviews.is_due(),
            "past": ReviewSignOff.objects.select_related("signed_by__section")[:REVIEWS_SHOWN],
        }

    def act(self, form: ReviewForm) -> Act:
        return reviews.signing_off(self.found, form.cleaned_data["note"])

    def carry_out(self, form: ReviewForm, proof: Proof) -> HttpResponse:
        reviews.sign_off(
            actor=self.actor,
            found=self.found,
            note=form.cleaned_data["note"],
            proof=proof,
        )
        return self.done("棚卸しの完了を記録しました。", "personnel_review")
