"""Yesterday's database and today's workers: nothing goes out twice, and nothing that is stale."""

from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from approvals import halting
from audit import trail
from broadcasts import stops
from broadcasts.models import Broadcast, Pulse, Stop
from posts.choices import Status
from posts.models import Post
from tests.accounts.sign_in import code_for, enrol
from tests.crashes.conftest import Site, wait_until
from tests.crashes.restoring import Backup
from tests.office import schedule

SENT = "控えの後に配信したお知らせです。"
STOPPED = "控えの後に止めた、誤りのあるお知らせです。"


def test_a_restored_database_sends_nothing_again_and_nothing_that_was_stopped(
    site: Site, tmp_path: Path
) -> None:
    site.start_worker()
    due = timezone.now() + timedelta(seconds=12)
    sent = schedule(site.drafter, site.manager, send_at=due, text=SENT)
    wrong = schedule(site.drafter, site.manager, send_at=due, text=STOPPED)
    backup = Backup.of(site, tmp_path / "yesterday.dump")
    halting.halt(wrong, actor=site.drafter)
    site.wait_until_sent(sent)
    site.stop_workers()

    backup.put_back()
    assert Post.objects.get(pk=sent.pk).status == Status.APPROVED
    assert Post.objects.get(pk=wrong.pk).status == Status.APPROVED
    began = timezone.now()
    site.start_worker()
    wait_until(lambda: Stop.objects.filter(stands=True).exists(), "the system has stopped itself")
    wait_until(lambda: _is_at_work_since(began), "the loop has had its turn")
    assert len(site.line.requests()) == 1

    halting.halt(Post.objects.get(pk=wrong.pk), actor=site.drafter)
    _lift(site)
    site.wait_until_sent(sent)
    assert site.arrived(SENT) == 1
    assert site.arrived(STOPPED) == 0
    (delivery,) = site.line.deliveries()
    assert Broadcast.objects.get(revision__post=sent).request_id == delivery["request_id"]
    assert [request["status"] for request in site.line.requests()] == [200, 409]
    assert list(trail.verify()) == []


def _is_at_work_since(moment: object) -> bool:
    return Pulse.objects.filter(pk=Pulse.Name.LOOP, at__gt=moment).exists()


def _lift(site: Site) -> None:
    stop = Stop.objects.get(stands=True)
    stops.ask_release(stop, actor=site.drafter, reason="LINEの配信と照らし合わせました。")
    stop.refresh_from_db()
    device = enrol(site.manager)
    device.last_t = -1
    device.save()
    proof = stops.begin_release(stop, actor=site.manager)
    stops.release(stop, actor=site.manager, step_up_id=str(proof.pk), code=code_for(device))
