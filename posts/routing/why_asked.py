"""Why is somebody asked to decide in place of アカウント管理者, in a sentence for a mail?"""

from typing import Final

from accounts.models import Staff
from posts.models import Revision, Step
from posts.routing.choices import Capacity, Ground
from posts.routing.deciders import authority_of

BECAUSE: Final = {
    Ground.ABSENCE: "アカウント管理者が不在のため、代決の依頼です。",
    Ground.EMERGENCY: "急ぎの投稿のため、代決の依頼です。",
    Ground.INVOLVED: "アカウント管理者がこの投稿に関わったため、代決の依頼です。",
}
ON_DUTY: Final = "緊急当番としての依頼です。"


def why_asked(person: Staff, revision: Revision, step: Step | None) -> str:
    """A paragraph; empty for アカウント管理者, and for who takes a step before the last word."""
    authority = authority_of(person, revision.post) if step is None else None
    if authority is None:
        return ""
    if authority.capacity == Capacity.ON_DUTY:
        return f"{ON_DUTY}\n\n"
    return f"{BECAUSE[authority.ground]}\n\n" if authority.ground else ""
