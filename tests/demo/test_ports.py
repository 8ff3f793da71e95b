"""Two demos, or a demo and anything else, never fight for a port."""

import socket

from hachinohe_line.demo.ports import listen, port_of


def test_a_free_port_is_taken_as_wanted() -> None:
    with listen(0) as first:
        wanted = port_of(first)
    with listen(wanted) as again:
        assert port_of(again) == wanted


def test_a_taken_port_is_avoided() -> None:
    with listen(0) as first, listen(port_of(first)) as second:
        assert port_of(second) not in (0, port_of(first))


def test_a_port_taken_under_the_other_localhost_is_avoided() -> None:
    with socket.create_server(("::1", 0), family=socket.AF_INET6) as other:
        wanted = other.getsockname()[1]
        with listen(wanted) as ours:
            assert port_of(ours) != wanted


def test_only_this_machine_is_served() -> None:
    with listen(0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"
