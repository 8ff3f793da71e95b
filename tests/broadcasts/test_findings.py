"""結果不明: two people, one of them the account manager, find out and settle what became of it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Notice, Staff
from accounts.step_up import StepUpRefused
from audit import trail
from audit.actions import Action
from broadcasts import delivery, findings
from broadcasts.delivery import Claim
from broadcasts.findings import NothingToSettle
from broadcasts.models import Broadcast, Finding, State
from line.client import Answer, Outcome
from posts import drafts
from posts.choices import Status
from posts.models import Post
from tests.accounts.sign_in import code_for, enrol, sign_in
from tests.broadcasts.queue import uncertain_post
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db(transaction=True)

ACCEPTED = Answer(Outcome.ACCEPTED, 200, "id-1", "id-1", "")
WORDS = "10時30分に配信済みの一覧を見ました。"


@pytest.fixture
def post(drafter: Staff) -> Post:
    return uncertain_post(drafter)


def settle(post: Post, first: Staff, second: Staff, *, arrived: bool) -> None:
    finding = findings.record_finding(post, actor=first, arrived=arrived, words=WORDS)
    device = enrol(second)
    device.last_t = -1
    device.save()
    proof = findings.begin_confirmation(finding, actor=second)
    findings.confirm_finding(finding, actor=second, step_up_id=str(proof.pk), code=code_for(device))


@pytest.mark.parametrize(
    ("arrived", "status", "state", "action"),
    [
        (True, Status.SENT, State.ACCEPTED, Action.FOUND_SENT),
        (False, Status.FAILED, State.FAILED, Action.FOUND_UNSENT),
    ],
)
def test_two_people_settle_it(
    post: Post,
    drafter: Staff,
    manager: Staff,
    arrived: bool,
    status: Status,
    state: State,
    action: Action,
) -> None:
    settle(post, drafter, manager, arrived=arrived)
    post.refresh_from_db()
    assert (post.status, Broadcast.objects.get().state) == (status, state)
    first, last = trail.history_of(post).reverse()[:2][::-1]
    assert (first.action, first.actor_id) == (Action.FINDING_RECORDED, drafter.as_actor().id)
    assert (last.action, last.actor_id) == (action, manager.as_actor().id)
    assert last.detail["reason"] == WORDS
    assert Notice.objects.filter(subject__contains="配信の結果が確定しました").count() == 2


def test_what_did_not_arrive_can_be_written_anew(
    post: Post, drafter: Staff, manager: Staff
) -> None:
    settle(post, manager, drafter, arrived=False)
    post.refresh_from_db()
    drafts.reopen(post, actor=drafter)
    assert post.status == Status.DRAFT


def test_the_second_person_is_asked_by_mail(post: Post, drafter: Staff, manager: Staff) -> None:
    findings.record_finding(post, actor=drafter, arrived=True, words=WORDS)
    notice = Notice.objects.get(subject__contains="配信の結果の確認の依頼")
    assert notice.recipient == manager
    assert "観光課の工藤 美咲さんが、「届いていた」と記録しました。" in notice.body


def test_nobody_settles_it_alone(post: Post, manager: Staff) -> None:
    with pytest.raises(PermissionDenied, match="自分では確定できません"):
        settle(post, manager, manager, arrived=True)


def test_two_drafters_do_not_settle_it(post: Post, drafter: Staff, colleague: Staff) -> None:
    with pytest.raises(PermissionDenied, match="2人のうち1人は"):
        settle(post, drafter, colleague, arrived=True)


def test_other_sections_and_auditors_have_no_part_in_it(
    post: Post, outsider: Staff, auditor: Staff, manager: Staff
) -> None:
    for person in (outsider, auditor):
        with pytest.raises(PermissionDenied, match="同じ課の起案者とアカウント管理者"):
            settle(post, person, manager, arrived=True)
        with pytest.raises(PermissionDenied, match="同じ課の起案者とアカウント管理者"):
            settle(post, manager, person, arrived=True)


def test_a_wrong_code_settles_nothing(post: Post, drafter: Staff, manager: Staff) -> None:
    finding = findings.record_finding(post, actor=drafter, arrived=False, words=WORDS)
    enrol(manager)
    proof = findings.begin_confirmation(finding, actor=manager)
    with pytest.raises(StepUpRefused):
        findings.confirm_finding(finding, actor=manager, step_up_id=str(proof.pk), code="000000")
    assert Post.objects.get().status == Status.UNCERTAIN


def test_what_was_said_anew_meanwhile_is_not_confirmed(
    post: Post, drafter: Staff, manager: Staff
) -> None:
    seen = findings.record_finding(post, actor=drafter, arrived=True, words=WORDS)
    device = enrol(manager)
    proof = findings.begin_confirmation(seen, actor=manager)
    findings.record_finding(post, actor=drafter, arrived=False, words=WORDS)
    with pytest.raises(NothingToSettle):
        findings.confirm_finding(
            seen, actor=manager, step_up_id=str(proof.pk), code=code_for(device)
        )
    assert Post.objects.get().status == Status.UNCERTAIN


def test_a_proof_of_line_that_comes_first_stands(
    post: Post, drafter: Staff, manager: Staff
) -> None:
    finding = findings.record_finding(post, actor=drafter, arrived=False, words=WORDS)
    delivery.settle(Claim(Broadcast.objects.get(), attempt=1), ACCEPTED)
    device = enrol(manager)
    proof = findings.begin_confirmation(finding, actor=manager)
    with pytest.raises(NothingToSettle):
        findings.confirm_finding(
            finding, actor=manager, step_up_id=str(proof.pk), code=code_for(device)
        )
    assert Post.objects.get().status == Status.SENT


def test_a_proof_of_line_that_comes_afterwards_is_told(
    post: Post, drafter: Staff, manager: Staff
) -> None:
    settle(post, drafter, manager, arrived=False)
    delivery.settle(Claim(Broadcast.objects.get(), attempt=1), ACCEPTED)
    assert Notice.objects.filter(subject__contains="配信されていたことが分かりました").count() == 2


def test_postgresql_lets_nobody_confirm_alone(post: Post, drafter: Staff, manager: Staff) -> None:
    findings.record_finding(post, actor=drafter, arrived=False, words=WORDS)
    with pytest.raises(IntegrityError, match="confirmed_by_another"), transaction.atomic():
        Finding.objects.update(confirmed_by=manager)
    with pytest.raises(IntegrityError, match="nobody has confirmed"), transaction.atomic():
        Broadcast.objects.update(state=State.FAILED)


def test_postgresql_keeps_what_was_confirmed(post: Post, drafter: Staff, manager: Staff) -> None:
    settle(post, drafter, manager, arrived=True)
    for change in (lambda: Finding.objects.update(words=""), Finding.objects.all().delete):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            change()


def test_it_is_settled_in_the_browser(post: Post, as_drafter: Client, manager: Staff) -> None:
    assert "配信の結果を記録する" in Page.of(as_drafter.get(post.get_absolute_url())).buttons
    address = reverse("post_finding", args=[post.pk])
    empty = Page.of(as_drafter.post(address, {}))
    assert "届いていたかどうかを選んでください。" in empty.words
    said = Page.of(as_drafter.post(address, {"arrived": "yes", "words": WORDS}, follow=True))
    assert "自分では確定できません" in said.words
    browser = Client()
    device = sign_in(browser, manager)
    page = browser.post(reverse("finding_confirmations", args=[post.pk]))
    assert "6桁の数字" in browser.post(page["Location"], {"code": "12"}).content.decode()
    done = Page.of(browser.post(page["Location"], {"code": code_for(device)}, follow=True))
    assert "配信されていたことを、2人で確かめました。" in done.words
    assert "観光課の工藤 美咲さんがLINE公式アカウントの管理画面で確かめ" in done.words


def test_home_has_words_of_its_own_for_it(
    post: Post, as_drafter: Client, as_manager: Client
) -> None:
    for client in (as_drafter, as_manager):
        page = Page.of(client.get(reverse("home")))
        assert "配信できたか確認できません" in page.words
        assert "配信できていません" not in page.words
