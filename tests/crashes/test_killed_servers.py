"""Sending while the servers beneath it die and come back."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from audit import trail
from tests.crashes.conftest import Site, wait_until
from tests.office import schedule


def test_sending_goes_on_while_valkey_is_dead_and_after_it_came_back_empty(site: Site) -> None:
    site.start_worker()
    site.servers.valkey.kill()
    meanwhile = schedule(
        site.drafter,
        site.manager,
        send_at=timezone.now() + timedelta(seconds=2),
        text="Valkeyが止まっている間のお知らせです。",
    )
    site.wait_until_sent(meanwhile)
    assert not site.servers.valkey.is_ready()

    site.servers.valkey.start()
    site.servers.wait()
    afterwards = schedule(
        site.drafter,
        site.manager,
        send_at=timezone.now() + timedelta(seconds=2),
        text="Valkeyが戻った後のお知らせです。",
    )
    site.wait_until_sent(afterwards)
    assert site.arrived("Valkeyが止まっている間のお知らせです。") == 1
    assert site.arrived("Valkeyが戻った後のお知らせです。") == 1


def test_a_worker_that_starts_while_valkey_is_dead_sends_what_is_due(site: Site) -> None:
    text = "Valkeyなしで始まった作業者のお知らせです。"
    site.servers.valkey.kill()
    site.start_worker()
    post = schedule(
        site.drafter, site.manager, send_at=timezone.now() + timedelta(seconds=2), text=text
    )
    site.wait_until_sent(post)
    assert site.arrived(text) == 1
    site.servers.valkey.start()
    site.servers.wait()


def test_after_a_sigkill_of_postgresql_nothing_is_lost_and_nothing_doubled(site: Site) -> None:
    text = "PostgreSQLが落ちたときのお知らせです。"
    site.line.arm("accept_then_hang")
    site.start_worker()
    post = schedule(
        site.drafter, site.manager, send_at=timezone.now() + timedelta(seconds=2), text=text
    )
    wait_until(lambda: site.arrived(text) == 1, "LINE has accepted the message")
    site.servers.postgres.kill()
    connection.close()
    site.servers.postgres.start()
    site.servers.wait()

    site.wait_until_sent(post)
    assert site.arrived(text) == 1
    assert list(trail.verify()) == []
