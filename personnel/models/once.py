"""What holds of everything that one person asks for and another decides on, whoever writes it?"""

import pgtrigger

# Every model of requests calls its outcome and its signature so, and its first outcome is this.
WAITING = "waiting"
SIGNATURE = ("reason", "asked_by", "asked_at")


def decided_once(*asked: str) -> list[pgtrigger.Trigger]:
    """Kept for ever, as it was asked (the fields named, and by whom), and decided on once."""
    return [
        pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
        pgtrigger.ReadOnly(name="as_asked", fields=[*asked, *SIGNATURE]),
        pgtrigger.Protect(
            name="decided_once",
            operation=pgtrigger.Update,
            condition=~pgtrigger.Q(old__outcome=WAITING),
        ),
    ]
