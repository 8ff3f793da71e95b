"""課: added, renamed, and closed only when nobody works there or is on the way."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Section, Staff
from audit.actions import Action
from audit.models import Entry
from personnel import sections
from personnel.acts import NotPossible
from tests.office import write
from tests.personnel.acting import WHY, proof
from tests.personnel.test_retiring import retire
from tests.personnel.test_transferring import transfer

pytestmark = pytest.mark.django_db


def add(name: str, by: Staff) -> Section:
    return sections.add(name, actor=by, proof=proof(sections.addition(name), by))


def rename(section: Section, name: str, by: Staff) -> None:
    opened = proof(sections.renaming(section, name, WHY), by)
    sections.rename(section, name, actor=by, reason=WHY, proof=opened)


def close(section: Section, by: Staff) -> None:
    opened = proof(sections.closing(section, WHY), by)
    sections.close(section, actor=by, reason=WHY, proof=opened)


def test_one_is_added_and_renamed(administrator: Staff) -> None:
    section = add("市民課", administrator)
    rename(section, "市民サービス課", administrator)
    assert section.name == "市民サービス課"
    entry = Entry.objects.get(action=Action.SECTION_RENAMED)
    assert (entry.detail["before"], entry.detail["after"]) == ("市民課", "市民サービス課")


def test_two_do_not_have_the_same_name(administrator: Staff) -> None:
    section = add("市民課", administrator)
    with pytest.raises(NotPossible, match="すでにある"):
        add("市民課", administrator)
    with pytest.raises(NotPossible, match="すでにある"):
        rename(add("国保課", administrator), "市民課", administrator)
    rename(section, "市民課", administrator)
    close(section, administrator)
    with pytest.raises(NotPossible, match="廃止した課"):
        add("市民課", administrator)


def test_one_where_people_work_stays_open(drafter: Staff, administrator: Staff) -> None:
    with pytest.raises(NotPossible, match="職員が1人います"):
        close(drafter.section, administrator)
    Staff.objects.filter(pk=drafter.pk).update(is_active=False)
    with pytest.raises(NotPossible, match="職員が1人います"):
        close(drafter.section, administrator)


def test_one_where_somebody_is_expected_stays_open(drafter: Staff, administrator: Staff) -> None:
    section = add("市民課", administrator)
    transfer(drafter, section, 5, administrator)
    with pytest.raises(NotPossible, match="異動の予定"):
        close(section, administrator)


def test_with_only_retired_people_it_closes_and_keeps_its_posts(
    drafter: Staff, administrator: Staff
) -> None:
    post = write(drafter)
    retire(drafter, -1, administrator)
    close(drafter.section, administrator)
    post.refresh_from_db()
    assert post.section.closed_at is not None
    with pytest.raises(NotPossible, match="すでに廃止"):
        close(drafter.section, administrator)


@pytest.mark.parametrize("who", ["drafter", "manager", "auditor"])
def test_nobody_else_changes_sections(who: str, request: pytest.FixtureRequest) -> None:
    actor: Staff = request.getfixturevalue(who)
    for act in (
        lambda: add("市民課", actor),
        lambda: rename(actor.section, "別の課", actor),
        lambda: close(actor.section, actor),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert Entry.objects.filter(action=Action.PERSONNEL_REFUSED).count() == 3
