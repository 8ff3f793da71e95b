"""課: how one is added, renamed, and closed when nobody works there any more."""

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Section, Staff
from audit import trail
from audit.actions import Action
from personnel.acts import Act, NotPossible, Proof, administering
from personnel.models import Movement, MovementKind

NEW = "accounts.section:new"


def open_sections() -> QuerySet[Section]:
    """Those that have not been closed, by name."""
    return Section.objects.filter(closed_at=None).order_by("name")


def members(section: Section) -> QuerySet[Staff]:
    """Who works there, suspended people included and retired ones left out."""
    retired = Movement.objects.filter(kind=MovementKind.RETIREMENT, done_at__isnull=False)
    return Staff.objects.filter(section=section).exclude(pk__in=retired.values("staff"))


def why_not_name(name: str, section: Section | None = None) -> str:
    """Empty when a section can have this name; otherwise the reason."""
    same = Section.objects.filter(name=name)
    if section is not None:
        same = same.exclude(pk=section.pk)
    found = same.first()
    if found is None:
        return ""
    closed = "廃止した課の名前です。" if found.closed_at else "すでにある課の名前です。"
    return f"{closed}別の名前にしてください。"


def why_not_close(section: Section) -> str:
    """Empty when the section can be closed; otherwise the reason."""
    if section.closed_at is not None:
        return "この課は、すでに廃止されています。"
    count = members(section).count()
    if count:
        return f"この課には職員が{count}人います。先に、全員を異動してください。"
    if Movement.objects.waiting().filter(to_section=section).exists():
        return "この課への異動の予定があります。先に、その予定を取り消してください。"
    return ""


def addition(name: str) -> Act:
    """What is shown before a section is added."""
    return Act(Action.SECTION_ADDED, NEW, {"name": name})


def add(name: str, *, actor: Staff, proof: Proof) -> Section:
    """課の追加. Raises PermissionDenied, StepUpRefused, NotPossible."""
    with administering(addition(name), actor=actor, proof=proof):
        NotPossible.unless_empty(why_not_name(name))
        section = Section.objects.create(name=name)
        trail.record(
            Action.SECTION_ADDED, target=section, actor=actor.as_actor(), detail={"name": name}
        )
    return section


def renaming(section: Section, name: str, reason: str) -> Act:
    """What is shown before a section is renamed."""
    content = {"name": name, "reason": reason}
    return Act(Action.SECTION_RENAMED, trail.target_of(section), content)


def rename(section: Section, name: str, *, actor: Staff, reason: str, proof: Proof) -> None:
    """課名の変更; the trail keeps the names of its time. Raises as `add` does."""
    with administering(renaming(section, name, reason), actor=actor, proof=proof):
        section.refresh_from_db()
        NotPossible.unless_empty(why_not_name(name, section))
        before = section.name
        Section.objects.filter(pk=section.pk).update(name=name)
        trail.record(
            Action.SECTION_RENAMED,
            target=section,
            actor=actor.as_actor(),
            detail={"before": before, "after": name, "reason": reason},
        )
    section.refresh_from_db()


def closing(section: Section, reason: str) -> Act:
    """What is shown before a section is closed."""
    return Act(Action.SECTION_CLOSED, trail.target_of(section), {"reason": reason})


def close(section: Section, *, actor: Staff, reason: str, proof: Proof) -> None:
    """課の廃止, once it is empty; its posts and its record stay. Raises as `add` does."""
    with administering(closing(section, reason), actor=actor, proof=proof):
        section.refresh_from_db()
        NotPossible.unless_empty(why_not_close(section))
        Section.objects.filter(pk=section.pk).update(closed_at=timezone.now())
        trail.record(
            Action.SECTION_CLOSED,
            target=section,
            actor=actor.as_actor(),
            detail={"name": section.name, "reason": reason},
        )
    section.refresh_from_db()
