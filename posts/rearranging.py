"""How are bubbles added, moved, taken out and brought back, and lists opened, by plain buttons?

Nothing is saved: what has been typed goes back into the form, in another order.
"""

from typing import Final

from django.http import QueryDict

from posts import picking
from posts.bubbles import MOST, new
from posts.bubbles.naming import name_in_form

ACTS: Final = ("add", "up", "down", "remove", "restore", *picking.ACTS)


def is_asked(sent: QueryDict) -> bool:
    """Was one of these buttons pressed?"""
    return any(act in sent for act in ACTS)


def rearranged(sent: QueryDict) -> tuple[QueryDict, str]:
    """What the form holds afterwards, and the id of the bubble that was meant, or nothing."""
    changed = sent.copy()
    act = next(act for act in ACTS if act in sent)
    meant = str(changed.pop(act)[-1])
    order = changed.getlist("bubble")
    if act == "add":
        if len(set(order) - set(changed.getlist("removed"))) >= MOST:
            return changed, ""
        meant = _add(changed, order, meant)
    elif meant in order:
        _change(changed, order, act, meant)
    changed.setlist("bubble", order)
    return changed, meant


def _add(changed: QueryDict, order: list[str], kind: str) -> str:
    try:
        bubble = new(kind)
    except ValueError:
        return ""
    order.append(bubble.id)
    changed[name_in_form(bubble.id, "kind")] = bubble.kind
    return bubble.id


def _change(changed: QueryDict, order: list[str], act: str, meant: str) -> None:
    removed = [identity for identity in changed.getlist("removed") if identity != meant]
    if act == "remove":
        removed.append(meant)
    changed.setlist("removed", removed)
    if act in {"up", "down"}:
        place = order.index(meant)
        order.remove(meant)
        order.insert(max(0, place + (1 if act == "down" else -1)), meant)
