"""A worker that dies between LINE's acceptance and its own note of it."""

from datetime import timedelta

from django.utils import timezone

from audit import trail
from broadcasts.models import Broadcast
from tests.crashes.conftest import Site, wait_until
from tests.office import schedule


def test_after_a_sigkill_between_acceptance_and_note_each_phone_has_exactly_one_message(
    site: Site,
) -> None:
    text = "断水のお知らせです。"
    site.line.arm("accept_then_hang")
    worker = site.start_worker()
    post = schedule(
        site.drafter, site.manager, send_at=timezone.now() + timedelta(seconds=2), text=text
    )
    wait_until(lambda: site.arrived(text) == 1, "LINE has accepted the message")
    worker.kill()
    worker.wait()
    broadcast = Broadcast.objects.get(revision__post=post)
    assert broadcast.request_id == ""
    assert broadcast.may_have_arrived

    site.start_worker()
    site.wait_until_sent(post)
    assert site.arrived(text) == 1
    assert len(site.line.requests()) == 2
    broadcast.refresh_from_db()
    assert broadcast.request_id == site.line.deliveries()[0]["request_id"]
    assert list(trail.verify()) == []


def test_a_line_that_hangs_drops_or_fails_after_accepting_gets_no_second_message(
    site: Site,
) -> None:
    site.start_worker()
    for fault in ("accept_then_drop", "accept_then_500", "accept_then_hang"):
        text = f"{fault}のときのお知らせです。"
        site.line.arm(fault)
        post = schedule(
            site.drafter,
            site.manager,
            send_at=timezone.now() + timedelta(seconds=2),
            text=text,
        )
        site.wait_until_sent(post)
        assert site.arrived(text) == 1
        assert Broadcast.objects.get(revision__post=post).attempts == 2


def test_the_message_arrives_within_a_second_of_its_time_and_never_early(site: Site) -> None:
    site.start_worker()
    send_at = timezone.now() + timedelta(seconds=5)
    post = schedule(site.drafter, site.manager, send_at=send_at, text="時刻どおりのお知らせです。")
    site.wait_until_sent(post)
    first = Broadcast.objects.get(revision__post=post).first_attempt_at
    assert first is not None
    assert timedelta(0) <= first - send_at < timedelta(seconds=1)
