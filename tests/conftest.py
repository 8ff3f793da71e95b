"""The cast and the places that all tests share."""

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import Role, Staff
from line import client as line_client_module
from tests.accounts.sign_in import sign_in
from tests.office import hire
from tests.standin import StandIn


@pytest.fixture
def drafter(db: None) -> Staff:
    """工藤 writes for 観光課."""
    return hire("1001", "工藤 美咲", "観光課", Role.DRAFTER)


@pytest.fixture
def colleague(db: None) -> Staff:
    """小笠原 writes for 観光課 too."""
    return hire("1002", "小笠原 葵", "観光課", Role.DRAFTER)


@pytest.fixture
def outsider(db: None) -> Staff:
    """佐々木 writes for another section."""
    return hire("1003", "佐々木 健太", "環境政策課", Role.DRAFTER)


@pytest.fixture
def manager(db: None) -> Staff:
    """田中 is アカウント管理者 and may draft too."""
    return hire("2001", "田中 恵子", "情報政策課", Role.ACCOUNT_MANAGER, Role.DRAFTER)


@pytest.fixture
def auditor(db: None) -> Staff:
    """山田 reads everything and changes nothing."""
    return hire("3001", "山田 隆", "行政管理課", Role.AUDITOR)


@pytest.fixture
def administrator(db: None) -> Staff:
    """高橋 administers accounts and roles, and decides on no post."""
    return hire("4001", "高橋 誠一", "情報政策課", Role.ADMINISTRATOR)


@pytest.fixture
def second_administrator(db: None) -> Staff:
    """三浦 confirms what 高橋 asks for, and the other way round."""
    return hire("4002", "三浦 由美", "行政管理課", Role.ADMINISTRATOR)


@pytest.fixture
def deputy(db: None) -> Staff:
    """石田 decides while 田中 is away."""
    return hire("2101", "石田 浩", "情報政策課", Role.DEPUTY)


@pytest.fixture
def reviewer(db: None) -> Staff:
    """類家 checks what 観光課 writes."""
    return hire("1101", "類家 守", "観光課", Role.SECTION_REVIEWER)


@pytest.fixture
def newcomer(db: None) -> Staff:
    """沼館 has an ID and no role yet."""
    return hire("1901", "沼館 誠", "観光課")


@pytest.fixture
def as_drafter(drafter: Staff) -> Client:
    """The browser of 工藤, signed in."""
    return _browser(drafter)


@pytest.fixture
def as_manager(manager: Staff) -> Client:
    """The browser of 田中, signed in."""
    return _browser(manager)


@pytest.fixture
def as_auditor(auditor: Staff) -> Client:
    """The browser of 山田, signed in."""
    return _browser(auditor)


@pytest.fixture
def as_administrator(administrator: Staff) -> Client:
    """The browser of 高橋, signed in."""
    return _browser(administrator)


@pytest.fixture(scope="session")
def standin_process() -> Iterator[StandIn]:
    """One stand-in for LINE for the whole run."""
    standin = StandIn().start()
    yield standin
    standin.stop()


@pytest.fixture
def line_platform(standin_process: StandIn, settings: Settings) -> Iterator[StandIn]:
    """The stand-in with nothing remembered, and the settings of this process led to it."""
    standin_process.reset()
    settings.LINE_API_BASE_URL = standin_process.base_url
    settings.LINE_CHANNEL_ACCESS_TOKEN = standin_process.token
    yield standin_process
    line_client_module._client.cache_clear()


def _browser(staff: Staff) -> Client:
    client = Client()
    sign_in(client, staff)
    return client
