"""What a file would change: every row compared with how its person stands now."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from accounts.models import Section, Staff
from personnel import situations
from personnel.permissions import ONESELF
from personnel.situations import Situation
from personnel.staff_files.columns import NAME, NUMBER, SECTION, WHOLE_ROW, Fault, Kind, RawRow
from personnel.staff_files.rows import Row, clean
from personnel.staff_files.steps import Change, Effect, Group, Step
from personnel.staff_files.wishes import RowFaulty, moving, newcomer, retiring

GROUPS: Final = {Kind.NEW: Group.NEW, Kind.MOVE: Group.MOVED, Kind.LEAVE: Group.RETIRED}


@dataclass
class Plan:
    """What would change and what is wrong; a plan with faults is never applied."""

    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def of(self, group: Group) -> list[Change]:
        """The changes under one heading."""
        return [change for change in self.changes if change.group is group]

    def counts(self) -> dict[str, int]:
        """How many people under each heading, and how many requests for a second person."""
        asked = sum(step.effect is Effect.ASK_ROLE for step in self.steps())
        return {**{group.value: len(self.of(group)) for group in Group}, "申請": asked}

    def steps(self) -> Iterable[Step]:
        """Every single step of every person."""
        return (step for change in self.changes for step in change.steps)

    @property
    def changes_something(self) -> bool:
        """Is there anything to apply?"""
        return any(change.steps for change in self.changes)


def plan(raws: Iterable[RawRow], *, actor: Staff) -> Plan:
    """Compare every row with the people as they are now; reads only, and changes nothing."""
    rows, faults = clean(raws)
    made = Plan(faults=faults)
    people = _people(rows)
    situations_of = situations.of_many(people.values())
    sections = {section.name: section for section in Section.objects.filter(closed_at=None)}
    for row in rows:
        try:
            staff = people.get(row.number.lower())
            found = situations_of[staff.pk] if staff else None
            made.changes.append(_change(row, found, sections, actor))
        except RowFaulty as faulty:
            made.faults.append(faulty.fault)
    made.faults.sort(key=lambda fault: fault.line)
    return made


def _change(
    row: Row, found: Situation | None, sections: dict[str, Section], actor: Staff
) -> Change:
    section = sections.get(row.section)
    if row.section and section is None:
        raise RowFaulty(
            row, SECTION, f"「{row.section}」という課はありません。先に、課を追加してください。"
        )
    if row.kind is Kind.NEW:
        steps = newcomer(row, found, section)
    elif found is None:
        raise RowFaulty(
            row, NUMBER, "この職員番号のIDはありません。新規なら「新規」としてください。"
        )
    elif row.kind is Kind.MOVE:
        steps = moving(row, found, section)
    else:
        steps = _leaving(row, found)
    staff = found.staff if found else None
    if steps and staff == actor:
        raise RowFaulty(row, WHOLE_ROW, ONESELF)
    return Change(row, staff, GROUPS[row.kind] if steps else Group.UNCHANGED, tuple(steps))


def _leaving(row: Row, found: Situation) -> list[Step]:
    staff = found.staff
    # The one act of a file that cannot be taken back: a wrong digit must not hit somebody else.
    if "".join(row.name.split()) != "".join(staff.name.split()):
        raise RowFaulty(row, NAME, f"登録されている氏名（{staff.name}）と違います。")
    return retiring(row, found)


def _people(rows: Iterable[Row]) -> dict[str, Staff]:
    wanted = {row.number.lower() for row in rows}
    everyone = Staff.objects.select_related("section")
    return {
        staff.staff_number.lower(): staff
        for staff in everyone.iterator()
        if staff.staff_number.lower() in wanted
    }
