"""Does the desk show a person what happened, safely?"""

import json
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import html5lib
import pytest
from django_otp.oath import TOTP

from line.preview import bubbles_html
from line.standin.desk.authenticator import STEP_SECONDS, code, key_bytes
from tests.line.calls import broadcast, call
from tests.standin import StandIn

KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
ACCOUNT = {
    "staff_number": "100001",
    "name": "田中 花子",
    "role": "投稿担当",
    "secret_base32": KEY,
}
FILES = ("", *(f"desk/{name}" for name in ("desk.css", "phones.css", "desk.js", "icon.svg")))


@pytest.fixture(scope="module")
def running_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    accounts = tmp_path_factory.mktemp("desk") / "authenticator.json"
    accounts.write_text(json.dumps([ACCOUNT]), encoding="utf-8")
    arguments = ("--authenticator", str(accounts), "--web", "http://localhost:8000/?a=1&b=2")
    standin = StandIn(arguments=arguments).start()
    yield standin
    standin.stop()


@pytest.fixture
def desk(running_desk: StandIn) -> StandIn:
    running_desk.reset()
    return running_desk


def fetch(standin: StandIn, path: str) -> tuple[HTTPResponse, str]:
    connection = HTTPConnection("127.0.0.1", standin.port, timeout=5)
    connection.request("GET", path)
    response = connection.getresponse()
    content = response.read().decode()
    connection.close()
    return response, content


def state(standin: StandIn) -> dict[str, Any]:
    found: dict[str, Any] = standin.ask("GET", "/standin/desk")
    return found


def test_the_page_says_what_it_is_not(desk: StandIn) -> None:
    response, page = fetch(desk, "/")

    assert response.status == 200
    assert "これはLINEではありません（デモ用の代役です）" in page
    assert 'href="http://localhost:8000/?a=1&amp;b=2"' in page


def test_the_page_is_valid_and_has_nothing_inline(desk: StandIn) -> None:
    _, page = fetch(desk, "/")
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(page)

    assert parser.errors == []
    assert [script.get("src") for script in tree.iter("script")] == ["/desk/desk.js"]
    assert list(tree.iter("style")) == []
    assert not [e for e in tree.iter() for name in e.keys() if name.startswith("on")]  # noqa: SIM118
    assert len(list(tree.iter("h1"))) == 1
    labelled = {label.get("for") for label in tree.iter("label")}
    assert {field.get("id") for field in tree.iter("input")} == labelled


@pytest.mark.parametrize("name", FILES)
def test_every_file_comes_with_a_strict_policy(desk: StandIn, name: str) -> None:
    response, _ = fetch(desk, f"/{name}")

    assert response.status == 200
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/desk/none.js", "/desk/../desk.py", "/desk/%2e%2e/desk.py"])
def test_other_files_are_not_served(desk: StandIn, path: str) -> None:
    assert fetch(desk, path)[0].status == 404


def test_phones_show_the_messages_newest_last(desk: StandIn) -> None:
    assert state(desk)["messages"] == []
    broadcast(desk, "水門を閉鎖します。", "2通目です。")
    broadcast(desk, "水門を開放しました。")

    shown = state(desk)["messages"]
    at = desk.deliveries()[0]["at"]
    assert [message["html"] for message in shown] == [
        bubbles_html(delivery["messages"], sender="八戸市", at=delivery["at"][11:16])
        for delivery in desk.deliveries()
    ]
    assert "2通目です。" in shown[0]["html"]
    assert "水門を開放しました。" in shown[1]["html"]
    assert shown[0]["day"].startswith(f"{int(at[5:7])}月{int(at[8:10])}日（")


def test_a_refused_message_reaches_no_phone(desk: StandIn) -> None:
    desk.arm("refuse_500")
    broadcast(desk, "水門を閉鎖します。")

    assert state(desk)["messages"] == []


@pytest.mark.parametrize("second", [59, 1_111_111_109, 1_234_567_890, 20_000_000_000])
def test_codes_equal_those_of_django_otp(second: int) -> None:
    reference = TOTP(key_bytes(KEY), step=STEP_SECONDS, digits=6)
    reference.time = float(second)

    assert code(KEY, second) == f"{reference.token():06d}"


def test_the_rfc_example_holds() -> None:
    assert code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 59) == "287082"


def test_the_present_code_of_every_account_is_shown(desk: StandIn) -> None:
    before = code(KEY, time.time())
    shown = state(desk)
    after = code(KEY, time.time())

    [account] = shown["codes"]
    assert (account["name"], account["role"]) == ("田中 花子", "投稿担当")
    assert account["code"] in {before, after}
    assert 1 <= shown["seconds_left"] <= STEP_SECONDS


@pytest.mark.parametrize(
    "pasted",
    [
        "gezd gnbv gy3t qojq gezd gnbv gy3t qojq",
        "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
        "otpauth://totp/a:b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=a",
    ],
)
def test_a_key_can_be_added_kept_and_removed(desk: StandIn, pasted: str) -> None:
    added = desk.ask("POST", "/standin/keys", {"name": "試し", "secret_base32": pasted})["codes"]
    desk.reset()
    [_, kept] = state(desk)["codes"]
    left = desk.ask("DELETE", "/standin/keys", {"id": kept["id"]})["codes"]

    assert added[-1]["name"] == kept["name"] == "試し"
    assert [account["name"] for account in left] == ["田中 花子"]


@pytest.mark.parametrize("pasted", ["", "!!", "ABC", "あいうえお", "otpauth://totp/a?issuer=b"])
def test_a_key_that_is_none_is_refused_with_a_sentence(desk: StandIn, pasted: str) -> None:
    reply = call(desk, "POST", "/standin/keys", {"name": "", "secret_base32": pasted})

    assert reply.status == 400
    assert reply.json["message"].startswith("鍵を読み取れません。")


def test_a_fault_is_armed_by_its_switch_and_shown(desk: StandIn) -> None:
    desk.ask("POST", "/standin/faults", {"name": "accept_then_drop", "times": 1})

    shown = {fault["name"]: fault for fault in state(desk)["faults"]}
    assert shown["accept_then_drop"]["left"] == 1
    assert shown["accept_then_drop"]["delivered"] is True
    assert shown["refuse_500"]["left"] == 0
    assert all(fault["title"] and fault["sentence"] for fault in shown.values())


def test_a_half_written_file_of_accounts_leaves_the_last_good_one(tmp_path: Path) -> None:
    path = tmp_path / "authenticator.json"
    path.write_text(json.dumps([ACCOUNT]), encoding="utf-8")
    standin = StandIn(arguments=("--authenticator", str(path))).start()
    first = state(standin)["codes"]
    path.write_text('[{"name": "半', encoding="utf-8")
    second = state(standin)["codes"]
    path.write_text(json.dumps([ACCOUNT, {**ACCOUNT, "name": "佐藤"}]), encoding="utf-8")
    third = state(standin)["codes"]
    standin.stop()

    assert [len(first), len(second), len(third)] == [1, 1, 2]
