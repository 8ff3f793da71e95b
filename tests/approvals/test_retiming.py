"""日時を変える: the same words at another time, which somebody else has to decide on."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Staff
from audit.dates_ja import date_and_time
from posts.choices import Status
from posts.models import Contribution, Post, Revision
from posts.retiming import retime
from posts.screening.drafts import JAPAN
from posts.submission import NotReady
from tests.approvals.acting import look, soon
from tests.office import approve, ask_approval, out_of_office
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision(drafter: Staff) -> Revision:
    return ask_approval(drafter)


def tomorrow() -> datetime:
    later = timezone.localtime() + timedelta(days=1)
    return later.replace(hour=14, minute=30, second=0, microsecond=0)


def pair(moment: datetime) -> dict[str, str]:
    return {"send_on": f"{moment:%Y-%m-%d}", "send_time": f"{moment:%H:%M}"}


def address(revision: Revision) -> str:
    return reverse("approval_retiming", args=[revision.pk])


def test_the_page_says_who_decides_then(
    revision: Revision, deputy: Staff, as_manager: Client
) -> None:
    page = Page.of(as_manager.get(address(revision)))
    assert "あなたはこの投稿に関わった人になり、承認できなくなります。" in page.words
    assert "情報政策課の石田 浩さん（代決（アカウント管理者がこの投稿に関わった））" in page.words
    assert page.value_of("send_on") == f"{timezone.localtime(revision.send_at):%Y-%m-%d}"


def test_another_time_is_asked_about_anew(
    revision: Revision, manager: Staff, deputy: Staff, as_manager: Client
) -> None:
    page = Page.of(as_manager.post(address(revision), pair(tomorrow()), follow=True))
    assert f"日時を{date_and_time(tomorrow())}に変えました。" in page.words
    post = Post.objects.get()
    assert (post.status, post.send_at) == (Status.IN_APPROVAL, tomorrow())
    new = Revision.objects.get(number=2)
    assert post.current_revision == new
    assert Contribution.objects.filter(staff=manager, kind="retimed").exists()
    page = look(as_manager, new)
    assert "承認へ進む" not in page.buttons
    assert "配信日時" in page.words


def test_an_approval_of_the_old_time_no_longer_counts(
    revision: Revision, manager: Staff, deputy: Staff, as_manager: Client
) -> None:
    approve(revision, manager)
    assert "日時を変える" in Page.of(as_manager.get(revision.post.get_absolute_url())).buttons
    assert "いまの承認は無効になり" in Page.of(as_manager.get(address(revision))).words
    as_manager.post(address(revision), pair(tomorrow()))
    assert Post.objects.get().status == Status.IN_APPROVAL


def test_where_nobody_else_could_decide_nothing_is_offered(
    revision: Revision, as_manager: Client
) -> None:
    page = Page.of(as_manager.get(address(revision)))
    assert "この投稿を承認できる人がいなくなる" in page.words
    assert "日時を変えて承認を依頼する" not in page.buttons


def test_where_nobody_else_could_decide_nothing_is_taken(
    revision: Revision, as_manager: Client
) -> None:
    page = Page.of(as_manager.post(address(revision), pair(tomorrow())))
    assert "この投稿を承認できる人がいなくなる" in page.words
    assert Revision.objects.count() == 1


def test_where_nobody_is_left_the_pages_say_so(
    revision: Revision, manager: Staff, deputy: Staff, as_manager: Client, as_drafter: Client
) -> None:
    as_manager.post(address(revision), pair(tomorrow()))
    out_of_office(deputy)
    for page in (
        look(as_manager, Revision.objects.get(number=2)),
        Page.of(as_drafter.get(revision.post.get_absolute_url())),
    ):
        assert "いまこの投稿を決裁できる人がいません。" in page.words
        assert "「複製する」で新しい投稿を作り" in page.words


@pytest.mark.parametrize(
    ("sent", "field", "message"),
    [
        ({"send_on": "", "send_time": "10:00"}, "send_on", "配信日"),
        ({"send_on": "2030-01-01", "send_time": ""}, "send_time", "配信時刻"),
        ({"send_on": "2020-01-01", "send_time": "10:00"}, "send_on", "過ぎています"),
        ({"send_on": "なし", "send_time": "10:00"}, "send_on", "配信日を、例のように"),
    ],
)
def test_what_is_no_time_is_told_at_its_field(
    sent: dict[str, str],
    field: str,
    message: str,
    revision: Revision,
    deputy: Staff,
    as_manager: Client,
) -> None:
    page = Page.of(as_manager.post(address(revision), sent))
    assert message in page.errors_at(field)
    assert Revision.objects.count() == 1


def test_a_quick_pick_fills_in_and_says_what_it_means(
    revision: Revision, deputy: Staff, as_manager: Client
) -> None:
    picked = {"pick": f"{tomorrow():%Y-%m-%dT%H:%M}"}
    page = Page.of(as_manager.post(address(revision), picked))
    assert page.value_of("send_time") == "14:30:00"[: len(page.value_of("send_time"))]
    assert date_and_time(tomorrow()) in page.words
    assert Revision.objects.count() == 1


def test_words_that_would_mean_another_day_are_sent_back_instead(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    evening = datetime(2026, 11, 24, 20, 0, tzinfo=JAPAN)
    text = "明日は断水します。\n問合せ：観光課 0178-46-4040"
    with time_machine.travel(evening, tick=False):
        asked = ask_approval(drafter, text=text, send_at=evening + timedelta(hours=3))
    # Overdue since: at the look on the 25th nothing but the request tells which day was meant.
    with (
        time_machine.travel(evening + timedelta(hours=12), tick=False),
        pytest.raises(NotReady) as refused,
    ):
        retime(asked, actor=manager, send_at=evening + timedelta(hours=14))
    (told,) = refused.value.problems.values()
    assert "「明日」を「2026年11月25日（水）」のような日付に" in told
    assert "差し戻して起案者に直してもらってください。" in told


def test_who_does_not_decide_changes_no_time(
    revision: Revision, as_drafter: Client, as_auditor: Client
) -> None:
    for client in (as_drafter, as_auditor):
        assert client.get(address(revision)).status_code == 403
        assert client.post(address(revision), pair(tomorrow())).status_code == 403


def test_what_goes_out_at_once_has_no_time_to_change(drafter: Staff, as_manager: Client) -> None:
    assert as_manager.get(address(soon(drafter))).status_code == 403


def test_an_old_revision_leads_to_the_post(
    revision: Revision, deputy: Staff, as_manager: Client
) -> None:
    as_manager.post(address(revision), pair(tomorrow()))
    page = Page.of(as_manager.post(address(revision), pair(tomorrow()), follow=True))
    assert "「配信日時の変更」をしました。" in page.words
    assert Revision.objects.count() == 2
