"""What somebody with full rights could do to the trail: rows changed, sealed anew, put in."""

from typing import Any

from django.utils import timezone

from accounts.models import Staff
from audit import trail
from audit.actions import Action
from audit.models import Entry
from tests.office import tamper


def write_down(staff: Staff, number: int = 6) -> list[Entry]:
    """A trail of some entries about one person."""
    return [
        trail.record(
            Action.POST_EDITED, target=staff, actor=staff.as_actor(), detail={"version": version}
        )
        for version in range(1, number + 1)
    ]


def change(sequence: int, column: str, value: Any) -> None:
    """Change one column of one row and nothing else."""
    tamper(f"UPDATE audit_entry SET {column} = %s WHERE sequence = %s", [value, sequence])


def remove(*sequences: int) -> None:
    tamper("DELETE FROM audit_entry WHERE sequence = ANY (%s)", [list(sequences)])


def seal_anew(first: int, last: int) -> None:
    """Make the seals of some rows fit again, each with the one before."""
    for sequence in range(first, last + 1):
        entry = Entry.objects.get(sequence=sequence)
        before = Entry.objects.filter(sequence__lt=sequence).last()
        entry.previous_hash = before.hash if before else trail.GENESIS
        change(sequence, "previous_hash", entry.previous_hash)
        change(sequence, "hash", trail.seal(entry))


def put_in(sequence: int) -> None:
    """A row that is sealed as it should be, but was never recorded."""
    before = Entry.objects.get(sequence=sequence - 1)
    entry = Entry(
        sequence=sequence,
        at=timezone.now(),
        actor_id="staff:1",
        actor_label="だれか",
        action=Action.POST_APPROVED,
        target="posts.post:1",
        detail={},
        previous_hash=before.hash,
    )
    entry.hash = trail.seal(entry)
    entry.save(force_insert=True)


def move_head(sequence: int) -> None:
    """Make the end of the chain what the row of this number says."""
    seal = Entry.objects.get(sequence=sequence).hash
    tamper("UPDATE audit_head SET sequence = %s, hash = %s", [sequence, seal])


def flaws(known: tuple[int, str] | None = None) -> list[tuple[int, str]]:
    """What the verification finds: number of the row, and the first word or two of the finding."""
    return [(flaw.sequence, flaw.what) for flaw in trail.verify(known=known)]
