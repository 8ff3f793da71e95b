"""What a line of the log says, and what it never says."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from pytest_django import Settings

from accounts.models import Staff
from hachinohe_line.log_lines import REQUEST_ID, AsJson, WithoutSecrets, written
from hachinohe_line.request_ids import begin_task, end_task
from posts.models import Post
from tests.accounts.sign_in import sign_in
from tests.office import write

ROOT: Final = Path(__file__).resolve().parent.parent


class Kept(logging.Handler):
    """Lines as they would be written."""

    def __init__(self, formatter: logging.Formatter) -> None:
        super().__init__()
        self.setFormatter(formatter)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The same, read as JSON."""
        return [json.loads(line) for line in self.lines]


@pytest.fixture
def log() -> Iterator[Kept]:
    """The log of production."""
    kept = Kept(AsJson())
    root = logging.getLogger()
    root.addHandler(kept)
    yield kept
    root.removeHandler(kept)


def test_a_request_is_one_object_with_an_id_that_its_answer_has_too(
    log: Kept, client: Client
) -> None:
    response = client.get("/login/?next=/posts/%3Fq=secret")
    (line,) = [one for one in log.objects if one["logger"] == "hachinohe_line.request_ids"]
    assert line["request_id"] == response["X-Request-Id"]
    assert (line["method"], line["path"], line["http_status"]) == ("GET", "/login/", 200)
    assert line["milliseconds"] >= 0
    assert "secret" not in str(line)


def test_every_line_within_a_request_has_its_id(log: Kept, client: Client, db: None) -> None:
    response = client.get("/no-such-page/")
    (numbered,) = [one for one in log.objects if one["message"].startswith("error number")]
    assert numbered["request_id"] == response["X-Request-Id"]
    assert REQUEST_ID.get() == ""


def test_an_id_from_outside_is_taken_only_where_the_settings_name_its_header(
    client: Client, settings: Settings
) -> None:
    given = {"X-Request-Id": "from-the-proxy-1"}
    assert client.get("/healthz", headers=given)["X-Request-Id"] != "from-the-proxy-1"
    settings.REQUEST_ID_HEADER = "X-Request-Id"
    assert client.get("/healthz", headers=given)["X-Request-Id"] == "from-the-proxy-1"


@pytest.mark.parametrize("unfit", ["short", "a" * 65, 'a"}\n{"level":', "山田山田山田山田"])
def test_an_unfit_id_from_outside_is_replaced(
    unfit: str, client: Client, settings: Settings
) -> None:
    settings.REQUEST_ID_HEADER = "X-Request-Id"
    assert client.get("/healthz", headers={"X-Request-Id": unfit})["X-Request-Id"] != unfit


def test_a_monitor_that_asks_all_day_fills_no_log(log: Kept, client: Client) -> None:
    client.get("/healthz")
    assert log.lines == []


def test_a_line_of_a_task_has_the_id_of_the_task(log: Kept) -> None:
    begin_task(task_id="0a1b")
    logging.getLogger("broadcasts").warning("one")
    end_task()
    logging.getLogger("broadcasts").warning("two")
    assert [one.get("request_id") for one in log.objects] == ["0a1b", None]


@pytest.mark.django_db
@pytest.mark.parametrize("formatter", [AsJson, WithoutSecrets])
def test_neither_rows_nor_words_nor_people_get_into_it(
    formatter: type[logging.Formatter], drafter: Staff
) -> None:
    kept, logger = Kept(formatter()), logging.getLogger("tests.log")
    logger.addHandler(kept)
    post = write(drafter, title="SECRET 秘密の見出し", text="秘密の本文です。")
    with (
        pytest.raises(IntegrityError, match=post.title) as refused,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE posts_post SET category = NULL WHERE id = %s", [post.pk])
    logger.error("refused", exc_info=refused.value)
    unfit = ValueError("unfit: 秘密の見出し s1001@city.example.jp")
    logger.error("mail to s1001@city.example.jp for U%s", "0" * 32, exc_info=unfit)
    logger.removeHandler(kept)
    told = "\n".join(kept.lines)
    assert len(kept.lines) == 2
    assert "ValueError" in told
    assert "refused" in told
    for secret in ("SECRET", "秘密", "s1001@", "U0000"):
        assert secret not in told


def test_a_line_break_makes_no_second_line(log: Kept) -> None:
    logging.getLogger("tests").warning("one\n%s", '{"level": "INFO"}')
    assert len(log.lines[0].splitlines()) == 1


@pytest.mark.django_db
def test_what_staff_do_leaves_no_text_in_the_log(log: Kept, drafter: Staff) -> None:
    client = Client()
    sign_in(client, drafter)
    post = write(drafter, title="秘密の見出し")
    client.get(f"/posts/{post.pk}/")
    client.get("/posts/", {"q": "秘密"})
    assert Post.objects.count() == 1
    assert log.lines
    assert not [line for line in log.lines if "秘密" in line or drafter.name in line]


@pytest.mark.parametrize(("stage", "as_json"), [("production", True), ("test", False)])
def test_production_writes_json_and_the_demo_lines_for_people(stage: str, *, as_json: bool) -> None:
    given = {
        **dict.fromkeys(("SECRET_KEY", "FACTOR_KEYS", "LINE_CHANNEL_ACCESS_TOKEN"), "x"),
        "DATABASE_URL": "postgresql:///x",
        "REDIS_URL": "redis://x",
        "STAGE": stage,
        "PATH": "/usr/bin:/bin",
    }
    code = "from hachinohe_line.settings import LOGGING; print(LOGGING['formatters']['line']['()'])"
    printed = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=given, capture_output=True, check=True
    ).stdout
    assert (b"AsJson" in printed) is as_json
    assert written(as_json=as_json)["formatters"]["line"]["()"] in printed.decode()
