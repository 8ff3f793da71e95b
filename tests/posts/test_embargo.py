"""解禁日時: until then only the own section, who decides and who audits read a post."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import Notice, Staff
from approvals import decisions
from broadcasts import reports
from posts import drafts
from posts.declaration import EVERYTHING
from posts.models import Post
from posts.submission import submit
from tests.accounts.sign_in import sign_in
from tests.office import write
from tests.posts.answering import answer_all
from tests.posts.conftest import SECRET
from tests.posts.editor import to_be_sent
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db

PAGES = ("", "edit/", "schedule/", "situation/", "versions/", "comments/", "submission/")
ACTS = ("autosave/", "presence/", "duplication/", "timing/", "withdrawal/", "reopening/")


def _as(staff: Staff) -> Client:
    client = Client()
    sign_in(client, staff)
    return client


def test_others_find_it_nowhere(embargoed: Post, outsider: Staff, administrator: Staff) -> None:
    for staff in (outsider, administrator):
        client = _as(staff)
        for page in PAGES:
            assert client.get(f"/posts/{embargoed.pk}/{page}").status_code == 404, page
        for act in ACTS:
            assert client.post(f"/posts/{embargoed.pk}/{act}").status_code == 404, act
        for address in ("/", "/posts/", "/posts/?q=市民ホール"):
            assert embargoed.title not in client.get(address).content.decode()
        assert "すべて 0" in Page.of(client.get("/posts/")).words


def test_the_section_who_decides_and_who_audits_read_it(
    embargoed: Post, drafter: Staff, colleague: Staff, manager: Staff, deputy: Staff, auditor: Staff
) -> None:
    for staff in (drafter, colleague, manager, deputy, auditor):
        page = Page.of(_as(staff).get(embargoed.get_absolute_url()))
        assert page.headings == [embargoed.title], staff
        assert "の解禁まで、ほかの課の職員には表示されません。" in page.words
    assert embargoed in Post.objects.visible_to(deputy)


def test_afterwards_everybody_reads_it(embargoed: Post, outsider: Staff) -> None:
    # The clock that counts is that of the database, which no test can turn.
    over = timezone.now() - timedelta(seconds=1)
    Post.objects.filter(pk=embargoed.pk).update(embargo_until=over)
    page = Page.of(_as(outsider).get(embargoed.get_absolute_url()))
    assert page.headings == [embargoed.title]
    assert "の解禁まで" not in page.words


def test_mails_name_only_its_number(embargoed: Post, drafter: Staff, manager: Staff) -> None:
    submit(embargoed, actor=drafter, version=1, declared=EVERYTHING)
    notice = Notice.objects.get(recipient=manager)
    assert embargoed.title not in notice.subject + notice.body
    assert f"解禁前の投稿（番号{embargoed.pk}）" in notice.subject


def test_a_time_before_it_is_refused_with_words(drafter: Staff, as_drafter: Client) -> None:
    post = write(drafter, send_at=None)
    now = timezone.now()
    until = to_be_sent(now + timedelta(days=2))
    sent = {
        **to_be_sent(now + timedelta(days=1)),
        "embargo_on": until["send_on"],
        "embargo_time": until["send_time"],
        "audience": "everyone",
        "version": "1",
        "save": "",
    }
    page = Page.of(as_drafter.post(f"/posts/{post.pk}/schedule/", sent))
    assert "配信日時が、解禁日時より前です。" in page.errors_at("send_on")
    assert Post.objects.get().send_at is None
    page = Page.of(as_drafter.post(f"/posts/{post.pk}/schedule/", {**sent, **until}, follow=True))
    assert "下書きを保存しました" in page.words
    assert Post.objects.get().send_at == Post.objects.get().embargo_until


def test_the_verb_refuses_it_too(embargoed: Post, drafter: Staff) -> None:
    too_early = {"send_at": timezone.now() + timedelta(hours=1)}
    with pytest.raises(PermissionDenied, match="解禁日時より前"):
        drafts.edit(embargoed, actor=drafter, version=1, fields=too_early)


def test_and_so_does_the_database(embargoed: Post) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(pk=embargoed.pk).update(send_at=timezone.now())


def test_no_mail_says_why_it_was_returned_or_not_sent(
    embargoed: Post, drafter: Staff, manager: Staff
) -> None:
    answer_all(embargoed, drafter)
    revision = submit(embargoed, actor=drafter, version=embargoed.version, declared=EVERYTHING)
    decisions.return_to_drafter(revision, actor=manager, reason=f"{SECRET}の日付を直してください")
    reports.tell_failed(Post.objects.get(), f"{SECRET}に誤りがあります。", "")
    mails = Notice.objects.all()
    assert mails.filter(body__contains="差し戻しました").exists()
    assert mails.filter(body__contains="配信していません").exists()
    assert not mails.filter(body__contains=SECRET).exists()
    assert mails.filter(body__contains="解禁前の投稿のため").count() >= 2


def test_what_is_not_public_is_read_by_its_own_section(
    drafter: Staff, colleague: Staff, outsider: Staff, manager: Staff, auditor: Staff
) -> None:
    post = write(drafter, confidentiality="2")
    for staff in (drafter, colleague, manager, auditor):
        assert _as(staff).get(post.get_absolute_url()).status_code == 200
    assert _as(outsider).get(post.get_absolute_url()).status_code == 404
    assert post.title not in _as(outsider).get("/posts/").content.decode()
