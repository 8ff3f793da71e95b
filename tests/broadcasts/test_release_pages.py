"""What the two people who lift a stop are told, and how the first one thinks again."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import Staff
from accounts.step_up import StepUpRefused
from audit import trail
from audit.actions import Action
from broadcasts import stops
from broadcasts.models import Stop
from broadcasts.stops import NothingToRelease
from tests.accounts.sign_in import code_for, enrol, sign_in
from tests.broadcasts.queue import due_post
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "誤りのある投稿を取り下げました。"


@pytest.fixture
def stop(drafter: Staff) -> Stop:
    return stops.stop_everything(actor=drafter)


def asked(stop: Stop, actor: Staff, reason: str = WORDS) -> Stop:
    stops.ask_release(stop, actor=actor, reason=reason)
    return Stop.objects.get(pk=stop.pk)


def test_the_second_person_reads_what_goes_out_at_once_and_what_is_too_late(
    drafter: Staff, manager: Staff
) -> None:
    due_post(drafter, manager, title="間に合う投稿")
    due_post(drafter, manager, title="遅すぎる投稿", late_by=timedelta(minutes=61))
    stop = asked(stops.stop_everything(actor=drafter), drafter)
    browser = Client()
    sign_in(browser, manager)
    begun = browser.post(reverse("stop_release_confirmations", args=[stop.pk]))
    words = Page.of(browser.get(begun["Location"])).words
    at_once, too_late = words.split("配信してよい時間を過ぎ、配信しない投稿（1件）")
    assert "すぐに配信する投稿（1件）" in at_once
    assert "間に合う投稿" in at_once
    assert "遅すぎる投稿" in too_late
    assert "観光課の工藤 美咲さんの説明：" in words


def test_an_auditor_reads_who_may_lift_it(stop: Stop, drafter: Staff, as_auditor: Client) -> None:
    sentence = "緊急停止を操作できるのは、起案者・アカウント管理者・代決者と、緊急当番の職員です。"
    assert sentence in Page.of(as_auditor.get(reverse("stop"))).words
    asked(stop, drafter)
    assert sentence in Page.of(as_auditor.get(reverse("stop"))).words


def test_who_asked_takes_it_back_and_somebody_asks_anew(
    stop: Stop, drafter: Staff, colleague: Staff, as_drafter: Client
) -> None:
    asked(stop, drafter)
    assert "解除の申出を取り消す" in Page.of(as_drafter.get(reverse("stop"))).buttons
    address = reverse("stop_release_taking_back", args=[stop.pk])
    page = Page.of(as_drafter.post(address, follow=True))
    assert "解除の申出を取り消しました。停止は続いています。" in page.words
    assert "解除の申出を取り消す" not in page.buttons
    entry = trail.history_of(stop).last()
    assert entry is not None
    assert (entry.action, entry.detail) == (Action.RELEASE_TAKEN_BACK, {"reason": WORDS})
    assert asked(stop, colleague).release_asked_by == colleague


def test_nobody_else_takes_it_back(stop: Stop, drafter: Staff, manager: Staff) -> None:
    with pytest.raises(PermissionDenied, match="申し出た本人だけ"):
        stops.take_back_request(asked(stop, drafter), actor=manager)


def test_what_was_taken_back_is_not_confirmed(stop: Stop, drafter: Staff, manager: Staff) -> None:
    seen = asked(stop, drafter)
    device = enrol(manager)
    proof = stops.begin_release(seen, actor=manager)
    stops.take_back_request(seen, actor=drafter)
    asked(stop, drafter)  # in the same words, but said anew
    with pytest.raises((NothingToRelease, StepUpRefused)):
        stops.release(seen, actor=manager, step_up_id=str(proof.pk), code=code_for(device))
    assert stops.current() is not None


def test_a_request_is_taken_back_once(stop: Stop, drafter: Staff) -> None:
    seen = asked(stop, drafter)
    stops.take_back_request(seen, actor=drafter)
    with pytest.raises(NothingToRelease):
        stops.take_back_request(seen, actor=drafter)
