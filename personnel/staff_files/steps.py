"""What applying a row would do to a person: single steps, with the words before and after."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from accounts.models import Appointment, Role, Section, Staff
from personnel.staff_files.rows import Row
from personnel.terms import Term


class Effect(StrEnum):
    """What a step does."""

    REGISTER = "register"
    REWRITE = "rewrite"
    TRANSFER = "transfer"
    END_ROLE = "end_role"
    GIVE_ROLE = "give_role"
    ASK_ROLE = "ask_role"
    RETIRE = "retire"


@dataclass(frozen=True)
class Step:
    """One change of one person; `label`, `before` and `after` are what the preview says."""

    effect: Effect
    label: str
    before: str
    after: str
    section: Section | None = None
    on: date | None = None
    term: Term | None = None
    kept: tuple[Role, ...] = ()
    appointment: Appointment | None = None


class Group(StrEnum):
    """Under which heading of the preview a person appears."""

    NEW = "新規"
    MOVED = "異動・変更"
    RETIRED = "退職"
    UNCHANGED = "変更なし"


@dataclass(frozen=True)
class Change:
    """What one row does; without steps nothing."""

    row: Row
    staff: Staff | None
    group: Group
    steps: tuple[Step, ...]

    def as_content(self) -> list[Any]:
        """What the administrator was shown, for the fingerprint of the whole."""
        said = [[step.effect, step.label, step.before, step.after] for step in self.steps]
        return [self.row.line, self.row.number, self.row.name, self.row.email, said]
