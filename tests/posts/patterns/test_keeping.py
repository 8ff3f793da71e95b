"""文例: used while they are good, changed by new versions, retired for good."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import Staff
from audit.actions import Action
from audit.models import Entry
from posts.declaration import EVERYTHING
from posts.models import Pattern, PatternVersion, Post
from posts.moves import ChangedMeanwhile
from posts.patterns import keeping
from posts.submission import NotReady, submit
from tests.office import content, write
from tests.posts.patterns.addresses import make, written

TODAY = timezone.localdate


def use(pattern: Pattern, staff: Staff, **values: str) -> Post:
    return keeping.write_from(pattern, values, actor=staff, origin=uuid.uuid4())


def test_what_is_filled_in_stands_in_the_draft(drafter: Staff) -> None:
    post = use(make(drafter), drafter, 休館日="2027年4月29日（木・祝）", 電話番号="0178-43-2111")
    assert post.text.startswith("【休館】\n2027年4月29日（木・祝）は休みます。")
    assert (post.title, post.category) == ("休館のお知らせ", "1")
    assert post.written_from == PatternVersion.objects.get()


def test_drafters_of_other_sections_write_from_it_too(drafter: Staff, outsider: Staff) -> None:
    assert use(make(drafter), outsider).section == outsider.section


def test_a_gap_that_was_left_holds_the_post_back(drafter: Staff) -> None:
    post = use(make(drafter), drafter, 電話番号="0178-43-2111")
    with pytest.raises(NotReady) as refused:
        submit(post, actor=drafter, version=post.version, declared=EVERYTHING)
    (field,) = [name for name in refused.value.problems if name.endswith("-text")]
    assert "{休館日}" in refused.value.problems[field]


@pytest.mark.parametrize(("first", "last"), [(-30, -1), (1, 30)], ids=["expired", "not begun"])
def test_one_out_of_its_time_cannot_be_used(first: int, last: int, drafter: Staff) -> None:
    pattern = make(
        drafter,
        valid_from=TODAY() + timedelta(days=first),
        valid_until=TODAY() + timedelta(days=last),
    )
    with pytest.raises(keeping.NotUsable):
        use(pattern, drafter)
    with pytest.raises(IntegrityError, match="may not be used"), transaction.atomic():
        Post.objects.filter(pk=write(drafter).pk).update(written_from=pattern.current)


def test_the_last_day_counts(drafter: Staff) -> None:
    assert use(make(drafter, valid_until=TODAY()), drafter).pk


def test_a_retired_one_cannot_be_used(drafter: Staff) -> None:
    pattern = make(drafter)
    keeping.retire(pattern, actor=drafter, reason="窓口が移りました。")
    pattern = Pattern.objects.get()
    with pytest.raises(keeping.NotUsable, match="廃止"):
        use(pattern, drafter)
    with pytest.raises(IntegrityError, match="may not be used"), transaction.atomic():
        Post.objects.filter(pk=write(drafter).pk).update(written_from=pattern.current)
    with pytest.raises(PermissionDenied):
        keeping.change(pattern, written(), actor=drafter, seen=1)


def test_a_change_is_a_version_of_its_own(drafter: Staff, colleague: Staff) -> None:
    pattern = make(drafter)
    keeping.change(pattern, written(title="休館"), actor=colleague, seen=1)
    titles = [*PatternVersion.objects.values_list("title", "made_by__name")]
    assert titles == [("休館のお知らせ", drafter.name), ("休館", colleague.name)]
    with pytest.raises(ChangedMeanwhile):
        keeping.change(pattern, written(title="別"), actor=drafter, seen=1)


@pytest.mark.parametrize("who", ["outsider", "auditor", "manager"])
def test_only_the_section_that_owns_it_keeps_it(
    who: str, drafter: Staff, request: pytest.FixtureRequest
) -> None:
    pattern, other = make(drafter), request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        keeping.change(pattern, written(), actor=other, seen=1)
    with pytest.raises(PermissionDenied):
        keeping.retire(pattern, actor=other, reason="要らない")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE posts_patternversion SET title = '別'",
        "DELETE FROM posts_patternversion",
        "DELETE FROM posts_pattern",
    ],
)
def test_what_it_said_once_stays(statement: str, drafter: Staff) -> None:
    make(drafter)
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="Cannot"):
        cursor.execute(statement)


def test_every_act_is_in_the_trail(drafter: Staff) -> None:
    pattern = make(drafter)
    keeping.change(pattern, written(), actor=drafter, seen=1)
    keeping.retire(pattern, actor=drafter, reason="窓口が移りました。")
    acts = [*Entry.objects.filter(target=f"posts.pattern:{pattern.pk}").values_list("action")]
    assert acts == [(Action.PATTERN_MADE,), (Action.PATTERN_CHANGED,), (Action.PATTERN_RETIRED,)]


def test_nobody_else_writes_a_post_from_one(drafter: Staff, auditor: Staff) -> None:
    with pytest.raises(PermissionDenied):
        use(make(drafter), auditor)
    assert content()["title"] not in Post.objects.values_list("title", flat=True)
