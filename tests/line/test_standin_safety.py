"""Does the stand-in stay a private thing of this machine, far from the real LINE?"""

import os
import socket
import subprocess
import sys

import pytest

from tests.line.calls import call
from tests.standin import REPOSITORY, StandIn

LIKE_A_REAL_TOKEN = "Ab3/+" * 34 + "=="


def refusal(*arguments: str, token: str = "", keep: tuple[int, ...] = ()) -> str:
    """Start the stand-in so that it must refuse; return what it says."""
    ended = subprocess.run(
        [sys.executable, "-m", "line.standin", *arguments],
        cwd=REPOSITORY,
        env={**os.environ, "LINE_CHANNEL_ACCESS_TOKEN": token},
        pass_fds=keep,
        capture_output=True,
        text=True,
        timeout=10,
        check=False,
    )
    assert ended.returncode == 2
    return ended.stderr


def test_it_does_not_start_with_a_real_token() -> None:
    said = refusal("--port", "0", "--token", LIKE_A_REAL_TOKEN)

    assert "looks like a real LINE channel access token" in said
    assert LIKE_A_REAL_TOKEN not in said


def test_it_does_not_start_beside_a_real_token_in_the_environment() -> None:
    assert "looks like a real LINE channel" in refusal("--port", "0", token=LIKE_A_REAL_TOKEN)


def test_it_does_not_start_on_an_address_that_others_can_reach() -> None:
    with socket.create_server(("0.0.0.0", 0)) as open_to_all:  # noqa: S104 - it must be refused
        said = refusal("--fd", str(open_to_all.fileno()), keep=(open_to_all.fileno(),))

    assert "listens on a loopback address only, not on 0.0.0.0" in said


def test_it_does_not_start_on_a_taken_port(standin: StandIn) -> None:
    assert "Address already in use" in refusal("--port", str(standin.port))


@pytest.mark.parametrize("host", ["evil.example", "192.168.0.7:9000", "localhost.evil.example", ""])
@pytest.mark.parametrize("path", ["/", "/standin/desk", "/standin/deliveries", "/v2/bot/info"])
def test_it_answers_under_a_loopback_name_only(standin: StandIn, host: str, path: str) -> None:
    assert call(standin, "GET", path, headers={"Host": host}).status == 403


@pytest.mark.parametrize("host", ["localhost", "localhost:8080", "127.0.0.1", "[::1]:9000"])
def test_it_answers_under_every_loopback_name(standin: StandIn, host: str) -> None:
    assert call(standin, "GET", "/v2/bot/info", headers={"Host": host}).status == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "http://localhost:1", "null"])
def test_it_takes_no_orders_from_other_sites(standin: StandIn, origin: str) -> None:
    order = {"name": "refuse_500", "times": 1}

    reply = call(standin, "POST", "/standin/faults", order, headers={"Origin": origin})

    assert reply.status == 403
    assert standin.armed() == []


def test_it_takes_orders_from_its_own_page(standin: StandIn) -> None:
    own = {"Origin": standin.base_url}

    assert call(standin, "POST", "/standin/faults", {"name": "slow"}, headers=own).status == 200


def test_an_unknown_order_is_refused(standin: StandIn) -> None:
    assert call(standin, "POST", "/standin/earthquake", {}).status == 404
    assert call(standin, "POST", "/standin/faults", ["slow"]).status == 400


def test_it_ends_with_the_process_that_started_it() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "line.standin", "--port", "0", "--until-eof"],
        cwd=REPOSITORY,
        env={**os.environ, "LINE_CHANNEL_ACCESS_TOKEN": ""},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert "this is not LINE" in process.stdout.readline()

    process.communicate(timeout=10)  # closes its standard input

    assert process.returncode == 0


def test_it_needs_nothing_but_the_standard_library() -> None:
    ended = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _IMPORT_ALL, str(REPOSITORY)],
        capture_output=True,
        text=True,
        timeout=10,
        check=False,
    )

    assert ended.stdout.split() == ["line"], ended.stderr


_IMPORT_ALL = """
import sys
sys.path.insert(0, sys.argv[1])
import line.standin.__main__
tops = {name.partition(".")[0] for name in sys.modules}
print(*(tops - sys.stdlib_module_names - {"__main__"}))
"""
