"""As what was something decided: in the columns, in the trail, and in words?"""

from typing import Any

from approvals.models import Decision
from posts.routing.deciders import Authority


def as_what(authority: Authority, ground_words: str = "") -> dict[str, Any]:
    """The columns of the decision."""
    return {
        "capacity": authority.capacity,
        "ground": authority.ground or "",
        "ground_words": ground_words.strip() if authority.needs_words else "",
        "absence": authority.absence,
        "duty": authority.duty,
    }


def in_whose_place(decision: Decision) -> str:
    """代決として, for a mail; empty for アカウント管理者 and who takes a step before the last."""
    return f"{decision.get_capacity_display()}として" if decision.is_for_another else ""


def in_the_trail(decision: Decision) -> dict[str, str]:
    """The facts of a decision beside its digest."""
    facts = {
        "reason": decision.reason,
        "capacity": decision.capacity,
        "ground": decision.ground,
        "ground_words": decision.ground_words,
    }
    return {"reason": facts.pop("reason"), **{name: said for name, said in facts.items() if said}}
