"""How is what is certainly wrong set right at the press of a button?

Nothing is saved: what has been typed goes back into the form with the words replaced.
"""

from typing import Final

from django.http import QueryDict

from posts.answering.looking import Look
from posts.answering.places import field_at

FIX: Final = "fix"


def is_asked(sent: QueryDict) -> bool:
    """Was 「直す」 pressed?"""
    return FIX in sent


def fixed(sent: QueryDict, look: Look) -> tuple[QueryDict, str]:
    """What the form holds afterwards, and the name of the field that was meant, or nothing.

    A finding that is no longer there, since the words have changed, changes nothing.
    """
    changed = sent.copy()
    key = str(changed.pop(FIX)[-1])
    for finding in look.findings:
        if finding.key != key or finding.fix is None:
            continue
        field, begins = field_at(finding.place, finding.start, look.parts)
        texts = {part.field: part.text + part.beyond for part in look.parts}
        text = texts.get(field, str(sent.get(field, "")))
        start, end = finding.start - begins, finding.end - begins
        changed[field] = f"{text[:start]}{finding.fix}{text[end:]}"
        return changed, field
    return changed, ""
