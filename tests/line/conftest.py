"""The stand-in for LINE, one process for all tests of this folder, forgetful before each."""

import uuid
from collections.abc import Iterator
from uuid import UUID

import pytest

from line.client import LineClient
from line.messages import broadcast_body, text_message
from tests.standin import StandIn

OTHER_CHANNEL = "token-of-another-channel"
# Short, so that a hanging answer costs a test little; long enough for two busy cores.
TIMEOUT = (2.0, 0.6)


@pytest.fixture(scope="session")
def running_standin() -> Iterator[StandIn]:
    standin = StandIn(arguments=("--token", OTHER_CHANNEL)).start()
    yield standin
    standin.stop()


@pytest.fixture
def standin(running_standin: StandIn) -> StandIn:
    running_standin.reset()
    return running_standin


@pytest.fixture
def client(standin: StandIn) -> LineClient:
    return LineClient(standin.base_url, standin.token, timeout=TIMEOUT)


@pytest.fixture
def body() -> str:
    return broadcast_body([text_message("本日17時に水門を閉鎖します。😀")])


@pytest.fixture
def key() -> UUID:
    return uuid.uuid4()
