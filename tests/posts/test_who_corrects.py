"""A correction waits for nobody: its section or a decider begins it, and another one decides."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Notice, Role, Staff
from approvals.permissions import why_not_approve
from posts import drafts
from posts.choices import FOLLOWED, Status
from posts.declaration import EVERYTHING
from posts.desk import desk_of
from posts.kinds.choices import Kind
from posts.kinds.following import follow_up
from posts.models import Post
from posts.permissions import why_not_edit, why_not_follow_up, writes
from posts.readiness import what_holds_back
from posts.submission import submit
from tests.accounts.sign_in import sign_in
from tests.office import content, hire, out_of_office, write
from tests.posts.answering import answer_all
from tests.posts.pages import Page
from tests.posts.states import post_in, put

MAY = ("drafter", "colleague", "manager", "deputy")
MAY_NOT = ("outsider", "reviewer", "auditor", "administrator", "newcomer")


def begin(original: Post, staff: Staff, kind: Kind = Kind.CORRECTION) -> Post:
    return follow_up(original, kind, actor=staff, origin=uuid.uuid4())


@pytest.fixture
def original(drafter: Staff) -> Post:
    return post_in(Status.SENT, drafter)


@pytest.fixture
def only_manager(db: None) -> Staff:
    """An account manager who drafts for no section."""
    return hire("2009", "松橋 進", "情報政策課", Role.ACCOUNT_MANAGER)


@pytest.mark.parametrize("who", [*MAY, *MAY_NOT])
@pytest.mark.parametrize("status", Status)
def test_who_begins_a_correction_of_which_post(
    who: str, status: Status, drafter: Staff, request: pytest.FixtureRequest
) -> None:
    staff, post = request.getfixturevalue(who), post_in(status, drafter)
    if who in MAY and status in FOLLOWED:
        made = begin(post, staff)
        assert (made.original, made.drafter, made.section) == (post, staff, drafter.section)
        return
    assert why_not_follow_up(staff, post)
    with pytest.raises(PermissionDenied):
        begin(post, staff)
    with pytest.raises(PermissionDenied):
        drafts.create(
            actor=staff,
            origin=uuid.uuid4(),
            fields={**content(), "kind": "correction"},
            original=post,
        )


def test_what_a_decider_began_is_finished_by_that_person_or_the_section(
    original: Post, only_manager: Staff, drafter: Staff, deputy: Staff, outsider: Staff
) -> None:
    made = begin(original, only_manager)
    for staff, may in ((only_manager, True), (drafter, True), (deputy, False), (outsider, False)):
        assert writes(staff, made) is may
        assert (made in Post.objects.written_by(staff)) is may
        assert (not why_not_edit(staff, made)) is may
    assert made in desk_of(only_manager).drafts


def test_whoever_began_it_does_not_decide_on_it(
    original: Post, only_manager: Staff, drafter: Staff
) -> None:
    made = begin(original, only_manager)
    fields = content(title="訂正", text="【訂正】\n（誤）午後5時\n（正）午後6時")
    made = drafts.edit(made, actor=drafter, version=made.version, fields=fields)
    answer_all(made, drafter)
    submit(made, actor=drafter, version=made.version, declared=EVERYTHING)
    assert "関わったため、決裁できません" in why_not_approve(only_manager, made)


def test_an_ordinary_post_of_a_section_is_no_business_of_a_decider(
    only_manager: Staff, drafter: Staff
) -> None:
    assert not writes(only_manager, write(drafter))


def test_who_is_no_decider_any_more_goes_on_with_nothing(
    original: Post, only_manager: Staff
) -> None:
    made = begin(original, only_manager)
    out_of_office(only_manager)
    assert why_not_edit(only_manager, made)


def test_the_section_is_told_once(original: Post, only_manager: Staff) -> None:
    origin = uuid.uuid4()
    for _ in range(2):
        follow_up(original, Kind.CANCELLATION, actor=only_manager, origin=origin)
    notice = Notice.objects.get(recipient=original.drafter, subject__contains="中止・取消し")
    assert only_manager.name in notice.body
    assert f"/posts/{Post.objects.get(origin=origin).pk}/" in notice.body
    assert original.text not in notice.body


def test_the_section_itself_gets_no_mail(original: Post, drafter: Staff) -> None:
    before = Notice.objects.count()
    begin(original, drafter)
    assert Notice.objects.count() == before


@pytest.mark.parametrize("status", FOLLOWED)
def test_the_buttons_stand_at_the_post_and_lead_to_the_editor(
    status: Status, drafter: Staff, only_manager: Staff
) -> None:
    client, post = Client(), post_in(Status.SENT, drafter)
    put(post, status)
    sign_in(client, only_manager)
    page = Page.of(client.get(reverse("post", args=[post.pk])))
    assert {"訂正を作る", "中止・取消しを知らせる"} <= set(page.buttons)
    assert "その承認をできません" in page.words
    assert ("届いているかもしれません" in page.words) is (status == Status.UNCERTAIN)
    sent = {"follows": "correction", "origin": page.value_of("origin")}
    address = reverse("post_following", args=[post.pk])
    assert Page.of(client.post(address, sent, follow=True)).headings == ["投稿を編集"]


def test_what_reached_nobody_after_all_needs_no_correction(drafter: Staff) -> None:
    post = post_in(Status.UNCERTAIN, drafter)
    made = begin(post, drafter)
    put(post, Status.FAILED)
    made = Post.objects.get(pk=made.pk)
    assert "届いていない" in what_holds_back(made, at=made.created_at)["kind"]


def test_postgresql_follows_nothing_that_was_not_sent(drafter: Staff) -> None:
    post = post_in(Status.FAILED, drafter)
    with pytest.raises(IntegrityError, match="was not sent"), transaction.atomic():
        Post.objects.filter(pk=write(drafter).pk).update(original=post, kind="correction")
