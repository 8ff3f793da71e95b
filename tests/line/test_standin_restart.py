"""What does the stand-in still know after it was stopped, killed or moved?"""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.line.calls import broadcast
from tests.standin import StandIn


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[StandIn]:
    standin = StandIn(arguments=("--store", str(tmp_path / "standin.sqlite3"))).start()
    yield standin
    standin.stop()


@pytest.mark.parametrize("violent", [False, True])
def test_deliveries_keys_faults_and_the_clock_survive(kept: StandIn, violent: bool) -> None:
    key = uuid.uuid4()
    kept.advance_clock(3600)
    broadcast(kept, "水門", retry_key=key)
    kept.arm("refuse_500", times=3)
    before = (kept.deliveries(), kept.requests(), kept.armed())

    if violent:
        kept.kill()
    else:
        kept.stop()
    kept.start()

    assert (kept.deliveries(), kept.requests(), kept.armed()) == before
    kept.disarm()
    assert broadcast(kept, "水門", retry_key=key).status == 409
    kept.advance_clock(24 * 3600)
    assert broadcast(kept, "水門", retry_key=key).status == 200


def test_it_comes_back_at_the_same_address(kept: StandIn) -> None:
    address = kept.base_url

    kept.restart()

    assert kept.base_url == address
    assert broadcast(kept, "水門").status == 200


def test_without_a_file_it_forgets() -> None:
    standin = StandIn().start()
    broadcast(standin, "水門")
    standin.restart()
    deliveries = standin.deliveries()
    standin.stop()

    assert deliveries == []
